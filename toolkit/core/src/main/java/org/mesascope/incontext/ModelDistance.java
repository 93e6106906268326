package org.mesascope.incontext;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Interval;
import org.mesascope.task.Prompts;

/**
 * How far one model lies from another on the same prompts, by the measures of von Oswald et al.
 * (2022), section 3, and by what each loses. Means over independent prompts, with Student's
 * intervals.
 *
 * <p>The four belong together. The cosine sees directions alone: it stays 1 under a wrong learning
 * rate and when inputs grow until predictions are useless, so nothing is decided by it.
 *
 * @param prediction mean |ŷ − ŷ′|
 * @param model mean ‖∂ŷ/∂x_q − ∂ŷ′/∂x_q‖₂
 * @param cosine mean cosine of the two sensitivities, over the prompts where neither is 0; null
 *     where fewer than two such prompts are
 * @param loss mean (ŷ − y)² − (ŷ′ − y)² against the clean target y, paired by prompt
 */
public record ModelDistance(
    Estimate prediction, Estimate model, @Nullable Estimate cosine, Estimate loss) {

  private static final double LEVEL = .95;

  /** Compares two models. */
  public static ModelDistance between(InContextModel one, InContextModel other, Prompts prompts) {
    return between(
        Answers.of(one, prompts, "compared"), Answers.of(other, prompts, "compared"), LEVEL);
  }

  static ModelDistance between(Answers one, Answers other, double level) {
    Prompts prompts = one.prompts();
    int n = prompts.count();
    int d = prompts.dimension();
    double[] prediction = new double[n];
    double[] model = new double[n];
    double[] cosine = new double[n];
    double[] loss = new double[n];
    int both = 0;
    for (int p = 0; p < n; p++) {
      double target = prompts.targets()[p];
      prediction[p] = Math.abs(one.predictions()[p] - other.predictions()[p]);
      loss[p] = square(one.predictions()[p] - target) - square(other.predictions()[p] - target);
      double dot = 0;
      double ones = 0;
      double others = 0;
      double gap = 0;
      for (int k = p * d; k < (p + 1) * d; k++) {
        double a = one.sensitivity()[k];
        double b = other.sensitivity()[k];
        dot += a * b;
        ones += a * a;
        others += b * b;
        gap += square(a - b);
      }
      model[p] = Math.sqrt(gap);
      if (ones > 0 && others > 0) {
        cosine[both++] = dot / (Math.sqrt(ones) * Math.sqrt(others));
      }
    }
    return new ModelDistance(
        mean("prediction difference", prediction, level),
        mean("model difference", model, level),
        both < 2 ? null : mean("sensitivity cosine", Arrays.copyOf(cosine, both), level),
        mean("paired loss difference", loss, level));
  }

  static Estimate mean(String name, double[] values, double level) {
    Interval interval = Averages.studentInterval(values, level);
    return Estimate.of(
        name, Averages.mean(values), interval, values.length, "mean over prompts, Student");
  }

  private static double square(double x) {
    return x * x;
  }
}
