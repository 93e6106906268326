package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypesByNameTest {

  @Test
  void theJdksPublicTypesThoseOfJavaPackagesFirst() {
    TypesByName types = new TypesByName(() -> ClassPath.of(""));
    assertThat(types.of("List")).containsExactly("java.awt.List", "java.util.List");
    assertThat(types.of("ZipFile")).contains("java.util.zip.ZipFile");
    assertThat(types.of("ZipCoder")).as("not public").isEmpty();
    assertThat(types.of("Reflection")).as("not exported").isEmpty();
    assertThat(types.of("NoSuchType")).isEmpty();
  }

  @Test
  void thoseOfFoldersAndJars(@TempDir Path folder) throws Exception {
    Path source = Files.createDirectories(folder.resolve("src")).resolve("Lamp.java");
    Path classes = folder.resolve("classes");
    Path jar = folder.resolve("lamp.jar");
    for (String header : new String[] {"package dep.lamps;", "package dep;", ""}) {
      Files.writeString(source, header + " public class Lamp { } class Hidden { }");
      run("javac", "-d", classes.toString(), source.toString());
    }
    run("jar", "cf", jar.toString(), "-C", classes.toString(), ".");
    for (String path :
        new String[] {classes.toString(), jar.toString(), jar + File.pathSeparator}) {
      TypesByName types = new TypesByName(() -> ClassPath.of(path));
      assertThat(types.of("Lamp")).containsExactly("dep.Lamp", "dep.lamps.Lamp");
      assertThat(types.of("Hidden")).isEmpty();
    }
    Files.delete(jar);
    TypesByName types = new TypesByName(() -> ClassPath.of(jar.toString()));
    assertThat(types.of("Lamp")).as("of a jar that is gone").isEmpty();
  }

  @Test
  void whatCannotBeReadIsPassedOver(@TempDir Path folder) throws Exception {
    Path source = Files.createDirectories(folder.resolve("src")).resolve("Lamp.java");
    Path classes = folder.resolve("classes");
    for (String name : new String[] {"cut", "newer", "good"}) {
      Files.writeString(source, "package dep." + name + "; public class Lamp { }");
      run("javac", "-d", classes.toString(), source.toString());
    }
    Path cut = classes.resolve("dep/cut/Lamp.class");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 30));
    Path newer = classes.resolve("dep/newer/Lamp.class");
    byte[] bytes = Files.readAllBytes(newer);
    bytes[6] = (byte) 0x7f; // the version, to come in some thousand years
    Files.write(newer, bytes);
    Path closed = Files.createDirectories(classes.resolve("dep/closed"));
    try {
      Files.setPosixFilePermissions(closed, Set.of());
      TypesByName types = new TypesByName(() -> ClassPath.of(classes.toString()));
      assertThat(types.of("Lamp")).containsExactly("dep.good.Lamp");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void run(String tool, String... arguments) {
    int code = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
    assertThat(code).isZero();
  }
}
