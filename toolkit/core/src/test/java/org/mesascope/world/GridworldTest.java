package org.mesascope.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

class GridworldTest {

  private static final String ROOM =
      """
      S.#G
      ...x
      X#.o
      """;

  @Test
  void keepsTheContract() {
    WorldContract.check(Gridworld.gw5());
    WorldContract.check(Gridworld.parse(ROOM));
    WorldContract.check(Gridworld.drawn(ROOM).slip(.3).build());
  }

  /** One walk, written out: the drawing, what the agent sees, what it does, what it is paid. */
  @Test
  void transcript() {
    Gridworld world = Gridworld.parse("S.o\n.#G");
    assertThat(Transcript.of(world, world::draw, "up", "right", "right", "right", "down"))
        .isEqualTo(
            """
            grid of 2 by 3: discount 0.9, at most 20 steps
            0  @.o  .#G   sees [1.0, -1.0, -1.0, 0.0, 1.0, 1.0, 1.0]   up: state 0, reward 0.0
            1  @.o  .#G   sees [1.0, -1.0, -1.0, 0.0, 1.0, 1.0, 1.0]   right: state 1, reward 0.0
            2  S@o  .#G   sees [1.0, -1.0, 0.0, 0.0, 0.5, 1.0, 0.5]   right: state 2, reward 1.0
            3  S.@  .#G   sees [1.0, -1.0, 1.0, 0.0, 0.0, 1.0, 0.0]   right: state 2, reward 1.0
            4  S.@  .#G   sees [1.0, -1.0, 1.0, 0.0, 0.0, 1.0, 0.0]   down: state 4, reward 1.0
            5  S.o  .#@   sees [1.0, 1.0, 1.0, -1.0, 0.0, 0.0, 0.0]   the end
            """);
  }

  /** Oracle: the definition of GW5, s = 5·row + column, slip .2. */
  @Test
  void gw5IsAsDefined() {
    Gridworld world = Gridworld.gw5();
    FiniteMdp mdp = world.mdp();
    assertThat(mdp.states()).isEqualTo(25);
    assertThat(mdp.actionNames()).containsExactly("up", "right", "down", "left");
    assertThat(mdp.discount()).isEqualTo(.9);
    assertThat(Arrays.stream(mdp.start()).distinct().toArray()).containsExactly(.04);
    assertThat(world.stateAt(2, 3)).isEqualTo(13);
    assertThat(mdp.probability(12, 1, 13)).isEqualTo(.85, within(1e-15));
    assertThat(mdp.probability(12, 1, 7)).isEqualTo(.05, within(1e-15));
    assertThat(mdp.probability(0, 0, 0)).as("a bump stays").isEqualTo(.9, within(1e-15));
    assertThat(world.baseObjective().at(23, 1, 24)).isEqualTo(1);
    assertThat(world.baseObjective().at(24, 0, 19)).isEqualTo(0);
  }

  @Test
  void aDrawingIsReadBack() {
    Gridworld world = Gridworld.parse(ROOM);
    assertThat(world).hasToString(ROOM.strip());
    assertThat(Gridworld.parse(world.toString())).isEqualTo(world);
    assertThat(world.mdp().states()).as("walls are no states").isEqualTo(10);
    assertThat(world.stateAt(0, 3)).isEqualTo(2);
    for (int s = 0; s < 10; s++) {
      assertThat(world.stateAt(world.row(s), world.column(s))).isEqualTo(s);
    }
    assertThat(world.toMimeBundle().text()).contains("S.#G");
  }

  @Test
  void worldsWithAsManyRewardsShowTheSameKindOfObservation() {
    int size = Gridworld.parse("S..\n..G").observationSize();
    assertThat(Gridworld.parse("G..\n..S").observationSize()).isEqualTo(size).isEqualTo(5);
  }

  @Test
  void withoutAStartEveryCellThatIsNotTerminalIsOne() {
    assertThat(Gridworld.parse("..G").mdp().start()).containsExactly(.5, .5, 0);
  }

  @Test
  void saysWhereADrawingIsWrong() {
    assertThatThrownBy(() -> Gridworld.parse("S..\n.?G"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1, column 1")
        .hasMessageContaining("'?'")
        .hasMessageContaining("'#' wall");
    assertThatThrownBy(() -> Gridworld.parse("S..\n.G"))
        .hasMessageContaining("row 1")
        .hasMessageContaining("expects 3 columns")
        .hasMessageContaining("got 2");
    assertThatThrownBy(() -> Gridworld.parse(" ")).hasMessageContaining("at least one row");
  }

  @Test
  void refusesWhatCannotBeReached() {
    assertThatThrownBy(() -> Gridworld.parse("S.#G"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("terminal cell at row 0, column 3")
        .hasMessageContaining("S.#G");
    assertThatThrownBy(() -> Gridworld.parse("S.#o"))
        .hasMessageContaining("rewarded cell at row 0, column 3");
    assertThatThrownBy(() -> Gridworld.parse("GG")).hasMessageContaining("start from");
  }

  @Test
  void refusesWhatIsNoGrid() {
    assertThatThrownBy(() -> Gridworld.builder(2, 2).wall(2, 0))
        .hasMessageContaining("no row 2, column 0");
    assertThatThrownBy(() -> Gridworld.builder(2, 2).wall(0, 0).reward(0, 0, 1).build())
        .hasMessageContaining("row 0, column 0 is a wall");
    assertThatThrownBy(() -> Gridworld.builder(2, 2).reward(1, 0, Double.NaN))
        .hasMessageContaining("row 1, column 0");
    assertThatThrownBy(() -> Gridworld.builder(2, 2).slip(1.1)).hasMessageContaining("slip");
    assertThatThrownBy(() -> Gridworld.builder(0, 2)).hasMessageContaining("0 by 2");
    assertThatThrownBy(() -> Gridworld.parse("S#G\n..G").stateAt(0, 1))
        .hasMessageContaining("wall");
  }

  @Test
  void aBuiltGridIsItsOwn() {
    Gridworld.Builder builder = Gridworld.drawn("S.G");
    Gridworld first = builder.build();
    builder.reward(0, 1, -1);
    assertThat(first).hasToString("S.G").isNotEqualTo(builder.build());
    assertThat(PolicySamples.uniform(first).rollOut(first, 3, Seed.of(1)).stepCount()).isPositive();
  }
}
