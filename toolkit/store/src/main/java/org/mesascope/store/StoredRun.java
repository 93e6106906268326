package org.mesascope.store;

import java.util.Map;

/**
 * One run of one version: what a store keeps traces under.
 *
 * @param id unique in the store, such as a date and a name
 * @param version of the prompt, model or system that ran
 * @param metadata model, seed, temperature, cost and whatever else was recorded
 */
public record StoredRun(String id, String version, Map<String, String> metadata) {

  public StoredRun {
    if (id.isBlank() || version.isBlank()) {
      throw new IllegalArgumentException(
          "a run expects an id and a version, got \"%s\" and \"%s\"".formatted(id, version));
    }
    metadata = Map.copyOf(metadata);
  }

  /** A run of which nothing else is known. */
  public static StoredRun of(String id, String version) {
    return new StoredRun(id, version, Map.of());
  }
}
