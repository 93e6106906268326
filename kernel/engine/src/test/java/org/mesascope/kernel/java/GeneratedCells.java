package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Cells drawn from a grammar: mostly right Java over a few names, which are declared again, change
 * their types, and are used by methods and classes; now and then a cell fails.
 */
final class GeneratedCells {

  private static final List<String> TYPES =
      List.of("int", "double", "String", "int[]", "List<Integer>", "Function<Integer, Integer>");
  private static final int NAMES = 2;

  private final Random random;
  private final Map<String, String> variables = new TreeMap<>();
  private final List<String> methods = new ArrayList<>();
  private final List<String> records = new ArrayList<>();

  GeneratedCells(long seed) {
    random = new Random(seed);
  }

  /** What is defined comes before what may fail: a definition goes ahead of statements. */
  String next() {
    List<String> parts = new ArrayList<>();
    int number = 2 + random.nextInt(4);
    for (int i = 0; i < number; i++) {
      String part = part() + (random.nextInt(4) == 0 ? " // a note\n" : "\n");
      boolean defines = part.startsWith("record ") || part.startsWith("int m");
      parts.add(defines ? 0 : parts.size(), part);
    }
    if (random.nextInt(8) == 0) {
      parts.add(failing() + "\n");
      parts.add(declaration());
    }
    return String.join("", parts) + (random.nextBoolean() ? expression(type()) : "");
  }

  private String part() {
    return switch (random.nextInt(18)) {
      case 0, 1, 2, 3 -> declaration();
      case 4, 5 -> assignment();
      case 6 -> "for (int i = 0; i < %s; i++) { System.out.print(i + \" \"); }".formatted(small());
      case 7 ->
          "if (%s > 1) { %s } else System.out.println(\"no\");".formatted(anInt(), assignment());
      case 8 ->
          "try { %s } catch (RuntimeException e) { System.out.println(e); }".formatted(risky());
      case 9 ->
          "switch (%s) { case 0 -> System.out.println(\"zero\"); default -> { %s } }"
              .formatted(anInt(), assignment());
      case 10 ->
          "for (var e : %s) {\n  System.out.println(e);\n}".formatted(expression("List<Integer>"));
      case 11 ->
          "outer:\nwhile (true) { for (int i = 0; ; i++) { if (i > %s) break outer; } }"
              .formatted(small());
      case 12 -> method();
      case 13 -> record();
      case 14 -> "System.out.println(%s);".formatted(expression(type()));
      case 15 -> "{ int local = %s; System.out.println(local * 2); }".formatted(anInt());
      case 16 ->
          "Runnable r%d = () -> System.out.println(%s);\nr%1$d.run();".formatted(small(), anInt());
      default -> "do { %s } while (false);".formatted(assignment());
    };
  }

  /**
   * None mentions itself: what JShell makes of that depends on what it was before. A variable that
   * others mention keeps its type, and {@code var} mentions none: JShell forgets the value of a
   * variable when one that its initializer names is declared anew under another type, and a unit
   * does not.
   */
  private String declaration() {
    String type = type();
    boolean fickle = random.nextInt(5) == 0;
    String name = (fickle ? "w" : "v" + TYPES.indexOf(type)) + random.nextInt(NAMES);
    boolean bare = random.nextInt(8) == 0;
    boolean inferred = !bare && !type.startsWith("Function") && random.nextInt(2) == 0;
    variables.remove(name);
    String value = inferred ? literal(type) : expression(type);
    if (!fickle) {
      variables.put(name, type);
    }
    return (random.nextInt(6) == 0 ? "final " : "")
        + (inferred ? "var " : type + " ")
        + name
        + (bare ? "" : " = " + value)
        + ";";
  }

  private String assignment() {
    List<String> names = new ArrayList<>(variables.keySet());
    if (names.isEmpty()) {
      return ";";
    }
    String name = names.get(random.nextInt(names.size()));
    String type = String.valueOf(variables.get(name));
    boolean number = type.equals("int") || type.equals("double");
    return number && random.nextBoolean()
        ? name + (random.nextBoolean() ? "++;" : " += " + anInt() + ";")
        : name + " = " + expression(type) + ";";
  }

  private String method() {
    boolean again = !methods.isEmpty() && random.nextInt(3) == 0;
    String name = again ? aMethod() : "m" + methods.size();
    String body = "int %s(int n) {\n  return n + %s;\n}".formatted(name, anInt());
    if (!again) {
      methods.add(name);
    }
    return body;
  }

  private String record() {
    boolean again = !records.isEmpty() && random.nextInt(3) == 0;
    String name = again ? records.get(random.nextInt(records.size())) : "R" + records.size();
    if (!again) {
      records.add(name);
    }
    return "record %s(int a, int b) { int sum() { return a + b + %d; } }".formatted(name, small());
  }

  private String failing() {
    return switch (random.nextInt(4)) {
      case 0 -> "throw new IllegalStateException(\"boom\");";
      case 1 -> "int broken = \"text\";";
      case 2 -> "System.out.println(nobody);";
      default -> "System.out.println(1 / 0);";
    };
  }

  private String risky() {
    return random.nextBoolean() ? "System.out.println(1 / %s);".formatted(anInt()) : assignment();
  }

  private String type() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  private int small() {
    return random.nextInt(4);
  }

  private String aMethod() {
    return methods.get(random.nextInt(methods.size()));
  }

  private String anInt() {
    return expression("int");
  }

  private String expression(String type) {
    List<String> known = new ArrayList<>();
    variables.forEach(
        (name, held) -> {
          if (held.equals(type)) {
            known.add(name);
          }
        });
    if (!known.isEmpty() && random.nextBoolean()) {
      return known.get(random.nextInt(known.size()));
    }
    return type.equals("int") ? intExpression() : literal(type);
  }

  private String literal(String type) {
    return switch (type) {
      case "int" -> String.valueOf(small());
      case "double" -> random.nextBoolean() ? "Math.sqrt(" + small() + ")" : small() + ".5";
      case "String" -> "\"t%d\" + %s".formatted(small(), small());
      case "int[]" -> "new int[] {%d, %s}".formatted(small(), small());
      case "List<Integer>" -> random.nextBoolean() ? "List.of(%d, 2)".formatted(small()) : sorted();
      default -> "n -> n + " + small();
    };
  }

  private String intExpression() {
    return switch (random.nextInt(5)) {
      case 0 -> methods.isEmpty() ? "7" : aMethod() + "(" + small() + ")";
      case 1 ->
          records.isEmpty()
              ? "8"
              : "new %s(1, %d).sum()"
                  .formatted(records.get(random.nextInt(records.size())), small());
      case 2 -> "List.of(1, 2, 3).get(" + random.nextInt(3) + ")";
      default -> String.valueOf(small());
    };
  }

  private String sorted() {
    return "Stream.of(3, %d).sorted().map(n -> n * 2).collect(Collectors.toList())"
        .formatted(small());
  }
}
