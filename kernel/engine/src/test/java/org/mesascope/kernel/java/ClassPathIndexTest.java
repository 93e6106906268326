package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathIndexTest {

  @TempDir private Path folder;
  private Path jar;
  private String path = "";

  @BeforeEach
  void aClassPathWithAJarThatBringsAnotherAFolderAndWhatIsNotThere() throws IOException {
    Path place = Files.createDirectories(folder.resolve("Ünï code"));
    jar = place.resolve("first.jar");
    write(
        jar, "brought.jar gone.jar", "a/b/One.class", "Root.class", "META-INF/services/a.Service");
    write(place.resolve("brought.jar"), null, "a/b/One.class", "a/b/Two.class", "c/Three.class");
    Path classes = Files.createDirectories(place.resolve("classes/d"));
    Files.write(classes.resolve("Four.class"), new byte[] {4});
    path =
        String.join(
            File.pathSeparator,
            jar.toString(),
            place.resolve("classes").toString(),
            place.resolve("missing.jar").toString());
  }

  private static void write(Path jar, String classPath, String... names) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (classPath != null) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write((jar.getFileName() + " " + name).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void ofAManifestCountsWhatNamesFiles() throws IOException {
    Path named = folder.resolve("named.jar");
    write(
        named,
        "http://example.org/a.jar file://host/b.jar C:\\\\c.jar d|e.jar brought.jar",
        "f/Five.class");
    ClassPath read = ClassPath.of(named.toString());
    assertThat(names(read, "f")).containsExactly("f.Five");
    assertThat(read.entries())
        .extracting(entry -> entry.path().getFileName().toString())
        .containsExactly("named.jar", "brought.jar");
  }

  private Path saved() throws IOException {
    return Files.writeString(folder.resolve("index"), ClassPathIndex.of(path).text());
  }

  private static List<String> names(ClassPath classPath, String packageName) throws IOException {
    return classPath.classesOf(packageName).stream()
        .map(ClassPathIndexTest::name)
        .sorted()
        .toList();
  }

  private static String name(JavaFileObject file) {
    return ((ClassFile) file).binaryName();
  }

  @Test
  void knowsAfterReadingWhatItKnewBefore() throws IOException {
    ClassPath read = ClassPathIndex.read(saved(), path).orElseThrow().classPath();
    for (ClassPath each : List.of(read, ClassPath.of(path))) {
      assertThat(names(each, "a.b")).containsExactly("a.b.One", "a.b.Two");
      assertThat(names(each, "c")).containsExactly("c.Three");
      assertThat(names(each, "d")).containsExactly("d.Four");
      assertThat(names(each, "")).containsExactly("Root");
      assertThat(names(each, "a")).isEmpty();
      assertThat(each.resources("META-INF/services/a.Service")).hasSize(1);
      try (var stream = each.resources("META-INF/services/a.Service").get(0).openStream()) {
        assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("first.jar");
      }
      try (var stream = each.classesOf("a.b").get(0).openInputStream()) {
        assertThat(stream.readAllBytes()).as("the first entry wins").startsWith('f', 'i');
      }
    }
  }

  @Test
  void isOfNoUseForAnotherClassPathOrAfterAJarHasChanged() throws IOException {
    Path index = saved();
    assertThat(ClassPathIndex.read(index, path)).isPresent();
    assertThat(ClassPathIndex.read(index, path + File.pathSeparator + folder)).isEmpty();
    assertThat(ClassPathIndex.read(folder.resolve("none"), path)).isEmpty();
    write(jar, null, "a/b/Other.class");
    assertThat(ClassPathIndex.read(index, path)).isEmpty();
  }

  @Test
  void isOfNoUseWhereItIsCutOff() throws IOException {
    Path index = saved();
    String whole = Files.readString(index);
    int last = whole.length() - 1;
    for (int length = 0; length < whole.length(); length = longer(length, last)) {
      Files.writeString(index, whole.substring(0, length));
      assertThat(ClassPathIndex.read(index, path)).as("cut at %d of %d", length, last).isEmpty();
    }
  }

  /** Every length at both ends of the file, and some in between. */
  private static int longer(int length, int last) {
    return length < 300 || length >= last - 900 ? length + 1 : Math.min(length + 1013, last - 900);
  }

  @Test
  void listsWhatTheJdkLists() throws IOException {
    ClassPathIndex index = ClassPathIndex.of(System.getProperty("java.class.path"));
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      for (String each : List.of("com.google.gson", "org.zeromq", "org.mesascope.kernel.java")) {
        assertThat(new TreeSet<>(names(index.classPath(), each)))
            .isEqualTo(listed(files, StandardLocation.CLASS_PATH, each));
      }
      Location base = files.getLocationForModule(StandardLocation.SYSTEM_MODULES, "java.base");
      for (String each : List.of("java.lang", "java.util", "java.util.concurrent", "java.nio")) {
        Set<String> ours = new TreeSet<>();
        for (JavaFileObject file : index.platform().classesOf("java.base", each)) {
          ours.add(name(file));
        }
        assertThat(ours).isEqualTo(listed(files, base, each));
      }
      assertThat(index.platform().classesOf("java.base", "sun.nio.ch")).isNull();
      JavaFileObject list = index.platform().classesOf("java.base", "java.util").get(0);
      try (var stream = list.openInputStream()) {
        assertThat(stream.readNBytes(4)).containsExactly(0xCA, 0xFE, 0xBA, 0xBE);
      }
    }
  }

  private static Set<String> listed(StandardJavaFileManager files, Location where, String name)
      throws IOException {
    Set<String> names = new TreeSet<>();
    files
        .list(where, name, EnumSet.of(Kind.CLASS), false)
        .forEach(file -> names.add(files.inferBinaryName(where, file)));
    return names;
  }
}
