package org.mesascope.study;

import org.mesascope.search.MazeBatch;
import org.mesascope.train.InnerState;

/**
 * A search written by hand: the goal sends out a wave that loses a tenth a step, and a cell moves
 * to the neighbour where the wave is highest. Channels: goal, wave, and the wave of the four
 * neighbours.
 *
 * @param door whether it seeks the door or else the exit
 * @param latched whether it reads its goal at the first tick alone, and keeps it in its state, or
 *     from the input at every tick
 * @param reach ticks after which its waves stop, however long it thinks
 */
record WavePlanner(boolean door, boolean latched, int reach)
    implements InnerState<MazeBatch, float[]> {

  private static final int CHANNELS = 6;
  private static final float DECAY = .9f;

  @Override
  public float[] run(MazeBatch mazes, int ticks, StateEdit edit) {
    int n = mazes.size();
    float[] state = new float[mazes.cells() * CHANNELS * n];
    for (int tick = 1; tick <= ticks; tick++) {
      for (int m = 0; m < n; m++) {
        if (tick <= reach) {
          tick(mazes, m, tick == 1 || !latched, state);
        }
      }
      edit.edit(tick, state);
    }
    float[] logits = new float[mazes.cells() * MazeBatch.MOVES * n];
    for (int cell = 0; cell < mazes.cells(); cell++) {
      System.arraycopy(
          state,
          (cell * CHANNELS + 2) * n,
          logits,
          cell * MazeBatch.MOVES * n,
          MazeBatch.MOVES * n);
    }
    return logits;
  }

  private void tick(MazeBatch mazes, int m, boolean read, float[] state) {
    int n = mazes.size();
    int side = mazes.side();
    float[] wave = new float[mazes.cells()];
    for (int cell = 0; cell < wave.length; cell++) {
      int at = cell * CHANNELS * n + m;
      if (read) {
        state[at] = goal(mazes, cell, m);
      }
      float best = state[at];
      for (int move = 0; move < MazeBatch.MOVES; move++) {
        int next = neighbour(cell, move, side);
        float theirs =
            next < 0
                ? 0
                : Math.max(
                    state[(next * CHANNELS + 1) * n + m],
                    read ? goal(mazes, next, m) : state[next * CHANNELS * n + m]);
        state[at + (2 + move) * n] = theirs;
        best = Math.max(best, DECAY * theirs);
      }
      wave[cell] = mazes.planes()[cell * MazeBatch.CHANNELS * n + m] > 0 ? 0 : best;
    }
    for (int cell = 0; cell < wave.length; cell++) {
      state[(cell * CHANNELS + 1) * n + m] = wave[cell];
    }
  }

  private float goal(MazeBatch mazes, int cell, int m) {
    int at = cell * MazeBatch.CHANNELS * mazes.size() + m;
    float[] planes = mazes.planes();
    return door
        ? planes[at + 3 * mazes.size()]
        : planes[at + mazes.size()] * planes[at + 2 * mazes.size()];
  }

  private static int neighbour(int cell, int move, int side) {
    int row = cell / side + (move == 0 ? -1 : move == 2 ? 1 : 0);
    int column = cell % side + (move == 1 ? 1 : move == 3 ? -1 : 0);
    return row < 0 || row >= side || column < 0 || column >= side ? -1 : row * side + column;
  }
}
