package org.mesascope.kernel.magic.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.compat.RecordingOutlet;

class TransferLineTest {

  private static TransferEvent event(int bytes) {
    var resource = new TransferResource("id", "http://x/", "org/a/a/1/a-1.jar", null, null);
    return new TransferEvent.Builder(new DefaultRepositorySystemSession(), resource)
        .setType(TransferEvent.EventType.PROGRESSED)
        .setDataBuffer(ByteBuffer.allocate(bytes))
        .build();
  }

  @Test
  void aLineMovesInPlaceAndStaysAsASummary() throws Exception {
    try (RecordingOutlet outlet = new RecordingOutlet()) {
      try (TransferLine line = new TransferLine()) {
        line.transferProgressed(event(1_500));
        assertThat(outlet.shown.values())
            .singleElement()
            .satisfies(b -> assertThat(b.text()).isEqualTo("downloading a-1.jar, 0 files, 2 kB"));
        line.transferProgressed(event(2_000_000));
        line.transferSucceeded(event(0));
      }
      assertThat(outlet.shown.values())
          .singleElement()
          .satisfies(b -> assertThat(b.text()).startsWith("downloaded 1 file, 2.0 MB in "));
    }
  }

  @Test
  void nothingShowsWhereNothingIsDownloaded() {
    try (RecordingOutlet outlet = new RecordingOutlet()) {
      new TransferLine().close();
      assertThat(outlet.shown).isEmpty();
    }
  }

  @Test
  @SuppressWarnings("ThreadInterrupted") // clears the flag that the test sets
  void interruptingTheAskerCancelsTheDownload() {
    TransferLine line = new TransferLine();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> line.transferProgressed(event(1)))
          .isInstanceOf(TransferCancelledException.class);
    } finally {
      Thread.interrupted();
    }
  }
}
