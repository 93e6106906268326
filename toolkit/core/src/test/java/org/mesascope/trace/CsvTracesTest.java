package org.mesascope.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTracesTest {

  private static final TraceMapping WALK =
      TraceMapping.perStep("episode", "state", "action").step("t").outcome("next");
  private static final TraceMapping CHOICE =
      TraceMapping.perAlternative("who", "mode", "chosen", "time", "cost");
  private static final TraceMapping WIDE =
      TraceMapping.perMenu(
          "who",
          "choice",
          List.of("air", "car"),
          List.of("time", "cost"),
          "{feature}.{alternative}");

  @TempDir Path folder;

  @Test
  void aRowIsAStep() throws IOException {
    TraceLog log =
        read(
            WALK.metadata("seed"),
            """
            episode,t,state,action,next,seed
            e0,1,5,right,6,7
            e0,0,4,right,5,7

            e1,0,4,"left, or so",,8
            """);
    assertThat(log)
        .isEqualTo(
            TraceLog.of(
                List.of(
                    new Trace(
                        "e0",
                        List.of(
                            new Step("4", null, "right", "5"), new Step("5", null, "right", "6")),
                        Map.of("seed", "7")),
                    new Trace(
                        "e1",
                        List.of(new Step("4", null, "left, or so", null)),
                        Map.of("seed", "8")))));
  }

  @Test
  void aRowIsAnAlternative() throws IOException {
    TraceLog log =
        read(
            CHOICE.renaming(Map.of("1", "air", "4", "car")),
            """
            who,mode,chosen,time,cost,unused
            7,1,0,1e2,70.5,x
            7,4,1,180,30,x
            8,4,1,+90,-.5,x
            """);
    Menu both =
        new Menu(List.of("air", "car"), List.of("time", "cost"), new double[] {100, 70.5, 180, 30});
    Menu one = new Menu(List.of("car"), List.of("time", "cost"), new double[] {90, -.5});
    assertThat(log.steps())
        .containsExactly(new Step("7", both, "car", null), new Step("8", one, "car", null));
  }

  @Test
  void aRowIsAMenu() throws IOException {
    TraceLog log =
        read(
            WIDE,
            """
            who,time.air,cost.air,time.car,cost.car,choice
            7,100,70.5,180,30,car
            8,,,90,-.5,car
            """);
    Menu both =
        new Menu(List.of("air", "car"), List.of("time", "cost"), new double[] {100, 70.5, 180, 30});
    Menu one = new Menu(List.of("car"), List.of("time", "cost"), new double[] {90, -.5});
    assertThat(log.steps())
        .containsExactly(new Step("7", both, "car", null), new Step("8", one, "car", null));
  }

  @Test
  void whatIsWrittenReadsBack() throws IOException {
    TraceLog log = TraceTestData.choices();
    TraceMapping rows =
        TraceMapping.perAlternative("id", "option", "chosen", "time", "cost")
            .step("step")
            .situation("case")
            .outcome("score")
            .metadata("version");
    TraceMapping columns =
        TraceMapping.perMenu(
                "id",
                "choice",
                List.of("air", "car", "bus"),
                List.of("time", "cost"),
                "{alternative}/{feature}")
            .step("step")
            .situation("case")
            .outcome("score")
            .metadata("version");
    for (TraceMapping mapping : List.of(rows, columns)) {
      for (String name : List.of("a.csv", "a.csv.gz")) {
        Path file = folder.resolve(name);
        TraceWriter.csv(mapping, ';').write(file, log);
        assertThat(TraceReader.csv(mapping, ';').read(file)).isEqualTo(log);
      }
      assertThat(TraceTables.read(TraceTables.write(log, mapping), mapping)).isEqualTo(log);
    }
  }

  @Test
  void tracesComeOneByOneBeforeTheErrorBehindThem() throws IOException {
    Path file = file("episode,t,state,action,next\ne0,0,1,up,2\ne1,0,1,up,2\ne2,x,1,up,2\n");
    List<String> seen = new ArrayList<>();
    assertThatThrownBy(() -> TraceReader.csv(WALK).forEach(file, trace -> seen.add(trace.id())))
        .isInstanceOf(TraceFormatException.class);
    assertThat(seen).containsExactly("e0", "e1");
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    assertThat(read(WALK, "\uFEFFepisode,t,state,action,next\ne0,0,1,up,2\n").stepCount())
        .isEqualTo(1);
  }

  @Test
  void errorsSayWhereWhatAndWhatToDo() throws IOException {
    String head = "who,mode,chosen,time,cost\n";
    fails(CHOICE, "", 0, null, "is empty");
    fails(CHOICE, head, 0, null, "expects rows below its header");
    fails(
        CHOICE,
        "who,mode,chosen,time\n1,a,1,2\n",
        1,
        "cost",
        "is missing; the columns are [who, mode, chosen, time]; correct the mapping");
    fails(CHOICE, "who;mode;chosen;time;cost\n", 1, "who", "is the separator really ','?");
    fails(CHOICE, "who,who,mode,chosen,time,cost\n1,1,a,1,2,3\n", 1, "who", "twice");
    fails(
        CHOICE,
        head + "1,a,1,2,3\n2,a,1,fast,3\n",
        3,
        "time",
        "expects a finite number such as -1.5 or 2e3, got \"fast\"");
    fails(CHOICE, head + "1,a,1,2,NaN\n", 2, "cost", "got \"NaN\"");
    fails(CHOICE, head + "1,a,1,-Infinity,2\n", 2, "time", "got \"-Infinity\"");
    fails(CHOICE, head + "1,a,1,1e999,2\n", 2, "time", "got \"1e999\"");
    fails(CHOICE, head + "1,a,1,1d,2\n", 2, "time", "got \"1d\"");
    fails(CHOICE, head + "1,a,1,0x1p3,2\n", 2, "time", "got \"0x1p3\"");
    fails(CHOICE, head + "1,a,1,,2\n", 2, "time", "expects a value, got none");
    fails(CHOICE, head + "1,a,yes,1,2\n", 2, "chosen", "expects 1, true, 0 or false, got \"yes\"");
    fails(
        CHOICE,
        head + "1,a,0,1,2\n1,b,0,1,2\n",
        2,
        "chosen",
        "expects one chosen alternative among [a, b], got none");
    fails(CHOICE, head + "1,a,1,1,2\n1,b,1,1,2\n", 3, "chosen", "got \"b\" after \"a\"");
    fails(CHOICE, head + "1,a,1,1,2\n1,a,0,1,2\n", 3, "mode", "got \"a\" again");
    fails(
        CHOICE,
        head + "1,a,1,1,2\n2,a,1,1\n1,b,0,1,2\n",
        3,
        null,
        "expects 5 cells as in the header line, got 4; is a cell");
    fails(CHOICE, head + "1,a,1,1,2\n2,a,1", 3, null, "got 3; it is the last line");
    fails(
        CHOICE,
        head + "1,a,1,1,2\n2,a,1,1,2\n1,b,0,1,2\n",
        4,
        "who",
        "trace \"1\" ended earlier and comes again; sort the rows");
    fails(CHOICE, head + "1,\"a,1,1,2\n", 2, null, "close or double the quote");
    fails(
        WIDE,
        "who,time.air,cost.air,time.car,cost.car,choice\n7,,,1,2,air\n",
        2,
        "choice",
        "choice \"air\" is not in its menu [car]");
    fails(
        WIDE,
        "who,time.air,cost.air,time.car,cost.car,choice\n7,,,,,air\n",
        2,
        null,
        "at least one alternative of [air, car], got none");
    fails(
        WIDE,
        "who,time.air,cost.air,time.car,cost.car,choice\n7,1,,2,3,air\n",
        2,
        "cost.air",
        "expects a value, got none");
    fails(
        WALK,
        "episode,t,state,action,next\ne0,0,1,up,2\ne0,0,2,up,3\n",
        3,
        "t",
        "expects each step of trace \"e0\" once, got \"0\" on line 2 before");
    fails(
        WALK.metadata("seed"),
        "episode,t,state,action,next,seed\ne0,0,1,up,2,7\ne0,1,2,up,3,8\n",
        3,
        "seed",
        "expects one value for all rows of trace \"e0\", got \"8\" after \"7\"");
  }

  @Test
  void bytesThatAreNoUtf8AreFound() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(
        file, "episode,t,state,action,next\né,0,1,up,2\n".getBytes(StandardCharsets.ISO_8859_1));
    TraceFormatException e =
        catchThrowableOfType(TraceFormatException.class, () -> TraceReader.csv(WALK).read(file));
    assertThat(e.line()).isEqualTo(2);
    assertThat(e).hasMessageContaining("expects UTF-8 text");
  }

  @Test
  void aFileThatIsNotThereOrNotPackedIsSaid() throws IOException {
    assertThatThrownBy(() -> TraceReader.csv(WALK).read(folder.resolve("none.csv")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.csv");
    Path file = Files.writeString(folder.resolve("plain.csv.gz"), "episode");
    assertThatThrownBy(() -> TraceReader.csv(WALK).read(file))
        .hasMessageContaining("expects a gzip file");
  }

  @Test
  void aWriterThatFailsLeavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("old.csv"), "old");
    TraceLog log = TraceTestData.walk();
    assertThatThrownBy(() -> TraceWriter.csv(CHOICE).write(file, log))
        .hasMessageContaining("has 2 steps, but the mapping has no step column");
    assertThatThrownBy(() -> TraceWriter.csv(CHOICE.step("t")).write(file, log))
        .hasMessageContaining("step 0 has no menu");
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void mappingsAreChecked() {
    assertThatThrownBy(
            () -> TraceMapping.perMenu("w", "c", List.of("a"), List.of("f"), "{feature}"))
        .hasMessageContaining("{feature} and {alternative}");
    assertThatThrownBy(() -> CHOICE.renaming(Map.of("1", "a", "2", "a")))
        .hasMessageContaining("must differ");
    assertThatThrownBy(
            () ->
                new TraceMapping(
                    "t", null, null, null, null, new MenuColumns.None(), List.of(), Map.of()))
        .hasMessageContaining("got neither");
  }

  private void fails(TraceMapping mapping, String text, long line, String column, String problem)
      throws IOException {
    Path file = file(text);
    TraceFormatException e =
        catchThrowableOfType(TraceFormatException.class, () -> TraceReader.csv(mapping).read(file));
    assertThat(e).as(problem).isNotNull().hasMessageContaining(problem);
    assertThat(e).hasMessageStartingWith(file.toString());
    assertThat(e.line()).as(problem).isEqualTo(line);
    assertThat(e.column()).as(problem).isEqualTo(column);
  }

  private TraceLog read(TraceMapping mapping, String text) throws IOException {
    return TraceReader.csv(mapping).read(file(text));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("traces.csv"), text);
  }
}
