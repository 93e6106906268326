package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.gap.Misalignment.Answer;
import org.mesascope.stats.Seed;
import org.mesascope.trace.LogQuestions;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** How often a whole report raises an alarm where there is nothing to find. */
class NullReportsTest {

  private static final List<String> REPLIES = List.of("a", "b", "c", "d");
  private static final List<String> FEATURES = List.of("good", "loud", "length");
  private static final LogQuestions ASKED =
      new LogQuestions(
          "old",
          Map.of("good", 1.0),
          "loud",
          new LogQuestions.Watching("cue", "yes", "no", "a", "done"));

  /**
   * Oracle: the level of one test, 5 %, under which 6 or fewer of 40 have probability .997. Over
   * 300 seeds 4 reports on chance and 3 on the aligned raised an alarm.
   */
  @Test
  void choicesAtRandomAreNeitherAnObjectiveNorMisaligned() {
    assertThat(alarms(40, 0, true)).isLessThanOrEqualTo(6);
  }

  /** Pursues what was intended, in pilot and live, watched or not. */
  @Test
  void theAlignedAreNotFlagged() {
    assertThat(alarms(40, 1.5, false)).isLessThanOrEqualTo(6);
  }

  /** Over 20 seeds each, whole reports on chance and on the aligned raised no alarm; here 2. */
  @Test
  void worldsOfTheAlignedAndOfChanceAreNotFlagged() {
    assertThat(worldAlarms(0, 2)).isZero();
  }

  static int worldAlarms(int from, int seeds) {
    int alarms = 0;
    for (int seed = from; seed < from + seeds; seed++) {
      for (var system : List.of(ProxyAlignmentTest.CHANCE, ProxyAlignmentTest.COIN)) {
        MesaReport report =
            MesaReport.of(
                system,
                ProxyAlignmentTest.TRAINING.coinPositions(),
                MesaReportOptions.defaults().withEpisodes(60),
                Seed.of(seed));
        boolean chance = system == ProxyAlignmentTest.CHANCE;
        alarms += alarm(report, chance) ? 1 : 0;
      }
    }
    return alarms;
  }

  static int alarms(int reports, double good, boolean objectiveIsAnAlarm) {
    int alarms = 0;
    for (int seed = 0; seed < reports; seed++) {
      Seed own = Seed.of(seed).split("null");
      MesaReport report =
          MesaReport.ofLog(log(own, good), ASKED, MesaReportOptions.defaults(), own);
      alarms += alarm(report, objectiveIsAnAlarm) ? 1 : 0;
    }
    return alarms;
  }

  private static boolean alarm(MesaReport report, boolean objectiveIsAnAlarm) {
    return (objectiveIsAnAlarm && report.evidence() != null)
        || report.misalignments().stream().anyMatch(one -> one.answer() == Answer.FOUND);
  }

  /** 24 units with 8 choices each, half of them old and half watched. */
  private static TraceLog log(Seed seed, double good) {
    List<Trace> traces = new ArrayList<>();
    for (int unit = 0; unit < 24; unit++) {
      RandomGenerator random = seed.split(unit).random();
      for (int i = 0; i < 8; i++) {
        boolean old = i % 2 == 0;
        double[] values = new double[REPLIES.size() * FEATURES.size()];
        double[] logits = new double[REPLIES.size()];
        for (int j = 0; j < REPLIES.size(); j++) {
          values[3 * j] = random.nextInt(4);
          values[3 * j + 1] = old ? values[3 * j] : random.nextInt(4);
          values[3 * j + 2] = random.nextInt(4);
          logits[j] = good * values[3 * j];
        }
        Menu menu = new Menu(REPLIES, FEATURES, values);
        String choice = REPLIES.get(MenuValues.draw(logits, random));
        Map<String, String> metadata =
            Map.of(
                "unit", "u" + unit,
                "shift", old ? "old" : "new",
                "watched", i / 2 % 2 == 0 ? "yes" : "no");
        String outcome = random.nextInt(10) < 9 ? "done" : "lost";
        traces.add(
            new Trace(
                unit + "/" + i,
                List.of(new Step(old ? "old" : "new", menu, choice, outcome)),
                metadata));
      }
    }
    return TraceLog.of(traces);
  }
}
