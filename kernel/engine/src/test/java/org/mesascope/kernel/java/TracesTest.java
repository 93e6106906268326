package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an exception says it comes from, in cells compiled as one and by pieces. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class TracesTest {

  private final OneNotebook notebook;

  TracesTest(boolean together) {
    notebook = new OneNotebook(together);
  }

  @AfterEach
  void close() {
    notebook.close();
  }

  @Test
  void lambdasAndClassesOfCellsHaveCellsAndLines() {
    notebook.run(
        "class Pump {",
        "  class Valve {",
        "    void open(int n) {",
        "      throw new IllegalStateException(\"stuck\",",
        "          new IOException(\"rust\"));",
        "    }",
        "  }",
        "}",
        "int turns = 3;");
    assertThat(
            notebook.run(
                "int half = turns / 2;",
                "Runnable opens = () -> {",
                "  new Pump().new Valve().open(half);",
                "};",
                "",
                "opens.run();"))
        .isEqualTo(
            """
            java.lang.IllegalStateException: stuck
                at Pump$Valve.open (cell 1, line 4): throw new IllegalStateException("stuck",
                at lambda (cell 2, line 3): new Pump().new Valve().open(half);
                at cell 2, line 6: opens.run();
            Caused by: java.io.IOException: rust
                at Pump$Valve.open (cell 1, line 4): throw new IllegalStateException("stuck",\
            """);
    assertThat(
            notebook.run(
                "int one = 1;", "new Object() {", "  void go() { int n = 1 / 0; }", "}.go();"))
        .contains("    at anonymous class.go (cell 3, line 3): void go() { int n = 1 / 0; }\n");
    assertThat(
            notebook.run(
                "record Dose(int ml) {",
                "  Dose {",
                "    if (ml < 0)",
                "      throw new RuntimeException(\"ml\");",
                "  }",
                "}",
                "new Dose(-1);"))
        .contains("    at Dose.<init> (cell 4, line 4): throw new RuntimeException(\"ml\");");
  }

  @Test
  void parallelStreamsAndInitialisersHaveThemToo() {
    assertThat(
            notebook.run(
                "int five = 5;",
                "IntStream.range(0, 8).parallel().forEach(n -> {",
                "  if (n == five)",
                "    throw new IllegalStateException(\"at \" + n);",
                "});"))
        .startsWith("java.lang.IllegalStateException: at 5\n    at lambda (cell 1, line 4): throw")
        .doesNotContain("org.mesascope", "REPL");
    assertThat(notebook.run("class Start {", "  static int n = 1 / 0;", "}", "int x = Start.n;"))
        .isEqualTo(
            """
            java.lang.ExceptionInInitializerError
                at cell 2, line 4: int x = Start.n;
            Caused by: java.lang.ArithmeticException: / by zero
                at Start.<clinit> (cell 2, line 2): static int n = 1 / 0;""");
  }

  @Test
  void whatClosingThrewIsKept() {
    assertThat(
            notebook.run(
                "Callable<AutoCloseable> doors = () -> () -> {",
                "  throw new IOException(\"jammed\");",
                "};",
                "try (var door = doors.call()) {",
                "  throw new RuntimeException(\"fire\");",
                "}"))
        .contains("RuntimeException: fire\n    at cell 1, line 5: ")
        .contains("Suppressed: java.io.IOException: jammed\n    at lambda (cell 1, line 2): ");
  }

  @Test
  void whatIsCaughtPrintsItselfWithCellsAndLines() {
    String expected =
        "java.lang.ArithmeticException: / by zero\n    at cell %d, line 2: int n = 1 / 0;";
    assertThat(
            notebook.run(
                "try {",
                "  int n = 1 / 0;",
                "} catch (Exception e) {",
                "  e.printStackTrace();",
                "}"))
        .isEqualTo(expected.formatted(1));
    assertThat(
            notebook.run(
                "try {",
                "  int n = 1 / 0;",
                "} catch (Exception e) {",
                "  Stream.of(e).forEach(Exception::printStackTrace);",
                "}"))
        .isEqualTo(expected.formatted(2));
    assertThat(
            notebook.run(
                "var kept = new Error(\"kept\");",
                "Runnable prints = kept::printStackTrace;",
                "prints.run();"))
        .startsWith("java.lang.Error: kept");
  }

  @Test
  void namesOfCellsReadAsTheyWereWritten() {
    notebook.run("class Lamp {}", "class Dark extends Exception {}");
    assertThat(notebook.shown("new Lamp()")).matches("Lamp@[0-9a-f]+");
    assertThat(notebook.shown("Map.of(1, new Lamp())")).matches("\\{1=Lamp@[0-9a-f]+}");
    assertThat(notebook.shown("new Object() {}")).matches("anonymous class@[0-9a-f]+");
    assertThat(notebook.shown("new Dark()")).isEqualTo("Dark\n    at cell 5, line 1: new Dark()");
    assertThat(notebook.shown("List.of(new Dark())")).isEqualTo("[Dark]");
    assertThat(notebook.shown("new Object() { public String toString() { return null + \"\"; } }"))
        .isEqualTo("null");
    assertThat(notebook.shown("\"REPL.$JShell$1$Lamp\"")).isEqualTo("REPL.$JShell$1$Lamp");
  }
}
