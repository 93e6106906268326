package org.mesascope.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words in what a chat model said, in the forms that interfaces give them. */
final class ChatText {

  private ChatText() {}

  /**
   * The words of a text, of a message, of its content in parts, of an answer with {@code choices}
   * (the first counts) or of a list of {@code messages} (the last counts); or null.
   */
  static @Nullable String of(@Nullable Object said) {
    if (said instanceof String text) {
      return text;
    }
    if (said instanceof List<?> list) {
      return ofList(list);
    }
    if (said instanceof Map<?, ?> map) {
      for (String field :
          List.of(
              "completion",
              "content",
              "text",
              "message",
              "choices",
              "messages",
              "prompt_template",
              "output")) {
        Object inner = map.get(field);
        String words =
            field.equals("choices") && inner instanceof List<?> list && !list.isEmpty()
                ? of(list.get(0))
                : of(inner);
        if (words != null && !words.isEmpty()) {
          return words;
        }
      }
    }
    return null;
  }

  private static @Nullable String ofList(List<?> list) {
    if (list.isEmpty()) {
      return null;
    }
    if (list.get(list.size() - 1) instanceof Map<?, ?> last && last.containsKey("role")) {
      return of(last);
    }
    List<String> parts = new ArrayList<>();
    for (Object part : list) {
      String words = of(part);
      if (words != null) {
        parts.add(words);
      }
    }
    return parts.isEmpty() ? null : String.join("\n", parts);
  }
}
