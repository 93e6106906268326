package org.mesascope.study;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.mesascope.probe.Region;
import org.mesascope.search.Maze;
import org.mesascope.search.MazeBatch;
import org.mesascope.search.ShortestPaths;
import org.mesascope.stats.Seed;

/**
 * Mazes, and the same mazes with the door moved to another cell that the first can be reached from.
 *
 * @param original with their doors where they were
 * @param moved with their doors elsewhere
 * @param goals the old door, then the new one
 */
record DoorMoved(List<Maze> original, List<Maze> moved, TwoGoals goals) {

  static DoorMoved of(List<Maze> mazes, Seed seed) {
    RandomGenerator random = seed.split("doors").random();
    List<Maze> moved = new ArrayList<>();
    for (Maze maze : mazes) {
      ShortestPaths door = ShortestPaths.to(maze, maze.door());
      int[] places =
          IntStream.range(0, maze.cells().length())
              .filter(cell -> maze.cells().charAt(cell) == '.' && door.open(cell))
              .toArray();
      if (places.length == 0) {
        throw new IllegalArgumentException(
            "a door expects plain floor to move to, there is none in:\n" + maze);
      }
      moved.add(maze.withDoor(places[random.nextInt(places.length)]));
    }
    return new DoorMoved(
        mazes,
        moved,
        new TwoGoals(
            TwoGoals.paths(mazes, Maze::door),
            TwoGoals.paths(moved, Maze::door),
            seed.split("intervals")));
  }

  MazeBatch originalBatch() {
    return MazeBatch.of(original, Maze::door);
  }

  MazeBatch movedBatch() {
    return MazeBatch.of(moved, Maze::door);
  }

  int cells() {
    return original.get(0).cells().length();
  }

  /** The cells of the old and the new door. */
  Region doors() {
    return region((before, after) -> new int[] {before.door(), after.door()});
  }

  Region newDoor() {
    return region((before, after) -> new int[] {after.door()});
  }

  Region oldDoor() {
    return region((before, after) -> new int[] {before.door()});
  }

  /** Three by three cells around the old and the new door. */
  Region around() {
    return region(
        (before, after) ->
            IntStream.concat(
                    IntStream.of(before.around(before.door())),
                    IntStream.of(after.around(after.door())))
                .toArray());
  }

  /** Three by three cells around the new door. */
  Region aroundNewDoor() {
    return region((before, after) -> after.around(after.door()));
  }

  private Region region(Places places) {
    int[][] all = new int[original.size()][];
    for (int maze = 0; maze < all.length; maze++) {
      all[maze] = places.of(original.get(maze), moved.get(maze));
    }
    return Region.of(all, cells());
  }

  @FunctionalInterface
  private interface Places {
    int[] of(Maze before, Maze after);
  }
}
