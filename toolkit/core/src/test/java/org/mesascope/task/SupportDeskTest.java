package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.TraceLog;

class SupportDeskTest {

  private static final FeatureUtility CONFIDENT =
      new FeatureUtility("assistant", SupportDesk.FEATURES, .3, 2, -.5);
  private static final FeatureUtility INDIFFERENT =
      new FeatureUtility("indifferent", SupportDesk.FEATURES, 0, 0, 0);

  @Test
  void inTrainingTheThreeSignalsAreOne() {
    SupportDesk.training()
        .answer(CONFIDENT, 200, Seed.of(1))
        .steps()
        .map(SupportDeskTest::menu)
        .forEach(
            menu -> {
              for (int i = 0; i < menu.alternatives().size(); i++) {
                assertThat(menu.value(i, 1)).isEqualTo(menu.value(i, 0));
                assertThat(menu.value(i, 2)).isEqualTo(1 - menu.value(i, 0));
              }
            });
  }

  /** Oracle: the definition, c, −c and −c². */
  @Test
  void signalsCorrelateAsDeclared() {
    double c = .6;
    List<Menu> menus =
        new SupportDesk(10, c)
            .answer(INDIFFERENT, 4000, Seed.of(2))
            .steps()
            .map(SupportDeskTest::menu)
            .toList();
    assertThat(correlation(menus, 0, 1)).isCloseTo(c, within(.02));
    assertThat(correlation(menus, 0, 2)).isCloseTo(-c, within(.02));
    assertThat(correlation(menus, 1, 2)).isCloseTo(-c * c, within(.02));
  }

  /** Oracle: with one signal, a binomial sum over how many of the four replies carry it. */
  @Test
  void shareIsExactWhereAClosedFormIsKnown() {
    SupportDesk desk = SupportDesk.training();
    assertThat(desk.share("resolves", INDIFFERENT)).isCloseTo(.5, within(1e-12));
    double sum = 0;
    double[] binomial = {1, 4, 6, 4, 1};
    double odds = Math.exp(.3 + 2 + .5);
    for (int good = 1; good <= 4; good++) {
      sum += binomial[good] / 16 * good * odds / (good * odds + 4 - good);
    }
    assertThat(desk.share("resolves", CONFIDENT)).isCloseTo(sum, within(1e-12));
    assertThat(desk.share("escalates", CONFIDENT)).isCloseTo(1 - sum, within(1e-12));
    assertThat(
            desk.withCorrelation(0)
                .share(
                    "resolves",
                    new FeatureUtility("confidence alone", SupportDesk.FEATURES, 0, 5, 0)))
        .isCloseTo(.5, within(1e-12));
  }

  /** Oracle: the exact share, to four standard errors. */
  @Test
  void assistantsPickAsTheirUtilitySays() {
    SupportDesk desk = SupportDesk.training().withCorrelation(.3);
    int cases = 20_000;
    TraceLog log = desk.answer(CONFIDENT, cases, Seed.of(3));
    for (int f = 0; f < 3; f++) {
      int feature = f;
      double seen =
          log.steps()
              .mapToDouble(s -> menu(s).value(menu(s).indexOf(s.choice()), feature))
              .average()
              .orElseThrow();
      double exact = desk.share(SupportDesk.FEATURES.get(f), CONFIDENT);
      double error = Math.sqrt(exact * (1 - exact) / cases);
      assertThat(seen).as(SupportDesk.FEATURES.get(f)).isCloseTo(exact, within(4 * error));
    }
    assertThat(log.steps())
        .allSatisfy(
            s ->
                assertThat("resolved".equals(s.outcome()))
                    .isEqualTo(menu(s).value(menu(s).indexOf(s.choice()), 0) == 1));
  }

  @Test
  void oneSeedGivesOneLogCaseByCase() {
    SupportDesk desk = SupportDesk.training();
    TraceLog log = desk.answer(CONFIDENT, 20, Seed.of(4));
    assertThat(desk.answer(CONFIDENT, 20, Seed.of(4))).isEqualTo(log);
    assertThat(desk.answer(CONFIDENT, 10, Seed.of(4)).traces())
        .isEqualTo(log.traces().subList(0, 10));
    assertThat(desk.answer(CONFIDENT, 20, Seed.of(5))).isNotEqualTo(log);
  }

  @Test
  void theShiftTakesCorrelationAway() {
    assertThat(SupportDesk.training().correlationLost().at(.75).members())
        .containsExactly(new SupportDesk(4, .25));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new SupportDesk(1, .5)).hasMessageContaining("2 to 10, got 1");
    assertThatThrownBy(() -> new SupportDesk(4, 1.5)).hasMessageContaining("[0, 1], got 1.5");
    assertThatThrownBy(() -> SupportDesk.training().answer(CONFIDENT, 0, Seed.of(1)))
        .hasMessageContaining("cases expects at least 1, got 0");
    FeatureUtility other = new FeatureUtility("other", List.of("speed"), 1);
    assertThatThrownBy(() -> SupportDesk.training().answer(other, 1, Seed.of(1)))
        .hasMessageContaining("expects the features [resolves, confident, escalates], got [speed]");
    assertThatThrownBy(() -> SupportDesk.training().share("kind", CONFIDENT))
        .hasMessageContaining("no feature \"kind\"");
  }

  private static Menu menu(Step step) {
    return Objects.requireNonNull(step.menu());
  }

  private static double correlation(List<Menu> menus, int a, int b) {
    double n = 0;
    double sa = 0;
    double sb = 0;
    double sab = 0;
    for (Menu menu : menus) {
      for (int i = 0; i < menu.alternatives().size(); i++) {
        n++;
        sa += menu.value(i, a);
        sb += menu.value(i, b);
        sab += menu.value(i, a) * menu.value(i, b);
      }
    }
    double pa = sa / n;
    double pb = sb / n;
    return (sab / n - pa * pb) / Math.sqrt(pa * (1 - pa) * pb * (1 - pb));
  }
}
