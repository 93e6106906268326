package org.mesascope.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final class Recorder implements Outlet {
    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void display(MimeBundle bundle, String id) {
      shown.add("new: " + bundle.text());
    }

    @Override
    public void update(MimeBundle bundle, String id) {
      shown.add(bundle.text().replaceFirst(" in [0-9.]+ s$", " in some time"));
    }
  }

  private final Recorder recorder = new Recorder();
  private Outlet before = recorder;

  @BeforeEach
  void install() {
    before = Outlet.install(recorder);
  }

  @AfterEach
  void restore() {
    Outlet.install(before);
  }

  @Test
  void oneBarMovesAndLeavesOneLine() {
    try (Progress progress = Progress.of("work", 4)) {
      progress.step(2);
      progress.step(2);
    }
    assertThat(recorder.shown.get(0))
        .isEqualTo("new: work " + "█".repeat(15) + "░".repeat(15) + " 2 of 4");
    assertThat(recorder.shown).last().isEqualTo("work: 4 of 4 in some time");
  }

  @Test
  void aBarInsideAnotherStaysSilentOnAnyThread() throws InterruptedException {
    try (Progress outer = Progress.of("sweep", 2)) {
      outer.step();
      Thread worker = new Thread(() -> train("on a thread"));
      worker.start();
      worker.join();
      train("inside");
    }
    train("after");
    assertThat(recorder.shown)
        .noneMatch(line -> line.contains("inside") || line.contains("on a thread"));
    assertThat(recorder.shown).last().isEqualTo("after: 1 of 1 in some time");
  }

  @Test
  void aSilentOneStillStopsItsLoop() {
    try (Progress outer = Progress.of("sweep", 1);
        Progress inner = Progress.of("training", 9)) {
      outer.step();
      Thread.currentThread().interrupt();
      assertThatThrownBy(inner::step)
          .isInstanceOf(CancellationException.class)
          .hasMessage("training was interrupted after 0 of 9");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void closingTwiceFreesNoOtherBar() {
    Progress first = Progress.of("first", 1);
    first.close();
    try (Progress second = Progress.of("second", 1)) {
      first.close();
      train("inside");
      second.step();
    }
    assertThat(recorder.shown).noneMatch(line -> line.contains("inside"));
  }

  private static void train(String label) {
    try (Progress progress = Progress.of(label, 1)) {
      progress.step();
    }
  }
}
