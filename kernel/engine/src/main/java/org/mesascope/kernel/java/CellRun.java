package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.mesascope.kernel.java.Part.Kind;
import org.mesascope.kernel.java.Part.Variable;
import org.mesascope.kernel.java.Places.Place;
import org.mesascope.kernel.java.Snippets.Aftermath;
import org.mesascope.kernel.java.Units.Attempt;

/**
 * Runs one cell: imports, methods and types go to JShell, what stands between them is compiled
 * together. A definition goes ahead of the statements before it where none of them can tell the
 * difference. Whatever does not compile with others goes to JShell by itself, whose answer counts.
 */
final class CellRun {

  /** Beyond this many parts that do not compile with the others, JShell takes the rest. */
  private static final int PATIENCE = 8;

  private static final int LONGEST = 5_000;

  private final Snippets snippets;
  private final Units units;
  private final Place cell;
  private final boolean valueWanted;
  private final Aftermath aftermath = new Aftermath();
  private List<Part> all = List.of();
  private final List<Part> waiting = new ArrayList<>();
  private final Set<String> declared = new HashSet<>();
  private final Set<String> mentioned = new HashSet<>();
  private Outcome outcome = new Outcome.Done(null, false);
  private int refusals;
  private boolean firstRefused;

  /**
   * @param cell the whole of it
   * @param valueWanted whether its value is wanted even where a semicolon says not to show it
   */
  CellRun(Snippets snippets, Units units, Place cell, boolean valueWanted) {
    this.snippets = snippets;
    this.units = units;
    this.cell = cell;
    this.valueWanted = valueWanted;
  }

  Outcome run(List<Part> parts) {
    all = parts;
    for (int i = 0; i < parts.size() && !failed(); i++) {
      take(parts.get(i));
    }
    if (!failed()) {
      Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      runWaiting(last != null && waiting.contains(last));
    }
    snippets.warn(
        aftermath,
        parts.stream()
            .flatMap(part -> part.variables().stream())
            .map(Variable::name)
            .collect(Collectors.toSet()));
    return outcome;
  }

  private void take(Part part) {
    if (part.kind() == Kind.SNIPPET || Snippets.isMagic(part.piece())) {
      if (!goesAhead(part)) {
        runWaiting(false);
        if (!failed()) {
          outcome = runAlone(part);
        }
      }
      return;
    }
    boolean again =
        part.variables().stream()
            .map(Variable::name)
            .anyMatch(name -> mentioned.contains(name) || declared.contains(name));
    if (again || waiting.size() >= LONGEST) {
      runWaiting(false);
    }
    if (!failed()) {
      waiting.add(part);
      mentioned.addAll(part.words());
      part.variables().forEach(variable -> declared.add(variable.name()));
    }
  }

  /**
   * Hands a definition to JShell before the parts that wait, if they have nothing to do with it.
   */
  private boolean goesAhead(Part part) {
    boolean apart =
        !waiting.isEmpty()
            && !part.defines().isEmpty()
            && !snippets.knowsAnyOf(part.defines())
            && Collections.disjoint(part.defines(), mentioned)
            && Collections.disjoint(part.words(), declared);
    return apart && !(runAlone(part) instanceof Outcome.Failed);
  }

  /** Runs what waits; {@code last} if nothing comes after it. */
  private void runWaiting(boolean last) {
    List<Part> rest = new ArrayList<>(waiting);
    waiting.clear();
    mentioned.clear();
    declared.clear();
    while (!rest.isEmpty() && !failed()) {
      int taken = runSome(rest, last);
      rest = rest.subList(taken, rest.size());
    }
  }

  /** Runs some of the parts, from the first on; returns how many. */
  private int runSome(List<Part> parts, boolean last) {
    int end = firstRefused || refusals >= PATIENCE ? 0 : parts.size();
    firstRefused = false;
    while (end > 0) {
      boolean shown = valueWanted || !parts.get(end - 1).piece().endsInSemicolon();
      boolean wanted = last && end == parts.size() && shown;
      Attempt attempt = units.compile(parts.subList(0, end), wanted);
      if (attempt.unit() != null) {
        firstRefused = end < parts.size();
        outcome = units.run(attempt.unit(), cell);
        return end;
      }
      end = attempt.refused();
      refusals++;
    }
    outcome = runAlone(parts.get(0));
    return 1;
  }

  private Outcome runAlone(Part part) {
    return snippets.run(part, cell.cell(), () -> definedBehind(part), aftermath);
  }

  private Set<String> definedBehind(Part part) {
    Set<String> names = new HashSet<>();
    for (Part later : all.subList(all.indexOf(part) + 1, all.size())) {
      names.addAll(later.defines());
      later.variables().forEach(variable -> names.add(variable.name()));
    }
    return names;
  }

  private boolean failed() {
    return outcome instanceof Outcome.Failed;
  }
}
