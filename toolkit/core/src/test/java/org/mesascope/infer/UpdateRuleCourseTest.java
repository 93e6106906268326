package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mesascope.optimizer.LearnableRule;
import org.mesascope.optimizer.MetaTraining;
import org.mesascope.optimizer.MetaTrainingOptions;
import org.mesascope.optimizer.TrainedOptimizer;
import org.mesascope.optimizer.TruncatedBackpropagation;
import org.mesascope.optimizer.TruncationSchedule;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;

class UpdateRuleCourseTest {

  /** Learnable momentum is momentum at every checkpoint, at the rate of that checkpoint. */
  @Test
  void everyCheckpointIsReadAsWhatItIs() {
    Quadratics family = Quadratics.random(4);
    LearnableRule rule = LearnableRule.momentum(.01, .6);
    TrainedOptimizer trained =
        MetaTraining.with(MetaTrainingOptions.defaults().withSteps(8).withLearningRate(.05))
            .train(
                rule,
                new TruncatedBackpropagation(TruncationSchedule.constant(20), 10, 16),
                family,
                Seed.of(2));
    UpdateRuleReader reader =
        UpdateRuleReader.with(UpdateRuleOptions.defaults().withProblems(24).withSteps(30));
    UpdateRuleCourse course = UpdateRuleCourse.of(trained, family, reader, Seed.of(4));
    assertThat(course.points())
        .extracting(UpdateRuleCourse.Point::step)
        .containsExactly(0, 1, 2, 4, 8);
    for (UpdateRuleCourse.Point point : course.points()) {
      double momentum = point.rule().rival("momentum").heldOut().value();
      assertThat(momentum).isGreaterThan(.98);
      assertThat(momentum).isGreaterThan(point.rule().rival("SGD").heldOut().value());
      float[] weights = trained.checkpoints().get(course.points().indexOf(point)).weights();
      double rate = rule.hyperparameters(weights)[0];
      assertThat(point.rule().first().downhill()[12]).isBetween(.999 * rate, 1.001 * rate);
    }
    assertThat(course.table().rows()).hasSize(5);
    assertThat(course.table().toText()).doesNotContain("NaN");
    assertThat(course.figure().toMimeBundle()).isNotNull();
  }
}
