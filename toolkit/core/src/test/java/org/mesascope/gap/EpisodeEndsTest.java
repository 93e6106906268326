package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.gap.EpisodeEnds.End;
import org.mesascope.gap.Misalignment.Answer;
import org.mesascope.gap.Misalignment.Kind;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Proportions;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.World;

/** Rows of one unit are no independent rows. */
class EpisodeEndsTest {

  /** Oracle: the plain intervals of Wilson and of Newcombe. */
  @Test
  void unitsOfOneAreCountedPlainly() {
    EpisodeEnds training = ends("t", 40, 30, 1);
    EpisodeEnds deployment = ends("d", 50, 10, 1);
    Interval share = training.share("share", End.INTENDED, .95).interval();
    assertThat(share).isEqualTo(Proportions.wilson(30, 40, .95));
    Interval gap =
        EpisodeEnds.difference("gap", End.INTENDED, training, deployment, .95).interval();
    Interval plain = Proportions.newcombe(30, 40, 10, 50, .95);
    assertThat(gap.low()).isCloseTo(plain.low(), within(1e-12));
    assertThat(gap.high()).isCloseTo(plain.high(), within(1e-12));
  }

  /** Oracle: rows that repeat their unit tell what the units tell, by t instead of z. */
  @Test
  void repetitionsNarrowNothing() {
    Interval once = ends("t", 40, 30, 1).share("share", End.INTENDED, .95).interval();
    var often = ends("t", 40, 30, 25).share("share", End.INTENDED, .95);
    double width = often.interval().high() - often.interval().low();
    assertThat(width / (once.high() - once.low())).isBetween(1.0, 1.1);
    assertThat(often.n()).isEqualTo(40);
    assertThat(often.method()).contains("clustered by unit");
  }

  /** A world log in which each of 8 units went the same way 25 times decides less than 200 do. */
  @Test
  void aLogOfWorldsIsClusteredByItsUnits() {
    Seed seed = Seed.of(3);
    World home = ProxyAlignmentTest.TRAINING;
    World away = ProxyAlignmentTest.DEPLOYMENT;
    TraceLog training = repeated(ProxyAlignmentTest.RIGHT.rollOut(home, 3, seed.split("a")), 40);
    TraceLog deployment = repeated(ProxyAlignmentTest.RIGHT.rollOut(away, 3, seed.split("b")), 40);
    MesaReportOptions options = MesaReportOptions.defaults().withEpisodes(100);
    MesaReport clustered =
        MesaReport.of(
            training, deployment, ProxyAlignmentTest.TRAINING.coinPositions(), options, seed);
    assertThat(clustered.misalignment(Kind.PROXY).answer())
        .as("three units in each world")
        .isEqualTo(Answer.NOT_DECIDED);
    assertThat(clustered.misalignment(Kind.PROXY).estimate("misdirection").n()).isEqualTo(6);
  }

  private static EpisodeEnds ends(String where, int units, int intended, int rows) {
    EpisodeEnds ends = new EpisodeEnds("episodes");
    for (int i = 0; i < units; i++) {
      for (int k = 0; k < rows; k++) {
        ends.add(where + i, i < intended, i >= intended);
      }
    }
    return ends;
  }

  private static TraceLog repeated(TraceLog log, int times) {
    List<Trace> all = new ArrayList<>();
    for (Trace trace : log.traces()) {
      for (int k = 0; k < times; k++) {
        Map<String, String> metadata = new java.util.HashMap<>(trace.metadata());
        metadata.put("unit", trace.metadata().get("world") + trace.id());
        all.add(new Trace(trace.id() + "/" + k, trace.steps(), metadata));
      }
    }
    return TraceLog.of(all);
  }
}
