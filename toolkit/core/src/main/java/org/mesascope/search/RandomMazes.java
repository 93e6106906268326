package org.mesascope.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.task.Shift;

/**
 * Random mazes: every cell is a wall with one probability; then goal, door and distractors are
 * placed on what can be reached. A draw is kept where at least half of the free cells, and enough
 * for all marks, can reach the goal; else another is made.
 *
 * <pre>{@code
 * var source = RandomMazes.of(MazeOptions.defaults().withKind(MazeKind.ENTANGLED));
 * source.mazes(3, seed).forEach(System.out::println);
 * source.sample(64, seed); // as a planner sees them
 * }</pre>
 */
public final class RandomMazes implements MazeSource {

  private static final int ATTEMPTS = 1000;

  private final MazeOptions options;

  private RandomMazes(MazeOptions options) {
    this.options = options;
  }

  public static RandomMazes of(MazeOptions options) {
    return new RandomMazes(options);
  }

  public MazeOptions options() {
    return options;
  }

  /**
   * From mazes of one side to larger ones.
   *
   * @param sides that a sweep visits, ascending, 4 to 64
   */
  public static Shift<RandomMazes> sizes(MazeOptions training, int... sides) {
    return new Shift<>(
        "maze side (cells)",
        Arrays.stream(sides).asDoubleStream().boxed().toList(),
        Mixture.of(of(training)),
        side -> {
          if (side != Math.rint(side)) {
            throw new IllegalArgumentException("a maze's side is a whole number, got " + side);
          }
          return Mixture.of(of(training.withSide((int) side)));
        });
  }

  /** So many mazes; the first ones are the same whatever the number. */
  public List<Maze> mazes(int count, Seed seed) {
    if (count < 1) {
      throw new IllegalArgumentException("at least 1 maze is expected, got " + count);
    }
    RandomGenerator random = seed.random();
    List<Maze> mazes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      mazes.add(maze(random));
    }
    return List.copyOf(mazes);
  }

  @Override
  public MazeBatch sample(int size, Seed seed) {
    return MazeBatch.of(mazes(size, seed), options.kind()::goal);
  }

  private Maze maze(RandomGenerator random) {
    int side = options.side();
    int marks = options.kind() == MazeKind.PLAIN ? 1 : 2 + 2 * options.distractors();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      char[] cells = new char[side * side];
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] = random.nextDouble() < options.walls() ? '#' : '.';
      }
      Maze bare = new Maze(side, new String(cells));
      int[] free = bare.cellsOf('.');
      if (free.length == 0) {
        continue;
      }
      ShortestPaths paths = ShortestPaths.to(bare, free[random.nextInt(free.length)]);
      if (2 * paths.reached() >= free.length && paths.reached() > marks) {
        return marked(cells, paths, random);
      }
    }
    throw new IllegalStateException(
        "no maze with enough free cells in %d draws of %s: lower the share of walls"
            .formatted(ATTEMPTS, options));
  }

  private Maze marked(char[] cells, ShortestPaths paths, RandomGenerator random) {
    int[] places = IntStream.range(0, cells.length).filter(paths::open).toArray();
    shuffle(places, random);
    int next = 0;
    if (options.kind() == MazeKind.PLAIN) {
      cells[paths.goal()] = 'D';
    } else {
      cells[paths.goal()] = options.kind() == MazeKind.ENTANGLED ? '@' : 'X';
      for (int i = 0; i < options.distractors(); i++) {
        cells[places[next++]] = 'a';
        cells[places[next++]] = 'b';
      }
      if (options.kind() == MazeKind.APART) {
        cells[places[next]] = 'D';
      }
    }
    return new Maze(options.side(), new String(cells));
  }

  private static void shuffle(int[] places, RandomGenerator random) {
    for (int i = places.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = places[i];
      places[i] = places[other];
      places[other] = kept;
    }
  }

  @Override
  public String toString() {
    return "random mazes by " + options;
  }
}
