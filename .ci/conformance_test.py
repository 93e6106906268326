"""The kernel against jupyter_kernel_test, Jupyter's own conformance suite."""

import sys
import unittest

import jupyter_kernel_test


class MesascopeKernel(jupyter_kernel_test.KernelTests):
    kernel_name = "mesascope"
    language_name = "java"
    file_extension = ".jshell"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"a".repeat(3)', "result": "aaa"},
    ]
    code_generate_error = "int zero = 0; 1 / zero"
    code_display_data = [{"code": 'display("<b>bold</b>", "text/html")', "mime": "text/html"}]
    code_inspect_sample = "Math.max"
    code_history_pattern = "1 ? 2*"
    supported_history_operations = ("tail", "range", "search")
    code_clear_output = "clearOutput();"
    code_page_something = "%doc Math.max"
    completion_samples = [{"text": "System.out.pr", "matches": {"print(", "printf(", "println("}}]
    complete_code_samples = ["1", "int x = 1;", "for (int i = 0; i < 2; i++) {}"]
    incomplete_code_samples = ["for (int i = 0; i < 2; i++) {", "class A {", "1 +"]
    invalid_code_samples = ["int = ;;)"]


class MesascopeWelcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "mesascope"
    support_iopub_welcome = True


if __name__ == "__main__":
    program = unittest.main(verbosity=2, exit=False)
    skipped = [str(test) for test, reason in program.result.skipped]
    if skipped:
        sys.exit(f"nothing may be skipped, but these were: {skipped}")
    sys.exit(not program.result.wasSuccessful())
