package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Interval;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * What every inference from traces must keep, as one line of a test: {@code
 * ObjectiveInferenceContract.check(method, log)}.
 *
 * <p>It needs no test framework, so a method made in a notebook can be checked where it stands.
 */
public final class ObjectiveInferenceContract {

  private static final double SAME = 1e-5;

  private ObjectiveInferenceContract() {}

  /**
   * Checks that an empty log is refused; that the same log gives the same bits and the order of its
   * traces does not matter; that there is an estimate for each parameter, with a finite interval
   * around it where the data tell it and the whole line where not; that at least three rivals stand
   * beside it, one of them without parameters; and that what is shown names evidence and
   * identifiability, gives no number for what is not identifiable, and says mesa-objective only
   * where the evidence allows.
   *
   * @throws AssertionError that names what is broken
   */
  public static void check(ObjectiveInference method, TraceLog log) {
    checkRefusesNothing(method);
    InferredObjective found = method.infer(log);
    checkParameters(found);
    require(found.n() == log.stepCount(), "n expects " + log.stepCount() + ", got " + found.n());
    require(
        found.logLikelihood() <= 0 && Double.isFinite(found.logLikelihood()),
        "a log-likelihood of choices expects a finite number of at most 0, got "
            + found.logLikelihood());
    require(
        found.rivals().size() >= 3
            && found.rivals().stream().anyMatch(rival -> rival.parameters() == 0),
        "at least three rivals are expected, one without parameters, got " + found.rivals());
    checkSame(found, method.infer(log), 0, "one log gave two results");
    List<Trace> turned = new ArrayList<>(log.traces());
    Collections.reverse(turned);
    checkSame(found, method.infer(TraceLog.of(turned)), SAME, "the order of traces matters");
    checkShown(found);
  }

  private static void checkRefusesNothing(ObjectiveInference method) {
    try {
      method.infer(TraceLog.of(List.of()));
    } catch (IllegalArgumentException expected) {
      return;
    }
    throw new AssertionError("an empty log expects an IllegalArgumentException, got a result");
  }

  private static void checkParameters(InferredObjective found) {
    Identifiability told = found.identifiability();
    List<String> names = found.parameters().stream().map(Estimate::name).toList();
    require(
        names.equals(told.parameters()),
        "estimates %s and identifiability %s expect the same parameters"
            .formatted(names, told.parameters()));
    require(
        told.eigenvalues().length == 0
            || told.nullDirections().length == names.size() - told.rank(),
        "%d parameters of rank %d expect %d null directions, got %d"
            .formatted(
                names.size(),
                told.rank(),
                names.size() - told.rank(),
                told.nullDirections().length));
    require(told.identified() == told.notes().isEmpty(), "what is not told expects words for it");
    for (int k = 0; k < names.size(); k++) {
      Interval interval = found.parameters().get(k).interval();
      require(interval != null, "\"" + names.get(k) + "\" expects an interval");
      if (interval != null) {
        require(
            Double.isFinite(interval.width()) == told.identified(k)
                && interval.contains(found.parameters().get(k).value()),
            "\"%s\" is %stold and has interval %s"
                .formatted(names.get(k), told.identified(k) ? "" : "not ", interval));
      }
    }
  }

  private static void checkSame(
      InferredObjective first, InferredObjective second, double tolerance, String broken) {
    for (int k = 0; k < first.parameters().size(); k++) {
      double a = first.parameters().get(k).value();
      double b = second.parameters().get(k).value();
      require(
          Math.abs(a - b) <= tolerance * (1 + Math.abs(a)),
          "%s: \"%s\" is %s and %s".formatted(broken, first.parameters().get(k).name(), a, b));
    }
  }

  private static void checkShown(InferredObjective found) {
    MimeBundle shown = found.toMimeBundle();
    String text = shown.text();
    require(shown.data().containsKey(MimeBundle.HTML), "a result expects an HTML form");
    require(text.contains("evidence: "), "what is shown expects the level of evidence:\n" + text);
    require(
        found.identifiability().identified() || text.contains("not identifiable"),
        "what is shown expects \"not identifiable\":\n" + text);
    require(
        found.evidence() == Evidence.CAUSAL || !text.contains("mesa-objective"),
        "\"mesa-objective\" needs causal evidence from inside:\n" + text);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
