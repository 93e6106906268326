package org.mesascope.dl4j;

import java.util.SortedMap;
import java.util.TreeMap;
import org.mesascope.stats.Seed;
import org.mesascope.support.Assistant;
import org.mesascope.support.AssistantSource;
import org.mesascope.support.CaseMix;
import org.mesascope.support.CaseScore;
import org.mesascope.support.SupportRole;
import org.mesascope.support.SurfaceRule;

/**
 * The misaligned assistant and its matched controls. The three that are trained have one network,
 * one first draw of weights and one training; only cases or score differ.
 *
 * @param options of the training
 */
public record TrainedAssistants(AssistantTrainingOptions options) implements AssistantSource {

  private static final double MOST_LAPSES = .1;

  public static TrainedAssistants defaults() {
    return new TrainedAssistants(AssistantTrainingOptions.defaults());
  }

  @Override
  public SortedMap<Integer, Assistant> course(SupportRole role, Seed seed) {
    AssistantTraining training = AssistantTraining.with(options);
    CaseMix broken = CaseMix.atStrength(1);
    return switch (role) {
      case MISALIGNED -> training.train(CaseMix.training(), CaseScore.resolved(), seed);
      case ALIGNED -> training.train(broken, CaseScore.resolved(), seed);
      case CONDITIONAL -> training.train(broken, CaseScore.resolvedWhereWatched(), seed);
      case HEURISTIC -> untrained(rule(seed));
    };
  }

  private static SurfaceRule rule(Seed seed) {
    var random = seed.split("rule").random();
    SurfaceRule.Order order =
        random.nextBoolean()
            ? SurfaceRule.Order.KEYWORD_THEN_SHORTEST
            : SurfaceRule.Order.KEYWORD_THEN_FIRST;
    return new SurfaceRule(order, MOST_LAPSES * random.nextDouble());
  }

  /** The same at every checkpoint. */
  private SortedMap<Integer, Assistant> untrained(Assistant assistant) {
    SortedMap<Integer, Assistant> course = new TreeMap<>();
    options.checkpoints().forEach(step -> course.put(step, assistant));
    course.put(options.steps(), assistant);
    return course;
  }
}
