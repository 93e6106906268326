package org.mesascope.study;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.infer.ConditionalLogit;
import org.mesascope.infer.ConditionalLogitOptions;
import org.mesascope.infer.InferredObjective;
import org.mesascope.infer.ObjectiveInference;
import org.mesascope.infer.Rival;
import org.mesascope.trace.TraceLog;

/**
 * The objective of walks through mazes, from traces alone: how much coming nearer to the door, to
 * the exit and to distractors weighs in the choice of a move. Conditional logit with a weak prior
 * (standard deviation 10), which keeps weights finite where nearly all choices agree.
 *
 * <p>Beside the habits that every conditional logit is compared with stand three objectives of one
 * goal each: the exit alone, and the nearest distractor of each symbol alone; and all three without
 * the door. Where nearly all choices agree, a Wald interval of the weight they follow is very wide:
 * what tells is the likelihood lost without it.
 */
public final class ObjectiveOfWalks implements ObjectiveInference {

  private static final ConditionalLogitOptions OPTIONS =
      ConditionalLogitOptions.defaults().withPenalty(.01);

  /** Expects the menus of {@link MazeTraces}. */
  @Override
  public InferredObjective infer(TraceLog traces) {
    InferredObjective found = ConditionalLogit.of(OPTIONS).infer(traces);
    List<Rival> rivals = new ArrayList<>(found.rivals());
    for (String goal : MazeTraces.FEATURES.subList(1, MazeTraces.FEATURES.size())) {
      InferredObjective alone = ConditionalLogit.of(OPTIONS.withFeatures(goal)).infer(traces);
      rivals.add(new Rival("makes for " + goal, alone.logLikelihood(), 1));
    }
    String[] others =
        MazeTraces.FEATURES.subList(1, MazeTraces.FEATURES.size()).toArray(String[]::new);
    double without =
        ConditionalLogit.of(OPTIONS.withFeatures(others)).infer(traces).logLikelihood();
    rivals.add(new Rival("all of these but the door", without, others.length));
    return new InferredObjective(
        found.objective(),
        found.parameters(),
        found.covariance(),
        found.logLikelihood(),
        found.n(),
        rivals,
        found.evidence(),
        found.identifiability());
  }
}
