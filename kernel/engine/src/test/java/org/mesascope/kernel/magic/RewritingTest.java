package org.mesascope.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewritingTest {

  private static final String N = "org.mesascope.kernel.magic.Notebook";

  private final Magics magics =
      new Magics()
          .line("maven", (session, arguments) -> null)
          .line("time", new Showing())
          .cell("pom", (session, arguments, body) -> null);

  private static final class Showing implements LineMagic {
    @Override
    public Object run(Session session, Arguments arguments) {
      return arguments.raw();
    }

    @Override
    public boolean showsValue() {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int x = 1;",
        "int r = 7 % x;",
        "int r = 7 %x;",
        "int r = 7\n    %x;",
        "r %= 2;",
        "String s = \"50 %maven\";",
        "String s = \"\\\"=%maven\";",
        "// = %maven x",
        "/* \n%maven x\n */",
        "String s = \"\"\"\n%maven x\n\"\"\";",
        "char c = '\"'; // = %time",
        "String.format(\"%d\", 3)",
        "System.out.printf(\"%s%n\", \"a\");",
      })
  void leavesJavaAlone(String cell) {
    assertThat(magics.rewrite(cell)).isEqualTo(cell);
  }

  @Test
  void aLineBecomesACallOnTheSameLine() {
    assertThat(magics.rewrite("int a = 1;\n  %maven g:a:1 \"b c\"\r\nint b = 2;"))
        .isEqualTo(
            "int a = 1;\n  " + N + ".runLine(\"maven\", \"g:a:1 \\\"b c\\\"\");\r\nint b = 2;");
  }

  @Test
  void theRightHandSideTakesTheValue() {
    assertThat(magics.rewrite("List<String> added = %jars lib/*.jar"))
        .isEqualTo("List<String> added = " + N + ".line(\"jars\", \"lib/*.jar\");");
  }

  @Test
  void aMagicWhoseValueShowsStaysAnExpression() {
    assertThat(magics.rewrite("%time f(\"a\")"))
        .isEqualTo(N + ".line(\"time\", \"f(\\\"a\\\")\");");
  }

  @Test
  void aKnownMagicNeedsNoSemicolonBeforeIt() {
    assertThat(magics.rewrite("foo()\n%maven g:a:1")).contains(".runLine(\"maven\"");
    assertThat(magics.rewrite("x\n%y")).isEqualTo("x\n%y");
  }

  @Test
  void aCellIsTakenWhole() {
    assertThat(magics.rewrite("\n%%pom a b\n<x>é\n</x>"))
        .isEqualTo(N + ".runCell(\"pom\", \"a b\", \"<x>\\u00e9\\n</x>\");");
    assertThat(magics.rewrite("%%pom")).isEqualTo(N + ".runCell(\"pom\", \"\", \"\");");
  }

  @Test
  void aCellMagicBelowTheFirstLineIsAnError() {
    assertThatThrownBy(() -> magics.rewrite("int a;\n%%pom\n<x/>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%%pom takes the whole cell: make it the cell's first line");
  }

  @Test
  void longAndAwkwardBodiesComeThroughTheCompilerUnharmed() {
    String body = "\"\\\t\u0000é😀\\u0041'%\r\n".repeat(9_000);
    String java = magics.rewrite("%%pom\n" + body);
    String literal = java.substring(java.indexOf("\"\", ") + 4, java.length() - 2);
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.eval("String body = " + literal + ";");
      var value = shell.eval("body.hashCode() + \" \" + body.length()").get(0);
      assertThat(value.value()).isEqualTo("\"" + body.hashCode() + " " + body.length() + "\"");
    }
  }

  @Test
  void anUnknownMagicNamesItsNeighbours() {
    assertThatThrownBy(() -> magics.runLine(new FakeSession(), "mavn", Arguments.parse("")))
        .isInstanceOf(UnknownMagicException.class)
        .hasMessage("there is no magic %mavn; did you mean %maven? %lsmagic lists all.");
    assertThatThrownBy(() -> magics.runLine(new FakeSession(), "pom", Arguments.parse("")))
        .hasMessageStartingWith("there is no magic %pom; there is %%pom");
    assertThatThrownBy(() -> magics.runCell(new FakeSession(), "zzzzzzz", Arguments.parse(""), ""))
        .hasMessage("there is no magic %%zzzzzzz. %lsmagic lists all.");
  }

  @Test
  void argumentsSplitAtWhiteSpaceOutsideQuotes() {
    assertThat(Arguments.parse(" a  \"b c\" C:\\dir\\*.jar \"q\\\"\\\\\" \"\" x\"y z\"").words())
        .isEqualTo(List.of("a", "b c", "C:\\dir\\*.jar", "q\"\\", "", "xy z"));
  }
}
