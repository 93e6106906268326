package org.mesascope.infer;

import org.mesascope.stats.Seed;
import org.mesascope.trace.TraceLog;

/**
 * Conditional logit (McFadden 1974): the weights under which the choices from menus are most
 * likely, when alternative j is taken with probability exp(β·x_j) / Σ exp(β·x).
 *
 * <p>Menus may vary from step to step, in their alternatives and in how many there are. The inverse
 * temperature is part of β. Newton's method, from an estimate on a thinned sample where there are
 * many choices; the log-likelihood is concave, so what it finds is the maximum.
 *
 * <p>Known limits: independence of irrelevant alternatives, which {@link LogitFit#iiaTest} checks;
 * one β for all deciders and all steps; and what is called a preference may be any regularity of
 * the choices that the features happen to carry. Weights of features that never part in the data
 * are reported as not identifiable.
 *
 * <pre>{@code
 * var logit = ConditionalLogit.of(ConditionalLogitOptions.defaults().withConstants("car"));
 * var fit = logit.fit(log);
 * fit.mcFaddenR2();
 * fit.iiaTest("air");
 * }</pre>
 *
 * <p>Cost: O(choices · alternatives · K²) an information, a handful in all.
 */
public final class ConditionalLogit implements ObjectiveInference {

  private static final int MANY = 20_000;
  private static final int THINNED = 10;
  private static final double ROUGH = 1e-4;

  private final ConditionalLogitOptions options;

  private ConditionalLogit(ConditionalLogitOptions options) {
    this.options = options;
  }

  /** All features of the menus, without constants. */
  public static ConditionalLogit defaults() {
    return new ConditionalLogit(ConditionalLogitOptions.defaults());
  }

  public static ConditionalLogit of(ConditionalLogitOptions options) {
    return new ConditionalLogit(options);
  }

  @Override
  public InferredObjective infer(TraceLog traces) {
    return fit(traces).objective();
  }

  /**
   * Fits and keeps what tests and predictions need.
   *
   * @throws IllegalArgumentException naming the trace and step that is no choice from a menu, or
   *     whose menu lacks a feature
   */
  public LogitFit fit(TraceLog traces) {
    ChoiceDesign design = ChoiceDesign.of(traces, options);
    ChoiceData data = design.read(traces, null);
    return LogitFit.of(options, design, traces, data);
  }

  /**
   * How well the model predicts choices it was not fitted to: traces are dealt into folds, and each
   * fold is predicted by a fit to the others.
   *
   * @param folds at least 2, at most as many as traces
   * @param seed deals the traces
   */
  public CrossValidation crossValidate(TraceLog traces, int folds, Seed seed) {
    ChoiceDesign design = ChoiceDesign.of(traces, options);
    return CrossValidation.of(
        traces,
        folds,
        options.level(),
        seed,
        (rest, held) -> {
          double[] weights = maximise(design.read(rest, null), options).point();
          ChoiceData others = design.read(held, null);
          return CrossValidation.Predicted.at(new LogitLikelihood(others), others, weights);
        });
  }

  /**
   * The weights that maximise the likelihood of columnar choices, and no more than that.
   *
   * @throws ArithmeticException if the choices follow some direction without exception
   */
  public double[] weights(ChoiceData data) {
    NewtonAscent.Result best =
        new NewtonAscent(
                new LogitLikelihood(data),
                NewtonAscent.isotropic(options.penalty(), data.features().size()),
                options.tolerance(),
                options.iterations())
            .from(start(data, options));
    if (best.unbounded()) {
      throw new ArithmeticException(
          "the choices follow a direction without exception, so that no finite weights are best: add a penalty");
    }
    return best.point();
  }

  static MaximumLikelihood maximise(ChoiceData data, ConditionalLogitOptions options) {
    return maximise(new LogitLikelihood(data), data, options);
  }

  /** Leaves the likelihood of these choices valued at the maximum. */
  static MaximumLikelihood maximise(
      LogitLikelihood likelihood, ChoiceData data, ConditionalLogitOptions options) {
    return MaximumLikelihood.of(
        likelihood,
        start(data, options),
        options.penalty(),
        options.tolerance(),
        options.iterations());
  }

  /** 0, or where there are many choices the fit to some of them. */
  private static double[] start(ChoiceData data, ConditionalLogitOptions options) {
    double[] zero = new double[data.features().size()];
    if (data.size() < MANY) {
      return zero;
    }
    NewtonAscent.Result near =
        new NewtonAscent(
                new LogitLikelihood(data.thinned(THINNED)),
                NewtonAscent.isotropic(options.penalty() / THINNED, zero.length),
                Math.max(ROUGH, options.tolerance()),
                options.iterations())
            .from(zero);
    return near.unbounded() ? zero : near.point();
  }
}
