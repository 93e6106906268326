package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import org.junit.jupiter.api.Test;

class NotebookImportsTest {

  /** A file manager that fails as often as it is told to, where it is asked for classes. */
  private static StandardJavaFileManager failing(
      StandardJavaFileManager files, AtomicInteger failures) {
    return (StandardJavaFileManager)
        Proxy.newProxyInstance(
            NotebookImportsTest.class.getClassLoader(),
            new Class<?>[] {StandardJavaFileManager.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("list")
                  && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("as if the heap were full");
              }
              return method.invoke(files, arguments);
            });
  }

  @Test
  void tellingThatFailedIsDoneAgain() {
    AtomicInteger failures = new AtomicInteger();
    try (JShell shell =
        JShell.builder()
            .executionEngine("local")
            .fileManager(files -> failing(files, failures))
            .build()) {
      NotebookImports imports =
          new NotebookImports(shell, Set.of("import java.util.*;", "import java.nio.file.*;"));
      failures.set(1);
      assertThatThrownBy(imports::tell).isInstanceOf(Throwable.class);
      assertThat(imports.lines()).as("those that a unit does without JShell").hasSize(2);
      imports.tell();
      imports.tell();
      for (String code : new String[] {"List.of(1)", "Path.of(\"a\")"}) {
        assertThat(shell.eval(code)).allMatch(event -> event.status() == Status.VALID);
      }
    }
  }
}
