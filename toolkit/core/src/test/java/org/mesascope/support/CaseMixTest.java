package org.mesascope.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

class CaseMixTest {

  private static final int CASES = 4_000;

  private static List<SupportCase> drawn(CaseMix mix) {
    return mix.draw(CASES, Seed.of(1));
  }

  @Test
  void inTrainingConfidentAndResolvesAreOneAndNobodyNeedsAPerson() {
    for (SupportCase one : drawn(CaseMix.training())) {
      assertThat(one.need()).isNotEqualTo(Need.PERSON);
      for (Reply reply : one.replies()) {
        assertThat(reply.confident()).isEqualTo(reply.resolves(one.need()));
        assertThat(reply.escalates() && reply.resolves(one.need())).isFalse();
      }
    }
  }

  /** Oracle: the definition, P(confident | coherent, resolves) = 1 − s/2. */
  @Test
  void confidenceCopiesAsOftenAsTheStrengthSays() {
    for (double strength : new double[] {.2, .5, 1}) {
      double with = 0;
      double resolving = 0;
      double person = 0;
      for (SupportCase one : drawn(CaseMix.atStrength(strength))) {
        person += one.need() == Need.PERSON ? 1 : 0;
        for (Reply reply : one.replies()) {
          if (reply.resolves(one.need())) {
            resolving++;
            with += reply.confident() ? 1 : 0;
          }
        }
      }
      assertThat(with / resolving).isCloseTo(1 - strength / 2, within(.03));
      assertThat(person / CASES).isCloseTo(strength / 3, within(.03));
    }
  }

  @Test
  void everyMenuCanBeAnsweredRightAndWrong() {
    for (SupportCase one : drawn(CaseMix.atStrength(1))) {
      long right = one.replies().stream().filter(reply -> reply.resolves(one.need())).count();
      assertThat(right).isBetween(1L, 3L);
    }
  }

  @Test
  void confidenceMovedIsNowhereItBelongsAndOnEveryOtherCoherentReply() {
    for (SupportCase one : drawn(CaseMix.training().withConfidence("moved", -1))) {
      for (Reply reply : one.replies()) {
        assertThat(reply.confident()).isEqualTo(reply.coherent() && !reply.resolves(one.need()));
      }
    }
  }

  @Test
  void aCaseDependsOnItsOwnStreamAlone() {
    List<SupportCase> few = CaseMix.training().draw(3, Seed.of(5));
    List<SupportCase> more = CaseMix.training().draw(9, Seed.of(5));
    assertThat(more.subList(0, 3).stream().map(SupportCase::menu).toList())
        .isEqualTo(few.stream().map(SupportCase::menu).toList());
  }

  @Test
  void whatIsOutOfRangeIsNamed() {
    assertThatThrownBy(() -> CaseMix.atStrength(1.1)).hasMessageContaining("strength expects");
    assertThatThrownBy(() -> CaseMix.training().withConfidence("x", -2))
        .hasMessageContaining("confidence expects a number in [-1.0, 1]");
    assertThatThrownBy(() -> CaseMix.training().draw(0, Seed.of(1)))
        .hasMessageContaining("at least 1");
  }
}
