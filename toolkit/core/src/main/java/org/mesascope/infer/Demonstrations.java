package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;

/**
 * Traces read as walks through known processes, checked step by step.
 *
 * @param walks one a trace
 * @param steps how many choices in all
 */
public record Demonstrations(List<Walk> walks, int steps) {

  /** Metadata key that names the environment a trace was recorded in. */
  static final String WORLD = "world";

  /** Metadata key for the times of a trace's steps where they are not 0, 1, 2, …: "3,4,7". */
  static final String TIMES = "times";

  /**
   * One trace.
   *
   * @param environment which of the settings
   * @param times of the steps
   * @param states where each choice was made
   * @param actions what was chosen
   */
  public record Walk(int environment, int[] times, int[] states, int[] actions) {}

  /**
   * Reads the traces of one process.
   *
   * @param horizon how many decisions an episode has, or 0 for an infinite horizon
   * @throws IllegalArgumentException naming the trace and the step that does not fit
   */
  public static Demonstrations in(FiniteMdp mdp, int horizon, TraceLog log) {
    String name =
        log.traces().stream()
            .map(trace -> trace.metadata().getOrDefault(WORLD, ""))
            .findFirst()
            .orElse("");
    return read(log, List.of(new IrlSetting(name, mdp, horizon, List.of())), false);
  }

  /**
   * Reads traces.
   *
   * @param gaps whether steps may be missing inside a trace
   * @throws IllegalArgumentException naming the trace and the step that does not fit
   */
  static Demonstrations read(TraceLog log, List<IrlSetting> settings, boolean gaps) {
    List<Walk> walks = new ArrayList<>();
    int steps = 0;
    for (Trace trace : log.traces()) {
      int environment = environment(trace, settings);
      walks.add(walk(trace, environment, settings.get(environment), gaps));
      steps += trace.steps().size();
    }
    if (steps == 0) {
      throw new IllegalArgumentException(
          "an inference expects at least one step, got %d traces without any"
              .formatted(log.traces().size()));
    }
    return new Demonstrations(List.copyOf(walks), steps);
  }

  /** Reads traces of one process, whatever world they name, with gaps and at any times. */
  static Demonstrations readAnywhere(TraceLog log, IrlSetting setting) {
    List<Trace> unnamed = new ArrayList<>();
    for (Trace trace : log.traces()) {
      unnamed.add(new Trace(trace.id(), trace.steps(), Map.of()));
    }
    return read(TraceLog.of(unnamed), List.of(setting), true);
  }

  /** n(s, a) by layer for one environment; all times in one layer for an infinite horizon. */
  double[] counts(int environment, IrlSetting setting) {
    int states = setting.mdp().states();
    int actions = setting.mdp().actions();
    double[] counts = new double[setting.layers() * states * actions];
    for (Walk walk : walks) {
      if (walk.environment == environment) {
        for (int i = 0; i < walk.states.length; i++) {
          int layer = setting.horizon() == 0 ? 0 : walk.times[i];
          counts[(layer * states + walk.states[i]) * actions + walk.actions[i]]++;
        }
      }
    }
    return counts;
  }

  private static int environment(Trace trace, List<IrlSetting> settings) {
    String named = trace.metadata().get(WORLD);
    if (named == null) {
      if (settings.size() == 1) {
        return 0;
      }
      throw new IllegalArgumentException(
          "trace \"%s\" expects metadata \"%s\" that names one of the environments %s"
              .formatted(trace.id(), WORLD, names(settings)));
    }
    int found = names(settings).indexOf(named);
    if (found < 0) {
      throw new IllegalArgumentException(
          "trace \"%s\" was recorded in \"%s\", expected one of %s: add that environment, or leave the trace out with TraceLog.where"
              .formatted(trace.id(), named, names(settings)));
    }
    return found;
  }

  private static List<String> names(List<IrlSetting> settings) {
    return settings.stream().map(IrlSetting::name).toList();
  }

  private static Walk walk(Trace trace, int environment, IrlSetting setting, boolean gaps) {
    FiniteMdp mdp = setting.mdp();
    int n = trace.steps().size();
    int[] times = times(trace, setting.horizon());
    int[] states = new int[n];
    int[] actions = new int[n];
    for (int i = 0; i < n; i++) {
      Step step = trace.steps().get(i);
      try {
        states[i] = mdp.state(step.situation());
        actions[i] = mdp.action(step.choice());
        if (mdp.isTerminal(states[i])) {
          throw new IllegalArgumentException(
              "acts in the terminal state \"" + step.situation() + "\"");
        }
        boolean last = i == n - 1 || times[i + 1] != times[i] + 1;
        checkOutcome(step, last ? null : trace.steps().get(i + 1), mdp, gaps);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "trace \"%s\", step %d leaves the world: %s".formatted(trace.id(), i, e.getMessage()),
            e);
      }
    }
    return new Walk(environment, times, states, actions);
  }

  private static void checkOutcome(
      Step step, @Nullable Step following, FiniteMdp mdp, boolean gaps) {
    String outcome = step.outcome();
    if (outcome == null && following != null && !gaps) {
      outcome = following.situation();
    }
    if (outcome == null) {
      return;
    }
    int after = mdp.state(outcome);
    if (!(mdp.probability(mdp.state(step.situation()), mdp.action(step.choice()), after) > 0)) {
      throw new IllegalArgumentException(
          "\"%s\" by \"%s\" to \"%s\" has probability 0"
              .formatted(step.situation(), step.choice(), outcome));
    }
    if (following != null && !gaps && mdp.state(following.situation()) != after) {
      throw new IllegalArgumentException(
          "it ends in \"%s\" but the next step begins in \"%s\"; where steps are missing, allow it with allowingGaps() or give their times in the trace's metadata \"%s\""
              .formatted(outcome, following.situation(), TIMES));
    }
  }

  private static int[] times(Trace trace, int horizon) {
    int n = trace.steps().size();
    String listed = trace.metadata().get(TIMES);
    int[] times = new int[n];
    String[] parts = listed == null ? new String[0] : listed.split(",", -1);
    if (listed != null && parts.length != n) {
      throw new IllegalArgumentException(
          "trace \"%s\" expects %d times, one a step, got \"%s\"".formatted(trace.id(), n, listed));
    }
    for (int i = 0; i < n; i++) {
      try {
        times[i] = listed == null ? i : Integer.parseInt(parts[i].trim());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "trace \"%s\", step %d expects a time, got \"%s\"".formatted(trace.id(), i, parts[i]),
            e);
      }
      int before = i == 0 ? -1 : times[i - 1];
      if (times[i] <= before || (horizon > 0 && times[i] >= horizon)) {
        throw new IllegalArgumentException(
            "trace \"%s\", step %d expects a time above %d%s, got %d"
                .formatted(
                    trace.id(),
                    i,
                    before,
                    horizon > 0 ? " and below the horizon " + horizon : "",
                    times[i]));
      }
    }
    return times;
  }
}
