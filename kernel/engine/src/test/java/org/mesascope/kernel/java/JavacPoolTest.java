package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That cells see each other and the class path as it grows, whether or not javac is kept. */
class JavacPoolTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cellsSeeWhatChangedSinceTheLastOne(boolean open) throws Exception {
    try (ChildKernel kernel = new ChildKernel(Map.of(), open)) {
      for (int i = 0; i < 5; i++) {
        assertThat(kernel.run("int n = %d; n + 1".formatted(i)).result()).isEqualTo("" + (i + 1));
        assertThat(kernel.run("record Point(int x%d) {}".formatted(i)).status()).isEqualTo("ok");
        assertThat(kernel.run("var p = new Point(%d); p.x%d() + n".formatted(i, i)).result())
            .isEqualTo("" + (2 * i));
        assertThat(kernel.run("String broken = n; n").errorValue()).contains("incompatible types");
      }
      assertThat(kernel.run("new Point(3).x3()").errorValue()).contains("x3");
      assertThat(kernel.run("dep.Lamp.ON").errorValue()).contains("dep");
      kernel.run(
          """
          var folder = Files.createTempDirectory("dep");
          var source = Files.createDirectories(folder.resolve("dep")).resolve("Lamp.java");
          Files.writeString(source, "package dep; public class Lamp { public static int ON = 5; }");
          javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
          """);
      String folder = kernel.run("folder.toString()").result();
      assertThat(kernel.run("%classpath " + folder.replace("\"", "")).status()).isEqualTo("ok");
      assertThat(kernel.run("dep.Lamp.ON").result()).isEqualTo("5");
    }
  }
}
