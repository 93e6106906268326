package org.mesascope.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One case that every version of a prompt is asked about.
 *
 * @param id distinct within an evaluation; the situation of the trace
 * @param text what takes the place of {@code {input}}
 * @param metadata kept with the traces, such as the right answer and the unit of analysis
 */
public record PromptInput(String id, String text, Map<String, String> metadata) {

  /** What an evaluation writes itself. */
  static final Set<String> OWN =
      Set.of(
          "version",
          "model",
          "answered by",
          "temperature",
          "repeat",
          "seed",
          "prompt",
          "input",
          "answer",
          "finish",
          "fingerprint",
          "latency ms",
          "tokens in",
          "tokens out",
          "cost",
          "attempts",
          "endpoint",
          "error",
          AnswerTraces.PARSE_ERROR,
          "refusal");

  public PromptInput {
    metadata = Map.copyOf(metadata);
    if (id.isBlank()) {
      throw new IllegalArgumentException("an input expects an id, got none");
    }
    List<String> texts = new ArrayList<>(List.of(id, text));
    texts.addAll(metadata.keySet());
    texts.addAll(metadata.values());
    if (!texts.stream().allMatch(Wellformed::is)) {
      throw new IllegalArgumentException(
          "input \"%s\" has half a character, with which no answer could be kept: mend it"
              .formatted(Wellformed.text(id)));
    }
    for (String key : metadata.keySet()) {
      if (OWN.contains(key)) {
        throw new IllegalArgumentException(
            "input \"%s\" has metadata \"%s\", which an evaluation writes itself: rename it"
                .formatted(id, key));
      }
    }
  }

  /** An input of which nothing else is known. */
  public static PromptInput of(String id, String text) {
    return new PromptInput(id, text, Map.of());
  }
}
