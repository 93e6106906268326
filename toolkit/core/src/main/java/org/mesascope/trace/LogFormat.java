package org.mesascope.trace;

import java.util.Arrays;
import java.util.List;

/** The logs that can be read, by the names that a mapping file gives them. */
public enum LogFormat {
  /** Inspect AI: {@code .json}, or {@code .eval}, which is a zip archive. */
  INSPECT("inspect"),
  /** OpenAI evals: JSON lines of events. */
  OPENAI_EVALS("openai-evals"),
  /** Requests of PromptLayer: JSON, JSON lines or CSV. */
  PROMPTLAYER("promptlayer"),
  /** JSON lines of anybody's. */
  JSONL("jsonl"),
  /** Separated values of anybody's. */
  CSV("csv"),
  /** The toolkit's own JSON lines. */
  MESASCOPE("mesascope");

  private final String label;

  LogFormat(String label) {
    this.label = label;
  }

  /** Its name in a mapping file. */
  public String label() {
    return label;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(LogFormat::label).toList();
  }
}
