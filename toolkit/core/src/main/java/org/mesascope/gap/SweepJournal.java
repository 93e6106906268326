package org.mesascope.gap;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a sweep's jobs gave in a file, so that a sweep that was stopped goes on where it was.
 *
 * <p>The first line says what sweep it is; each further line is one job, written at once and forced
 * to the disk before the job counts as done. A last line that was torn is cut off and its job run
 * again. The file is locked while a sweep runs.
 */
final class SweepJournal implements Closeable {

  private final Path file;
  private final RandomAccessFile out;
  private final Map<Integer, SeedScores> done = new HashMap<>();

  private SweepJournal(Path file, RandomAccessFile out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Opens a journal, or begins one.
   *
   * @param sweep what is swept, line by line: a journal of anything else is refused
   * @throws IllegalStateException if another sweep has it open, here or in another process
   * @throws IllegalArgumentException if it is of another sweep, or no journal, or damaged before
   *     its last line
   */
  static SweepJournal open(Path file, List<String> sweep) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
    try {
      lock(file, out);
      SweepJournal journal = new SweepJournal(file, out);
      journal.read(JournalLine.header(sweep), sweep);
      return journal;
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  private static void lock(Path file, RandomAccessFile out) throws IOException {
    FileLock lock;
    try {
      lock = out.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IllegalStateException(
          "the journal %s is in use by another sweep: wait for it, or name another file"
              .formatted(file));
    }
  }

  private void read(String header, List<String> sweep) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(out.length())];
    out.readFully(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    if (end < 0) {
      begin(header, text);
      return;
    }
    if (!text.substring(0, end).equals(header)) {
      throw new IllegalArgumentException(JournalLine.refusal(file, text.substring(0, end), sweep));
    }
    int kept = end + 1;
    for (int number = 2; kept < text.length(); number++) {
      int next = text.indexOf('\n', kept);
      JournalLine line = next < 0 ? null : JournalLine.parse(text.substring(kept, next));
      if (line == null) {
        if (next >= 0 && next < text.length() - 1) {
          throw new IllegalArgumentException(
              "the journal %s is damaged at line %d, which is not its last: restore it or delete it"
                  .formatted(file, number));
        }
        break;
      }
      done.put(line.job(), line.scores());
      kept = next + 1;
    }
    out.setLength(text.substring(0, kept).getBytes(StandardCharsets.UTF_8).length);
    out.seek(out.length());
  }

  /** A file that holds no more than the torn beginning of this header is begun anew. */
  private void begin(String header, String text) throws IOException {
    if (!header.startsWith(text)) {
      throw new IllegalArgumentException(
          "%s is no journal of a sweep: name a file that is not there yet".formatted(file));
    }
    out.setLength(0);
    append(header);
  }

  /** What a job gave, or null if it is not done. */
  @Nullable SeedScores done(int job) {
    return done.get(job);
  }

  /** Keeps what a job gave; on return it is on the disk. */
  synchronized void record(int job, SeedScores scores) throws IOException {
    append(new JournalLine(job, scores).text());
  }

  private void append(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.getFD().sync();
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
