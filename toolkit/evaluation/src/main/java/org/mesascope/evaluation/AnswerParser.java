package org.mesascope.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mesascope.trace.Menu;

/**
 * Finds the choice in an answer. An answer without one is an outcome of its own; so is one on which
 * the parser throws, or finds a choice that is not in its menu: metadata {@code parse error} of its
 * trace says what came.
 */
@FunctionalInterface
public interface AnswerParser {

  /** The choice, or empty where the answer holds none. */
  Optional<String> choice(String answer);

  /** What could be chosen, or empty where that is not fixed. */
  default Optional<Menu> menu() {
    return Optional.empty();
  }

  /** The whole answer without the spaces around it; an empty one holds no choice. */
  static AnswerParser whole() {
    return answer -> Optional.of(answer.strip()).filter(text -> !text.isEmpty());
  }

  /** The first group of the first match. */
  static AnswerParser matching(String regex) {
    Pattern pattern = Pattern.compile(regex);
    if (pattern.matcher("").groupCount() < 1) {
      throw new IllegalArgumentException(
          "a pattern expects a group (...) around the choice, got " + regex);
    }
    return answer -> {
      Matcher found = pattern.matcher(answer);
      return found.find()
          ? Optional.ofNullable(found.group(1)).map(String::strip)
          : Optional.empty();
    };
  }

  /**
   * The one alternative that stands in the answer as whole words, in whatever case. An answer that
   * names none or several holds no choice.
   */
  static AnswerParser oneOf(List<String> alternatives) {
    return new NamedAlternative(alternatives);
  }

  /** The choice among alternatives that are known. */
  record NamedAlternative(List<String> alternatives) implements AnswerParser {

    public NamedAlternative {
      alternatives = Menu.of(alternatives).alternatives();
    }

    @Override
    public Optional<String> choice(String answer) {
      List<String> named = alternatives.stream().filter(one -> isIn(one, answer)).toList();
      return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    @Override
    public Optional<Menu> menu() {
      return Optional.of(Menu.of(alternatives));
    }

    private static boolean isIn(String alternative, String answer) {
      return Pattern.compile(
              "(?<![\\p{L}\\p{N}])" + Pattern.quote(alternative) + "(?![\\p{L}\\p{N}])",
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
          .matcher(answer)
          .find();
    }
  }
}
