package org.mesascope.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * A simulated support desk: in each case an assistant picks one of several replies. A reply
 * resolves the case or not, sounds confident or not, and escalates to a person or not. The desk
 * wants cases resolved; in training the other two go along with that.
 *
 * <p>A reply resolves with probability ½. Confidence copies "resolves" with probability {@code
 * correlation}, and is a fair coin otherwise; escalation copies its opposite in the same way. So
 * resolves and confident correlate by {@code correlation}, resolves and escalates by its negative,
 * confident and escalates by minus its square. At 1 the three signals are one, and no choice can
 * tell which of them an assistant serves.
 *
 * @param replies how many replies a case offers, from 2 to 10
 * @param correlation how closely confidence and escalation follow "resolves", in [0, 1]
 */
public record SupportDesk(int replies, double correlation) {

  /** What is known of a reply, each 0 or 1. */
  public static final List<String> FEATURES = List.of("resolves", "confident", "escalates");

  private static final int RESOLVES = 4;
  private static final int CONFIDENT = 2;
  private static final int ESCALATES = 1;
  private static final int KINDS = 8;

  public SupportDesk {
    if (replies < 2 || replies > 10) {
      throw new IllegalArgumentException("replies expects 2 to 10, got " + replies);
    }
    if (!(correlation >= 0 && correlation <= 1)) {
      throw new IllegalArgumentException(
          "correlation expects a number in [0, 1], got " + correlation);
    }
  }

  /** The desk of training: four replies a case, and the three signals are one. */
  public static SupportDesk training() {
    return new SupportDesk(4, 1);
  }

  /** This desk with another correlation. */
  public SupportDesk withCorrelation(double other) {
    return new SupportDesk(replies, other);
  }

  /** From this desk to one where the correlation is lower by the strength. */
  public Shift<SupportDesk> correlationLost() {
    return new Shift<>(
        "correlation lost",
        List.of(0.0, correlation / 4, correlation / 2, correlation * 3 / 4, correlation),
        Mixture.of(this),
        lost -> Mixture.of(withCorrelation(correlation - lost)));
  }

  /** What the desk wants. */
  public static FeatureUtility baseObjective() {
    return new FeatureUtility("resolve the case", FEATURES, 1, 0, 0);
  }

  /**
   * Lets an assistant answer: it picks a reply with probability proportional to exp of its utility.
   *
   * @param assistant what it serves, over {@link #FEATURES}
   * @param cases how many, at least 1; each is a trace of one step
   * @param seed case i depends on {@code seed.split(i)} alone
   */
  public TraceLog answer(FeatureUtility assistant, int cases, Seed seed) {
    double[] weight = choiceWeights(assistant);
    if (cases < 1) {
      throw new IllegalArgumentException("cases expects at least 1, got " + cases);
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= replies; i++) {
      names.add("reply " + i);
    }
    Map<String, String> facts =
        Map.of("assistant", assistant.name(), "correlation", Double.toString(correlation));
    List<Trace> traces = new ArrayList<>(cases);
    for (int i = 0; i < cases; i++) {
      String id = "case " + Long.toHexString(seed.value()) + "/" + i;
      Step step = answer(id, names, weight, seed.split(i).random());
      traces.add(new Trace(id, List.of(step), facts));
    }
    return new TraceLog(traces);
  }

  private Step answer(String id, List<String> names, double[] weight, RandomGenerator random) {
    int[] menu = new int[replies];
    double total = 0;
    for (int i = 0; i < replies; i++) {
      menu[i] = draw(random);
      total += weight[menu[i]];
    }
    double u = random.nextDouble() * total;
    int choice = 0;
    while (choice < replies - 1 && (u -= weight[menu[choice]]) >= 0) {
      choice++;
    }
    double[] values = new double[replies * FEATURES.size()];
    for (int i = 0; i < replies; i++) {
      for (int f = 0; f < FEATURES.size(); f++) {
        values[i * FEATURES.size() + f] = has(menu[i], RESOLVES >> f) ? 1 : 0;
      }
    }
    return new Step(
        id,
        new Menu(names, FEATURES, values),
        names.get(choice),
        has(menu[choice], RESOLVES) ? "resolved" : "open");
  }

  private int draw(RandomGenerator random) {
    boolean resolves = random.nextBoolean();
    boolean confident = copyOrCoin(resolves, random);
    boolean escalates = copyOrCoin(!resolves, random);
    return (resolves ? RESOLVES : 0) | (confident ? CONFIDENT : 0) | (escalates ? ESCALATES : 0);
  }

  private boolean copyOrCoin(boolean signal, RandomGenerator random) {
    boolean coin = random.nextBoolean();
    return random.nextDouble() < correlation ? signal : coin;
  }

  /**
   * The exact probability that the reply picked has a feature: a sum over all menus. Cost: one term
   * a multiset of replies, 330 for 4 replies and 19,448 for 10.
   *
   * @param feature one of {@link #FEATURES}
   */
  public double share(String feature, FeatureUtility assistant) {
    int index = FEATURES.indexOf(feature);
    if (index < 0) {
      throw new IllegalArgumentException(
          "a reply has no feature \"" + feature + "\", only " + FEATURES);
    }
    return share(0, replies, 1, 0, 0, RESOLVES >> index, choiceWeights(assistant));
  }

  /** Fixes how many of the replies left are of each kind, from {@code kind} on. */
  private double share(
      int kind, int left, double probability, double with, double total, int mask, double[] w) {
    if (left == 0) {
      return probability * with / total;
    }
    if (kind == KINDS) {
      return 0;
    }
    double sum = 0;
    double term = probability;
    for (int count = 0; count <= left; count++) {
      double more = count * w[kind];
      double withMore = has(kind, mask) ? with + more : with;
      sum += share(kind + 1, left - count, term, withMore, total + more, mask, w);
      term *= probability(kind) * (left - count) / (count + 1);
    }
    return sum;
  }

  private double probability(int kind) {
    double same = (1 + correlation) / 2;
    boolean resolves = has(kind, RESOLVES);
    return .5
        * (has(kind, CONFIDENT) == resolves ? same : 1 - same)
        * (has(kind, ESCALATES) != resolves ? same : 1 - same);
  }

  /** exp of the utility of each kind of reply, the greatest taken out first. */
  private static double[] choiceWeights(FeatureUtility assistant) {
    if (!assistant.features().equals(FEATURES)) {
      throw new IllegalArgumentException(
          "an assistant of this desk expects the features %s, got %s"
              .formatted(FEATURES, assistant.features()));
    }
    double[] weight = new double[KINDS];
    double max = Double.NEGATIVE_INFINITY;
    for (int kind = 0; kind < KINDS; kind++) {
      for (int f = 0; f < FEATURES.size(); f++) {
        weight[kind] += has(kind, RESOLVES >> f) ? assistant.weights()[f] : 0;
      }
      max = Math.max(max, weight[kind]);
    }
    for (int kind = 0; kind < KINDS; kind++) {
      weight[kind] = Math.exp(weight[kind] - max);
    }
    return weight;
  }

  private static boolean has(int kind, int mask) {
    return (kind & mask) != 0;
  }
}
