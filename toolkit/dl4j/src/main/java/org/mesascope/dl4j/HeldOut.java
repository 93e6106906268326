package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Interval;

/**
 * How well a model and its rivals predict the choices of traces that none of them was fitted to.
 *
 * @param traces how many were held out
 * @param choices how many they hold
 * @param predictions the model first, then its rivals
 * @param bins of the model's calibration, those without predictions left out
 */
public record HeldOut(int traces, int choices, List<Prediction> predictions, List<Bin> bins)
    implements Displayable {

  private static final int BINS = 10;
  private static final double LEVEL = .95;

  /**
   * What one model predicts.
   *
   * @param logLikelihood of all held-out choices, in nats
   * @param accuracy share of choices whose alternative was the likeliest, the first where several
   * @param lead by how many nats a trace the judged model is better, paired by trace, with
   *     Student's interval; null for the judged model itself
   */
  public record Prediction(
      String name, double logLikelihood, double accuracy, @Nullable Estimate lead) {}

  /**
   * Predictions of about the same probability, one an alternative of a choice.
   *
   * @param count how many
   * @param predicted their mean probability
   * @param observed how often they came true
   */
  public record Bin(int count, double predicted, double observed) {}

  public HeldOut {
    predictions = List.copyOf(predictions);
    bins = List.copyOf(bins);
  }

  /** Judges. The first model is the one that is judged. */
  static HeldOut of(Decisions data, List<Integer> test, Map<String, ChoiceModel> models) {
    List<Prediction> predictions = new ArrayList<>();
    double[] judged = new double[0];
    List<Bin> bins = List.of();
    int choices = 0;
    for (Map.Entry<String, ChoiceModel> model : models.entrySet()) {
      Tally tally = new Tally(data, test, model.getValue());
      boolean first = predictions.isEmpty();
      if (first) {
        judged = tally.byTrace;
        bins = tally.calibration();
        choices = tally.choices;
      }
      predictions.add(
          new Prediction(
              model.getKey(),
              tally.total(),
              (double) tally.hits / tally.choices,
              first ? null : lead(model.getKey(), judged, tally.byTrace)));
    }
    return new HeldOut(test.size(), choices, predictions, bins);
  }

  /** The log-likelihood of the judged model, in nats a choice. */
  public double perChoice() {
    return predictions.get(0).logLikelihood() / choices;
  }

  /**
   * A prediction by its name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Prediction of(String name) {
    return predictions.stream()
        .filter(prediction -> prediction.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no prediction \"%s\", only %s"
                        .formatted(name, predictions.stream().map(Prediction::name).toList())));
  }

  /**
   * Mean distance of predicted probability and observed frequency over the bins, weighted by their
   * counts (Naeini, Cooper and Hauskrecht 2015, over all alternatives). 0 is calibrated.
   */
  public double calibrationError() {
    double sum = 0;
    double count = 0;
    for (Bin bin : bins) {
      sum += bin.count() * Math.abs(bin.predicted() - bin.observed());
      count += bin.count();
    }
    return sum / count;
  }

  /** Whether the model leads every rival by more than its interval. */
  public boolean beatsRivals() {
    return closest().isEmpty();
  }

  /** What the comparison says, "none of these" included. */
  public String verdict() {
    String model = predictions.get(0).name();
    return beatsRivals()
        ? "the %s predicts held-out choices better than every rival".formatted(model)
        : "no %s is needed to predict held-out choices: it does not clearly lead %s"
            .formatted(model, String.join(", ", closest()));
  }

  /** One row a model. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Prediction of %d held-out choices".formatted(choices))
            .columns("model", "log-likelihood", "nats a choice", "accuracy", "lead a trace");
    for (Prediction own : predictions) {
      table =
          table.row(
              own.name(),
              own.logLikelihood(),
              own.logLikelihood() / choices,
              own.accuracy(),
              own.lead());
    }
    return table
        .withNote(verdict())
        .withNote(
            "%d whole traces held out; lead: by how many nats a trace the %s is better, paired; calibration error of the %s %.3f"
                .formatted(
                    traces,
                    predictions.get(0).name(),
                    predictions.get(0).name(),
                    calibrationError()));
  }

  /** One row a bin: what the model predicted and what happened. */
  public ResultTable calibrationTable() {
    ResultTable table =
        ResultTable.titled("Calibration of the " + predictions.get(0).name())
            .columns("predictions", "mean probability", "observed frequency");
    for (Bin bin : bins) {
      table = table.row(bin.count(), bin.predicted(), bin.observed());
    }
    return table;
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  private List<String> closest() {
    List<String> close = new ArrayList<>();
    for (Prediction rival : predictions) {
      Estimate lead = rival.lead();
      Interval interval = lead == null ? null : lead.interval();
      if (interval != null && interval.low() <= 0) {
        close.add("\"" + rival.name() + "\"");
      }
    }
    return close;
  }

  private static Estimate lead(String name, double[] judged, double[] rival) {
    double[] difference = new double[judged.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = judged[i] - rival[i];
    }
    return Estimate.of(
        "lead over " + name,
        Averages.mean(difference),
        Averages.studentInterval(difference, LEVEL),
        difference.length,
        "mean paired difference of log-likelihood by trace, Student");
  }

  /** One model on all held-out traces. */
  private static final class Tally {
    private final double[] byTrace;
    private final int[] count = new int[BINS];
    private final int[] came = new int[BINS];
    private final double[] predicted = new double[BINS];
    private int hits;
    private int choices;

    Tally(Decisions data, List<Integer> test, ChoiceModel model) {
      byTrace = new double[test.size()];
      for (int i = 0; i < byTrace.length; i++) {
        Decisions.Sequence own = data.sequences().get(test.get(i));
        for (int t = 0; t < own.choices().length; t++) {
          int chosen = own.choices()[t];
          double[] logs = model.logProbabilities(own.situations()[t], t, data.before(own, t));
          byTrace[i] += logs[chosen];
          choices++;
          add(logs, chosen);
        }
      }
    }

    private void add(double[] logs, int chosen) {
      int likeliest = 0;
      for (int j = 0; j < logs.length; j++) {
        double p = Math.exp(logs[j]);
        int bin = Math.min(BINS - 1, (int) (p * BINS));
        count[bin]++;
        predicted[bin] += p;
        came[bin] += j == chosen ? 1 : 0;
        likeliest = logs[j] > logs[likeliest] ? j : likeliest;
      }
      hits += likeliest == chosen ? 1 : 0;
    }

    double total() {
      double sum = 0;
      for (double own : byTrace) {
        sum += own;
      }
      return sum;
    }

    List<Bin> calibration() {
      List<Bin> bins = new ArrayList<>();
      for (int b = 0; b < BINS; b++) {
        if (count[b] > 0) {
          bins.add(new Bin(count[b], predicted[b] / count[b], (double) came[b] / count[b]));
        }
      }
      return bins;
    }
  }
}
