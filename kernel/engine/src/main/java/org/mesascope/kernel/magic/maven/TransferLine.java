package org.mesascope.kernel.magic.maven;

import java.util.Locale;
import java.util.UUID;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Outlet;

/**
 * One line that says what is being downloaded, moves in place and stays as a summary; no line where
 * all is there already. Interrupting the thread that asked cancels the downloads.
 */
final class TransferLine extends AbstractTransferListener implements AutoCloseable {

  private static final long INTERVAL_NANOS = 100_000_000L;
  private static final double MEGABYTE = 1e6;

  private final Thread asker = Thread.currentThread();
  private final Outlet outlet = Outlet.current();
  private final String id = UUID.randomUUID().toString();
  private final long started = System.nanoTime();
  private long lastShown = started - INTERVAL_NANOS;
  private long bytes;
  private int files;
  private boolean shown;

  @Override
  public synchronized void transferProgressed(TransferEvent event)
      throws TransferCancelledException {
    if (asker.isInterrupted()) {
      throw new TransferCancelledException("interrupted");
    }
    bytes += event.getDataLength();
    String name = event.getResource().getResourceName();
    show("downloading " + name.substring(name.lastIndexOf('/') + 1) + ", " + sum(), false);
  }

  @Override
  public synchronized void transferSucceeded(TransferEvent event) {
    files++;
  }

  @Override
  public synchronized void close() {
    if (shown) {
      double seconds = (System.nanoTime() - started) / 1e9;
      show(String.format(Locale.ROOT, "downloaded %s in %.1f s", sum(), seconds), true);
    }
  }

  private String sum() {
    String size =
        bytes < MEGABYTE
            ? (bytes + 999) / 1_000 + " kB"
            : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    return files + (files == 1 ? " file, " : " files, ") + size;
  }

  private void show(String line, boolean last) {
    long now = System.nanoTime();
    if (!last && now - lastShown < INTERVAL_NANOS) {
      return;
    }
    lastShown = now;
    if (shown) {
      outlet.update(MimeBundle.text(line), id);
    } else {
      shown = true;
      outlet.display(MimeBundle.text(line), id);
    }
  }
}
