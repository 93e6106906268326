package org.mesascope.kernel.javadoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: a source we wrote, its source jar, and the pages that the JDK's javadoc tool makes. */
class JarDocsTest {

  private static final String SOURCE =
      """
      package dep;

      import java.util.List;

      /** A dep's {@code Shape<T>}, see {@link List#of() the list}. */
      public class Shape<T extends Comparable<T>> {
        /** The most corners. */
        public static final int MOST = 9;

        /** Makes a shape of {@literal <corners>}. */
        public Shape(int corners) {}

        /**
         * Scales it.
         *
         * <p>Twice is {@code scale(2)}.
         *
         * @param factor the {@link Double}
         * @return the area
         * @throws IllegalStateException if it is flat
         */
        public double scale(double factor) { return factor; }

        /** Scales it by many. */
        public double scale(List<? extends Number> factors, String... names) { return 0; }

        public void bare() {}

        /** A part, <script>alert(1)</script>safe. */
        public static class Part {
          /** Turns it. */
          public void turn() {}
        }
      }
      """;

  @TempDir static Path folder;

  private static JarDocs sources;
  private static JarDocs pages;

  @BeforeAll
  static void build() throws Exception {
    Path source = Files.createDirectories(folder.resolve("src/dep")).resolve("Shape.java");
    Files.writeString(source, SOURCE);
    Path classes = folder.resolve("classes");
    Path html = folder.resolve("html");
    run("javac", "-d", classes.toString(), source.toString());
    run(
        "javadoc",
        "-quiet",
        "-Xdoclint:none",
        "--allow-script-in-comments",
        "-d",
        html.toString(),
        source.toString());
    for (String kind : List.of("one", "two")) {
      jar(folder.resolve(kind + "-1.0.jar"), classes);
    }
    jar(folder.resolve("one-1.0-sources.jar"), folder.resolve("src"));
    jar(folder.resolve("two-1.0-javadoc.jar"), html);
    sources = docs("one-1.0.jar");
    pages = docs("two-1.0.jar");
  }

  private static void run(String tool, String... arguments) {
    ToolProvider found = ToolProvider.findFirst(tool).orElseThrow();
    assertThat(found.run(System.out, System.err, arguments)).isZero();
  }

  private static void jar(Path jar, Path content) throws Exception {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(content)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(content.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }

  private static JarDocs docs(String jar) throws Exception {
    URL url = folder.resolve(jar).toUri().toURL();
    return new JarDocs(
        new URLClassLoader(new URL[] {url}, null),
        name -> name.equals("Shape") ? List.of("other.Shape", "dep.Shape") : List.of());
  }

  private static String plain(JarDocs docs, String signature) {
    return docs.of(signature).map(JavadocText::plain).orElse("none");
  }

  @Test
  void typesMethodsFieldsAndConstructorsAreFoundInSources() {
    assertThat(plain(sources, "dep.Shape<T extends Comparable<T>>"))
        .isEqualTo("A dep's Shape<T>, see the list.");
    assertThat(plain(sources, "Shape.MOST:int")).isEqualTo("The most corners.");
    assertThat(plain(sources, "Shape<T>(int corners)")).isEqualTo("Makes a shape of <corners>.");
    assertThat(plain(sources, "double Shape<T>.scale(double factor)"))
        .isEqualTo(
            """
            Scales it.

            Twice is scale(2).

            Parameters
            - factor – the Double

            Returns
            - the area

            Throws
            - IllegalStateException – if it is flat\
            """);
    assertThat(
            plain(
                sources,
                "double dep.Shape<T>.scale(java.util.List<? extends Number> factors, String...)"))
        .isEqualTo("Scales it by many.");
    assertThat(plain(sources, "void dep.Shape.Part.turn()")).isEqualTo("Turns it.");
  }

  @Test
  void theSameAreFoundInTheToolsPages() {
    assertThat(plain(pages, "dep.Shape<T extends Comparable<T>>"))
        .isEqualTo("A dep's Shape<T>, see the list.");
    assertThat(plain(pages, "Shape.MOST:int")).isEqualTo("The most corners.");
    assertThat(plain(pages, "Shape<T>(int corners)")).isEqualTo("Makes a shape of <corners>.");
    assertThat(plain(pages, "double Shape<T>.scale(double factor)")).startsWith("Scales it.");
    assertThat(plain(pages, "double Shape<T>.scale(List<? extends Number> f, String... names)"))
        .isEqualTo("Scales it by many.");
    assertThat(plain(pages, "void dep.Shape.Part.turn()")).isEqualTo("Turns it.");
  }

  @Test
  void whatHasNoneIsNotFoundAndScriptsAreLeftOut() {
    for (JarDocs docs : List.of(sources, pages)) {
      assertThat(docs.of("void Shape.bare()")).isEmpty();
      assertThat(docs.of("void Shape.gone(int a)")).isEmpty();
      assertThat(docs.of("nobody.Knows")).isEmpty();
      assertThat(docs.of("java.lang.String")).as("a class of the JDK").isEmpty();
      assertThat(docs.of("dep.Shape.Part")).map(html -> html.contains("script")).contains(false);
    }
  }

  @Test
  void aBrokenJarBesideCostsItsDocumentationAlone() throws Exception {
    Files.copy(folder.resolve("one-1.0.jar"), folder.resolve("bad-1.0.jar"));
    Files.writeString(folder.resolve("bad-1.0-sources.jar"), "no zip");
    assertThat(docs("bad-1.0.jar").of("Shape.MOST:int")).isEqualTo(Optional.empty());
  }
}
