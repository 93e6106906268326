package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.dflib.jjava.jupyter.Extension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.display.MimeBundle;
import org.mesascope.kernel.compat.DotsExtension;
import org.mesascope.kernel.compat.RecordingOutlet;

/** Cells that IJava's documentation teaches, run by the session itself. */
class IJavaCellsTest {

  @TempDir static Path folder;

  private static JavaSession session;

  @BeforeAll
  static void start() {
    session = new JavaSession();
  }

  @AfterAll
  static void stop() {
    session.close();
  }

  private static @Nullable Object value(String cell) {
    Outcome outcome = session.run(cell, "cell 1");
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).value();
  }

  private static MimeBundle result(String cell) {
    return session.renderers().render(value(cell));
  }

  private static String failure(String cell) {
    Outcome outcome = session.run(cell, "cell 1");
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return String.join("\n", ((Outcome.Failed) outcome).failure().trace());
  }

  private static Path jar(String name) throws Exception {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name + ".txt"));
      out.write(new byte[] {42});
    }
    return jar;
  }

  @Test
  void aRenderedStringIsTheResult() {
    assertThat(result("String md = \"Hello **you**\";\n\nrender(md, \"text/markdown\")").data())
        .containsEntry("text/markdown", "Hello **you**");
  }

  @Test
  void aDisplayIsUpdatedInPlace() {
    try (RecordingOutlet outlet = new RecordingOutlet()) {
      value(
          """
          String id = display("<b>3</b>", "text/html");
          for (int i = 2; i >= 0; i--) {
              updateDisplay(id, "<b>" + i + "</b>", "text/html");
          }
          """);
      assertThat(outlet.shown.values())
          .singleElement()
          .satisfies(bundle -> assertThat(bundle.data()).containsEntry("text/html", "<b>0</b>"));
    }
  }

  @Test
  void evalRunsInTheCellsScope() {
    assertThat(value("int seven = 7;\n(int) eval(\"seven + 2\") + 3")).isEqualTo(12);
    assertThat(value("eval(\"%time seven + 1\")")).isEqualTo(8);
  }

  @Test
  void jarsAreAddedAndTheirNamesAssigned() throws Exception {
    jar("one.jar");
    jar("two.jar");
    String cell = "List<String> added = %jars " + folder + "/{one,two}.jar\nadded.size()";
    assertThat(value(cell)).isEqualTo(2);
    assertThat(session.classLoader().getResource("two.jar.txt")).isNotNull();
    assertThat(value("%classpath " + folder)).isNull();
    assertThat(session.classpath()).contains(folder);
  }

  @Test
  void anExtensionOfJJavaIsInstalledOnceItIsOnTheClassPath() throws Exception {
    Path services = Files.createDirectories(folder.resolve("extension/META-INF/services"));
    Files.writeString(services.resolve(Extension.class.getName()), DotsExtension.class.getName());
    try (RecordingOutlet outlet = new RecordingOutlet()) {
      value("%classpath " + folder.resolve("extension") + "\nnull;");
      assertThat(outlet.shown.values())
          .singleElement()
          .satisfies(bundle -> assertThat(bundle.text()).isEqualTo("dots are here"));
    }
    assertThat(result("new Dots(3)").data()).containsEntry("text/html", "<b>...</b>");
    assertThat(value("String dots = %dots a b\ndots")).isEqualTo("mesascope[a, b]");
  }

  @Test
  void magicsAreCalledByName() throws Exception {
    Path jar = jar("three.jar");
    String cell = "List<String> l = lineMagic(\"jars\", List.of(\"" + jar + "\"));\nl.get(0)";
    assertThat(value(cell)).isEqualTo(jar.toString());
  }

  @Test
  void aCellIsTimedAndItsValueStaysTheResult() {
    assertThat(value("%%time\nint timed = 20;\ntimed + 1")).isEqualTo(21);
    assertThat(value("%time timed * 2")).isEqualTo(40);
    assertThat(value("timed")).isEqualTo(20);
  }

  @Test
  void filesAndNotebooksAreLoaded() throws Exception {
    Files.writeString(
        folder.resolve("Deck.java"),
        "package some.where;\n\npublic class Deck { public static int size() { return 52; } }\n");
    Files.writeString(
        folder.resolve("cards.ipynb"),
        """
        {"cells": [
          {"cell_type": "markdown", "source": ["int hearts = 0;"]},
          {"cell_type": "code", "source": ["int hearts = 13;\\n", "%time hearts"]},
          {"cell_type": "code", "source": "hearts += 1;"}
        ], "nbformat": 4}
        """);
    value("%load " + folder + "/Deck.java\n%load " + folder + "/cards");
    assertThat(value("Deck.size() + hearts")).isEqualTo(66);
    assertThat(failure("%load " + folder + "/nothing")).contains("there is no ");
  }

  @Test
  void importsUnderIJavasNamesHold() {
    assertThat(
            value(
                """
                import io.github.spencerpark.ijava.runtime.Kernel;
                import static io.github.spencerpark.ijava.runtime.Magics.*;
                import io.github.spencerpark.ijava.runtime.*;
                import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
                import io.github.spencerpark.jupyter.kernel.display.DisplayData;

                class Coin { }
                getKernelInstance().getRenderer().createRegistration(Coin.class)
                    .preferring(MIMEType.TEXT_HTML)
                    .register((coin, context) ->
                        context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>coin</b>"));
                Kernel.eval("20 + 1")
                """))
        .isEqualTo(21);
    assertThat(result("new Coin()").data()).containsEntry("text/html", "<b>coin</b>");
  }

  @Test
  void magicsOfTheCellsOwnAreRegisteredThroughTheKernel() {
    value(
        "getKernelInstance().getMagicsRegistry()"
            + ".registerLineMagic(\"shout\", (kernel, args) -> args.get(0).toUpperCase());");
    assertThat(value("String loud = %shout hey\nloud")).isEqualTo("HEY");
  }

  @Test
  void annotatedMethodsAreMagics() {
    value(
        """
        import io.github.spencerpark.jupyter.kernel.magic.registry.*;
        public class Tally {
          private int sum = 0;
          @LineMagic(aliases = "plus")
          public int add(List<String> args) { return sum += Integer.parseInt(args.get(0)); }
          @CellMagic("lines")
          public static int count(List<String> args, String body) { return (int) body.lines().count(); }
        }
        getKernelInstance().getMagics().registerMagics(new Tally());
        """);
    assertThat(value("%add 3\nint added = %plus 4\nadded")).isEqualTo(7);
    assertThat(value("int n = cellMagic(\"lines\", List.of(), \"a\\nb\");\nn")).isEqualTo(2);
    assertThat(failure("%add x")).contains("NumberFormatException");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theShellMagicIsThereOnceRegistered() {
    value(
        """
        import io.github.spencerpark.ijava.IJava;
        import io.github.spencerpark.jupyter.kernel.magic.common.Shell;
        IJava.getKernelInstance().getMagics().registerMagics(Shell.class);
        """);
    Path made = folder.resolve("made by sh");
    value("%sh touch '" + made + "'");
    assertThat(made).exists();
    value("%%sh\nx='" + made + "'\nrm \"$x\"\n");
    assertThat(made).doesNotExist();
    assertThat(failure("%sh exit 3")).contains("the command ended with status 3");
  }

  @Test
  void anUnknownMagicSaysWhatThereIs() {
    assertThat(failure("int before = 1;\n%mavne org:a:1"))
        .contains("there is no magic %mavne; did you mean %maven?");
    assertThat(failure("int x;\n%%time\n1")).contains("%%time takes the whole cell");
  }

  @Test
  void theListOfMagicsIsIJavasAndMore() {
    assertThat(String.valueOf(value("%lsmagic")))
        .contains("%addMavenDependencies", "%addMavenDependency", "%addMavenRepo", "%classpath")
        .contains("%jars", "%load", "%loadFromPOM", "%maven", "%mavenRepo", "%time", "%%time")
        .contains("%%loadFromPOM");
  }

  @Test
  void printfIsThere() {
    assertThat(value("printf(\"%d%n\", 3)")).isNull();
    assertThat(failure("printf(\"%d\", \"x\")")).contains("IllegalFormatConversionException");
  }
}
