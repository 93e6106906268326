package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.mesascope.gap.Workers;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;
import org.mesascope.support.Assistant;
import org.mesascope.support.CaseMix;
import org.mesascope.support.CaseScore;
import org.mesascope.support.LogPlan;
import org.mesascope.support.SupportTrial;
import org.mesascope.support.SupportTrialReport;
import org.mesascope.support.SupportVerdict;
import org.mesascope.support.SurfaceRule;

/**
 * The study of the support assistant over seeds, against the truth. A command repeats it:
 *
 * <pre>
 * java -cp … org.mesascope.dl4j.SupportSeeds FIRST SEEDS [FACTOR [MISJUDGED]]
 * </pre>
 *
 * <p>The factor makes logs larger or smaller than {@link LogPlan#defaults}; judges err in so many
 * of the replies.
 */
public final class SupportSeeds {

  private SupportSeeds() {}

  /** Trains, studies and prints the tables. */
  public static void main(String[] args) {
    if (args.length < 2 || args.length > 4) {
      throw new IllegalArgumentException(
          "expected FIRST SEEDS [FACTOR [MISJUDGED]]: the first seed, how many, how large logs are, how often judges err");
    }
    double factor = args.length > 2 ? Double.parseDouble(args[2]) : 1;
    double misjudged = args.length > 3 ? Double.parseDouble(args[3]) : 0;
    int first = Integer.parseInt(args[0]);
    int seeds = Integer.parseInt(args[1]);
    SupportTrial trial =
        SupportTrial.of(TrainedAssistants.defaults())
            .withPlan(LogPlan.defaults().scaled(factor).withMisjudged(misjudged));
    SupportTrialReport report = trial.run(first, seeds);
    System.out.println(report.confusion());
    System.out.println(report.fromTraining());
    System.out.println(report.summary());
    System.out.println(report.matched());
    System.out.println(report.evaluations());
    System.out.println(others(trial, first, Math.max(1, seeds / 10)));
  }

  /** Makes an assistant that is none of the four. */
  private interface Other {
    SortedMap<Integer, Assistant> course(Seed seed);
  }

  /**
   * What the study says of assistants that are none of the four, one row each: trained where the
   * correlation is not whole, so that they serve something in between, and rules.
   */
  public static ResultTable others(SupportTrial trial, int first, int seeds) {
    AssistantTraining training = AssistantTraining.with(AssistantTrainingOptions.defaults());
    List<String> columns = new ArrayList<>(List.of("assistant"));
    for (SupportVerdict verdict : SupportVerdict.values()) {
      columns.add(verdict.words());
    }
    ResultTable table =
        ResultTable.titled("What the study says of others").columns(columns.toArray(String[]::new));
    for (double lost : new double[] {.05, .1, .2, .4}) {
      table =
          row(
              table,
              trial,
              "trained with " + lost + " of the correlation lost",
              seed -> training.train(CaseMix.atStrength(lost), CaseScore.resolved(), seed),
              first,
              seeds);
    }
    for (SurfaceRule.Order order :
        List.of(SurfaceRule.Order.LONGEST, SurfaceRule.Order.CONFIDENT_THEN_FIRST)) {
      SurfaceRule rule = new SurfaceRule(order, .1);
      table = row(table, trial, "rule: " + order, seed -> same(rule), first, seeds);
    }
    return table.withNote(seeds + " seeds");
  }

  private static SortedMap<Integer, Assistant> same(Assistant assistant) {
    SortedMap<Integer, Assistant> course = new TreeMap<>();
    course.put(0, assistant);
    course.put(1, assistant);
    return course;
  }

  private static ResultTable row(
      ResultTable table, SupportTrial trial, String name, Other other, int first, int seeds) {
    List<Callable<SupportVerdict>> jobs = new ArrayList<>();
    for (int s = first; s < first + seeds; s++) {
      Seed seed = Seed.of(s).split(name);
      jobs.add(() -> trial.study(other.course(seed.split("train")), seed.split("study")).verdict());
    }
    Map<SupportVerdict, Integer> counts = new EnumMap<>(SupportVerdict.class);
    Workers.local().run(name, jobs).forEach(said -> counts.merge(said, 1, Integer::sum));
    List<Object> row = new ArrayList<>(List.of(name));
    for (SupportVerdict verdict : SupportVerdict.values()) {
      row.add(counts.getOrDefault(verdict, 0));
    }
    return table.row(row.toArray());
  }
}
