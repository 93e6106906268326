package org.mesascope.kernel.java;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where in the notebook each of JShell's snippets came from. */
final class Places {

  /**
   * @param cell such as {@code cell 4}
   * @param firstLine the line of the cell that the snippet starts on
   * @param source the snippet's text
   */
  record Place(String cell, int firstLine, String source) {

    /** A line of the cell and what stands there, given the snippet's own line, from 1. */
    String line(int line) {
      return cell + ", line " + (firstLine + line - 1);
    }

    String text(int line) {
      return source.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
    }
  }

  private final Map<String, Place> places = new ConcurrentHashMap<>();

  void put(String snippetId, Place place) {
    places.put(snippetId, place);
  }

  @Nullable Place get(String snippetId) {
    return places.get(snippetId);
  }
}
