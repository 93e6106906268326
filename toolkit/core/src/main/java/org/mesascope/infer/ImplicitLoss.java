package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.incontext.InContextModel;
import org.mesascope.incontext.Rivals;
import org.mesascope.infer.ImplicitLossOptions.Shape;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Interval;
import org.mesascope.task.RegressionLoss;
import org.mesascope.trace.TraceLog;

/**
 * The loss that an in-context learner behaves as if it minimised, from its predictions alone: the
 * strength of a ridge, a prior's shape and mean, or the preconditioner of a gradient step.
 *
 * <p>The traces are {@link org.mesascope.incontext.PromptStep}s. A prediction is taken for that of
 * the loss's minimiser plus independent noise of one variance, at least the resolution: the
 * likelihood is of predictions rounded to cells of that width, so that exact answers do not make it
 * infinite. Nonlinear least squares; intervals clustered by trace, those of a strength on its
 * logarithm.
 *
 * <p>Identifiability. Of prior and noise only the ratio Λ = σ²T⁻¹ is in predictions, which is what
 * is fitted; no data tell either alone. A strength counts as told where its logarithm has a
 * standard error of at most 2, an entry of the mean where its own is at most twice the size of
 * weights: a learner of least norm answers the same for every small λ, and then the answer is "not
 * identifiable". Entries of a matrix that the prompts' inputs do not reach, or that fewer prompts
 * than entries leave open, are found by the rank of the information.
 *
 * <p>Rivals that need no such loss stand beside it: the null predictor, the mean label, nearest
 * neighbour, least squares, and of the gradient step and the ridge the one that is not fitted. The
 * noise's variance is fitted for all of them and counted for none.
 *
 * <pre>{@code
 * var log = PromptTraces.rollOut(model, training, 500, seed);
 * var found = ImplicitLoss.of(ImplicitLossOptions.defaults()).infer(log);
 * found.parameter("λ");
 * }</pre>
 *
 * <p>Known limits: behaviour alone; a linear predictor of any other origin has such a loss, too.
 * Cost: prompts · (dimension³ + parameters²) an iteration, some ten in all.
 */
public final class ImplicitLoss implements ObjectiveInference {

  private static final double TOLD = 2;
  private static final double EXTREME = Math.log(1e9);

  private final ImplicitLossOptions options;

  private ImplicitLoss(ImplicitLossOptions options) {
    this.options = options;
  }

  public static ImplicitLoss of(ImplicitLossOptions options) {
    return new ImplicitLoss(options);
  }

  @Override
  public InferredObjective infer(TraceLog traces) {
    PromptAnswers data = PromptAnswers.of(traces);
    double scale = Math.sqrt(mean(data.predictions()));
    if (scale == 0) {
      throw new IllegalArgumentException(
          "every prediction is 0: this learner ignores its examples, and no loss of this kind is"
              + " behind it");
    }
    double cell = options.resolution() * scale;
    LossForm form = new LossForm(options.fit(), options.shape(), options.mean(), data.dimension());
    int size = form.size();
    List<String> notes = new ArrayList<>();
    LossFit fit = LossFit.of(form, options.fit(), data);
    double variance = variance(fit, cell);
    for (String found = null; (found = silence(form, fit, variance, data)) != null; ) {
      notes.add(found);
      fit = LossFit.from(fit.point(), fit.held(), form, data);
      variance = variance(fit, cell);
    }
    double[] information = information(fit, variance);
    Information told = Information.of(information, size);
    NullSpace space = new NullSpace(form.names(), told);
    boolean[] silent = space.takeSilent();
    for (int k = 0; k < size; k++) {
      if (silent[k] && !noted(notes, form.names().get(k))) {
        notes.add(form.names().get(k) + " moves no prediction");
      }
    }
    notes.addAll(space.together());
    Identifiability identifiability = Identifiability.of(form.names(), told, notes);
    double logLikelihood = logLikelihood(fit.residuals(), cell);
    Spread spread =
        Spread.of(
            new MaximumLikelihood(
                fit.point(), logLikelihood, information, told, List.of(), new double[size * size]),
            scores(fit, data, variance, size),
            size);
    return new InferredObjective(
        form.loss(fit.point(), "behavioural objective"),
        estimates(form, fit, spread, identifiability, data.units()),
        scaled(form, fit, spread.covariance()),
        logLikelihood,
        data.size(),
        rivals(data, cell),
        Evidence.BEHAVIOUR,
        identifiability);
  }

  private static boolean noted(List<String> notes, String parameter) {
    return notes.stream().anyMatch(note -> note.startsWith(parameter + " "));
  }

  private static double variance(LossFit fit, double cell) {
    int free = Math.max(1, fit.residuals().length - fit.point().length);
    return Math.max(fit.squares() / free, cell * cell);
  }

  private static double[] information(LossFit fit, double variance) {
    int size = fit.point().length;
    double[] information = new double[size * size];
    double root = Math.sqrt(variance);
    for (double[] row : fit.jacobian()) {
      Information.addOuter(Arrays.stream(row).map(x -> x / root).toArray(), information);
    }
    return information;
  }

  /**
   * Holds the parameter whose size is told least, if any is not told, and says so: a strength where
   * it stands, an entry of the mean at 0.
   */
  private static @Nullable String silence(
      LossForm form, LossFit fit, double variance, PromptAnswers data) {
    int size = form.size();
    double[] information = information(fit, variance);
    double[] inverse = Information.of(information, size).inverse();
    double weight = data.weightScale();
    int least = -1;
    double most = TOLD;
    for (int k = 0; k < size; k++) {
      boolean judged = !fit.held()[k] && (form.logarithmic(k) || form.isMean(k));
      double unit = form.isMean(k) ? weight : 1;
      double error =
          information[k * size + k] == 0
              ? Double.POSITIVE_INFINITY
              : Math.sqrt(inverse[k * size + k]) / unit;
      if (judged && error > most) {
        most = error;
        least = k;
      }
    }
    if (least < 0) {
      return null;
    }
    fit.held()[least] = true;
    String name = form.names().get(least);
    if (form.isMean(least)) {
      fit.point()[least] = 0;
      return name + " moves predictions by less than can be read: many fit as well";
    }
    double typical = Math.log(data.power());
    boolean small = fit.point()[least] < typical;
    fit.point()[least] =
        Math.max(typical - EXTREME, Math.min(typical + EXTREME, fit.point()[least]));
    return "%s moves predictions by less than can be read: every %s one fits as well"
        .formatted(name, small ? "smaller" : "larger");
  }

  private static double[][] scores(LossFit fit, PromptAnswers data, double variance, int size) {
    double[][] scores = new double[data.units()][size];
    for (int i = 0; i < data.size(); i++) {
      for (int k = 0; k < size; k++) {
        scores[data.unit()[i]][k] += fit.residuals()[i] * fit.jacobian()[i][k] / variance;
      }
    }
    return scores;
  }

  private List<Estimate> estimates(
      LossForm form, LossFit fit, Spread spread, Identifiability told, int units) {
    List<Estimate> estimates = new ArrayList<>();
    int size = form.size();
    for (int k = 0; k < size; k++) {
      double at = fit.point()[k];
      double error = Math.sqrt(spread.covariance()[k * size + k]);
      Interval interval = Wald.interval(at, error, told.identified(k), options.level());
      if (form.logarithmic(k) && told.identified(k)) {
        interval =
            new Interval(Math.exp(interval.low()), Math.exp(interval.high()), options.level());
      }
      estimates.add(
          new Estimate(
              form.names().get(k),
              form.value(k, at),
              interval,
              units,
              "implicit loss, " + words() + spread.method(),
              ""));
    }
    return estimates;
  }

  private String words() {
    return options.fit() == RegressionLoss.Fit.SQUARES
        ? "squares and a penalty, which is noise over prior: neither alone is in predictions"
        : "one preconditioned gradient step";
  }

  /** The covariance of the parameters in their own unit. */
  private static double[] scaled(LossForm form, LossFit fit, double[] covariance) {
    int size = form.size();
    double[] scaled = covariance.clone();
    for (int k = 0; k < size; k++) {
      for (int l = 0; form.logarithmic(k) && l < size; l++) {
        scaled[k * size + l] *= Math.exp(fit.point()[k]);
        scaled[l * size + k] *= Math.exp(fit.point()[k]);
      }
    }
    return scaled;
  }

  private List<Rival> rivals(PromptAnswers data, double cell) {
    List<Rival> rivals = new ArrayList<>();
    double[] zero = new double[data.size()];
    rivals.add(rival("null predictor", data, zero, cell));
    double[] labels =
        data.steps().stream()
            .mapToDouble(s -> Arrays.stream(s.examples().labels()).average().orElse(0))
            .toArray();
    rivals.add(rival("mean label", data, labels, cell));
    for (InContextModel model : List.of(Rivals.nearestNeighbour(), Rivals.leastSquares())) {
      rivals.add(rival(model.name(), data, data.answers(model), cell));
    }
    for (RegressionLoss.Fit fit : RegressionLoss.Fit.values()) {
      if (fit != options.fit()) {
        LossForm other = new LossForm(fit, Shape.SCALAR, false, data.dimension());
        rivals.add(
            new Rival(
                fit == RegressionLoss.Fit.SQUARES ? "ridge" : "one gradient step",
                logLikelihood(LossFit.of(other, fit, data).residuals(), cell),
                1));
      }
    }
    return rivals;
  }

  private static Rival rival(String name, PromptAnswers data, double[] answers, double cell) {
    double[] residuals = data.predictions();
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] -= answers[i];
    }
    return new Rival(name, logLikelihood(residuals, cell), 0);
  }

  /** Of rounded predictions under normal noise of the best variance, at least that of a cell. */
  private static double logLikelihood(double[] residuals, double cell) {
    double variance = Math.max(mean(residuals), cell * cell);
    double sum = residuals.length * (Math.log(cell) - .5 * Math.log(2 * Math.PI * variance));
    for (double residual : residuals) {
      sum -= residual * residual / (2 * variance);
    }
    return sum;
  }

  /** The mean square. */
  private static double mean(double[] values) {
    return Information.dot(values, values) / values.length;
  }
}
