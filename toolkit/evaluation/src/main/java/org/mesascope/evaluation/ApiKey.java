package org.mesascope.evaluation;

/** What an endpoint knows its customer by. It is never printed, stored or put into a message. */
public final class ApiKey {

  private final String value;

  private ApiKey(String value) {
    this.value = value;
  }

  /** A key as it was given; do not write one into a notebook. */
  public static ApiKey of(String value) {
    if (value.isBlank() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "an API key expects visible ASCII characters without spaces, got something else");
    }
    return new ApiKey(value);
  }

  /**
   * The key in an environment variable, such as {@code OPENAI_API_KEY}.
   *
   * @throws IllegalArgumentException if it is not set
   */
  public static ApiKey fromEnvironment(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "the environment variable "
              + variable
              + " holds no API key: set it before the kernel starts");
    }
    return of(value.strip());
  }

  String value() {
    return value;
  }

  /** A text without the key, wherever an endpoint may have repeated it. */
  String hideIn(String text) {
    return text.replace(value, "(key)");
  }

  @Override
  public String toString() {
    return "ApiKey (hidden)";
  }
}
