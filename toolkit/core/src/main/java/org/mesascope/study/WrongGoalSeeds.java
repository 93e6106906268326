package org.mesascope.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.function.Function;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;

/**
 * The experiment over seeds, each with networks of its own. A command repeats it:
 *
 * <pre>
 * java -cp … org.mesascope.study.WrongGoalSeeds FOLDER FIRST LAST
 * </pre>
 *
 * <p>Networks are kept in {@code FOLDER/SEED}, and read where they are there; one seed trains for
 * some four minutes of one core.
 */
public final class WrongGoalSeeds {

  private WrongGoalSeeds() {}

  /** Trains, measures and prints one row a seed. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException(
          "expected FOLDER FIRST LAST: a folder for the networks, the first seed and the last");
    }
    int first = Integer.parseInt(args[1]);
    int last = Integer.parseInt(args[2]);
    System.out.println(table(Path.of(args[0]), WrongGoalOptions.defaults(), first, last));
  }

  /**
   * One row a seed.
   *
   * @param folder where networks are kept
   * @throws IOException if a network cannot be read or written
   */
  public static ResultTable table(Path folder, WrongGoalOptions options, int first, int last)
      throws IOException {
    ResultTable table =
        ResultTable.titled("A searcher with the wrong goal, over seeds")
            .columns(
                "seed",
                "training",
                "door",
                "exit",
                "gain",
                "aligned: door",
                "least redirected",
                "most of a control",
                "everywhere: least",
                "most",
                "evidence");
    for (int number = first; number <= last; number++) {
      Seed seed = Seed.of(number);
      Path own = Files.createDirectories(folder.resolve(Integer.toString(number)));
      WrongGoalSystems systems = WrongGoalSystems.in(own, options, seed.split("train"));
      WrongGoalReport report = WrongGoal.with(options).measure(systems, seed.split("measure"));
      ThinkingCurve curve = report.curve("entangled");
      table =
          table.row(
              number,
              report.training().value(),
              curve.doorAt(options.judged()).value(),
              curve.exitAt(options.judged()).value(),
              curve.gain().value(),
              report.curve("aligned").doorAt(options.judged()).value(),
              redirected(report, PatchRole.EVIDENCE, PatchOutcome::redirected).getMin(),
              redirected(report, PatchRole.CONTROL, PatchOutcome::redirected).getMax(),
              redirected(report, PatchRole.EVIDENCE, PatchOutcome::everywhere).getMin(),
              redirected(report, PatchRole.CONTROL, PatchOutcome::everywhere).getMax(),
              report.evidence().map(level -> level.name().toLowerCase(Locale.ROOT)).orElse("–"));
    }
    return table.withNote(
        "%d mazes a measurement, at %d ticks; least and most over the interventions of that role"
            .formatted(options.mazes(), options.judged()));
  }

  private static DoubleSummaryStatistics redirected(
      WrongGoalReport report, PatchRole role, Function<PatchOutcome, Estimate> share) {
    return report.patches().stream()
        .filter(patch -> patch.role() == role)
        .mapToDouble(patch -> share.apply(patch).value())
        .summaryStatistics();
  }
}
