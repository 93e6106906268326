package org.mesascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

  /** Oracle: 20 requests a minute are 3 s apart, and the first after a pause of 60 s is at 60 s. */
  @Test
  void thoseWhoWaitThroughAPauseLeaveOneByOne() throws Exception {
    Crowd crowd = new Crowd(4);
    Pace pace = new Pace(crowd, 20);
    crowd.pace = pace;
    pace.await();
    assertThat(crowd.now).isZero();
    crowd.comes();
    assertThat(crowd.left).hasSize(4);
    assertThat(crowd.left.get(0)).isCloseTo(60, within(1e-9));
    for (int i = 1; i < crowd.left.size(); i++) {
      assertThat(crowd.left.get(i) - crowd.left.get(i - 1)).isCloseTo(3, within(1e-9));
    }
  }

  /**
   * While one waits the next one comes; the last of them is told to pause, and then time passes.
   */
  private static final class Crowd implements Waiting {

    private final List<Double> left = new ArrayList<>();
    private int toCome;
    private Pace pace;
    private boolean paused;
    private long now;

    Crowd(int workers) {
      toCome = workers;
    }

    void comes() throws InterruptedException {
      toCome--;
      pace.await();
      left.add(now / 1e9);
    }

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
      long until = now + nanos;
      if (toCome > 0) {
        comes();
      } else if (!paused) {
        paused = true;
        pace.pause(Duration.ofSeconds(60));
      }
      now = Math.max(now, until);
    }
  }
}
