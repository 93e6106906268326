package org.mesascope.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

class ThinkingTimeTest {

  private static final RecurrentPlanner PLANNER = RecurrentPlanner.untrained(Seed.of(1));

  private final MazeSet mazes =
      new MazeSet(
          "small",
          RandomMazes.of(MazeOptions.defaults().withDistractors(0).withSide(6))
              .mazes(70, Seed.of(2)),
          MazeKind.PLAIN);

  /** Oracle: a straight count over one batch; more mazes than go through together. */
  @Test
  void sharesAreCounts() {
    ThinkingTime found = ThinkingTime.of(PLANNER, List.of(mazes), 1, 3);
    MazeBatch batch = MazeBatch.of(mazes.mazes(), Maze::door);
    for (ThinkingTime.Point point : found.on("small")) {
      float[] logits = PLANNER.moves(batch, point.ticks());
      int right = 0;
      int all = 0;
      for (int cell = 0; cell < 36; cell++) {
        for (int maze = 0; maze < 70; maze++) {
          int best = 0;
          boolean labelled = false;
          for (int move = 0; move < 4; move++) {
            int at = cell * 280 + maze;
            labelled |= batch.moves()[at + move * 70] > 0;
            best = logits[at + move * 70] > logits[at + best * 70] ? move : best;
          }
          all += labelled ? 1 : 0;
          right += batch.moves()[cell * 280 + best * 70 + maze] > 0 ? 1 : 0;
        }
      }
      assertThat(point.cells()).isEqualTo(all);
      assertThat(point.accuracy().value()).isCloseTo((double) right / all, within(1e-12));
      assertThat(point.accuracy().interval().contains(point.accuracy().value())).isTrue();
      int byDistance =
          found.points().stream()
              .filter(p -> p.ticks() == point.ticks() && p.farthest() < Integer.MAX_VALUE)
              .mapToInt(ThinkingTime.Point::cells)
              .sum();
      assertThat(byDistance).isBetween(all - 5, all);
    }
    assertThat(found.table().rows()).hasSize(found.points().size());
    assertThat(found.figure().data().rows()).isNotEmpty();
    assertThat(found.byDistance("small").data().rows()).isNotEmpty();
  }

  /** What a report may say: no network is called a searcher, and one tick is never a gain. */
  @Test
  void wordsStayWithinTheEvidence() {
    assertThat(ThinkingTime.of(PLANNER, List.of(mazes), 1).gain("small"))
        .isEqualTo(new ThinkingGain.NotVaried(1));
    assertThat(ThinkingTime.of(PLANNER, List.of(mazes), 1).table().toText())
        .contains("not called a searcher");
    assertThat(ThinkingTime.of(PLANNER, List.of(mazes), 1, 12).gain("small"))
        .isInstanceOf(ThinkingGain.None.class);
    assertThat(new ThinkingGain.None(1, 12, .02).sentence()).contains("not called a searcher");
    assertThat(new ThinkingGain.Iterative(1, 12, .65, .998).sentence())
        .contains("iterative")
        .contains("behaviour alone does not tell")
        .doesNotContain("searcher");
  }

  @Test
  void badQuestionsAreRefused() {
    assertThatThrownBy(() -> ThinkingTime.of(PLANNER, List.of(mazes), 4, 2))
        .hasMessageContaining("ascend");
    assertThatThrownBy(() -> ThinkingTime.of(PLANNER, List.of(mazes), 0))
        .hasMessageContaining("at least 1 tick");
    assertThatThrownBy(() -> new MazeSet("one", mazes.mazes().subList(0, 1), MazeKind.PLAIN))
        .hasMessageContaining("unit of every interval");
    assertThatThrownBy(() -> ThinkingTime.of(PLANNER, List.of(mazes), 1).on("large"))
        .hasMessageContaining("only [small]");
    assertThatThrownBy(() -> PLANNER.moves(MazeBatch.of(mazes.mazes(), Maze::door), 0))
        .hasMessageContaining("at least 1 tick");
  }
}
