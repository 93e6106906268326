package org.mesascope.train;

import java.util.Arrays;
import java.util.Objects;
import org.mesascope.world.Policy;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * A policy in the course of its training.
 *
 * @param step after how many steps
 * @param objective its expected return on what it is trained for
 * @param family which family it is of
 * @param parameters its place in the family; finite; not copied
 */
public record Checkpoint(int step, double objective, PolicyFamily family, double[] parameters)
    implements Policy {

  @Override
  public TabularPolicy in(World world) {
    PolicyFamily.Logits logits = family.in(world);
    if (logits.parameters() != parameters.length) {
      throw new IllegalArgumentException(
          "a %s policy in world \"%s\" (%d states, %d actions, %d numbers observed) expects %d parameters, but this one has %d: it was trained where an agent sees or does something else"
              .formatted(
                  family.name(),
                  world.name(),
                  world.mdp().states(),
                  world.mdp().actions(),
                  world.observationSize(),
                  logits.parameters(),
                  parameters.length));
    }
    int actions = world.mdp().actions();
    double[] table = new double[world.mdp().states() * actions];
    logits.forward(parameters, table);
    Softmax.rows(table, actions, table);
    return new TabularPolicy(actions, table);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that
        && step == that.step
        && Double.compare(objective, that.objective) == 0
        && family.name().equals(that.family.name())
        && Arrays.equals(parameters, that.parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(step, objective, family.name(), Arrays.hashCode(parameters));
  }

  @Override
  public String toString() {
    return "%s policy after %d steps, objective %s".formatted(family.name(), step, objective);
  }
}
