package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.java.ChildKernel.Ran;

class FailureTest {

  private static ChildKernel kernel;

  @BeforeAll
  static void start() throws Exception {
    kernel = new ChildKernel();
    kernel.run("int kept = 42;");
  }

  @AfterAll
  static void stop() {
    assertThat(kernel.run("kept").result()).as("variables outlive every failure").isEqualTo("42");
    kernel.close();
  }

  @Test
  void aTraceNamesCellsAndLinesAndKeepsCauses() {
    Ran defining = kernel.run("int divide(int n) {\n  return 1 / n;\n}");
    int definedIn = defining.reply().get("execution_count").getAsInt();
    Ran ran =
        kernel.run(
            """
            // a comment
            int before = 1;

            try {
              divide(0);
            } catch (ArithmeticException e) {
              throw new IllegalStateException("boom", e);
            }
            """);
    int number = ran.reply().get("execution_count").getAsInt();
    assertThat(ran.errorName()).isEqualTo("java.lang.IllegalStateException");
    assertThat(ran.errorValue()).isEqualTo("boom");
    assertThat(ran.trace())
        .isEqualTo(
            """
            java.lang.IllegalStateException: boom
                at cell %d, line 7: throw new IllegalStateException("boom", e);
            Caused by: java.lang.ArithmeticException: / by zero
                at divide (cell %d, line 2): return 1 / n;
                at cell %d, line 5: divide(0);\
            """
                .formatted(number, definedIn, number));
    assertThat(ran.contents("error")).hasSize(1);
    assertThat(kernel.run("before").result()).as("what ran before stays").isEqualTo("1");
  }

  @Test
  void libraryFramesStayAndTheKernelsOwnAreHidden() {
    Ran ran = kernel.run("List.of(1).forEach(i -> { throw new UncheckedIOException(null); });");
    assertThat(ran.errorName()).isEqualTo("java.lang.NullPointerException");
    assertThat(kernel.run("List.of(1).get(1)").trace())
        .contains("ImmutableCollections")
        .doesNotContain("org.mesascope", "jdk.jshell", "REPL", "do_it");
  }

  @Test
  void compileErrorsShowLineCaretAndJavacsWords() throws Exception {
    Ran ran = kernel.run("int fine = 1;\n\nint wrong =\n    \"text\";");
    int number = ran.reply().get("execution_count").getAsInt();
    assertThat(ran.errorName()).isEqualTo("CompilationError");
    assertThat(ran.trace())
        .isEqualTo(
            """
            cell %d, line 4: incompatible types: java.lang.String cannot be converted to int
                    "text";
                    ^\
            """
                .formatted(number));
    assertThat(ran.errorValue()).contains("incompatible types").contains("line 4");
    assertThat(kernel.run("int y = = 2;").trace()).contains("illegal start of expression");
    assertThat(kernel.run("class A {").trace()).contains("reached end of file");
    assertThat(kernel.run("Foo foo = new Foo();").trace()).contains("class Foo");
    assertThat(kernel.run("var zip = new ZipFile(\"a\");").trace())
        .contains("import java.util.zip.ZipFile;");
    assertThat(kernel.run("String s = \"open").status()).isEqualTo("error");
  }

  @Test
  void aCompileErrorsOneLineSaysWhatIsMissing() {
    Ran ran = kernel.run("int one = 1;\nvar agent = Policies.defaults();");
    int number = ran.reply().get("execution_count").getAsInt();
    assertThat(ran.errorValue())
        .isEqualTo("cannot find symbol: variable Policies (cell %d, line 2)".formatted(number));
    assertThat(kernel.run("List.of(1).first(3)").errorValue())
        .startsWith("cannot find symbol: method first(int) (");
    assertThat(kernel.run("void takes(int n) {}\ntakes();").errorValue())
        .contains("cannot be applied to given types: actual and formal argument lists differ");
  }

  @Test
  void aNameDefinedLaterIsToleratedUntilUsed() {
    Ran ran = kernel.run("int early() { return late() + 1; }");
    assertThat(ran.status()).isEqualTo("ok");
    assertThat(ran.printed("stderr")).contains("early()").contains("late()");
    Ran used = kernel.run("early()");
    assertThat(used.errorName()).isEqualTo("UnresolvedReferenceException");
    assertThat(used.errorValue()).contains("early()");
    kernel.run("int late() { return 1; }");
    assertThat(kernel.run("early()").result()).isEqualTo("2");
    assertThat(kernel.run("int f() { return g(); } int g() { return 3; }\nf()").printed("stderr"))
        .as("a forward reference inside a cell is no concern")
        .isEmpty();
  }

  @Test
  void exitsAreErrorsOfTheirCell() {
    for (String code :
        new String[] {
          "System.exit(3);",
          "Runtime.getRuntime().exit(3);",
          "Runtime.getRuntime().halt(3);",
          "java.util.function.IntConsumer c = System::exit; c.accept(3);",
          "class Quits { static { System.exit(3); } static int x = 1; }\nQuits.x"
        }) {
      Ran ran = kernel.run(code);
      assertThat(ran.status()).as(code).isEqualTo("error");
      assertThat(ran.trace()).as(code).contains("would end the kernel");
    }
  }

  @Test
  void errorsOfEveryKindLeaveTheKernelAlive() {
    Ran overflow = kernel.run("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)");
    assertThat(overflow.errorName()).isEqualTo("java.lang.StackOverflowError");
    assertThat(overflow.trace().lines().count()).isLessThanOrEqualTo(50);
    assertThat(kernel.run("throw new Error(\"mine\");").errorName()).isEqualTo("java.lang.Error");
    assertThat(kernel.run("class Own extends Exception {}\nthrow new Own();").errorName())
        .isEqualTo("Own");
    assertThat(kernel.run("class B { static int x = 1 / 0; }\nB.x").trace())
        .contains("ExceptionInInitializerError")
        .contains("Caused by: java.lang.ArithmeticException");
    assertThat(
            kernel
                .run("var l = new ArrayList<byte[]>(); while (true) l.add(new byte[1 << 20]);")
                .errorName())
        .isEqualTo("java.lang.OutOfMemoryError");
    Ran full = kernel.run("l.size()");
    assertThat(full.status()).as("a full heap leaves room to speak").isEqualTo("ok");
    kernel.run("l = null;");
    assertThat(kernel.run("throw null;").errorName()).isEqualTo("java.lang.NullPointerException");
    assertThat(
            kernel
                .run("new Object() { public String toString() { throw new RuntimeException(); } }")
                .status())
        .isEqualTo("ok");
  }

  @Test
  void aHeapThatStaysFullIsSaidAndOneThatEmptiesIsNot() {
    for (String filling :
        new String[] {
          "new long[1 << 10]", "new byte[1 << 14]", "new long[1 << 17]", "new long[99]"
        }) {
      Ran kept =
          kernel.run(
              "var held = new ArrayList<Object>(); while (true) held.add(%s);".formatted(filling));
      assertThat(kept.errorName()).as(filling).isEqualTo("java.lang.OutOfMemoryError");
      assertThat(kept.trace()).contains("the heap stays full (").contains("restart the kernel");
      assertThat(kernel.run("held.size() > 0").result()).as(filling).isEqualTo("true");
      assertThat(kernel.run("held = null; kept").result()).as(filling).isEqualTo("42");
    }
    Ran freed = kernel.run("{ long[] one = new long[Integer.MAX_VALUE / 2]; }");
    assertThat(freed.errorName()).isEqualTo("java.lang.OutOfMemoryError");
    assertThat(freed.trace()).doesNotContain("stays full");
  }

  @Test
  void stackOverflowsAndClassesThatDoNotVerifyAreErrorsOfTheirCell() {
    Ran mutual =
        kernel.run(
            "int ping(int n) { return pong(n); }\nint pong(int n) { return ping(n); }\nping(1)");
    assertThat(mutual.errorName()).isEqualTo("java.lang.StackOverflowError");
    assertThat(mutual.trace().lines().count()).isLessThanOrEqualTo(50);
    Ran broken =
        kernel.run(
            """
            Path source = Files.createTempDirectory("odd").resolve("Odd.java");
            Files.writeString(source, "public class Odd { public static int odd() { return 1; } }");
            javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, "" + source);
            byte[] odd = Files.readAllBytes(source.resolveSibling("Odd.class"));
            for (int i = 1; i < odd.length; i++) {
              if (odd[i - 1] == 4 && odd[i] == (byte) 0xAC) { odd[i - 1] = 1; } // returns null
            }
            new ClassLoader() {
              Class<?> odd() { return defineClass("Odd", odd, 0, odd.length); }
            }.odd().getMethod("odd").invoke(null)
            """);
    assertThat(broken.errorName()).isEqualTo("java.lang.VerifyError");
    assertThat(kernel.run("odd.length > 0").result()).as("variables are kept").isEqualTo("true");
    Ran initialiser = kernel.run("class Bad { static int x = 1 / 0; static int y = 2; }\nBad.y");
    assertThat(initialiser.trace()).contains("ArithmeticException");
    assertThat(kernel.run("Bad.y").errorName()).isEqualTo("java.lang.NoClassDefFoundError");
  }

  @Test
  void variablesThatATypeDefinedAnewEmptiesAreNamed() {
    kernel.run("record Spot(int x) {}\nvar one = new Spot(1);\nSpot two = new Spot(2);");
    kernel.run("var spots = new ArrayList<Spot>();");
    assertThat(kernel.run("record Spot(int x) {}").printed("stderr")).as("the same").isEmpty();
    assertThat(kernel.run("one.x() + two.x()").result()).isEqualTo("3");
    assertThat(
            kernel.run("record Spot(int x, int y) {}\nvar two = new Spot(1, 2);").printed("stderr"))
        .isEqualToIgnoringNewLines("Spot was defined anew, which has set to null: one, spots");
    assertThat(kernel.run("two.y()").result()).isEqualTo("2");
    assertThat(kernel.run("one").result()).isEqualTo("null");
    assertThat(kernel.run("int lone = 3;").printed("stderr")).isEmpty();
  }

  @Test
  void causesThatFormARingComeToAnEnd() {
    Ran ring =
        kernel.run(
            """
            var inner = new Exception("inner");
            var outer = new Exception("outer", inner);
            inner.initCause(outer);
            inner.addSuppressed(outer); // two ways on at every turn
            outer.addSuppressed(inner);
            throw outer;
            """);
    assertThat(ring.errorValue()).isEqualTo("outer");
    assertThat(ring.trace()).contains("Caused by: java.lang.Exception: inner");
  }
}
