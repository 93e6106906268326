package org.mesascope.evaluation;

/**
 * One wording of a prompt.
 *
 * @param name such as "v3"
 * @param system what the model is told first, or "" for nothing
 * @param template what it is then asked; the input takes the place of {@code {input}}
 */
public record PromptVersion(String name, String system, String template) {

  /** What is replaced by the input. */
  public static final String INPUT = "{input}";

  public PromptVersion {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a version of a prompt expects a name, got none");
    }
    if (!template.contains(INPUT)) {
      throw new IllegalArgumentException(
          "version \"%s\" expects %s in its template, got \"%s\"".formatted(name, INPUT, template));
    }
  }

  /** A version that is told something and then asked the input alone. */
  public static PromptVersion of(String name, String system) {
    return new PromptVersion(name, system, INPUT);
  }

  /** What the model is asked about an input. */
  public String ask(PromptInput input) {
    return template.replace(INPUT, input.text());
  }
}
