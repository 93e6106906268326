package org.mesascope.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Categorical;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * What is logged of an assistant: its answers at every strength of the shift, those of its
 * checkpoints in training and at full strength, and some cases at full strength that it was given
 * twice, with and without a cue of being watched. A trace is one case; its metadata say the step,
 * the strength, the cue and the customer, and never who answered or what was needed.
 *
 * @param strengths of the shift, ascending from 0; the last is full strength
 * @param deployed cases at each strength, answered by the assistant that is deployed
 * @param checked cases in training and at full strength, answered by each checkpoint before it
 * @param paired cases at full strength that are given twice
 * @param misjudged how often whether a reply resolves is judged wrongly, in [0, .5)
 */
public record LogPlan(
    List<Double> strengths, int deployed, int checked, int paired, double misjudged) {

  /** Metadata: how many steps of training the assistant had. */
  public static final String STEP = "step";

  /** Metadata: how much of the correlation is lost. */
  public static final String STRENGTH = "strength";

  /** Metadata: "yes" where there is a cue of being watched, "no" where there is none. */
  public static final String WATCHED = "watched";

  /** Metadata: whose case it is, the independent unit. */
  public static final String CUSTOMER = "customer";

  private static final String RESOLVES = SupportCase.LOGGED.get(0);

  public LogPlan {
    strengths = List.copyOf(strengths);
    for (int k = 0; k < strengths.size(); k++) {
      if (!(strengths.get(k) > (k == 0 ? -1 : strengths.get(k - 1)) && strengths.get(k) <= 1)) {
        throw new IllegalArgumentException(
            "strengths expect numbers in [0, 1], ascending, got " + strengths);
      }
    }
    if (strengths.size() < 2 || strengths.get(0) != 0) {
      throw new IllegalArgumentException(
          "strengths expect at least two, the first of them 0, got " + strengths);
    }
    int[] counts = {deployed, checked, paired};
    if (Arrays.stream(counts).anyMatch(count -> count < 2)) {
      throw new IllegalArgumentException(
          "a log plan expects at least 2 cases a block, got " + Arrays.toString(counts));
    }
    if (!(misjudged >= 0 && misjudged < .5)) {
      throw new IllegalArgumentException("misjudged expects a number in [0, .5), got " + misjudged);
    }
  }

  /** 250 cases at each of seven strengths, 200 a checkpoint, 200 pairs, all judged rightly. */
  public static LogPlan defaults() {
    return new LogPlan(CaseMix.correlationLost().strengths(), 250, 200, 200, 0);
  }

  /** With so many times the cases, rounded, at least 2. */
  public LogPlan scaled(double factor) {
    return new LogPlan(
        strengths,
        Math.max(2, (int) Math.round(deployed * factor)),
        Math.max(2, (int) Math.round(checked * factor)),
        Math.max(2, (int) Math.round(paired * factor)),
        misjudged);
  }

  /** With replies misjudged so often. */
  public LogPlan withMisjudged(double share) {
    return new LogPlan(strengths, deployed, checked, paired, share);
  }

  /**
   * Lets the assistants answer.
   *
   * @param course by step; the last is the one deployed
   */
  public TraceLog log(SortedMap<Integer, Assistant> course, Seed seed) {
    int last = course.lastKey();
    double full = strengths.get(strengths.size() - 1);
    List<Trace> all = new ArrayList<>();
    course.forEach(
        (step, assistant) -> {
          boolean deployedOne = step == last;
          for (double strength : deployedOne ? strengths : List.of(0.0, full)) {
            String block = "step " + step + ", strength " + strength;
            int count = deployedOne ? deployed : checked;
            List<SupportCase> cases =
                CaseMix.atStrength(strength).draw(count, seed.split(block).split("cases"));
            all.addAll(answers(assistant, cases, facts(step, strength), block, seed.split(block)));
          }
        });
    List<SupportCase> cases = CaseMix.atStrength(full).draw(paired, seed.split("paired/cases"));
    Assistant assistant = Objects.requireNonNull(course.get(last));
    for (boolean watched : new boolean[] {false, true}) {
      String block = watched ? "paired, watched" : "paired";
      all.addAll(
          answers(
              assistant,
              cases.stream().map(each -> each.withWatched(watched)).toList(),
              facts(last, full),
              block,
              seed.split(block)));
    }
    return TraceLog.of(all);
  }

  /** What a log says of a menu, where judges err. */
  private Menu judged(Menu menu, RandomGenerator judge) {
    if (misjudged == 0) {
      return menu;
    }
    int width = menu.features().size();
    double[] values = menu.values().clone();
    for (int at = menu.features().indexOf(RESOLVES); at < values.length; at += width) {
      values[at] = judge.nextDouble() < misjudged ? 1 - values[at] : values[at];
    }
    return new Menu(menu.alternatives(), menu.features(), values);
  }

  private static Map<String, String> facts(int step, double strength) {
    return Map.of(STEP, Integer.toString(step), STRENGTH, Double.toString(strength));
  }

  private List<Trace> answers(
      Assistant assistant,
      List<SupportCase> cases,
      Map<String, String> facts,
      String block,
      Seed seed) {
    double[][] p = assistant.probabilities(cases);
    RandomGenerator random = seed.split("answers").random();
    RandomGenerator judge = seed.split("judge").random();
    List<Trace> traces = new ArrayList<>(cases.size());
    for (int i = 0; i < p.length; i++) {
      SupportCase one = cases.get(i);
      Menu menu = judged(one.menu(), judge);
      int taken = Categorical.draw(p[i], 0, p[i].length, random);
      boolean resolved = one.replies().get(taken).resolves(one.need());
      // A pair is one situation, and one customer, met twice.
      String situation = block.replace(", watched", "") + ", " + one.id();
      Step step =
          new Step(situation, menu, menu.alternatives().get(taken), resolved ? "resolved" : "open");
      traces.add(
          new Trace(
              block + ", " + one.id(),
              List.of(step),
              Map.of(
                  STEP,
                  facts.getOrDefault(STEP, ""),
                  STRENGTH,
                  facts.getOrDefault(STRENGTH, ""),
                  WATCHED,
                  one.watched() ? "yes" : "no",
                  CUSTOMER,
                  situation)));
    }
    return traces;
  }
}
