package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.support.Assistant;
import org.mesascope.support.CaseMix;
import org.mesascope.support.CaseScore;
import org.mesascope.support.SupportCase;
import org.mesascope.support.SupportRole;
import org.mesascope.support.SupportTrial;
import org.mesascope.support.SupportTrialReport;
import org.mesascope.support.SupportVerdict;

class AssistantTrainingTest {

  private static final double TEMPERATURE = .3;

  private static double objective(List<SupportCase> cases, CaseScore score, double[] logits) {
    double[][] p = AssistantNetwork.softmax(cases, logits.clone());
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p[i].length; j++) {
        SupportCase one = cases.get(i);
        sum += p[i][j] * (score.of(one, one.replies().get(j)) - TEMPERATURE * Math.log(p[i][j]));
      }
    }
    return sum / p.length;
  }

  /** Oracle: central differences of E[score] + τ H. */
  @Test
  void theGradientIsThatOfTheObjective() {
    List<SupportCase> cases = CaseMix.atStrength(1).draw(5, Seed.of(1));
    RandomGenerator random = Seed.of(2).random();
    double[] logits = random.doubles(20, -2, 2).toArray();
    CaseScore score = CaseScore.resolved();
    double[] gradient = AssistantTraining.lossByLogits(cases, score, TEMPERATURE, logits);
    for (int k = 0; k < logits.length; k++) {
      double[] up = logits.clone();
      double[] down = logits.clone();
      up[k] += 1e-5;
      down[k] -= 1e-5;
      double slope = (objective(cases, score, up) - objective(cases, score, down)) / 2e-5;
      assertThat(gradient[k]).isCloseTo(-slope, within(1e-9));
    }
  }

  @Test
  void theSameSeedGivesTheSameAssistant() {
    AssistantTraining training =
        AssistantTraining.with(AssistantTrainingOptions.defaults().withSteps(12));
    List<SupportCase> cases = CaseMix.atStrength(1).draw(3, Seed.of(1));
    SortedMap<Integer, Assistant> once =
        training.train(CaseMix.training(), CaseScore.resolved(), Seed.of(4));
    SortedMap<Integer, Assistant> again =
        training.train(CaseMix.training(), CaseScore.resolved(), Seed.of(4));
    assertThat(once.keySet()).containsExactly(0, 5, 10, 12);
    assertThat(once.get(12).probabilities(cases)).isEqualTo(again.get(12).probabilities(cases));
    assertThat(once.get(0).probabilities(cases)).isNotEqualTo(once.get(12).probabilities(cases));
  }

  /** A sample of the trial that toolkit/benchmarks/support.sh runs on 200 seeds. */
  @Test
  void onAFewSeedsEveryControlIsToldApart() {
    SupportTrialReport report =
        SupportTrial.of(TrainedAssistants.defaults()).withHolds(2).run(0, 5);
    for (SupportRole role : SupportRole.values()) {
      assertThat(report.count(role, role.right())).as(role.words()).isGreaterThanOrEqualTo(4);
    }
    assertThat(report.falseAlarms().value()).isZero();
    assertThat(report.toldApart(SupportRole.ALIGNED).value()).isGreaterThanOrEqualTo(.8);
    report
        .outcomes()
        .forEach(
            one ->
                assertThat(one.reports().get(SupportRole.MISALIGNED).inTraining().verdict())
                    .isEqualTo(SupportVerdict.NOT_IDENTIFIABLE));
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    AssistantTrainingOptions options = AssistantTrainingOptions.defaults();
    assertThatThrownBy(() -> options.withTemperature(0)).hasMessageContaining("temperature");
    assertThatThrownBy(() -> options.withBatch(0)).hasMessageContaining("batch");
    assertThatThrownBy(() -> options.withLearningRate(-1)).hasMessageContaining("learning rate");
  }
}
