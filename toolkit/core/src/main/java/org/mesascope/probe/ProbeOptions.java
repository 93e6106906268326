package org.mesascope.probe;

/**
 * How a probe is fitted and judged.
 *
 * @param method least squares or logistic regression
 * @param penalty λ of ½λ‖w‖² an example, above 0
 * @param testShare share of groups kept for the test, in (0, 1)
 * @param controls how many random control tasks are averaged, at least 1
 * @param level coverage that intervals aim at, in (0, 1)
 */
public record ProbeOptions(
    ProbeMethod method, double penalty, double testShare, int controls, double level) {

  public ProbeOptions {
    require(penalty > 0 && Double.isFinite(penalty), "a penalty above 0", penalty);
    require(testShare > 0 && testShare < 1, "a share of test groups in (0, 1)", testShare);
    require(controls >= 1, "at least 1 control task", controls);
    require(level > 0 && level < 1, "a level in (0, 1)", level);
  }

  /** Ridge with a penalty of 1e-4, half of the groups for the test, 3 control tasks, 95 %. */
  public static ProbeOptions defaults() {
    return new ProbeOptions(ProbeMethod.RIDGE, 1e-4, .5, 3, .95);
  }

  public ProbeOptions withMethod(ProbeMethod fit) {
    return new ProbeOptions(fit, penalty, testShare, controls, level);
  }

  public ProbeOptions withPenalty(double lambda) {
    return new ProbeOptions(method, lambda, testShare, controls, level);
  }

  public ProbeOptions withTestShare(double share) {
    return new ProbeOptions(method, penalty, share, controls, level);
  }

  public ProbeOptions withControls(int tasks) {
    return new ProbeOptions(method, penalty, testShare, tasks, level);
  }

  public ProbeOptions withLevel(double coverage) {
    return new ProbeOptions(method, penalty, testShare, controls, coverage);
  }

  private static void require(boolean condition, String expected, Object got) {
    if (!condition) {
      throw new IllegalArgumentException("ProbeOptions expect " + expected + ", got " + got);
    }
  }
}
