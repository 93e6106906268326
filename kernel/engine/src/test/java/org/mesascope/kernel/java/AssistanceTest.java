package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssistanceTest {

  private static ChildKernel kernel;

  @BeforeAll
  static void start() throws Exception {
    kernel = new ChildKernel();
    kernel.run("int answerToAll = 42; record Pair(int left, int right) {}");
    kernel.run(
        "class Process { public int aim() { return 1; } int destroy(int how) { return how; } }");
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  private static JsonObject complete(String code, int cursor) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("cursor_pos", cursor);
    return kernel.ask("complete_request", content);
  }

  private static List<String> matches(JsonObject reply) {
    List<String> matches = new ArrayList<>();
    reply.getAsJsonArray("matches").forEach(m -> matches.add(m.getAsString()));
    return matches;
  }

  private static List<String> matches(String code) {
    return matches(complete(code, code.codePointCount(0, code.length())));
  }

  @Test
  void membersVariablesAndTypesAreCompleted() throws Exception {
    JsonObject reply = complete("int z = 1; System.out.pri(1)", 25);
    assertThat(matches(reply)).contains("print(", "println(").doesNotContain("equals(");
    assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(22);
    assertThat(reply.get("cursor_end").getAsInt()).isEqualTo(25);
    JsonObject type =
        reply
            .getAsJsonObject("metadata")
            .getAsJsonArray("_jupyter_types_experimental")
            .get(0)
            .getAsJsonObject();
    assertThat(type.get("type").getAsString()).isEqualTo("function");
    assertThat(matches("answer")).containsExactly("answerToAll");
    assertThat(matches("new Pair(1, 2).l")).contains("left()");
    assertThat(kernel.whenIndexed(() -> matches("import java.util.conc"), List::isEmpty))
        .contains("concurrent.");
    assertThat(matches("StringBu")).contains("StringBuilder");
    assertThat(matches("nothingStartsSo")).isEmpty();
  }

  @Test
  void namesOfTheSameCellAndBehindDeclarationsAreCompleted() {
    assertThat(matches("var local = new ArrayList<String>();\nlocal.isE")).contains("isEmpty()");
    assertThat(matches("import java.util.zip.*;\nclass T { int a; }\nMath.ma")).contains("max(");
    assertThat(matches("String s = \"🙂\"; s.len")).containsExactly("length()");
  }

  private static Map<String, String> signatures(String code) {
    Map<String, String> signatures = new LinkedHashMap<>();
    for (JsonElement each :
        complete(code, code.length())
            .getAsJsonObject("metadata")
            .getAsJsonArray("_jupyter_types_experimental")) {
      JsonObject item = each.getAsJsonObject();
      if (item.has("signature")) {
        signatures.put(item.get("text").getAsString(), item.get("signature").getAsString());
      }
    }
    return signatures;
  }

  @Test
  void methodsAndConstructorsAreCompletedWithTheirSignatures() {
    assertThat(signatures("\"abc\".subst"))
        .containsExactly(
            entry(
                "substring(",
                "(int beginIndex) → String\n(int beginIndex, int endIndex) → String"));
    assertThat(signatures("new Pair(1, 2).le")).containsExactly(entry("left()", "() → int"));
    assertThat(signatures("new Pair")).containsEntry("Pair(", "(int left, int right)");
    assertThat(signatures("answerTo")).isEmpty();
    assertThat(
            signatures("int z = 1;\nvar all = new HashMap<String, Integer>();\nall.put(1, all.ge"))
        .containsEntry("getOrDefault(", "(Object, V) → V");
  }

  @Test
  void ofManyMethodsEachHasItsSignature() {
    String code = "List.of(1).stream().";
    List<String> methods = matches(code).stream().filter(name -> name.contains("(")).toList();
    Map<String, String> signatures = signatures(code);
    assertThat(methods).hasSizeGreaterThan(30);
    assertThat(signatures.keySet()).containsExactlyElementsOf(methods);
    assertThat(signatures)
        .containsEntry("limit(", "(long) → Stream<T>")
        .containsEntry("count()", "() → long")
        .containsEntry("hashCode()", "() → int");
    assertThat(signatures("String.").get("format("))
        .contains("(String, Object...) → String", "(Locale, String, Object...) → String");
  }

  @Test
  void aCellsTypeIsNotTakenForOneOfTheJdkOfItsName() {
    Map<String, String> signatures = signatures("new Process().");
    assertThat(signatures).containsEntry("aim()", "() → int");
    assertThat(signatures.getOrDefault("destroy(", "(int how) → int")).isEqualTo("(int how) → int");
  }

  @Test
  void whatACompletionInsertsCanBeInspected() {
    assertThat(plain(inspect("\"abc\".length()", 14))).contains("int String.length()");
    assertThat(plain(inspect("int n = new Pair(1, 2).left()", 29))).contains("int Pair.left()");
    assertThat(plain(inspect("Math.abs(", 9))).contains("Math.abs(int");
  }

  private static JsonObject inspect(String code, int cursor) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("cursor_pos", cursor);
    content.addProperty("detail_level", 0);
    return kernel.ask("inspect_request", content);
  }

  private static String plain(JsonObject reply) {
    return reply.getAsJsonObject("data").get("text/plain").getAsString();
  }

  @Test
  void signaturesAreShownAtAnyCaret() {
    assertThat(plain(inspect("Math.max(", 9))).contains("Math.max(int");
    assertThat(plain(inspect("int m = Math.max(1, 2);", 15))).contains("Math.max(int");
    assertThat(plain(inspect("Math.max(1, 2)", 7))).contains("Math.max(double");
    assertThat(plain(inspect("Math.max", 8))).contains("Math.max(long");
    assertThat(plain(inspect("answerToAll + 1", 3))).isEqualTo("int answerToAll");
    assertThat(plain(inspect("String", 6))).contains("String");
    assertThat(inspect("nobodyKnowsIt", 3).get("found").getAsBoolean()).isFalse();
    assertThat(inspect("", 0).get("found").getAsBoolean()).isFalse();
  }

  @Test
  void everyCaretOfACellIsAnsweredAndNamesAreFoundUnderEach() {
    String code = "var xs = List.of(1, 2); // a note\nint n = Math.max(xs.size(), 3);\nSystem.out";
    for (int caret = 0; caret <= code.length(); caret++) {
      JsonObject reply = inspect(code, caret);
      assertThat(reply.get("status").getAsString()).as("at " + caret).isEqualTo("ok");
    }
    int max = code.indexOf("max");
    for (int caret = max; caret <= max + 3; caret++) {
      assertThat(plain(inspect(code, caret))).as("at " + caret).contains("Math.max(int");
    }
    assertThat(plain(inspect(code, code.indexOf("size") + 1))).contains("int", ".size()");
    assertThat(plain(inspect(code, code.indexOf("of(1") + 4))).contains("of(");
    assertThat(inspect(code, -5).get("status").getAsString()).isEqualTo("ok");
    assertThat(inspect(code, 10_000).get("status").getAsString()).isEqualTo("ok");
  }

  @Test
  void theJdksDocumentationIsShownWhereItsSourcesAre() {
    boolean sources = Files.isReadable(Path.of(System.getProperty("java.home"), "lib", "src.zip"));
    String shown = plain(inspect("Math.max(", 9));
    assertThat(shown.contains("greater of two")).isEqualTo(sources);
    assertThat(shown).doesNotContain("{@code", "@param");
  }

  @Test
  void documentationOfADependencyComesFromItsSourceJar(@TempDir Path folder) throws Exception {
    Path source = Files.createDirectories(folder.resolve("src/dep")).resolve("Lamp.java");
    Files.writeString(
        source,
        """
        package dep;
        /** A lamp. */
        public class Lamp {
          /** Lights it {@code n} times. */
          public int light(int n) { return n; }
        }
        """);
    Path classes = folder.resolve("classes");
    var javac = java.util.spi.ToolProvider.findFirst("javac").orElseThrow();
    javac.run(System.out, System.err, "-d", classes.toString(), source.toString());
    var jar = java.util.spi.ToolProvider.findFirst("jar").orElseThrow();
    for (String[] made :
        new String[][] {
          {"lamp-1.jar", classes.toString()},
          {"lamp-1-sources.jar", folder.resolve("src").toString()}
        }) {
      String file = folder.resolve(made[0]).toString();
      assertThat(jar.run(System.out, System.err, "cf", file, "-C", made[1], ".")).isZero();
    }
    kernel.run("%jars " + folder.resolve("lamp-1.jar"));
    kernel.run("import dep.Lamp; var lamp = new Lamp();");
    JsonObject reply = inspect("lamp.light(", 11);
    assertThat(plain(reply)).contains("Lamp.light(int").contains("Lights it n times.");
    assertThat(reply.getAsJsonObject("data").get("text/html").getAsString())
        .contains("<code>n</code>");
    assertThat(plain(inspect("new Lamp()", 6))).contains("Lamp()");
  }

  private static String completeness(String code) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    JsonObject reply = kernel.ask("is_complete_request", content);
    String status = reply.get("status").getAsString();
    return reply.has("indent") ? status + ":" + reply.get("indent").getAsString() : status;
  }

  @Test
  void consolesLearnWhetherToGoOn() {
    assertThat(completeness("int x = 1;")).isEqualTo("complete");
    assertThat(completeness("int x = 1")).isEqualTo("complete");
    assertThat(completeness("int x = 1;\nx")).isEqualTo("complete");
    assertThat(completeness("")).isEqualTo("complete");
    assertThat(completeness("%lsmagic")).isEqualTo("complete");
    assertThat(completeness("%%time")).isEqualTo("incomplete:");
    assertThat(completeness("%%time\nint x = 1;")).isEqualTo("incomplete:");
    assertThat(completeness("%%time\nint x = 1;\n")).isEqualTo("complete");
    assertThat(completeness("for (;;) {")).isEqualTo("incomplete:    ");
    assertThat(completeness("class A {\n  int f() {")).isEqualTo("incomplete:      ");
    assertThat(completeness("foo(1,")).isEqualTo("incomplete:");
    assertThat(completeness("String s = \"open")).isEqualTo("invalid");
  }

  private static List<String> history(String access, Object... fields) {
    JsonObject content = new JsonObject();
    content.addProperty("hist_access_type", access);
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i + 1] instanceof Number number) {
        content.addProperty((String) fields[i], number);
      } else if (fields[i + 1] instanceof Boolean truth) {
        content.addProperty((String) fields[i], truth);
      } else {
        content.addProperty((String) fields[i], (String) fields[i + 1]);
      }
    }
    List<String> cells = new ArrayList<>();
    kernel
        .ask("history_request", content)
        .getAsJsonArray("history")
        .forEach(item -> cells.add(item.getAsJsonArray().get(2).toString()));
    return cells;
  }

  @Test
  void historyIsFoundFromItsEndByRangeAndBySearch() {
    int first = kernel.run("\"one\"").reply().get("execution_count").getAsInt();
    kernel.run("\"two\"");
    kernel.run("\"two\"");
    assertThat(history("tail", "n", 2, "output", true))
        .containsExactly("[\"\\\"two\\\"\",\"two\"]", "[\"\\\"two\\\"\",\"two\"]");
    assertThat(history("range", "session", 0, "start", first, "stop", first + 1))
        .containsExactly("\"\\\"one\\\"\"");
    assertThat(history("search", "pattern", "*two*")).hasSize(2);
    assertThat(history("search", "pattern", "*two*", "unique", true)).hasSize(1);
    assertThat(history("search", "pattern", "?nothing*")).isEmpty();
  }
}
