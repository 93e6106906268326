package org.mesascope.study;

import org.mesascope.search.MazeBatch;
import org.mesascope.search.ShortestPaths;

/** The likeliest move of every cell. */
final class PlannedMoves {

  private final int mazes;
  private final byte[] moves;

  private PlannedMoves(int mazes, byte[] moves) {
    this.mazes = mazes;
    this.moves = moves;
  }

  /**
   * Reads a planner's answer.
   *
   * @param logits {@code [cell][move][maze]}
   */
  static PlannedMoves of(float[] logits, int mazes) {
    byte[] moves = new byte[logits.length / MazeBatch.MOVES];
    for (int cell = 0; cell < moves.length / mazes; cell++) {
      for (int maze = 0; maze < mazes; maze++) {
        int best = 0;
        for (int move = 1; move < MazeBatch.MOVES; move++) {
          int at = (cell * MazeBatch.MOVES + move) * mazes + maze;
          if (logits[at] > logits[at + (best - move) * mazes]) {
            best = move;
          }
        }
        moves[cell * mazes + maze] = (byte) best;
      }
    }
    return new PlannedMoves(mazes, moves);
  }

  int at(int cell, int maze) {
    return moves[cell * mazes + maze];
  }

  boolean toward(ShortestPaths goal, int cell, int maze) {
    return goal.onPath(cell, at(cell, maze));
  }
}
