"""The kernel under the front ends beside JupyterLab: nbconvert, papermill with typed parameters, jupyter
console, and the classic notebook in Chromium.

    frontends_test.py SCREENSHOT_FOLDER
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

from browser_test import CHROMIUM_FLAGS, code_cell, free_port
from playwright.sync_api import sync_playwright

BIN = pathlib.Path(sys.executable).parent
PARAMETERS = 'int n = 1;\ndouble rate = 0.5; // how fast\nString name = "none";\nlong[] sizes = {};\nboolean on = false;'
RESULT = 'n + " " + rate + " " + name + " " + Arrays.toString(sizes) + " " + on'


def notebook(path, sources):
    kernel = {"display_name": "Mesascope", "language": "java", "name": "mesascope"}
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}}
    content["cells"] = [code_cell(i, source) for i, source in enumerate(sources)]
    content["cells"][0]["metadata"] = {"tags": ["parameters"]}
    path.write_text(json.dumps(content))


def run(*command, **options):
    done = subprocess.run([BIN / command[0], *command[1:]], capture_output=True, text=True, timeout=180, **options)
    return done.returncode, done.stdout, done.stderr


def result(path):
    cells = [c for c in json.loads(path.read_text())["cells"] if c["cell_type"] == "code"]
    return cells[-1]["outputs"][0]["data"]["text/plain"]


def equal(actual, expected, what):
    if actual != expected:
        sys.exit(f"{what}: expected {expected!r}, got {actual!r}")
    print(f"{what}: as it should be")


def text_of(value):
    return "".join(value)


def nbconvert(folder):
    notebook(folder / "plain.ipynb", [PARAMETERS, RESULT])
    code, _, errors = run("jupyter-nbconvert", "--execute", "--to", "notebook", "--output", "done", "plain.ipynb", cwd=folder)
    equal(code, 0, f"nbconvert {errors if code else ''}")
    equal(text_of(result(folder / "done.ipynb")), "1 0.5 none [] false", "nbconvert's result")
    notebook(folder / "shown.ipynb", ["new java.awt.image.BufferedImage(8, 8, 1)", 'display("<b>7</b>", "text/html");'])
    run("jupyter-nbconvert", "--execute", "--to", "html", "shown.ipynb", cwd=folder)
    page = (folder / "shown.html").read_text()
    equal('alt="image, 8 × 8 pixels"' in page and "<b>7</b>" in page, True, "a picture and HTML in nbconvert's page")


def papermill(folder):
    notebook(folder / "typed.ipynb", [PARAMETERS, RESULT])
    given = {"n": "7", "rate": "2", "name": "a \"b\" é", "on": "True"}
    arguments = [word for name, value in given.items() for word in ("-p", name, value)]
    arguments += ["-y", "sizes: [1, 3000000000]"]
    code, _, errors = run("papermill", "typed.ipynb", "out.ipynb", *arguments, cwd=folder)
    equal(code, 0, f"papermill {errors[-2000:] if code else ''}")
    equal(text_of(result(folder / "out.ipynb")), '7 2.0 a "b" é [1, 3000000000] true', "papermill's typed parameters")
    code, _, errors = run("papermill", "typed.ipynb", "bad.ipynb", "-p", "n", "seven", cwd=folder)
    equal(code != 0 and "`n` expects int, got 'seven'" in errors, True, "papermill's wrong value is refused")


def console(folder):
    lines = "int x = 21;\nx * 2\nexit\n"
    code, out, errors = run("jupyter-console", "--kernel", "mesascope", "--simple-prompt", input=lines, cwd=folder)
    equal("42" in out, True, f"jupyter console {'' if '42' in out else out + errors}")


def classic(folder, shots):
    notebook(folder / "classic.ipynb", ["int x = 20;\nSystem.out.println(x + 1);\nList.of(1, 2)"])
    port = free_port()
    command = [BIN / "jupyter-nbclassic", "--no-browser", f"--port={port}", "--allow-root", f"--notebook-dir={folder}"]
    command += ["--ServerApp.token=", "--ServerApp.password="]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=1)
                break
            except OSError:
                time.sleep(0.25)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
            page = browser.new_page(viewport={"width": 1200, "height": 800})
            page.goto(f"http://127.0.0.1:{port}/notebooks/classic.ipynb")
            page.wait_for_function(
                "window.Jupyter?.notebook?.kernel?.is_connected() && Jupyter.notebook.kernel.info_reply.status === 'ok'",
                timeout=120_000,
            )
            page.locator(".code_cell .CodeMirror").first.click()
            page.keyboard.press("Shift+Enter")
            page.locator(".output_result").get_by_text("[1, 2]").wait_for(timeout=60_000)
            printed = page.locator(".output_stream").first.inner_text().strip()
            page.screenshot(path=shots / "classic.png")
            browser.close()
        equal(printed, "21", "the classic notebook")
    finally:
        server.terminate()
        server.wait(30)


def main():
    shots = pathlib.Path(sys.argv[1]).resolve()
    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        nbconvert(pathlib.Path(folder))
        papermill(pathlib.Path(folder))
        console(pathlib.Path(folder))
        classic(pathlib.Path(folder), shots)


if __name__ == "__main__":
    main()
