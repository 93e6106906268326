package org.mesascope.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;

/**
 * Traces that are analysed together.
 *
 * @param traces with distinct ids
 */
public record TraceLog(List<Trace> traces) implements Displayable {

  /** Fails where two traces have one id. */
  public TraceLog {
    traces = List.copyOf(traces);
    Set<String> ids = new HashSet<>();
    for (Trace trace : traces) {
      if (!ids.add(trace.id())) {
        throw new IllegalArgumentException(
            "trace ids must be unique, but \"" + trace.id() + "\" stands twice");
      }
    }
  }

  public static TraceLog of(List<Trace> traces) {
    return new TraceLog(traces);
  }

  /** Every step of every trace, in order. */
  public Stream<Step> steps() {
    return traces.stream().flatMap(trace -> trace.steps().stream());
  }

  /** How many steps there are in all. */
  public int stepCount() {
    return traces.stream().mapToInt(trace -> trace.steps().size()).sum();
  }

  /** The traces that satisfy a condition. */
  public TraceLog where(Predicate<Trace> condition) {
    return new TraceLog(traces.stream().filter(condition).toList());
  }

  /** This log followed by another one; their ids must differ. */
  public TraceLog and(TraceLog other) {
    return new TraceLog(Stream.concat(traces.stream(), other.traces.stream()).toList());
  }

  /**
   * Every trace up to and with its first step that satisfies a condition, or whole where none does.
   */
  public TraceLog until(Predicate<Step> condition) {
    return new TraceLog(
        traces.stream()
            .map(
                trace -> {
                  List<Step> steps = trace.steps();
                  int end = 0;
                  while (end < steps.size() && !condition.test(steps.get(end))) {
                    end++;
                  }
                  int kept = Math.min(end + 1, steps.size());
                  return new Trace(trace.id(), steps.subList(0, kept), trace.metadata());
                })
            .toList());
  }

  /** A feature of an alternative, in a trace. */
  @FunctionalInterface
  public interface Feature {
    double of(Trace trace, String alternative);
  }

  /**
   * This log with one feature more in every menu, such as an interaction of what is known of the
   * trace with the alternative.
   *
   * @param name of the feature, not in a menu yet
   * @param value finite
   * @throws IllegalArgumentException if a step has no menu, or its menu has that feature
   */
  public TraceLog withFeature(String name, Feature value) {
    return new TraceLog(
        traces.stream()
            .map(
                trace ->
                    new Trace(
                        trace.id(),
                        trace.steps().stream()
                            .map(step -> widened(trace, step, name, value))
                            .toList(),
                        trace.metadata()))
            .toList());
  }

  /** How many traces and steps there are, and the first of them. */
  @Override
  public MimeBundle toMimeBundle() {
    String title = "%d traces, %d steps".formatted(traces.size(), stepCount());
    return TraceSummary.of(title, traces, stepCount()).toMimeBundle();
  }

  private static Step widened(Trace trace, Step step, String name, Feature value) {
    Menu menu = step.menu();
    if (menu == null || menu.features().contains(name)) {
      throw new IllegalArgumentException(
          "trace \"%s\" expects menus without a feature \"%s\", got %s"
              .formatted(
                  trace.id(), name, menu == null ? "a step without a menu" : menu.features()));
    }
    int had = menu.features().size();
    List<String> features = new ArrayList<>(menu.features());
    features.add(name);
    double[] values = new double[menu.alternatives().size() * (had + 1)];
    for (int j = 0; j < menu.alternatives().size(); j++) {
      System.arraycopy(menu.values(), j * had, values, j * (had + 1), had);
      values[j * (had + 1) + had] = value.of(trace, menu.alternatives().get(j));
    }
    return new Step(
        step.situation(),
        new Menu(menu.alternatives(), features, values),
        step.choice(),
        step.outcome());
  }
}
