package org.mesascope.infer;

import org.apache.commons.math3.special.Gamma;

/**
 * A likelihood ratio test against a model nested in the one fitted.
 *
 * @param against the nested model
 * @param statistic 2(log L − log L₀), at least 0
 * @param df how many parameters it has less
 * @param p probability of such a statistic or a larger one under the nested model, by χ²
 */
public record LikelihoodRatio(String against, double statistic, int df, double p) {

  static LikelihoodRatio of(String against, double full, double nested, int df) {
    double statistic = Math.max(0, 2 * (full - nested));
    return new LikelihoodRatio(against, statistic, df, upperTail(statistic, df));
  }

  /** P(χ²_df ≥ x); 1 with no degree of freedom. */
  static double upperTail(double x, int df) {
    return df == 0 ? 1 : Gamma.regularizedGammaQ(df / 2.0, x / 2);
  }
}
