package org.mesascope.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.train.InnerState.StateEdit;

class RecurrentPlannerTest {

  private final RecurrentPlanner planner = RecurrentPlanner.untrained(Seed.of(3));
  private final List<Maze> mazes = RandomMazes.of(MazeOptions.defaults()).mazes(3, Seed.of(4));
  private final MazeBatch batch = MazeBatch.of(mazes, Maze::door);

  /** Oracle: the equations in double precision, cell by cell. */
  @Test
  void theAnswerIsThatOfTheEquations() {
    double[] expected = slow(2);
    float[] found = planner.moves(batch, 2);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  void mazesDoNotSeeEachOther() {
    float[] together = planner.moves(batch, 4);
    float[] alone = planner.moves(MazeBatch.of(mazes.subList(1, 2), Maze::door), 4);
    for (int i = 0; i < alone.length; i++) {
      assertThat(together[3 * i + 1]).isEqualTo(alone[i]);
    }
  }

  /** The planner goes on from what an edit leaves: a state put back later changes nothing. */
  @Test
  void editsAreWhatThePlannerGoesOnFrom() {
    float[][] states = new float[5][];
    float[] plain = planner.run(batch, 5, (tick, state) -> states[tick - 1] = state.clone());
    assertThat(planner.moves(batch, 5)).isEqualTo(plain);
    assertThat(planner.read(batch, states[4])).isEqualTo(plain);
    float[] late =
        planner.run(
            batch,
            3,
            (tick, state) -> {
              if (tick == 2) {
                System.arraycopy(states[3], 0, state, 0, state.length);
              }
            });
    assertThat(late).isEqualTo(plain);
    float[] erased = planner.run(batch, 5, (tick, state) -> Arrays.fill(state, 0));
    assertThat(erased).isNotEqualTo(plain);
    assertThat(planner.run(batch, 5, StateEdit.NONE)).isEqualTo(plain);
  }

  private double[] slow(int ticks) {
    float[] w = planner.weights();
    int cells = 64;
    double[] state = new double[cells * 32 * 3];
    for (int tick = 0; tick < ticks; tick++) {
      double[] next = new double[state.length];
      for (int cell = 0; cell < cells; cell++) {
        for (int maze = 0; maze < 3; maze++) {
          for (int c = 0; c < 32; c++) {
            double z = 1 / (1 + Math.exp(-gate(w, state, cell, maze, c)));
            double candidate = Math.tanh(gate(w, state, cell, maze, 32 + c));
            int at = (cell * 32 + c) * 3 + maze;
            next[at] = (1 - z) * state[at] + z * candidate;
          }
        }
      }
      state = next;
    }
    double[] logits = new double[cells * 4 * 3];
    for (int i = 0; i < logits.length; i++) {
      int maze = i % 3;
      int move = i / 3 % 4;
      int cell = i / 12;
      logits[i] = w[RecurrentCell.OUT_BIAS_AT + move];
      for (int c = 0; c < 32; c++) {
        logits[i] += w[RecurrentCell.OUT_AT + move * 32 + c] * state[(cell * 32 + c) * 3 + maze];
      }
    }
    return logits;
  }

  private double gate(float[] w, double[] state, int cell, int maze, int unit) {
    double sum = w[RecurrentCell.BIAS_AT + unit];
    for (int window = 0; window < 9; window++) {
      int row = cell / 8 + window / 3 - 1;
      int column = cell % 8 + window % 3 - 1;
      if (row < 0 || row > 7 || column < 0 || column > 7) {
        continue;
      }
      int from = row * 8 + column;
      for (int i = 0; i < 5; i++) {
        sum += w[(window * 5 + i) * 64 + unit] * batch.planes()[(from * 5 + i) * 3 + maze];
      }
      for (int i = 0; i < 32; i++) {
        sum +=
            w[RecurrentCell.RECURRENT_AT + (window * 32 + i) * 64 + unit]
                * state[(from * 32 + i) * 3 + maze];
      }
    }
    return sum;
  }
}
