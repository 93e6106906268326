package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mesascope.stats.Categorical;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;

/**
 * What preferences between two alternatives are best described as following: P(i over j) = 1 / (1 +
 * exp(u_j − u_i)), the model of Bradley and Terry (1952), with u a strength of each item, linear in
 * features, or the reward summed along a trajectory (Christiano et al. 2017).
 *
 * <p>Ties follow Davidson (1970): beside exp(u_i) and exp(u_j) stands ν √exp(u_i + u_j) for a tie,
 * with log ν one parameter more. All of it is a conditional logit over two or three alternatives,
 * and is fitted as one.
 *
 * <p>A step of a log is a comparison: its menu holds two alternatives, and the one that means a tie
 * where ties are allowed. Over trajectories the alternatives are the ids of other traces.
 *
 * <p>A known share of answers may be blind ({@link #withBlindAnswers}): Christiano et al. assume
 * 0.1. It bounds what a single answer can say, so that few wrong answers do not flatten the scale.
 * The share is an assumption: choices alone tell it apart from the scale of strengths hardly at
 * all; {@link #crossValidate} compares assumptions.
 *
 * <p>Known limits: one scale of strength, so that cycles are noise (compare "each pair its own
 * odds" among the rivals); raters who differ flatten the scale; trajectories of unequal length
 * differ by length alone wherever a reward has a constant.
 *
 * <pre>{@code
 * var found = PreferenceLearning.ofItems("Biometrika").infer(List.of(Comparison.of(...), ...));
 * var reward = PreferenceLearning.ofTrajectories(clips, mdp, goal, pit).withTies("same").infer(log);
 * }</pre>
 *
 * <p>Cost: that of a conditional logit; for n items also O(n · pairs) for what is identifiable.
 */
public final class PreferenceLearning implements ObjectiveInference {

  private enum Kind {
    ITEMS,
    FEATURES,
    TRAJECTORIES
  }

  private final Kind kind;
  private final List<String> named;
  private final PreferenceSubject.@Nullable Trajectories trajectories;
  private final @Nullable String tie;
  private final double blind;
  private final ConditionalLogitOptions options;

  private PreferenceLearning(
      Kind kind,
      List<String> named,
      PreferenceSubject.@Nullable Trajectories trajectories,
      @Nullable String tie,
      double blind,
      ConditionalLogitOptions options) {
    this.kind = kind;
    this.named = List.copyOf(named);
    this.trajectories = trajectories;
    this.tie = tie;
    this.blind = blind;
    this.options = options;
  }

  /**
   * A strength for each item.
   *
   * @param reference the item whose strength is 0
   */
  public static PreferenceLearning ofItems(String reference) {
    return new PreferenceLearning(
        Kind.ITEMS, List.of(reference), null, null, 0, ConditionalLogitOptions.defaults());
  }

  /** Linear in features of the menus: those named, or all of them. */
  public static PreferenceLearning ofFeatures(String... names) {
    return new PreferenceLearning(
        Kind.FEATURES,
        List.of(names),
        null,
        null,
        0,
        ConditionalLogitOptions.defaults().withFeatures(names));
  }

  /**
   * A reward, linear in features and summed without discount along trajectories. Where a step's
   * successor was not seen, the feature is expected over the process' own.
   *
   * @param trajectories the comparisons name them by their ids
   * @throws IllegalArgumentException naming the trajectory and the step that leaves the world
   */
  public static PreferenceLearning ofTrajectories(
      TraceLog trajectories, FiniteMdp mdp, TransitionReward... features) {
    List<TransitionReward> all = List.of(features);
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "preferences over trajectories expect at least one feature");
    }
    return new PreferenceLearning(
        Kind.TRAJECTORIES,
        List.of(),
        PreferenceSubject.Trajectories.of(trajectories, mdp, all),
        null,
        0,
        ConditionalLogitOptions.defaults());
  }

  /** With ties, which the choice of that alternative means. */
  public PreferenceLearning withTies(String alternative) {
    return new PreferenceLearning(kind, named, trajectories, alternative, blind, options);
  }

  /**
   * With a share of answers that are given blindly, each open answer as often.
   *
   * @param share from 0 (the default) to below 1; 0.1 in Christiano et al.
   */
  public PreferenceLearning withBlindAnswers(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "a share of blind answers expects a number of at least 0 and below 1, got " + share);
    }
    return new PreferenceLearning(kind, named, trajectories, tie, share, options);
  }

  /** With λ of the penalty ½λ‖θ‖². */
  public PreferenceLearning withPenalty(double lambda) {
    return with(options.withPenalty(lambda));
  }

  /** With other errors: of the information (the default), robust, or clustered by trace. */
  public PreferenceLearning withErrors(StandardErrors errors) {
    return with(options.withErrors(errors));
  }

  /** With intervals that aim at that coverage. */
  public PreferenceLearning withLevel(double level) {
    return with(options.withLevel(level));
  }

  private PreferenceLearning with(ConditionalLogitOptions other) {
    return new PreferenceLearning(kind, named, trajectories, tie, blind, other);
  }

  /**
   * From a log of comparisons.
   *
   * @throws IllegalArgumentException naming the trace and the step that is no comparison
   */
  @Override
  public InferredObjective infer(TraceLog traces) {
    return fit(read(traces), traces.traces().size());
  }

  /**
   * How well preferences are predicted that were not fitted to: traces (raters) are dealt into
   * folds, and each fold is predicted by a fit to the others. An item that the others never saw
   * counts as strong as the reference.
   *
   * @param folds at least 2, at most as many as traces
   * @param seed deals the traces
   */
  public CrossValidation crossValidate(TraceLog comparisons, int folds, Seed seed) {
    PreferenceSubject subject = subject(atLeastOne(read(comparisons)));
    return CrossValidation.of(
        comparisons,
        folds,
        options.level(),
        seed,
        (rest, held) -> {
          double[] weights = fitting(subject, read(rest), rest).weights();
          PreferenceFit others = fitting(subject, read(held), held);
          ChoiceData data = others.data();
          return CrossValidation.Predicted.at(others.likelihood(data), data, weights);
        });
  }

  /**
   * How many traces would tell a parameter how well: traces are drawn from this log with
   * replacement and the answers in them anew from the fit to it.
   *
   * @param comparisons as for {@link #infer(TraceLog)}
   */
  public Recovery recovery(TraceLog comparisons, String parameter, Seed seed) {
    List<PreferenceFit.Judgment> judgments = atLeastOne(read(comparisons));
    PreferenceFit fitted = fitting(subject(judgments), judgments, comparisons);
    double[] weights = fitted.weights();
    double truth = infer(comparisons).parameter(parameter).value();
    return Recovery.of(
        parameter,
        truth,
        (traces, own) -> infer(simulated(comparisons, fitted, weights, traces, own)),
        seed);
  }

  private TraceLog simulated(
      TraceLog comparisons, PreferenceFit fitted, double[] weights, int traces, Seed seed) {
    List<Trace> drawn = new ArrayList<>();
    for (int i = 0; i < traces; i++) {
      RandomGenerator random = seed.split(i).random();
      Trace like = comparisons.traces().get(random.nextInt(comparisons.traces().size()));
      List<Step> steps = new ArrayList<>();
      for (Step step : like.steps()) {
        PreferenceFit.Judgment asked = judgment(step, i);
        double[] chances = fitted.chances(asked, weights);
        int answer = Categorical.draw(chances, 0, chances.length, random);
        List<String> open = new ArrayList<>(List.of(asked.first(), asked.second()));
        if (tie != null && asked.mayTie()) {
          open.add(tie);
        }
        steps.add(new Step(step.situation(), step.menu(), open.get(answer), null));
      }
      drawn.add(new Trace("t" + i, steps, Map.of()));
    }
    return TraceLog.of(drawn);
  }

  private PreferenceFit fitting(
      PreferenceSubject subject, List<PreferenceFit.Judgment> judgments, TraceLog log) {
    return new PreferenceFit(subject, tie, blind, options, judgments, log.traces().size());
  }

  private List<PreferenceFit.Judgment> read(TraceLog traces) {
    List<PreferenceFit.Judgment> judgments = new ArrayList<>();
    for (int unit = 0; unit < traces.traces().size(); unit++) {
      Trace trace = traces.traces().get(unit);
      for (int i = 0; i < trace.steps().size(); i++) {
        try {
          judgments.add(judgment(trace.steps().get(i), unit));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "trace \"%s\", step %d: %s".formatted(trace.id(), i, e.getMessage()), e);
        }
      }
    }
    return judgments;
  }

  /**
   * From counts, for items and for trajectories.
   *
   * @throws IllegalArgumentException if there are ties and {@link #withTies} was not called
   */
  public InferredObjective infer(List<Comparison> comparisons) {
    List<PreferenceFit.Judgment> judgments = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      Comparison c = comparisons.get(i);
      if (c.ties() > 0 && tie == null) {
        throw new IllegalArgumentException(
            "\"%s\" and \"%s\" tied %d times: allow ties with withTies"
                .formatted(c.first(), c.second(), c.ties()));
      }
      int[] counts = {c.wins(), c.losses(), c.ties()};
      for (int outcome = 0; outcome < 3; outcome++) {
        if (counts[outcome] > 0) {
          judgments.add(
              new PreferenceFit.Judgment(
                  c.first(), c.second(), null, tie != null, outcome, i, counts[outcome]));
        }
      }
    }
    return fit(judgments, comparisons.size());
  }

  private PreferenceFit.Judgment judgment(Step step, int unit) {
    Menu menu = step.menu();
    if (menu == null) {
      throw new IllegalArgumentException(
          "a comparison expects a menu of two alternatives, got none");
    }
    List<String> two = new ArrayList<>(menu.alternatives());
    boolean mayTie = tie != null && two.remove(tie);
    if (two.size() != 2) {
      throw new IllegalArgumentException(
          "a comparison expects two alternatives%s, got %s"
              .formatted(tie == null ? "" : " beside \"" + tie + "\"", menu.alternatives()));
    }
    int outcome = two.indexOf(step.choice());
    return new PreferenceFit.Judgment(
        two.get(0), two.get(1), menu, mayTie, outcome < 0 ? 2 : outcome, unit, 1);
  }

  private InferredObjective fit(List<PreferenceFit.Judgment> judgments, int units) {
    return new PreferenceFit(subject(atLeastOne(judgments)), tie, blind, options, judgments, units)
        .fit();
  }

  private static List<PreferenceFit.Judgment> atLeastOne(List<PreferenceFit.Judgment> judgments) {
    if (judgments.isEmpty()) {
      throw new IllegalArgumentException("an inference expects at least one comparison, got none");
    }
    return judgments;
  }

  private PreferenceSubject subject(List<PreferenceFit.Judgment> judgments) {
    if (trajectories != null) {
      return trajectories;
    }
    if (kind == Kind.FEATURES) {
      Menu first = judgments.get(0).menu();
      if (named.isEmpty() && (first == null || first.features().isEmpty())) {
        throw new IllegalArgumentException(
            "preferences by features expect menus with features: use ofItems where there are none");
      }
      return new PreferenceSubject.Features(
          named.isEmpty() && first != null ? first.features() : named);
    }
    Set<String> items = new LinkedHashSet<>();
    judgments.forEach(j -> items.addAll(List.of(j.first(), j.second())));
    String reference = named.get(0);
    if (!items.remove(reference)) {
      throw new IllegalArgumentException(
          "the reference \"%s\" is in no comparison; those are of %s"
              .formatted(reference, NullSpace.listed(List.copyOf(items))));
    }
    List<String> sorted = new ArrayList<>(new TreeSet<>(items));
    sorted.add(0, reference);
    return new PreferenceSubject.Items(List.copyOf(sorted));
  }

  /** Each pair's judgments by pair, for rivals and words. */
  static Map<List<String>, double[]> byPair(List<PreferenceFit.Judgment> judgments) {
    Map<List<String>, double[]> pairs = new TreeMap<>(Comparator.comparing(Object::toString));
    for (PreferenceFit.Judgment j : judgments) {
      boolean turned = j.first().compareTo(j.second()) > 0;
      List<String> pair = turned ? List.of(j.second(), j.first()) : List.of(j.first(), j.second());
      int outcome = j.outcome() == 2 || !turned ? j.outcome() : 1 - j.outcome();
      String open = j.mayTie() ? "may tie" : "";
      List<String> key = new ArrayList<>(pair);
      key.add(open);
      pairs.computeIfAbsent(key, k -> new double[3])[outcome] += j.weight();
    }
    return pairs;
  }
}
