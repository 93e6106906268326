package org.mesascope.dl4j;

import java.util.List;
import java.util.function.Function;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/**
 * Memoriser or regression, over the number of pretraining tasks.
 *
 * @param points one a pool, ascending
 */
public record TaskDiversityReport(List<TaskDiversityPoint> points) implements Displayable {

  public TaskDiversityReport {
    points = List.copyOf(points);
  }

  /** One row a pool and distribution. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Pretraining task diversity")
            .columns(
                "tasks",
                "prompts of",
                "to the memoriser",
                "to ridge",
                "memoriser to ridge",
                "nearer");
    for (TaskDiversityPoint point : points) {
      table = row(table, point.tasks(), "the pool", point.inDistribution());
      table = row(table, point.tasks(), "new tasks", point.outOfDistribution());
    }
    return table.withNote(
        "(1/D) E(ŷ − ŷ′)², one training a pool; intervals over prompts, not over trainings");
  }

  private static ResultTable row(
      ResultTable table, int tasks, String where, TaskDiversityPoint.Distances distances) {
    return table.row(
        tasks,
        where,
        distances.memoriser(),
        distances.ridge(),
        distances.apart(),
        distances.nearer());
  }

  /** Distances over the number of tasks, in and out of distribution. */
  public Figure figure() {
    return Figure.panels(
        "Pretraining task diversity",
        List.of(
            panel("prompts of the pool", TaskDiversityPoint::inDistribution),
            panel("prompts of new tasks", TaskDiversityPoint::outOfDistribution)));
  }

  private Figure panel(
      String title, Function<TaskDiversityPoint, TaskDiversityPoint.Distances> where) {
    double[] tasks = points.stream().mapToDouble(TaskDiversityPoint::tasks).toArray();
    return Figure.titled(title)
        .xAxis("pretraining tasks", "")
        .yAxis("distance", "")
        .logX()
        .line("transformer to memoriser", tasks, estimates(where, d -> d.memoriser()))
        .line("transformer to ridge", tasks, estimates(where, d -> d.ridge()))
        .line("memoriser to ridge", tasks, estimates(where, d -> d.apart()));
  }

  private List<Estimate> estimates(
      Function<TaskDiversityPoint, TaskDiversityPoint.Distances> where,
      Function<TaskDiversityPoint.Distances, Estimate> which) {
    return points.stream().map(where).map(which).toList();
  }

  @Override
  public MimeBundle toMimeBundle() {
    return figure().toMimeBundle();
  }
}
