package org.mesascope.infer;

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

  /** The weights that maximise the likelihood of columnar choices, and no more than that. */
  public double[] weights(ChoiceData data) {
    return maximise(data, options).point();
  }

  static MaximumLikelihood maximise(ChoiceData data, ConditionalLogitOptions options) {
    double[] start = new double[data.features().size()];
    if (data.size() > MANY) {
      NewtonAscent.Result near = ascent(data.thinned(THINNED), options).from(start);
      start = near.unbounded() ? start : near.point();
    }
    return MaximumLikelihood.of(
        new LogitLikelihood(data),
        start,
        options.penalty(),
        options.tolerance(),
        options.iterations());
  }

  private static NewtonAscent ascent(ChoiceData data, ConditionalLogitOptions options) {
    double share = options.penalty() / THINNED;
    return new NewtonAscent(
        new LogitLikelihood(data),
        share,
        Math.max(1e-6, options.tolerance()),
        options.iterations());
  }
}
