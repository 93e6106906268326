package org.mesascope.infer;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;

/**
 * The test of Hausman and McFadden (1984) for the independence of irrelevant alternatives: under
 * it, taking an alternative out of every menu, with the choices of it, leaves the other weights as
 * they are.
 *
 * @param dropped the alternative taken out
 * @param n choices left
 * @param parameters those compared: in both fits, and told in both
 * @param outcome the statistic, or why there is none
 */
public record IiaTest(String dropped, int n, List<String> parameters, Outcome outcome)
    implements Displayable {

  /** What the test came to. */
  public sealed interface Outcome permits Statistic, Undefined {}

  /**
   * d′(V_r − V_f)⁻¹d ~ χ².
   *
   * @param chi2 the statistic
   * @param df how many parameters were compared
   * @param p probability of such a statistic or a larger one under independence
   */
  public record Statistic(double chi2, int df, double p) implements Outcome {}

  /**
   * No statistic.
   *
   * @param reason in words
   */
  public record Undefined(String reason) implements Outcome {}

  /** The test in a sentence. */
  public String summary() {
    if (outcome instanceof Statistic s) {
      return String.format(
          Locale.ROOT,
          "without \"%s\" (%d choices): χ² = %.4f, df %d, p = %.3g: independence of irrelevant"
              + " alternatives %s",
          dropped,
          n,
          s.chi2(),
          s.df(),
          s.p(),
          s.p() < .05 ? "is rejected" : "is not rejected");
    }
    return "without \"" + dropped + "\": " + ((Undefined) outcome).reason();
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(summary());
  }

  static IiaTest of(
      String dropped, int n, List<String> names, double[] difference, double[][] variance) {
    int size = names.size();
    if (size == 0) {
      return new IiaTest(
          dropped, n, names, new Undefined("no parameter is told both with it and without it"));
    }
    double[] unit = new double[size];
    for (int k = 0; k < size; k++) {
      if (!(variance[k][k] > 0)) {
        return new IiaTest(dropped, n, names, indefinite());
      }
      unit[k] = 1 / Math.sqrt(variance[k][k]);
    }
    double[][] scaled = new double[size][size];
    for (int k = 0; k < size; k++) {
      for (int l = 0; l < size; l++) {
        scaled[k][l] = .5 * (variance[k][l] + variance[l][k]) * unit[k] * unit[l];
      }
    }
    EigenDecomposition parts = new EigenDecomposition(new Array2DRowRealMatrix(scaled, false));
    double chi2 = 0;
    for (int i = 0; i < size; i++) {
      if (!(parts.getRealEigenvalue(i) > 1e-10)) {
        return new IiaTest(dropped, n, names, indefinite());
      }
      double along = 0;
      for (int k = 0; k < size; k++) {
        along += parts.getEigenvector(i).getEntry(k) * difference[k] * unit[k];
      }
      chi2 += along * along / parts.getRealEigenvalue(i);
    }
    return new IiaTest(
        dropped, n, names, new Statistic(chi2, size, LikelihoodRatio.upperTail(chi2, size)));
  }

  private static Undefined indefinite() {
    return new Undefined(
        "the difference of the two covariances is not positive definite, as happens in small"
            + " samples: the statistic has no meaning here; drop another alternative");
  }
}
