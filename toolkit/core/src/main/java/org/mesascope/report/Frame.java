package org.mesascope.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the data of a figure.
 *
 * @param colour what the colours of a heat map measure
 * @param alt the description given, or null for one made from the data
 * @param notes what a reader must know, below the figure
 */
record Frame(String title, Axis x, Axis y, Axis colour, @Nullable String alt, List<String> notes) {

  Frame {
    Objects.requireNonNull(title, "title");
    notes = List.copyOf(notes);
  }

  static Frame titled(String title) {
    Axis bare = Axis.of("", "");
    return new Frame(title, bare, bare, bare, null, List.of());
  }

  Frame withTitle(String other) {
    return new Frame(other, x, y, colour, alt, notes);
  }

  Frame withX(Axis other) {
    return new Frame(title, other, y, colour, alt, notes);
  }

  Frame withY(Axis other) {
    return new Frame(title, x, other, colour, alt, notes);
  }

  Frame withColour(Axis other) {
    return new Frame(title, x, y, other, alt, notes);
  }

  Frame withAlt(String text) {
    return new Frame(title, x, y, colour, text, notes);
  }

  Frame withNote(String text) {
    List<String> all = new ArrayList<>(notes);
    all.add(text);
    return new Frame(title, x, y, colour, alt, all);
  }
}
