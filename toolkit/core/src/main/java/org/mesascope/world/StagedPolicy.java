package org.mesascope.world;

import java.util.Collections;
import java.util.List;
import org.mesascope.stats.Seed;
import org.mesascope.trace.TraceLog;

/**
 * π_t(a | s): a table for each step of a finite horizon.
 *
 * @param stages the table of each step, at least one, all of one shape
 */
public record StagedPolicy(List<TabularPolicy> stages) {

  /** Fails where the tables are none or of several shapes. */
  public StagedPolicy {
    stages = List.copyOf(stages);
    requireSteps(stages.size());
    TabularPolicy first = stages.get(0);
    for (TabularPolicy stage : stages) {
      if (stage.actions() != first.actions() || stage.states() != first.states()) {
        throw new IllegalArgumentException(
            "the stages of a policy expect %d states by %d actions, got %d by %d"
                .formatted(first.states(), first.actions(), stage.states(), stage.actions()));
      }
    }
  }

  /** The policy that acts by one table for so many steps. */
  public static StagedPolicy constant(TabularPolicy policy, int steps) {
    requireSteps(steps);
    return new StagedPolicy(Collections.nCopies(steps, policy));
  }

  public int steps() {
    return stages.size();
  }

  /** The table of step t, t from 0. */
  public TabularPolicy at(int t) {
    return stages.get(t);
  }

  /**
   * Lets this policy act and records it.
   *
   * @param world where; its horizon must not exceed the steps of this policy
   * @param episodes how many, at least 1
   * @param seed episode i depends on {@code seed.split(i)} alone
   */
  public TraceLog rollOut(World world, int episodes, Seed seed) {
    return Rollout.of(world, this, episodes, seed);
  }

  static void requireSteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a finite horizon expects at least 1 step, got " + steps);
    }
  }
}
