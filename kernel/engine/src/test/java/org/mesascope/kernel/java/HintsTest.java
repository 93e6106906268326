package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The usual slips, in cells compiled as one and in cells compiled by pieces. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class HintsTest {

  private final OneNotebook notebook;

  HintsTest(boolean together) {
    notebook = new OneNotebook(together);
  }

  @AfterEach
  void close() {
    notebook.close();
  }

  @Test
  void aMissingImportIsNamed() {
    assertThat(notebook.run("int one = 1;", "int two = 2;", "var zip = new ZipFile(\"a\");"))
        .isEqualTo(
            """
            cell 1, line 3: cannot find symbol
              symbol:   class ZipFile
                var zip = new ZipFile("a");
                              ^
                try: import java.util.zip.ZipFile;""");
    assertThat(notebook.run("List<AtomicInteger> counts = new ArrayList<>();", "counts.size()"))
        .endsWith("\n    try: import java.util.concurrent.atomic.AtomicInteger;");
    assertThat(notebook.run("int ready = 1;", "CRC32.class")).endsWith(".zip.CRC32;");
  }

  @Test
  void theLineIsShownWithTheSemicolonThatItLacks() {
    assertThat(notebook.run("int a = 1;", "int b = a + 1 // a note", "int c = 3;"))
        .isEqualTo(
            """
            cell 1, line 2: ';' expected
                int b = a + 1 // a note
                             ^
                try: int b = a + 1; // a note""");
    assertThat(notebook.run("var list = List.of(1)", "list.size()"))
        .endsWith("\n    try: var list = List.of(1);");
    assertThat(notebook.run("for (int i = 0; i < 2; i++) { int w = 1 }"))
        .endsWith("\n    try: for (int i = 0; i < 2; i++) { int w = 1; }");
    assertThat(notebook.run("System.out.println(1)", "System.out.println(2)"))
        .endsWith("\n    try: System.out.println(1);");
    assertThat(notebook.run("retrun 5;")).contains("';' expected").doesNotContain("try:");
  }

  @Test
  void aNameOfALaterCellIsToBeDefinedFirst() {
    assertThat(notebook.run("int t = 1;", "int sum = t + rate;"))
        .isEqualTo(
            """
            cell 1, line 2: cannot find symbol
              symbol:   variable rate
                int sum = t + rate;
                              ^
                try: running the cell that defines rate first; none that ran has""");
    assertThat(notebook.run("scale(3);"))
        .endsWith("the cell that defines scale first; none that ran has");
    notebook.run("int rate = 2;", "int scale(int n) { return n * rate; }");
    assertThat(notebook.run("scale(t + rate);")).isEmpty();
    assertThat(notebook.run("\"text\".first()")).contains("first()").doesNotContain("try:");
  }

  @Test
  void aNameOfTheSameCellIsToBeDefinedAbove() {
    assertThat(notebook.run("System.out.println(later);", "int later = 1;"))
        .endsWith(
            "\n    try: moving this below the definition of later, further down in this cell");
  }

  @Test
  void aDefinitionSaysWhatItLacksWhereItStands() {
    assertThat(
            notebook.run(
                "int apart = 1;",
                "/* ZipFile */ String of(",
                "    ZipFile zip) {",
                "  return \"ZipFile\" + zip;",
                "}"))
        .isEqualTo(
            """
            cell 1, line 3: cannot find symbol: class ZipFile
                    ZipFile zip) {
                    ^
                of(ZipFile) cannot be used until this is defined: class ZipFile
                try: import java.util.zip.ZipFile;""");
    assertThat(notebook.run("class Holder {", "  Unheard one;", "}"))
        .contains("cell 2, line 2: cannot find symbol: class Unheard")
        .endsWith("\n    Holder cannot be used until this is defined: class Unheard");
    assertThat(notebook.run("int early() {", "  return later(1) + other;", "}"))
        .contains("cell 3, line 2: cannot find symbol: method later(int)\n      return later(1)")
        .contains("cell 3, line 2: cannot find symbol: variable other");
    assertThat(notebook.run("int four = 4;", "early();"))
        .isEqualTo(
            """
            UnresolvedReferenceException: early() cannot be used until this is defined: \
            method later(int), variable other
                at cell 4, line 2: early();""");
    assertThat(notebook.run("int later(int n) { return n; }", "int other = 1;", "early();"))
        .isEmpty();
  }
}
