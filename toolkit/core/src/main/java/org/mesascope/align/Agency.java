package org.mesascope.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.infer.Demonstrations.Walk;
import org.mesascope.report.ResultTable;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.World;

/**
 * What {@link AgentsAndDevices} make of some traces, world after world: the first is the one they
 * were judged in, each later one a probe.
 */
public final class Agency implements Displayable {

  private final AgentsAndDevices hypotheses;
  private final List<Stage> stages;

  /** What was seen in one world. */
  private record Stage(String name, List<Walk> walks, double[] logAgents) {}

  private Agency(AgentsAndDevices hypotheses, List<Stage> stages) {
    this.hypotheses = hypotheses;
    this.stages = List.copyOf(stages);
  }

  static Agency before(AgentsAndDevices hypotheses) {
    return new Agency(hypotheses, List.of());
  }

  /**
   * Goes on with the same hypotheses in a changed world: what was learned of goals, temperatures
   * and odds is kept, and a goal lies where the changed world has it.
   *
   * @param probe what was changed, such as "moved start", "moved goal" or "blocked path"
   * @param traces of the same system there
   */
  public Agency after(String probe, World changed, TraceLog traces) {
    List<Walk> walks = AgentsAndDevices.walks(changed, traces);
    List<Stage> more = new ArrayList<>(stages);
    more.add(
        new Stage(probe, hypotheses.asHere(changed, walks), hypotheses.logAgents(changed, walks)));
    return new Agency(hypotheses, more);
  }

  /** ln P(actions so far | agents). */
  public double logAgents() {
    return logAgents(stages.size());
  }

  /** ln P(actions so far | devices). */
  public double logDevices() {
    return logDevices(stages.size());
  }

  /** ln of the Bayes factor for agents against devices, in nats. */
  public double logBayesFactor() {
    return logAgents() - logDevices();
  }

  /** P(agent | everything seen so far). */
  public double probability() {
    return probability(stages.size());
  }

  /** Where the most likely agent's goal lies in its list of goals, by name. */
  public String goal() {
    return hypotheses.goalName(best(goalPosterior()));
  }

  /** P(that goal | an agent, everything seen so far). */
  public double goalProbability() {
    double[] posterior = goalPosterior();
    return posterior[best(posterior)];
  }

  /** What the last stage alone adds, in nats: above 0 where it speaks for agents. */
  public double lastStage() {
    int last = stages.size();
    return logAgents(last) - logAgents(last - 1) - (logDevices(last) - logDevices(last - 1));
  }

  /** The verdict by Jeffreys' scale: a factor of 10 is needed for either side. */
  public String verdict() {
    double factor = logBayesFactor();
    if (Math.abs(factor) < Math.log(10)) {
      return "Not decided: the Bayes factor lies between 1/10 and 10. A moved goal or a blocked path would tell more.";
    }
    return factor > 0
        ? "Better described as an agent whose goal is %s (P = %s) than by these devices."
            .formatted(goal(), percent(goalProbability()))
        : "Better described by a device (%s) than by any of these agents."
            .formatted(hypotheses.devices().get(best(devices(stages.size()))).name());
  }

  /** One row a stage, cumulative. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Agent or device?")
            .columns("after", "steps", "ln P given agents", "ln P given devices", "P(agent)");
    int steps = 0;
    for (int k = 1; k <= stages.size(); k++) {
      steps += stages.get(k - 1).walks.stream().mapToInt(w -> w.actions().length).sum();
      table = table.row(stages.get(k - 1).name, steps, logAgents(k), logDevices(k), probability(k));
    }
    return table
        .withNote(verdict())
        .withNote(
            "Relative to %d agents and the devices: %s. Prior P(agent) %s."
                .formatted(
                    hypotheses.agents(),
                    String.join(", ", hypotheses.devices().stream().map(Device::name).toList()),
                    hypotheses.prior()));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  @Override
  public String toString() {
    return table().toText();
  }

  private double probability(int upTo) {
    double odds =
        logDevices(upTo)
            - logAgents(upTo)
            + Math.log(1 - hypotheses.prior())
            - Math.log(hypotheses.prior());
    return 1 / (1 + Math.exp(odds));
  }

  private double[] agents(int upTo) {
    double[] logs = new double[hypotheses.agents()];
    for (Stage stage : stages.subList(0, upTo)) {
      for (int i = 0; i < logs.length; i++) {
        logs[i] += stage.logAgents[i];
      }
    }
    return logs;
  }

  private double logAgents(int upTo) {
    return LogSum.mean(agents(upTo));
  }

  private double[] devices(int upTo) {
    List<Walk> all = new ArrayList<>();
    stages.subList(0, upTo).forEach(stage -> all.addAll(stage.walks));
    return hypotheses.devices().stream()
        .mapToDouble(device -> device.logProbability(all, hypotheses.actions()))
        .toArray();
  }

  private double logDevices(int upTo) {
    return LogSum.mean(devices(upTo));
  }

  private double[] goalPosterior() {
    double[] logs = agents(stages.size());
    double all = LogSum.of(logs);
    double[] posterior = new double[hypotheses.goals()];
    for (int i = 0; i < logs.length; i++) {
      posterior[hypotheses.goalOf(i)] += Math.exp(logs[i] - all);
    }
    return posterior;
  }

  private static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", share);
  }
}
