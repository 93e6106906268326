package org.mesascope.infer;

/**
 * How an update rule is read.
 *
 * @param problems how many unrolls are looked at, at least 4; they are the independent units of
 *     every interval
 * @param steps of each unroll, at least 10
 * @param lags present and past gradients in the regression of the update, at least 1 and at most
 *     half of the steps
 * @param enough the held-out share of the updates from which on a rival counts as a description, in
 *     (0, 1)
 * @param level of the intervals, in (0, 1)
 */
public record UpdateRuleOptions(int problems, int steps, int lags, double enough, double level) {

  /** Fails where a number is out of its range. */
  public UpdateRuleOptions {
    if (problems < 4 || steps < 10) {
      throw new IllegalArgumentException(
          "reading an update rule expects at least 4 problems of at least 10 steps, got %d of %d"
              .formatted(problems, steps));
    }
    if (lags < 1 || lags > steps / 2) {
      throw new IllegalArgumentException(
          "unrolls of %d steps allow 1 to %d lags, got %d".formatted(steps, steps / 2, lags));
    }
    if (!(enough > 0 && enough < 1) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "a share that is enough and a level lie in (0, 1), got %s and %s"
              .formatted(enough, level));
    }
  }

  /** 128 problems, 100 steps, 8 lags; .9 is enough; level .95. */
  public static UpdateRuleOptions defaults() {
    return new UpdateRuleOptions(128, 100, 8, .9, .95);
  }

  public UpdateRuleOptions withProblems(int value) {
    return new UpdateRuleOptions(value, steps, lags, enough, level);
  }

  public UpdateRuleOptions withSteps(int value) {
    return new UpdateRuleOptions(problems, value, lags, enough, level);
  }

  public UpdateRuleOptions withLags(int value) {
    return new UpdateRuleOptions(problems, steps, value, enough, level);
  }

  public UpdateRuleOptions withEnough(double value) {
    return new UpdateRuleOptions(problems, steps, lags, value, level);
  }

  public UpdateRuleOptions withLevel(double value) {
    return new UpdateRuleOptions(problems, steps, lags, enough, value);
  }
}
