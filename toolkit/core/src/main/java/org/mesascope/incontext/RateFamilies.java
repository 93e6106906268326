package org.mesascope.incontext;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mesascope.incontext.FittedRival.Lineage;
import org.mesascope.task.Prompts;

/** Families whose free numbers are rates. */
final class RateFamilies {

  /** Over the inputs' variance: rates and curvatures beyond it are of no use. */
  private static final double LARGEST = 10;

  private RateFamilies() {}

  static RivalFamily descent(String name, int steps, boolean curved) {
    return RivalFamily.family(
        name,
        steps + (curved ? 1 : 0),
        (prompts, predictions) -> {
          double first = bestRate(prompts, predictions);
          double[] fitted = {first};
          if (steps > 1 || curved) {
            double[] small = new double[steps + (curved ? 1 : 0)];
            Arrays.fill(small, .1 / RivalFit.variance(prompts));
            double[] equal = small.clone();
            Arrays.fill(equal, 0, steps, first);
            small[0] = first;
            double most = Math.max(LARGEST / RivalFit.variance(prompts), 2 * Math.abs(first));
            fitted =
                RivalFit.minimise(
                    at ->
                        Arrays.stream(at).anyMatch(x -> Math.abs(x) > most)
                            ? Double.MAX_VALUE
                            : RivalFit.miss(member(at, steps, curved), prompts, predictions),
                    small,
                    equal);
          }
          if (!curved) {
            Arrays.sort(fitted); // plain steps commute, so their order is not in the predictions
          }
          double[] rates = Arrays.copyOf(fitted, steps);
          double curvature = curved ? fitted[steps] : 0;
          Map<String, Double> parameters = new LinkedHashMap<>();
          for (int i = 0; i < steps; i++) {
            parameters.put(steps == 1 ? "η" : "η" + (i + 1), rates[i]);
          }
          if (curved) {
            parameters.put("γ", curvature);
          }
          return new FittedRival(
              name,
              Lineage.DESCENT,
              parameters,
              parameters.size(),
              member(fitted, steps, curved),
              Constructions.descent(prompts.dimension(), curvature, rates)
                  .named("attention layers that do " + name),
              member(doubled(fitted, steps), steps, curved));
        });
  }

  private static double[] doubled(double[] numbers, int steps) {
    double[] other = numbers.clone();
    for (int i = 0; i < steps; i++) {
      other[i] *= 2;
    }
    return other;
  }

  private static InContextModel member(double[] numbers, int steps, boolean curved) {
    double[] rates = Arrays.copyOf(numbers, steps);
    return curved ? Rivals.gdPlusPlus(numbers[steps], rates) : Rivals.gradientDescent(rates);
  }

  /** The one-step rate of least squared difference, in closed form. */
  static double bestRate(Prompts prompts, double[] predictions) {
    double[] unit = Rivals.gradientDescent(1).predict(prompts);
    double along = 0;
    double square = 0;
    for (int p = 0; p < unit.length; p++) {
      along += unit[p] * predictions[p];
      square += unit[p] * unit[p];
    }
    return square == 0 ? 0 : along / square;
  }

  static RivalFamily onlineGradientDescent() {
    String name = "online GD";
    return RivalFamily.family(
        name,
        1,
        (prompts, predictions) -> {
          double rate =
              RivalFit.scale(
                  1 / RivalFit.power(prompts),
                  at -> RivalFit.miss(Rivals.onlineGradientDescent(at), prompts, predictions));
          return new FittedRival(
              name,
              Lineage.ONLINE_DESCENT,
              Map.of("η", rate),
              1,
              Rivals.onlineGradientDescent(rate),
              Constructions.unrolledPass(rate).named("an unrolled pass"),
              Rivals.onlineGradientDescent(2 * rate));
        });
  }

  static RivalFamily onlineLeastSquares() {
    String name = "online least squares";
    return RivalFamily.family(
        name,
        2,
        (prompts, predictions) -> {
          double start = Math.log(.1 * RivalFit.power(prompts));
          double[] fitted =
              RivalFit.minimise(
                  at -> RivalFit.miss(online(at), prompts, predictions),
                  new double[] {start, .1},
                  new double[] {start, .7});
          return new FittedRival(
              name,
              Lineage.RIDGE,
              Map.of("λ", strength(fitted), "γ", forgetting(fitted)),
              2,
              online(fitted),
              Constructions.weighedRidge(strength(fitted), forgetting(fitted))
                  .named("kernel ridge of weighed examples"),
              null);
        });
  }

  private static InContextModel online(double[] at) {
    return Rivals.onlineLeastSquares(strength(at), forgetting(at));
  }

  private static double strength(double[] at) {
    return Math.exp(Math.max(-50, Math.min(50, at[0])));
  }

  /** Above 0, at most 1, and 1 for 0. */
  private static double forgetting(double[] at) {
    return Math.max(1e-3, 1 / (1 + at[1] * at[1]));
  }
}
