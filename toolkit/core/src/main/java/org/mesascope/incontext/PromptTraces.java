package org.mesascope.incontext;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mesascope.stats.Seed;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** A model's answers to prompts, as traces: one a prompt, of one {@link PromptStep} each. */
public final class PromptTraces {

  private PromptTraces() {}

  /**
   * Rolls a model out.
   *
   * @throws IllegalArgumentException if a prediction is not finite
   */
  public static TraceLog rollOut(
      InContextModel model, RegressionPrompts prompts, int count, Seed seed) {
    Map<String, String> metadata =
        Map.of(
            "model",
            model.name(),
            "seed",
            Long.toString(seed.value()),
            "noise",
            Double.toString(prompts.noise()));
    return of(model, prompts.sample(count, seed), metadata);
  }

  /** A model's answers to given prompts. */
  public static TraceLog of(InContextModel model, Prompts prompts, Map<String, String> metadata) {
    double[] predictions = Answers.predictions(model, prompts, "rolled out");
    List<Trace> traces = new ArrayList<>();
    for (int p = 0; p < prompts.count(); p++) {
      traces.add(
          new Trace(
              "prompt-" + p,
              List.of(PromptStep.of(prompts, p, predictions[p]).toStep()),
              metadata));
    }
    return TraceLog.of(traces);
  }
}
