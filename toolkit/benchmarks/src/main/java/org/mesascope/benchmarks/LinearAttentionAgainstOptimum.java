package org.mesascope.benchmarks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.mesascope.incontext.LinearAttentionRisk;
import org.mesascope.incontext.LinearAttentionShape;
import org.mesascope.incontext.LinearAttentionTraining;
import org.mesascope.incontext.LinearAttentionTrainingOptions;
import org.mesascope.incontext.LinearSelfAttention;
import org.mesascope.incontext.TrainedLinearAttention;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

/**
 * Trains one layer of linear self-attention at full size on four laws of prompts and holds it
 * against the exact optimum on the same prompts; then two layers by seed.
 *
 * <pre>{@code
 * java -cp toolkit/benchmarks/target/benchmarks.jar \
 *     org.mesascope.benchmarks.LinearAttentionAgainstOptimum [seed] [threads] [prompts] [batch]
 * }</pre>
 */
public final class LinearAttentionAgainstOptimum {

  private static final int DIMENSION = 10;

  private final Seed seed;
  private final LinearAttentionTraining training;
  private final int prompts;

  private LinearAttentionAgainstOptimum(Seed seed, int threads, int prompts, int batch) {
    this.seed = seed;
    this.prompts = prompts;
    training =
        LinearAttentionTraining.with(
            LinearAttentionTrainingOptions.defaults().withThreads(threads).withBatch(batch));
  }

  public static void main(String[] args) {
    new LinearAttentionAgainstOptimum(
            Seed.of(args.length > 0 ? Long.parseLong(args[0]) : 0),
            args.length > 1 ? Integer.parseInt(args[1]) : 1,
            args.length > 2 ? Integer.parseInt(args[2]) : 100_000,
            args.length > 3 ? Integer.parseInt(args[3]) : 1024)
        .run();
  }

  private void run() {
    Map<String, RegressionPrompts> settings = settings();
    settings.forEach(this::oneLayer);
    RegressionPrompts uniform = settings.values().iterator().next();
    for (int i = 0; i < 5; i++) {
      twoLayers(uniform, i, LinearAttentionShape.stack(DIMENSION, 2));
      twoLayers(uniform, i, LinearAttentionShape.looped(DIMENSION, 2));
    }
  }

  private static Map<String, RegressionPrompts> settings() {
    double[] variances = new double[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      variances[i] = Math.pow(10, -.5 + i / (DIMENSION - 1.0));
    }
    WeightLaw weights = new WeightLaw.Gaussian(1);
    InputLaw normal = InputLaw.Gaussian.standard(DIMENSION);
    Map<String, RegressionPrompts> settings = new LinkedHashMap<>();
    settings.put(
        "uniform, N = 10",
        new RegressionPrompts(new InputLaw.Uniform(DIMENSION, 1), weights, 10, 0));
    settings.put("normal, N = 20", new RegressionPrompts(normal, weights, 20, 0));
    settings.put("normal, N = 20, noise .5", new RegressionPrompts(normal, weights, 20, .5));
    settings.put(
        "log-spaced variances, N = 20",
        new RegressionPrompts(InputLaw.Gaussian.diagonal(variances), weights, 20, 0));
    return settings;
  }

  private void oneLayer(String name, RegressionPrompts law) {
    LinearAttentionRisk risk = LinearAttentionRisk.on(law);
    long start = System.nanoTime();
    TrainedLinearAttention trained =
        training.train(LinearAttentionShape.oneLayer(DIMENSION), law, seed.split("train"));
    double seconds = (System.nanoTime() - start) / 1e9;
    LinearSelfAttention model = trained.model();
    LinearSelfAttention oracle = LinearSelfAttention.constructedGradientDescent(risk.optimum());
    Prompts held = law.sample(prompts, seed.split("held out"));
    double[] mine = model.predict(held);
    double[] best = oracle.predict(held);
    double[] g = model.sensitivity(held);
    double[] h = oracle.sensitivity(held);
    double paired = 0;
    double oracleLoss = 0;
    double prediction = 0;
    double cosine = 0;
    double difference = 0;
    for (int p = 0; p < prompts; p++) {
      double target = held.targets()[p];
      paired += square(mine[p] - target) - square(best[p] - target);
      oracleLoss += square(best[p] - target);
      prediction += Math.abs(mine[p] - best[p]);
      double gg = 0;
      double hh = 0;
      double gh = 0;
      double gap = 0;
      for (int i = p * DIMENSION; i < (p + 1) * DIMENSION; i++) {
        gg += g[i] * g[i];
        hh += h[i] * h[i];
        gh += g[i] * h[i];
        gap += square(g[i] - h[i]);
      }
      cosine += gh / Math.sqrt(gg * hh);
      difference += Math.sqrt(gap);
    }
    double diagonal = 0;
    double[][] a = model.preconditioner();
    double[][] exact = risk.optimum();
    for (int i = 0; i < DIMENSION; i++) {
      diagonal = Math.max(diagonal, Math.abs(a[i][i] / exact[i][i] - 1));
    }
    print(
        "%-30s %5.1f s  L* %.4f  trained - oracle %.5f (%.3f %%)  diagonal within %.2f %%  prediction difference %.4f  cosine %.5f  model difference %.4f",
        name,
        seconds,
        risk.least(),
        paired / prompts,
        100 * paired / oracleLoss,
        100 * diagonal,
        prediction / prompts,
        cosine / prompts,
        difference / prompts);
  }

  private void twoLayers(RegressionPrompts law, int index, LinearAttentionShape shape) {
    long start = System.nanoTime();
    String loss;
    try {
      LinearSelfAttention model =
          training.train(shape, law, seed.split("layers").split(index)).model();
      Prompts held = law.sample(prompts, seed.split("held out"));
      double[] predictions = model.predict(held);
      double sum = 0;
      for (int p = 0; p < prompts; p++) {
        sum += square(predictions[p] - held.targets()[p]);
      }
      loss = String.format(Locale.ROOT, "%.4f", sum / prompts);
    } catch (IllegalStateException e) {
      loss = e.getMessage();
    }
    print(
        "two layers%s, seed %d  %5.1f s  loss %s",
        shape.looped() ? ", looped" : "", index, (System.nanoTime() - start) / 1e9, loss);
  }

  private static double square(double x) {
    return x * x;
  }

  @SuppressWarnings("AnnotateFormatMethod") // formats are those above
  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
