package org.mesascope.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log much larger than the heap, in each form that comes in one file. */
class LogMemoryTest {

  private static final int ROWS = 600;
  private static final String LONG = "word ".repeat(10_000);

  @TempDir Path folder;

  @Test
  void aLogLargerThanTheHeapIsRead() throws IOException, InterruptedException {
    Path inspect = folder.resolve("inspect.json.gz");
    write(
        inspect,
        "{\"version\":2,\"eval\":{\"model\":\"m\",\"task\":\"t\"},\"samples\":[",
        i ->
            "%s{\"id\":%d,\"epoch\":1,\"messages\":[{\"content\":\"%s\"}],\"choices\":[\"a\",\"b\"],\"scores\":{\"s\":{\"value\":\"C\",\"answer\":\"B\"}},\"events\":[\"%s\"]}"
                .formatted(i == 0 ? "" : ",", i, LONG, LONG),
        "]}");
    Path events = folder.resolve("evals.jsonl.gz");
    write(
        events,
        "{\"spec\":{\"completion_fns\":[\"m\"]}}\n",
        i ->
            "{\"run_id\":\"r\",\"sample_id\":\"s%d\",\"type\":\"sampling\",\"data\":{\"prompt\":\"%s\",\"sampled\":\"x\"}}\n{\"sample_id\":\"s%d\",\"type\":\"match\",\"data\":{\"correct\":true,\"picked\":\"x\"}}\n"
                .formatted(i, LONG, i),
        "{\"final_report\":{}}\n");
    assertThat(child("inspect", inspect.toString())).isEqualTo("" + ROWS);
    assertThat(child("openai-evals", events.toString())).isEqualTo("" + ROWS);
  }

  /** Reads a log in a Java of its own with a heap of 20 MB, and prints how many rows there were. */
  public static void main(String[] args) throws IOException {
    LogFormat format =
        List.of(LogFormat.values()).stream()
            .filter(one -> one.label().equals(args[0]))
            .findFirst()
            .orElseThrow();
    ReadReport report =
        LogReader.of(LogMapping.defaults(format)).forEach(Path.of(args[1]), trace -> {});
    System.out.print(report.unreadable() == 0 ? report.read() : report.toMimeBundle().text());
  }

  private static String child(String... args) throws IOException, InterruptedException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx20m",
            "-XX:+UseSerialGC",
            "-cp",
            classes,
            LogMemoryTest.class.getName());
    builder.command().addAll(List.of(args));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private interface Line {
    String of(int i);
  }

  private static void write(Path file, String before, Line line, String after) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write(before.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < ROWS; i++) {
        out.write(line.of(i).getBytes(StandardCharsets.UTF_8));
      }
      out.write(after.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
