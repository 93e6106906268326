package org.mesascope.gap;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.gap.BehaviourChange.Kind;
import org.mesascope.gap.BehaviourChange.Verdict;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.TraceLog;

/**
 * Two versions of a prompt or a model, compared behaviour by behaviour: which moved, by how much,
 * and whether the design can carry that.
 *
 * <p>Units are what metadata "unit" names, of all traces or of none. Where nothing is named they
 * are the cases, if each trace holds one situation, most rows are of situations that both versions
 * met, and these come fewer than 10 times a version; else the traces. All tests of a comparison are
 * one family, corrected together; intervals are each at the level. Answers that nobody could read,
 * and missing ones, are behaviours of their own.
 *
 * <pre>{@code
 * var options = BehaviourShiftOptions.defaults()
 *     .withTruth(StepLabel.metadata("need"), "human", "escalate");
 * var shift = BehaviourShift.ofVersions(log, "v1", "v2", options, Seed.of(7));
 * shift.verdict();              // MOVED, HELD, NOT_DECIDED or REFUSED
 * shift.change("escalate").difference();
 * display(shift.figure());
 * }</pre>
 *
 * @param before the first version's name
 * @param after the second version's name
 * @param design what is set against what
 * @param units how many independent units the comparison rests on
 * @param changes one a behaviour, most frequent first, then scores, d′ and criterion
 * @param objections what stands against a conclusion, or must be known beside it
 * @param points each unit's rows and shares
 */
public record BehaviourShift(
    String before,
    String after,
    Design design,
    int units,
    List<BehaviourChange> changes,
    List<ShiftObjection> objections,
    ResultTable points)
    implements Displayable {

  /** What is set against what. */
  public enum Design {
    /** Each unit against itself, in the situations that it met under both versions. */
    PAIRED("paired by situation, clustered by unit"),
    /** Different units, situation by situation. */
    SAME_SITUATIONS("different units at equal situations"),
    /** Different units that were given their version at random. */
    RANDOMISED("units assigned at random"),
    /** Nothing makes the versions comparable. */
    NONE("nothing in common");

    private final String words;

    Design(String words) {
      this.words = words;
    }

    /** The design in words. */
    public String words() {
      return words;
    }
  }

  public BehaviourShift {
    changes = List.copyOf(changes);
    objections = List.copyOf(objections);
  }

  /**
   * Compares two logs. A version is called what all its traces name as metadata {@code version}, or
   * else "before" and "after".
   *
   * @throws IllegalArgumentException if a log has no steps, some traces name a unit and others do
   *     not, a score is not finite, or a behaviour that truth asks after never came
   */
  public static BehaviourShift of(
      TraceLog before, TraceLog after, BehaviourShiftOptions options, Seed seed) {
    String first = name(before, "before");
    String second = name(after, "after");
    if (first.equals(second)) {
      first += " (before)";
      second += " (after)";
    }
    return new ShiftAnalysis(first, before, second, after, options, seed).shift();
  }

  /**
   * Compares two versions of one log, by metadata {@code version}.
   *
   * @throws IllegalArgumentException as {@link #of}, and if the log has no such version
   */
  public static BehaviourShift ofVersions(
      TraceLog log, String before, String after, BehaviourShiftOptions options, Seed seed) {
    if (before.equals(after)) {
      throw new IllegalArgumentException(
          "a comparison expects two different versions, got \"" + before + "\" twice");
    }
    return new ShiftAnalysis(before, only(log, before), after, only(log, after), options, seed)
        .shift();
  }

  private static TraceLog only(TraceLog log, String version) {
    TraceLog own = log.where(trace -> version.equals(trace.metadata().get(LogMapping.VERSION)));
    if (own.traces().isEmpty()) {
      Set<String> there = new TreeSet<>();
      log.traces().forEach(trace -> there.add(BehaviourSections.version(trace)));
      throw new IllegalArgumentException(
          "there is no version \"%s\" in the log, only %s: map the log's version, or pass two logs"
              .formatted(version, there));
    }
    return own;
  }

  private static String name(TraceLog log, String otherwise) {
    List<String> names = log.traces().stream().map(BehaviourSections::version).distinct().toList();
    return names.size() == 1 && !names.get(0).equals(BehaviourSections.UNNAMED)
        ? names.get(0)
        : otherwise;
  }

  /** The change of a behaviour or score, or of "d′" or "criterion". */
  public BehaviourChange change(String name) {
    return changes.stream()
        .filter(change -> change.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nothing called \"%s\" was compared, only %s"
                        .formatted(name, changes.stream().map(BehaviourChange::name).toList())));
  }

  /** The changes that moved. */
  public List<BehaviourChange> moved() {
    return changes.stream().filter(BehaviourChange::moved).toList();
  }

  /** Whether an objection of that kind was raised. */
  public boolean objects(ShiftObjection.Reason reason) {
    return objections.stream().anyMatch(one -> one.reason() == reason);
  }

  /**
   * Refused where an objection refuses; else moved where anything moved; held where everything that
   * can be judged did; else not decided.
   */
  public Verdict verdict() {
    if (objections.stream().anyMatch(one -> one.reason().refuses())) {
      return Verdict.REFUSED;
    }
    if (!moved().isEmpty()) {
      return Verdict.MOVED;
    }
    boolean held =
        changes.stream()
            .filter(change -> change.verdict() != Verdict.REFUSED)
            .allMatch(change -> change.verdict() == Verdict.HELD);
    return held ? Verdict.HELD : Verdict.NOT_DECIDED;
  }

  /** The verdict and why, a sentence or two. */
  public String conclusion() {
    String versions = "“%s” against “%s”".formatted(after, before);
    return switch (verdict()) {
      case REFUSED ->
          "%s: no conclusion. %s"
              .formatted(
                  versions,
                  objections.stream()
                      .filter(one -> one.reason().refuses())
                      .map(ShiftObjection::text)
                      .collect(Collectors.joining(" ")));
      case MOVED ->
          "%s: %s. %s"
              .formatted(
                  versions,
                  moved().stream().map(BehaviourShift::words).collect(Collectors.joining("; ")),
                  cause());
      case HELD -> versions + ": nothing moved by as much as matters.";
      case NOT_DECIDED ->
          versions
              + ": no change is shown, and not everything is shown to have stayed: more units would tell.";
    };
  }

  private static String words(BehaviourChange change) {
    return "“%s” %s by %.3g, from %.3g to %.3g"
        .formatted(
            change.name(),
            change.difference().value() > 0 ? "rose" : "fell",
            Math.abs(change.difference().value()),
            change.before().value(),
            change.after().value());
  }

  private String cause() {
    String named =
        objections.isEmpty()
            ? ""
            : " Read it beside: "
                + objections.stream()
                    .map(one -> one.reason().words())
                    .distinct()
                    .collect(Collectors.joining(", "))
                + ".";
    return "What is shown is a difference of behaviour, not why." + named;
  }

  /** One row a change, with what stands against a conclusion below. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled(conclusion())
            .columns("what", before, after, "difference", "p", "corrected p", "verdict");
    for (BehaviourChange change : changes) {
      table =
          table.row(
              change.name() + (change.kind() == Kind.UNREADABLE ? " — unreadable" : ""),
              change.before(),
              change.after(),
              change.difference(),
              change.p(),
              change.adjusted(),
              change.verdict().words());
    }
    table = table.withNote("%d units, %s.".formatted(units, design.words()));
    for (ShiftObjection objection : objections) {
      table = table.withNote(objection.text());
    }
    return table;
  }

  /**
   * A forest plot of the changes of shares; or, with too few units for intervals, each unit's own
   * shares. A star marks what moved.
   */
  public Figure figure() {
    return objects(ShiftObjection.Reason.TOO_FEW_UNITS) || objects(ShiftObjection.Reason.ONE_UNIT)
        ? ShiftPoints.figure(this)
        : figure("change of share", Kind.BEHAVIOUR, Kind.UNREADABLE);
  }

  /**
   * A forest plot of the changes of d′ and the criterion.
   *
   * @throws IllegalStateException where there was no truth, or not enough of it
   */
  public Figure abilityFigure() {
    if (changes.stream().noneMatch(change -> change.kind() == Kind.ABILITY)) {
      throw new IllegalStateException(
          "ability and bias need a truth: BehaviourShiftOptions.withTruth, with cases of both kinds");
    }
    return figure("standard deviations of the evidence", Kind.ABILITY, Kind.BIAS);
  }

  private Figure figure(String axis, Kind one, Kind other) {
    List<Estimate> estimates =
        changes.stream()
            .filter(change -> change.kind() == one || change.kind() == other)
            .map(change -> change.difference().named(marked(change)))
            .toList();
    return Figure.forest("“%s” minus “%s”".formatted(after, before), estimates).xAxis(axis, "");
  }

  private static String marked(BehaviourChange change) {
    return change.moved() ? change.name() + " *" : change.name();
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  @Override
  public String toString() {
    return table().toText();
  }
}
