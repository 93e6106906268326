package org.mesascope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesascope.kernel.magic.maven.FileRepository.dependencies;
import static org.mesascope.kernel.magic.maven.FileRepository.dependency;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.display.MimeBundle;
import org.mesascope.kernel.magic.maven.FileRepository;

/** What is shipped: the packaged jar, run in a JVM of its own beside the display jar alone. */
class ShadedJarIT {

  private static final Path JAR = Path.of(System.getProperty("engine.jar"));

  @TempDir Path folder;

  @Test
  void holdsNoLibraryUnderItsOwnName() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> strangers =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class"))
              .filter(name -> !name.startsWith("org/mesascope/kernel/"))
              .filter(name -> !name.startsWith("org/dflib/jjava/jupyter/"))
              .filter(name -> !name.startsWith("io/github/spencerpark/"))
              .toList();
      assertThat(strangers).isEmpty();
      assertThat(jar.getEntry("org/mesascope/kernel/shaded/com/google/gson/Gson.class"))
          .isNotNull();
      assertThat(jar.getEntry("org/mesascope/kernel/shaded/org/zeromq/ZMQ.class")).isNotNull();
    }
  }

  @Test
  void offersNoServiceOfALibraryUnderItsOwnName() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .filteredOn(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("META-INF/services/org.mesascope.kernel."));
    }
  }

  @Test
  void resolvesDependenciesFromTheJarAlone() throws Exception {
    FileRepository repository = new FileRepository(folder.resolve("remote"));
    repository
        .pom("org.p:parent:1", "<packaging>pom</packaging>")
        .add("org.a:a:1", dependencies(dependency("org.a:b:1")))
        .add("org.a:b:1");
    Files.createDirectories(folder.resolve(".m2"));
    Files.writeString(
        folder.resolve(".m2/settings.xml"),
        "<settings><mirrors><mirror><id>copy</id><mirrorOf>*</mirrorOf><url>"
            + repository.url()
            + "</url></mirror></mirrors></settings>");
    Path program = folder.resolve("Program.java");
    Files.writeString(
        program,
        """
        import java.nio.file.Path;
        import java.util.*;
        import org.mesascope.kernel.magic.*;
        import org.mesascope.kernel.magic.maven.MavenLocations;
        import org.mesascope.kernel.render.Renderers;

        public class Program implements Session {
          final Magics magics = StandardMagics.with(MavenLocations.ofUser());
          public static void main(String[] args) throws Exception {
            Program session = new Program();
            session.magics.runLine(session, "maven", Arguments.parse("org.a:a:1"));
            session.magics.runCell(session, "pom", Arguments.parse(""),
                "<parent><groupId>org.p</groupId><artifactId>parent</artifactId>"
                + "<version>1</version></parent>"
                + "<dependency><groupId>org.a</groupId><artifactId>b</artifactId>"
                + "<version>1</version></dependency>");
            try {
              session.magics.runLine(session, "maven", Arguments.parse("org.a:none:1"));
            } catch (RuntimeException e) {
              System.out.println(e.getMessage());
            }
          }
          public void addToClasspath(List<Path> entries) {
            entries.forEach(e -> System.out.println("added " + e.getFileName()));
          }
          public List<Path> classpath() { return List.of(); }
          public ClassLoader classLoader() { return getClass().getClassLoader(); }
          public Object evaluate(String code) { return null; }
          public Path workingDirectory() { return Path.of(""); }
          public Renderers renderers() { return new Renderers(); }
          public Magics magics() { return magics; }
        }
        """);
    assertThat(run(program.toString()))
        .contains("added a-1.jar\nadded b-1.jar\n")
        .contains("cannot resolve org.a:none:1\n  not found in copy\n")
        .doesNotContain("SLF4J")
        .doesNotContain("Exception");
  }

  @Test
  void cellsSeeTheirOwnVersionOfALibraryThatTheKernelUses() throws Exception {
    Path source = Files.createDirectories(folder.resolve("src")).resolve("Gson.java");
    Files.writeString(
        source,
        "package com.google.gson; public class Gson {"
            + " public static String version() { return \"the user's own\"; } }");
    Path classes = folder.resolve("classes");
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    assertThat(javac.run(System.out, System.err, "-d", "" + classes, "" + source)).isZero();
    Path notebook = folder.resolve("clash.ipynb");
    Files.writeString(
        notebook,
        """
        {"cells": [{"cell_type": "code", "id": "c", "metadata": {}, "outputs": [],
          "execution_count": null,
          "source": "%%classpath %s\\ncom.google.gson.Gson.version()"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """
            .formatted(classes));
    Path out = folder.resolve("out");
    run("org.mesascope.kernel.cli.Main", "run", "" + notebook, "--out", "" + out);
    assertThat(Files.readString(out.resolve("clash.ipynb"))).contains("the user's own");
  }

  private String run(String... words) throws IOException, InterruptedException, URISyntaxException {
    Path display =
        Path.of(MimeBundle.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.home=" + folder);
    command.addAll(List.of("-cp", JAR + File.pathSeparator + display));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
