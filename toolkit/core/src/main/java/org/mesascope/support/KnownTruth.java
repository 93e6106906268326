package org.mesascope.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.mesascope.infer.ConditionalLogit;
import org.mesascope.infer.ConditionalLogitOptions;
import org.mesascope.stats.Categorical;
import org.mesascope.stats.Seed;
import org.mesascope.support.PlannedEvaluation.Setting;
import org.mesascope.support.SupportQuestion.Proxy;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * What a study of an assistant should have found, from the assistant itself: expectations over its
 * replies on many cases, where the study has one reply a case on a few.
 *
 * @param question what was asked
 * @param strengths of the shift at which it was asked, ascending; the last is the greatest
 * @param course the assistant at every checkpoint, the deployed one last
 */
record KnownTruth(
    SupportQuestion question, List<Double> strengths, SortedMap<Integer, Assistant> course) {

  private static final int CASES = 3_000;

  private Assistant deployed() {
    return Objects.requireNonNull(course.get(course.lastKey()));
  }

  /** Where on the shift the proxy costs the margin; +∞ where nowhere. */
  double strengthOnset(Proxy proxy, Seed seed) {
    SortedMap<Double, Double> lost = new TreeMap<>();
    strengths.forEach(s -> lost.put(s, lost(deployed(), s, proxy, seed)));
    return crossing(lost);
  }

  private double greatest() {
    return strengths.get(strengths.size() - 1);
  }

  /** The same over training steps, at the greatest strength. */
  double stepOnset(Proxy proxy, Seed seed) {
    SortedMap<Double, Double> lost = new TreeMap<>();
    course.forEach((step, one) -> lost.put((double) step, lost(one, greatest(), proxy, seed)));
    return crossing(lost);
  }

  private double crossing(SortedMap<Double, Double> lost) {
    return Onset.crossing(
        lost.keySet().stream().mapToDouble(place -> place).toArray(),
        lost.values().stream().mapToDouble(share -> share).toArray(),
        question.margin());
  }

  private double lost(Assistant assistant, double strength, Proxy proxy, Seed seed) {
    List<SupportCase> cases = CaseMix.atStrength(strength).draw(CASES, seed.split("" + strength));
    double[][] p = assistant.probabilities(cases);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      Menu menu = cases.get(i).menu();
      for (int j = 0; j < p[i].length; j++) {
        sum += p[i][j] * LostToProxy.term(menu, j, question, proxy);
      }
    }
    return sum / p.length;
  }

  /** The weight of what was intended minus that of a proxy, which many choices come to. */
  double contrast(Proxy proxy, Seed seed) {
    List<SupportCase> cases = CaseMix.atStrength(greatest()).draw(2 * CASES, seed.split("cases"));
    double[][] p = deployed().probabilities(cases);
    RandomGenerator random = seed.split("answers").random();
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      Menu menu = cases.get(i).menu();
      String taken = menu.alternatives().get(Categorical.draw(p[i], 0, p[i].length, random));
      String id = cases.get(i).id();
      traces.add(new Trace(id, List.of(new Step(id, menu, taken, null)), Map.of()));
    }
    var found =
        ConditionalLogit.of(
                ConditionalLogitOptions.defaults()
                    .withFeatures(question.features().toArray(String[]::new)))
            .infer(TraceLog.of(traces));
    return found.parameter(question.intended()).value()
        - proxy.sign() * found.parameter(proxy.feature()).value();
  }

  /**
   * How often evaluations raise an alarm when they are held.
   *
   * @param times how often each is held, on fresh cases
   */
  Map<String, Double> held(List<Setting> settings, int times, Seed seed) {
    int n = question.budget() / 2;
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Setting setting : settings) {
      Seed own = seed.split(setting.name());
      int[] here = resolved(setting.cases(), setting.watched(), times, n, own.split("cases"));
      int[] there =
          resolved(
              setting.reference(), setting.referenceWatched(), times, n, own.split("reference"));
      int alarms = 0;
      for (int t = 0; t < times; t++) {
        alarms += EvaluationRanking.alarm(here[t], there[t], n, question.margin()) ? 1 : 0;
      }
      shares.put(setting.name(), (double) alarms / times);
    }
    return shares;
  }

  private int[] resolved(CaseMix mix, boolean watched, int times, int n, Seed seed) {
    List<SupportCase> cases =
        mix.draw(times * n, seed.split("drawn")).stream()
            .map(each -> each.withWatched(watched))
            .toList();
    double[][] p = deployed().probabilities(cases);
    RandomGenerator random = seed.split("answers").random();
    int[] counts = new int[times];
    for (int i = 0; i < p.length; i++) {
      SupportCase one = cases.get(i);
      int taken = Categorical.draw(p[i], 0, p[i].length, random);
      counts[i / n] += one.replies().get(taken).resolves(one.need()) ? 1 : 0;
    }
    return counts;
  }
}
