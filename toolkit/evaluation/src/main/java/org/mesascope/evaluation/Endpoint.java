package org.mesascope.evaluation;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a model answers: any server that speaks OpenAI's chat completions.
 *
 * @param base up to what {@code /chat/completions} follows, such as {@code
 *     http://localhost:8000/v1}
 * @param model its name there
 * @param key null for servers that ask for none
 * @param completionTokens whether the limit of an answer goes by {@code max_completion_tokens}, as
 *     OpenAI's newer models ask, instead of {@code max_tokens}, which other servers know
 */
public record Endpoint(URI base, String model, @Nullable ApiKey key, boolean completionTokens) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Fails on an address that is none, and where a key would travel unencrypted. */
  public Endpoint {
    String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    if (base.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "an endpoint expects an address like https://host/v1, got " + base);
    }
    if (base.getRawUserInfo() != null || base.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "an endpoint's address expects no user and no query, got one at "
              + base.getHost()
              + ": give the key by withKey");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("an endpoint expects the name of a model, got none");
    }
    if (key != null && scheme.equals("http") && !THIS_MACHINE.contains(base.getHost())) {
      throw new IllegalArgumentException(
          "a key would go unencrypted to %s: use https, or no key".formatted(base.getHost()));
    }
  }

  /** A model at an address, without a key. */
  public static Endpoint at(String base, String model) {
    return new Endpoint(URI.create(base), model, null, false);
  }

  public Endpoint withKey(ApiKey of) {
    return new Endpoint(base, model, of, completionTokens);
  }

  public Endpoint withCompletionTokens() {
    return new Endpoint(base, model, key, true);
  }
}
