package org.mesascope.stats;

/**
 * Ability apart from bias, for answers "yes" or "no" to cases that are a signal or are not: equal
 * variances, normal evidence.
 *
 * <p>Source: Green and Swets (1966), Signal detection theory and psychophysics; Hautus (1995),
 * Behavior Research Methods 27, 46, for the correction: half a case is added to each count of "yes"
 * and one to each number of cases, so that shares of 0 and 1 stay finite. Standard errors by the
 * delta method (Gourevitch and Galanter 1967, Psychometrika 32, 25). Known critique: they take
 * cases for independent; where cases come in units, resample units with {@link Bootstrap}.
 *
 * @param hits "yes" to signals
 * @param signals how many signals there were, at least 1
 * @param falseAlarms "yes" to what was no signal
 * @param noises how many cases were no signal, at least 1
 */
public record SignalDetection(long hits, long signals, long falseAlarms, long noises) {

  public SignalDetection {
    if (signals < 1 || hits < 0 || hits > signals) {
      throw new IllegalArgumentException(
          "hits expect 0 to all of at least 1 signal, got %d of %d: without signals ability cannot"
                  .formatted(hits, signals)
              + " be told from bias");
    }
    if (noises < 1 || falseAlarms < 0 || falseAlarms > noises) {
      throw new IllegalArgumentException(
          "false alarms expect 0 to all of at least 1 case without signal, got %d of %d: without"
                  .formatted(falseAlarms, noises)
              + " them ability cannot be told from bias");
    }
  }

  /** d′, how far signals lie from the others in standard deviations; 0 is chance. */
  public double sensitivity() {
    return zHits() - zFalseAlarms();
  }

  /** c, how far the border of "yes" lies from the middle; above 0 is a bias toward "no". */
  public double criterion() {
    return -(zHits() + zFalseAlarms()) / 2;
  }

  /** The normal interval of {@link #sensitivity} for independent cases. */
  public Interval sensitivityInterval(double level) {
    double reach = Levels.z(level) * Math.sqrt(variance());
    return new Interval(sensitivity() - reach, sensitivity() + reach, level);
  }

  /** The normal interval of {@link #criterion} for independent cases. */
  public Interval criterionInterval(double level) {
    double reach = Levels.z(level) * Math.sqrt(variance()) / 2;
    return new Interval(criterion() - reach, criterion() + reach, level);
  }

  private double zHits() {
    return Levels.normalQuantile(share(hits, signals));
  }

  private double zFalseAlarms() {
    return Levels.normalQuantile(share(falseAlarms, noises));
  }

  private double variance() {
    return variance(share(hits, signals), signals) + variance(share(falseAlarms, noises), noises);
  }

  private static double variance(double share, long n) {
    double z = Levels.normalQuantile(share);
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    return share * (1 - share) / (n * density * density);
  }

  private static double share(long yes, long n) {
    return (yes + .5) / (n + 1);
  }
}
