package org.mesascope.kernel.java;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/**
 * The signatures of completions that are methods or constructors, as {@code (int a, int b) → int},
 * each overload on a line of its own. JShell knows them, but takes its time for each name; so it is
 * asked for a few, and the class that one of them is of tells of the others, without the names of
 * parameters where these were not compiled in.
 */
final class Signatures {

  /** How often JShell is asked at most, and until when again: Tab is not to wait for it. */
  private static final int MOST = 6;

  private static final long ENOUGH_NANOS = 25_000_000;

  /** JShell of later JDKs writes a record's components where it names a member of it. */
  private static final Pattern COMPONENTS = Pattern.compile("\\([^()]*\\)(?=[.(])");

  private static final Pattern PACKAGE = Pattern.compile("\\b(?:\\p{Ll}\\w*\\.)+(?=\\p{Lu})");

  private final Function<String, List<Documentation>> signatures;
  private final Function<String, Optional<Class<?>>> owners;

  /**
   * @param signatures what JShell knows of the name in front of a parenthesis left open
   * @param owners the class that a signature's member is of, where reflection may tell of it
   */
  Signatures(
      Function<String, List<Documentation>> signatures,
      Function<String, Optional<Class<?>>> owners) {
    this.signatures = signatures;
    this.owners = owners;
  }

  /**
   * The signatures by completion; some may be missing.
   *
   * @param before the text that the completions follow
   */
  Map<String, String> of(Collection<String> completions, String before) {
    Map<String, String> byName = new HashMap<>();
    Map<String, String> found = new LinkedHashMap<>();
    int asked = 0;
    long start = System.nanoTime();
    for (String completion : completions) {
      int open = completion.indexOf('(');
      if (open > 0) {
        String name = completion.substring(0, open);
        boolean more = asked == 0 || (asked < MOST && System.nanoTime() - start < ENOUGH_NANOS);
        if (more && !byName.containsKey(name)) {
          asked++;
          ask(name, signatures.apply(before + name + "("), byName);
        }
        String known = byName.getOrDefault(name, "");
        if (!known.isEmpty()) {
          found.put(completion, known);
        }
      }
    }
    return found;
  }

  private void ask(String name, List<Documentation> answers, Map<String, String> byName) {
    byName.put(
        name, answers.stream().map(each -> written(of(each))).collect(Collectors.joining("\n")));
    answers.stream()
        .findFirst()
        .flatMap(answer -> owners.apply(of(answer)))
        .ifPresent(owner -> methods(owner).forEach(byName::putIfAbsent));
  }

  /** A signature as all JDKs write it: {@code int Point.x()}, {@code Point(int x)}. */
  static String of(Documentation documentation) {
    return COMPONENTS.matcher(documentation.signature()).replaceAll("");
  }

  /** What stands behind a method's name, and its type, from {@code int Math.max(int a, int b)}. */
  private static String written(String signature) {
    int open = signature.indexOf('(');
    int close = signature.lastIndexOf(')');
    if (open < 0 || close < open) {
      return "";
    }
    String parameters = signature.substring(open, close + 1);
    int space = firstWord(signature.substring(0, open));
    return shortened(space < 0 ? parameters : parameters + " → " + signature.substring(0, space));
  }

  /** The end of the first word, type arguments being part of it; negative if it is the only one. */
  private static int firstWord(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      depth += each == '<' ? 1 : each == '>' ? -1 : 0;
      if (each == ' ' && depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The signatures of a class's public methods, and of those that every object has. */
  private static Map<String, String> methods(Class<?> owner) {
    try {
      return Stream.of(owner, Object.class)
          .flatMap(type -> Arrays.stream(type.getMethods()))
          .filter(method -> !method.isBridge())
          .sorted(Comparator.comparingInt(Method::getParameterCount))
          .collect(
              Collectors.groupingBy(
                  Method::getName,
                  Collectors.collectingAndThen(
                      Collectors.mapping(Signatures::reflected, Collectors.toList()),
                      all -> all.stream().distinct().collect(Collectors.joining("\n")))));
    } catch (LinkageError | TypeNotPresentException e) {
      return Map.of(); // It needs a class that is not there.
    }
  }

  private static String reflected(Method method) {
    String parameters =
        Arrays.stream(method.getParameters())
            .map(Signatures::reflected)
            .collect(Collectors.joining(", ", "(", ")"));
    return shortened(parameters + " → " + method.getGenericReturnType().getTypeName())
        .replace('$', '.');
  }

  private static String reflected(Parameter parameter) {
    String type = parameter.getParameterizedType().getTypeName();
    String shown = parameter.isVarArgs() ? type.substring(0, type.length() - 2) + "..." : type;
    return parameter.isNamePresent() ? shown + " " + parameter.getName() : shown;
  }

  private static String shortened(String signature) {
    return PACKAGE.matcher(signature).replaceAll("");
  }
}
