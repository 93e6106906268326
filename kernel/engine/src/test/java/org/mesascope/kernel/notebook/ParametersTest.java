package org.mesascope.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int | -7 | -7",
        "long | 7 | 7L",
        "double | 1e-3 | 0.001",
        "double | 2 | 2.0",
        "float | .5 | 0.5f",
        "boolean | true | true",
        "java.lang.Integer | 3 | 3",
        "String | a \"b\" \\ | \"a \\\"b\\\" \\\\\"",
        "java.lang.String | 7 | \"7\"",
        "char | ' | '\\''",
        "char | \" | '\\\"'",
        "int[] | 1, 2 | new int[] {1, 2}",
        "double[] | 0.5 | new double[] {0.5}",
        "String[] | a,b | new String[] {\"a\", \"b\"}"
      })
  void writesJavaOfTheDeclaredType(String type, String text, String java) {
    assertThat(JavaLiteral.of("p", type, text)).isEqualTo(java);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int | abc",
        "int | 1.5",
        "int | 3000000000",
        "long | 7L",
        "double | NaN",
        "double | 1e999",
        "double | 0x1p3",
        "boolean | yes",
        "char | ab",
        "int[] | 1,,2"
      })
  void refusesWhatIsNoValueOfTheType(String type, String text) {
    assertThatThrownBy(() -> JavaLiteral.of("seed", type, text))
        .isInstanceOf(BadInputException.class)
        .hasMessage("`seed` expects " + type + ", got '" + text + "'");
  }

  @Test
  void refusesTypesThatNoCommandLineCanGive() {
    assertThatThrownBy(() -> JavaLiteral.of("world", "Corridor", "9"))
        .hasMessageContaining("`world` is declared as Corridor, which cannot be given by -p")
        .hasMessageContaining("int");
  }

  @Test
  void namesTheKnownParameters() {
    Parameters parameters = Parameters.parse(List.of("sed=7"));
    assertThatThrownBy(() -> parameters.check(DeclaredVariables.in("int seed = 1; var n = 2;")))
        .hasMessage("unknown parameter `sed`. Known: seed (int), n (var)");
  }

  @Test
  void refusesWhatIsNoAssignment() {
    assertThatThrownBy(() -> Parameters.parse(List.of("seed")))
        .hasMessage("-p expects name=value, got 'seed'. Write, for example, -p seed=7");
    assertThatThrownBy(() -> Parameters.parse(List.of("a=1", "a=2")))
        .hasMessageContaining("`a` twice");
    assertThat(Parameters.parse(List.of("query=a=b")).given()).containsEntry("query", "a=b");
  }

  @Test
  void readsDeclarationsAndNothingElse() {
    String cell =
        """
        %maven a:b:1
        import java.util.*;
        // int commented = 0;
        final int seed = 1, other = 2; String[] names = {"a"};
        int twice(int x) { int inner = x; return 2 * inner; }
        var rate = 0.5;
        seed + 1
        """;
    assertThat(DeclaredVariables.in(cell))
        .containsExactly(
            Map.entry("seed", "int"),
            Map.entry("other", "int"),
            Map.entry("names", "String[]"),
            Map.entry("rate", "var"));
  }

  @Test
  void injectsAfterTheDeclarationAndReplacesOnceInjected() {
    Notebook notebook =
        NotebookReader.parse(NotebookFilesTest.resource("smoke.ipynb"), "smoke.ipynb");
    Map<String, String> types = Map.of("seed", "int", "label", "java.lang.String");
    String first = Parameters.parse(List.of("seed=7", "label=x")).source(types);
    assertThat(first).isEqualTo("// Parameters of this run\nint seed = 7;\nString label = \"x\";");

    Notebook injected = Parameters.inject(notebook, first);
    assertThat(injected.cells()).hasSize(5);
    assertThat(injected.cells().get(2).hasTag("injected-parameters")).isTrue();
    assertThat(injected.cells().get(2).source()).isEqualTo(first);

    Notebook again = Parameters.inject(injected, "int seed = 8;");
    assertThat(again.cells()).hasSize(5);
    assertThat(again.cells().get(2).source()).isEqualTo("int seed = 8;");
    assertThat(again.cells().get(2).id()).isEqualTo(injected.cells().get(2).id());
  }
}
