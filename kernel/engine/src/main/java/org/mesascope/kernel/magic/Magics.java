package org.mesascope.kernel.magic;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The magics of a session by name, and the rewriting of cells that use them.
 *
 * <p>Safe to use from several threads. A name registered again replaces the one before.
 */
public final class Magics {

  private static final int NEAR = 3;
  private static final int SUGGESTIONS = 3;

  private final Map<String, LineMagic> lines = new ConcurrentHashMap<>();
  private final Map<String, CellMagic> cells = new ConcurrentHashMap<>();

  /** Registers a line magic under a name. */
  public Magics line(String name, LineMagic magic) {
    lines.put(name, magic);
    return this;
  }

  /** Registers a cell magic under a name. */
  public Magics cell(String name, CellMagic magic) {
    cells.put(name, magic);
    return this;
  }

  /** The line magics' names, sorted. */
  public SortedSet<String> lineNames() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(lines.keySet()));
  }

  /** The cell magics' names, sorted. */
  public SortedSet<String> cellNames() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(cells.keySet()));
  }

  /**
   * The cell as Java. Magics become calls of {@link Notebook} on the same line, so that the lines
   * of what follows stay theirs; a cell without magics comes back as it is. Names are looked up
   * when the call runs: a line may use the magic that the line above it brought.
   */
  public String rewrite(String cell) {
    return new Rewriting(cell, this).result();
  }

  /** Runs a line magic. */
  public @Nullable Object runLine(Session session, String name, Arguments arguments)
      throws Exception {
    LineMagic magic = lines.get(name);
    if (magic == null) {
      throw unknown("%", name, lines, cells.containsKey(name) ? "%%" : null);
    }
    return magic.run(session, arguments);
  }

  /** Runs a cell magic. */
  public @Nullable Object runCell(Session session, String name, Arguments arguments, String body)
      throws Exception {
    CellMagic magic = cells.get(name);
    if (magic == null) {
      throw unknown("%%", name, cells, lines.containsKey(name) ? "%" : null);
    }
    return magic.run(session, arguments, body);
  }

  boolean knowsLine(String name) {
    return lines.containsKey(name);
  }

  boolean lineShowsValue(String name) {
    LineMagic magic = lines.get(name);
    return magic != null && magic.showsValue();
  }

  boolean cellShowsValue(String name) {
    CellMagic magic = cells.get(name);
    return magic != null && magic.showsValue();
  }

  private static UnknownMagicException unknown(
      String prefix, String name, Map<String, ?> known, @Nullable String otherKind) {
    StringBuilder message = new StringBuilder("there is no magic " + prefix + name);
    if (otherKind != null) {
      message.append("; there is ").append(otherKind).append(name);
    }
    List<String> near =
        known.keySet().stream()
            .filter(k -> EditDistance.between(k, name) <= NEAR)
            .sorted(
                Comparator.comparingInt((String k) -> EditDistance.between(k, name))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(SUGGESTIONS)
            .map(k -> prefix + k)
            .toList();
    message.append(near.isEmpty() ? "." : "; did you mean " + String.join(" or ", near) + "?");
    return new UnknownMagicException(message + " %lsmagic lists all.");
  }
}
