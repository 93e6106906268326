package org.mesascope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ThreadTeamTest {

  @Test
  void everyPartIsDoneOnceARound() throws InterruptedException {
    for (int threads : new int[] {1, 2, 5}) {
      AtomicIntegerArray done = new AtomicIntegerArray(7);
      try (ThreadTeam team = new ThreadTeam(threads, 7, member -> done::incrementAndGet)) {
        for (int round = 1; round <= 2000; round++) {
          team.run();
          if (round % 500 == 0) {
            Thread.sleep(2);
          }
          for (int i = 0; i < 7; i++) {
            assertThat(done.get(i)).isEqualTo(round);
          }
        }
      }
    }
  }

  @Test
  void aFailureReachesTheCallerAndTheTeamGoesOn() {
    boolean[] fails = {true};
    try (ThreadTeam team =
        new ThreadTeam(
            2,
            4,
            member ->
                index -> {
                  if (fails[0] && index == 2) {
                    throw new IllegalArgumentException("part 2");
                  }
                })) {
      assertThatThrownBy(team::run).hasRootCauseMessage("part 2");
      fails[0] = false;
      team.run();
    }
    assertThatThrownBy(() -> new ThreadTeam(0, 1, member -> index -> {}))
        .hasMessageContaining("got 0 and 1");
  }
}
