package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.World;

/**
 * Traces read as choices that a network scores, in the order of their ids.
 *
 * @param situations what was chosen in; equal situations of a world are one
 * @param sequences one a trace
 * @param width how many numbers a row has
 */
record Decisions(List<Situation> situations, List<Sequence> sequences, int width) {

  /**
   * Where a choice was made.
   *
   * @param label the trace's name for it
   * @param alternatives what was open
   * @param rows what a network sees: one row for the situation, or one an alternative
   */
  record Situation(String label, List<String> alternatives, double[][] rows) {}

  /**
   * The choices of one trace.
   *
   * @param situations by position
   * @param choices by position among the alternatives
   */
  record Sequence(String id, int[] situations, int[] choices) {}

  /** Choices between the same actions everywhere. */
  static Decisions ofActions(TraceLog log, List<String> actions, SituationFeatures features) {
    Map<String, Integer> known = new LinkedHashMap<>();
    List<Situation> situations = new ArrayList<>();
    return read(
        log,
        situations,
        step -> {
          Integer before = known.get(step.situation());
          if (before == null) {
            before = situations.size();
            known.put(step.situation(), before);
            double[][] row = {features.of(step.situation()).clone()};
            situations.add(new Situation(step.situation(), actions, row));
          }
          return before;
        });
  }

  /**
   * Choices in a world, whose names or numbers for states and actions the traces use.
   *
   * @throws IllegalArgumentException naming the trace and step that leaves it
   */
  static Decisions in(World world, TraceLog log) {
    List<String> actions = world.mdp().actionNames();
    List<Trace> named = new ArrayList<>();
    for (Trace trace : log.traces()) {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < trace.steps().size(); i++) {
        Step step = trace.steps().get(i);
        steps.add(at(trace, i, () -> canonical(world, step)));
      }
      named.add(new Trace(trace.id(), steps, trace.metadata()));
    }
    return ofActions(TraceLog.of(named), actions, label -> world.observe(world.mdp().state(label)));
  }

  /** Choices from menus, whose features a network sees. */
  static Decisions ofMenus(TraceLog log) {
    List<Situation> situations = new ArrayList<>();
    List<List<String>> first = new ArrayList<>();
    return read(
        log,
        situations,
        step -> {
          Menu menu = step.menu();
          if (menu == null || menu.features().isEmpty()) {
            throw new IllegalArgumentException(
                "expects a menu with features, got " + (menu == null ? "none" : menu));
          }
          if (first.isEmpty()) {
            first.add(menu.features());
          }
          if (!menu.features().equals(first.get(0))) {
            throw new IllegalArgumentException(
                "expects a menu with the features %s, got %s"
                    .formatted(first.get(0), menu.features()));
          }
          situations.add(new Situation(step.situation(), menu.alternatives(), rows(menu)));
          return situations.size() - 1;
        });
  }

  static double[][] rows(Menu menu) {
    double[][] rows = new double[menu.alternatives().size()][menu.features().size()];
    for (int j = 0; j < rows.length; j++) {
      for (int k = 0; k < rows[j].length; k++) {
        rows[j][k] = menu.value(j, k);
      }
    }
    return rows;
  }

  /** How often each alternative of each situation was taken in these traces. */
  int[][] taken(List<Integer> traces) {
    int[][] taken = new int[situations.size()][];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = new int[situations.get(i).alternatives().size()];
    }
    for (int trace : traces) {
      Sequence own = sequences.get(trace);
      for (int t = 0; t < own.choices.length; t++) {
        taken[own.situations[t]][own.choices[t]]++;
      }
    }
    return taken;
  }

  /** What was chosen at a step, by name. */
  String chosen(Sequence sequence, int t) {
    return situations.get(sequence.situations[t]).alternatives().get(sequence.choices[t]);
  }

  /** What was chosen a step before, or null at the start. */
  @Nullable String before(Sequence sequence, int t) {
    return t == 0 ? null : chosen(sequence, t - 1);
  }

  private interface Place {
    int of(Step step);
  }

  private interface Reading<T> {
    T read();
  }

  private static Step canonical(World world, Step step) {
    int state = world.mdp().state(step.situation());
    int action = world.mdp().action(step.choice());
    if (world.mdp().isTerminal(state)) {
      throw new IllegalArgumentException("acts in the terminal state \"" + step.situation() + "\"");
    }
    String outcome = step.outcome();
    return new Step(
        world.mdp().stateNames().get(state),
        null,
        world.mdp().actionNames().get(action),
        outcome == null ? null : world.mdp().stateNames().get(world.mdp().state(outcome)));
  }

  private static Decisions read(TraceLog log, List<Situation> situations, Place place) {
    List<Trace> sorted = new ArrayList<>(log.traces());
    sorted.sort(Comparator.comparing(Trace::id));
    List<Sequence> sequences = new ArrayList<>();
    for (Trace trace : sorted) {
      int n = trace.steps().size();
      int[] at = new int[n];
      int[] choices = new int[n];
      for (int i = 0; i < n; i++) {
        Step step = trace.steps().get(i);
        int number = i;
        at(
            trace,
            i,
            () -> {
              at[number] = place.of(step);
              choices[number] = choice(situations.get(at[number]), step);
              return checkRows(situations.get(0), situations.get(at[number]));
            });
      }
      if (n > 0) {
        sequences.add(new Sequence(trace.id(), at, choices));
      }
    }
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException(
          "cloning expects at least one choice, got %d traces without any"
              .formatted(log.traces().size()));
    }
    return new Decisions(
        Collections.unmodifiableList(situations),
        List.copyOf(sequences),
        situations.get(0).rows()[0].length);
  }

  private static int choice(Situation situation, Step step) {
    int choice = situation.alternatives().indexOf(step.choice());
    if (choice < 0) {
      throw new IllegalArgumentException(
          "chooses \"%s\", expected one of %s".formatted(step.choice(), situation.alternatives()));
    }
    return choice;
  }

  private static boolean checkRows(Situation first, Situation own) {
    for (double[] row : own.rows()) {
      if (row.length == 0 || row.length != first.rows()[0].length) {
        throw new IllegalArgumentException(
            "situation \"%s\" shows %d numbers, situation \"%s\" %d: expected as many, at least one"
                .formatted(own.label(), row.length, first.label(), first.rows()[0].length));
      }
      for (double x : row) {
        if (!Double.isFinite(x)) {
          throw new IllegalArgumentException(
              "situation \"%s\" expects finite numbers, got %s".formatted(own.label(), x));
        }
      }
    }
    return true;
  }

  private static <T> T at(Trace trace, int step, Reading<T> reading) {
    try {
      return reading.read();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "trace \"%s\", step %d: %s".formatted(trace.id(), step, e.getMessage()), e);
    }
  }
}
