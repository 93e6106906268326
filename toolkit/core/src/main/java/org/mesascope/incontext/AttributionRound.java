package org.mesascope.incontext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.mesascope.display.Progress;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.task.Prompts;

/** One model beside all rivals, before there is a verdict. */
final class AttributionRound {

  private static final double ROUNDING = 1e-9;

  private final AttributionOptions options;
  private final List<PromptCondition> conditions;
  private final List<Prompts> prompts = new ArrayList<>();
  private final Prompts fitPrompts;
  private final Prompts shuffled;
  private final List<RivalFamily> families;

  AttributionRound(
      AttributionOptions options,
      List<PromptCondition> conditions,
      List<RivalFamily> families,
      Seed seed) {
    this.options = options;
    this.conditions = conditions;
    this.families = families;
    int d = conditions.get(0).prompts().inputs().dimension();
    int most = families.stream().mapToInt(family -> needed(family, d)).max().orElse(0);
    fitPrompts = conditions.get(0).prompts().sample(most, seed.split("fit"));
    for (int c = 0; c < conditions.size(); c++) {
      prompts.add(
          conditions.get(c).prompts().sample(options.prompts(), seed.split("compare").split(c)));
    }
    shuffled = shuffled(prompts.get(0), seed.split("order").random());
  }

  /**
   * What was found.
   *
   * @param matches one a rival
   * @param yardsticks the median distance between two rivals, one a condition
   * @param orderEffect of the model
   */
  record Found(List<RivalMatch> matches, double[] yardsticks, Estimate orderEffect) {

    /** The consistent rivals, those with the fewest fitted numbers first. */
    List<RivalMatch> consistent() {
      return matches.stream()
          .filter(match -> match.match() == RivalMatch.Match.CONSISTENT)
          .sorted(Comparator.comparingInt(match -> match.rival().freedom()))
          .toList();
    }
  }

  int dimension() {
    return fitPrompts.dimension();
  }

  Prompts fitPrompts() {
    return fitPrompts;
  }

  Found of(InContextModel model, Progress progress) {
    double[] predictions = Answers.predictions(model, fitPrompts, "for fitting");
    List<FittedRival> rivals = new ArrayList<>();
    for (RivalFamily family : families) {
      int count = needed(family, dimension());
      rivals.add(family.fit(first(count), Arrays.copyOf(predictions, count)));
      progress.step();
    }
    List<List<ModelDistance>> distances = new ArrayList<>();
    rivals.forEach(rival -> distances.add(new ArrayList<>()));
    double[] yardsticks = new double[conditions.size()];
    for (int c = 0; c < conditions.size(); c++) {
      Answers own = answers(model, c);
      List<Answers> theirs = new ArrayList<>();
      for (int r = 0; r < rivals.size(); r++) {
        theirs.add(answers(rivals.get(r).model(), c));
        distances.get(r).add(ModelDistance.between(own, theirs.get(r), options.level()));
      }
      yardsticks[c] = yardstick(own, theirs);
      progress.step();
    }
    Estimate order = orderEffect(model);
    List<RivalMatch> matches = new ArrayList<>();
    for (int r = 0; r < rivals.size(); r++) {
      matches.add(match(rivals.get(r), distances.get(r), yardsticks, order));
    }
    return new Found(matches, yardsticks, order);
  }

  /** A model beside one rival alone, by yardsticks that are known. */
  RivalMatch match(InContextModel model, String family, double[] yardsticks) {
    RivalFamily rivals =
        families.stream().filter(one -> one.name().equals(family)).findFirst().orElseThrow();
    int count = needed(rivals, dimension());
    Prompts own = first(count);
    FittedRival rival = rivals.fit(own, Answers.predictions(model, own, "for fitting"));
    List<ModelDistance> distances = new ArrayList<>();
    for (int c = 0; c < yardsticks.length; c++) {
      distances.add(
          ModelDistance.between(answers(model, c), answers(rival.model(), c), options.level()));
    }
    return match(rival, distances, yardsticks, orderEffect(model));
  }

  private int needed(RivalFamily family, int d) {
    return Math.max(options.fitPrompts(), AttributionOptions.PROMPTS_EACH * family.freedom(d));
  }

  private Prompts first(int count) {
    Prompts all = fitPrompts;
    int n = all.context();
    int d = all.dimension();
    return new Prompts(
        count,
        n,
        d,
        Arrays.copyOf(all.inputs(), count * n * d),
        Arrays.copyOf(all.labels(), count * n),
        Arrays.copyOf(all.queries(), count * d),
        Arrays.copyOf(all.targets(), count),
        Arrays.copyOf(all.weights(), count * d));
  }

  private RivalMatch match(
      FittedRival rival, List<ModelDistance> distances, double[] yardsticks, Estimate order) {
    List<Estimate> shares = new ArrayList<>();
    for (int c = 0; c < yardsticks.length; c++) {
      shares.add(share(distances.get(c).prediction(), yardsticks[c]));
    }
    Estimate own = orderEffect(rival.model());
    Interval effect = order.interval();
    boolean ordersDiffer =
        own.value() <= ROUNDING * yardsticks[0]
            && effect != null
            && effect.low() > options.tolerance() * yardsticks[0];
    return new RivalMatch(
        rival,
        distances,
        shares,
        own,
        ordersDiffer ? RivalMatch.Match.INCONSISTENT : RivalMatch.of(shares, options.tolerance()));
  }

  /** How far two models lie apart on each condition, in yardsticks. */
  List<Estimate> shares(InContextModel one, InContextModel other, double[] yardsticks) {
    List<Estimate> shares = new ArrayList<>();
    for (int c = 0; c < yardsticks.length; c++) {
      shares.add(
          share(
              ModelDistance.between(answers(one, c), answers(other, c), options.level())
                  .prediction(),
              yardsticks[c]));
    }
    return shares;
  }

  private Answers answers(InContextModel model, int condition) {
    return Answers.of(model, prompts.get(condition), conditions.get(condition).name());
  }

  /** Everything over the median distance between rivals; where they all agree, 0 stays 0. */
  private static Estimate share(Estimate distance, double yardstick) {
    double unit = Math.max(yardstick, Double.MIN_NORMAL);
    Interval interval = distance.interval();
    return new Estimate(
        "share of the distance between rivals",
        distance.value() / unit,
        interval == null
            ? null
            : new Interval(interval.low() / unit, interval.high() / unit, interval.level()),
        distance.n(),
        distance.method(),
        "");
  }

  /**
   * The median distance between two rivals. Where most of them diverge that is no scale, so it
   * counts for no more than the targets' size; where the model's predictions outgrow the targets,
   * it grows with them.
   */
  private static double yardstick(Answers model, List<Answers> rivals) {
    double targets = size(model.prompts().targets());
    double outgrown = targets > 0 ? Math.max(1, size(model.predictions()) / targets) : 1;
    return Math.min(between(rivals), targets) * outgrown;
  }

  /** The mean absolute value. */
  private static double size(double[] values) {
    return Averages.mean(Arrays.stream(values).map(Math::abs).toArray());
  }

  private static double between(List<Answers> rivals) {
    List<Double> all = new ArrayList<>();
    for (int r = 0; r < rivals.size(); r++) {
      for (int s = 0; s < r; s++) {
        double[] a = rivals.get(r).predictions();
        double[] b = rivals.get(s).predictions();
        double sum = 0;
        for (int p = 0; p < a.length; p++) {
          sum += Math.abs(a[p] - b[p]);
        }
        all.add(sum / a.length);
      }
    }
    return Averages.median(all.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private Estimate orderEffect(InContextModel model) {
    double[] given = Answers.predictions(model, prompts.get(0), conditions.get(0).name());
    double[] other = Answers.predictions(model, shuffled, "shuffled examples");
    double[] moved = new double[given.length];
    Arrays.setAll(moved, p -> Math.abs(given[p] - other[p]));
    return ModelDistance.mean("effect of the examples' order", moved, options.level());
  }

  /** The same prompts, each with its examples in a random order. */
  private static Prompts shuffled(Prompts prompts, RandomGenerator random) {
    int n = prompts.context();
    int d = prompts.dimension();
    double[] inputs = prompts.inputs().clone();
    double[] labels = prompts.labels().clone();
    for (int p = 0; p < prompts.count(); p++) {
      for (int i = n - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        swap(labels, p * n + i, p * n + j);
        for (int k = 0; k < d; k++) {
          swap(inputs, (p * n + i) * d + k, (p * n + j) * d + k);
        }
      }
    }
    return new Prompts(
        prompts.count(),
        n,
        d,
        inputs,
        labels,
        prompts.queries(),
        prompts.targets(),
        prompts.weights());
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
