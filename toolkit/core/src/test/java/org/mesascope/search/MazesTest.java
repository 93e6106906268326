package org.mesascope.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mesascope.stats.Seed;

class MazesTest {

  private static final Maze GOLDEN =
      Maze.parse(
          """
          ..#D
          .a#.
          ....
          X#b.
          """);

  /** Oracle: counted by hand. */
  @Test
  void distancesOfAGoldenMaze() {
    ShortestPaths exit = ShortestPaths.to(GOLDEN, GOLDEN.exit());
    int[] distances = IntStream.range(0, 16).map(exit::distance).toArray();
    assertThat(distances).containsExactly(3, 4, -1, 6, 2, 3, -1, 5, 1, 2, 3, 4, 0, -1, 4, 5);
  }

  /** Oracle: read off the golden maze, for its exit at row 3, column 0. */
  @Test
  void labelsOfAGoldenMaze() {
    MazeBatch batch = MazeBatch.of(List.of(GOLDEN), Maze::exit);
    assertThat(label(batch, 0)).as("top left: down").containsExactly(0, 0, 1, 0);
    assertThat(label(batch, 5)).as("on a: down or left").containsExactly(0, 0, .5f, .5f);
    assertThat(label(batch, 3)).as("on the door: down").containsExactly(0, 0, 1, 0);
    assertThat(label(batch, 14)).as("on b: up").containsExactly(1, 0, 0, 0);
    assertThat(label(batch, 15)).as("corner: up or left").containsExactly(1 / 2f, 0, 0, 1 / 2f);
    assertThat(label(batch, 2)).as("a wall").containsOnly(0);
    assertThat(label(batch, 12)).as("the goal").containsOnly(0);
    assertThat(planes(batch, 2)).as("a wall").containsExactly(1, 0, 0, 0, 1);
    assertThat(planes(batch, 3)).as("the door").containsExactly(0, 0, 0, 1, 1);
    assertThat(planes(batch, 5)).as("symbol A").containsExactly(0, 1, 0, 0, 1);
    assertThat(planes(batch, 14)).as("symbol B").containsExactly(0, 0, 1, 0, 1);
    assertThat(planes(batch, 12)).as("the exit").containsExactly(0, 1, 1, 0, 1);
    Maze entangled = GOLDEN.withDoor(12);
    assertThat(planes(MazeBatch.of(List.of(entangled), Maze::exit), 12))
        .as("the exit with the door")
        .containsExactly(0, 1, 1, 1, 1);
    assertThat(entangled.withDoor(3)).isEqualTo(GOLDEN);
  }

  /** Oracle: Bellman–Ford relaxations until nothing changes. */
  @ParameterizedTest
  @EnumSource(MazeKind.class)
  void breadthFirstSearchAgreesWithBruteForce(MazeKind kind) {
    RandomMazes source = RandomMazes.of(MazeOptions.defaults().withKind(kind).withWalls(.35));
    for (Maze maze : source.mazes(50, Seed.of(1).split("brute"))) {
      ShortestPaths paths = ShortestPaths.to(maze, kind.goal(maze));
      int[] brute = relaxed(maze, kind.goal(maze));
      for (int cell = 0; cell < 64; cell++) {
        assertThat(paths.distance(cell)).isEqualTo(brute[cell] == 1000 ? -1 : brute[cell]);
        for (int move = 0; move < 4; move++) {
          int next = maze.after(cell, move);
          boolean best =
              !maze.wall(cell)
                  && brute[cell] > 0
                  && brute[cell] < 1000
                  && next >= 0
                  && brute[next] < brute[cell];
          assertThat(paths.onPath(cell, move)).isEqualTo(best);
        }
      }
    }
  }

  private static int[] relaxed(Maze maze, int goal) {
    int[] distance = IntStream.range(0, 64).map(c -> c == goal ? 0 : 1000).toArray();
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int cell = 0; cell < 64; cell++) {
        for (int move = 0; move < 4 && !maze.wall(cell); move++) {
          int next = maze.after(cell, move);
          if (next >= 0 && distance[next] + 1 < distance[cell]) {
            distance[cell] = distance[next] + 1;
            changed = true;
          }
        }
      }
    }
    return distance;
  }

  @Test
  void marksAreThoseOfTheirKind() {
    for (MazeKind kind : MazeKind.values()) {
      MazeOptions options = MazeOptions.defaults().withKind(kind).withSide(16);
      for (Maze maze : RandomMazes.of(options).mazes(50, Seed.of(2).split("marks"))) {
        int expected = kind == MazeKind.PLAIN ? 0 : 3;
        assertThat(maze.distractorsA()).hasSize(expected);
        assertThat(maze.distractorsB()).hasSize(expected);
        assertThat(maze.exit() == maze.door()).isEqualTo(kind == MazeKind.ENTANGLED);
        ShortestPaths paths = ShortestPaths.to(maze, kind.goal(maze));
        assertThat(paths.open(maze.door()) || maze.door() == kind.goal(maze)).isTrue();
      }
    }
  }

  @Test
  void labelsAreProbabilitiesOfMovesThatShortenThePath() {
    MazeBatch batch = RandomMazes.of(MazeOptions.defaults()).sample(20, Seed.of(3).split("labels"));
    for (int cell = 0; cell < batch.cells(); cell++) {
      for (int m = 0; m < batch.size(); m++) {
        double sum = 0;
        for (int move = 0; move < 4; move++) {
          sum += batch.moves()[(cell * 4 + move) * batch.size() + m];
        }
        assertThat(sum == 0 || Math.abs(sum - 1) < 1e-6).isTrue();
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameMazesAndTheShareOfWallsIsThatAskedFor() {
    RandomMazes source = RandomMazes.of(MazeOptions.defaults().withSide(16));
    List<Maze> mazes = source.mazes(200, Seed.of(4));
    assertThat(source.mazes(5, Seed.of(4))).isEqualTo(mazes.subList(0, 5));
    double walls = mazes.stream().mapToInt(m -> m.cellsOf('#').length).sum() / (200.0 * 256);
    assertThat(walls).as("five standard errors of 51,200 cells").isCloseTo(.25, within(.0096));
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> Maze.parse("..\n.?"))
        .hasMessageContaining("row 1, column 1")
        .hasMessageContaining("\"?\"");
    assertThatThrownBy(() -> Maze.parse("XX\n..")).hasMessageContaining("at most one exit");
    assertThatThrownBy(() -> Maze.parse("...\n.."))
        .hasMessageContaining("row 0 of a maze of 2 rows");
    assertThatThrownBy(() -> MazeOptions.defaults().withWalls(.9)).hasMessageContaining("[0, .4]");
    assertThatThrownBy(() -> ShortestPaths.to(GOLDEN, 2)).hasMessageContaining("free cell");
    assertThatThrownBy(() -> GOLDEN.withWall(3)).hasMessageContaining("plain floor");
    assertThatThrownBy(() -> new MazeBatch(1, 2, new float[3], new float[16]))
        .hasMessageContaining("expect 20 numbers in planes");
  }

  private static float[] label(MazeBatch batch, int cell) {
    return row(batch.moves(), cell, 4);
  }

  private static float[] planes(MazeBatch batch, int cell) {
    return row(batch.planes(), cell, 5);
  }

  private static float[] row(float[] all, int cell, int width) {
    float[] row = new float[width];
    System.arraycopy(all, cell * width, row, 0, width);
    return row;
  }
}
