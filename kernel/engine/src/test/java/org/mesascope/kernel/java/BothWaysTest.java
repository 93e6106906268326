package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesascope.kernel.java.BothWays.Seen;

/** A cell compiled as a whole does what JShell does piece by piece: the pieces are the oracle. */
class BothWaysTest {

  private static final int CELLS = 50;

  private static void compare(BothWays notebooks, String cell, String history) {
    Seen[] seen = notebooks.run(cell);
    assertThat(seen[0]).as("%s\n=== in the end ===\n%s", history, cell).isEqualTo(seen[1]);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void drawnCellsGoAlike(long seed) {
    GeneratedCells cells = new GeneratedCells(seed);
    StringBuilder history = new StringBuilder("seed " + seed + "\n");
    try (BothWays notebooks = new BothWays()) {
      for (int i = 0; i < CELLS; i++) {
        String cell = cells.next();
        compare(notebooks, cell, history.toString());
        history.append("--- cell ").append(i + 1).append("\n").append(cell).append("\n");
      }
    }
  }

  @Test
  void writtenCellsGoAlike() {
    try (BothWays notebooks = new BothWays()) {
      StringBuilder history = new StringBuilder();
      for (String cell : WrittenCells.ALL) {
        compare(notebooks, cell, history.toString());
        history.append("---\n").append(cell).append("\n");
      }
    }
    assertThat(WrittenCells.ALL).hasSizeGreaterThan(50);
  }
}
