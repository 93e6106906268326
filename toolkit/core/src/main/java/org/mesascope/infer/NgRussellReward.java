package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.ResultTable;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/**
 * A reward that makes a policy optimal, chosen by {@link NgRussellLp} among many that do.
 *
 * @param names of the states
 * @param values R(s) in [−1, 1], one a state; not copied
 * @param margins how much worse, in P V, the second-best action of each state is; +∞ in terminal
 *     states and in those under no constraint; not copied
 * @param penalty λ
 * @param objective the programme's value: the sum of the margins less λ Σ|R|
 * @param notes what to know of the answer, in words
 * @param reward the same as a reward over transitions; a terminal state's is earned on arrival
 */
public record NgRussellReward(
    List<String> names,
    double[] values,
    double[] margins,
    double penalty,
    double objective,
    List<String> notes,
    TransitionReward reward)
    implements Displayable {

  private static final double ZERO = 1e-9;

  public NgRussellReward {
    names = List.copyOf(names);
    notes = List.copyOf(notes);
  }

  static NgRussellReward of(
      FiniteMdp mdp,
      double[] values,
      double[] margins,
      double penalty,
      List<String> given,
      double tight) {
    List<String> notes = new ArrayList<>(given);
    notes.add("not identifiable: a zero reward makes every policy optimal and always solves it");
    if (Arrays.stream(values).allMatch(r -> Math.abs(r) <= ZERO)) {
      notes.add("here zero is the answer: at this penalty no reward earns what it costs");
    }
    double[] constrained = Arrays.stream(margins).filter(Double::isFinite).toArray();
    long tied = Arrays.stream(constrained).filter(m -> m <= tight).count();
    if (tied == 0) {
      notes.add(
          "all %d numbers can move a little and any positive multiple will do: the rewards that make this policy optimal fill a cone of %d dimensions, any constant among its directions"
              .formatted(values.length, values.length));
    } else {
      notes.add(
          "in %d of %d states another action is as good: any positive multiple will do, and any constant"
              .formatted(tied, constrained.length));
    }
    double sum = Arrays.stream(constrained).sum();
    double size = Arrays.stream(values).map(Math::abs).sum();
    double[] own = values.clone();
    TransitionReward reward =
        TransitionReward.of(
            "Ng–Russell reward",
            (s, a, next) -> own[s] + (mdp.isTerminal(next) ? mdp.discount() * own[next] : 0));
    return new NgRussellReward(
        mdp.stateNames(), values, margins, penalty, sum - penalty * size, notes, reward);
  }

  /** How many states have a reward. */
  public int nonzeros() {
    return (int) Arrays.stream(values).filter(r -> Math.abs(r) > ZERO).count();
  }

  /** One row a state. */
  public ResultTable table() {
    List<String> margin = new ArrayList<>();
    for (double m : margins) {
      margin.add(
          Double.isFinite(m) ? String.format(java.util.Locale.ROOT, "%.4g", m) : "none asked");
    }
    return ResultTable.titled("Ng–Russell reward, λ = " + penalty)
        .column("state", names)
        .column("R", values)
        .column("margin of its action", margin)
        .withNote(String.join("; ", notes) + ".");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
