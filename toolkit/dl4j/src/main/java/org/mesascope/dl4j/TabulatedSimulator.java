package org.mesascope.dl4j;

import java.util.List;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Categorical;
import org.mesascope.world.World;

/** A world with tables, of which only draws are seen. */
record TabulatedSimulator(World world) implements Simulator<Integer> {

  @Override
  public String name() {
    return world.name();
  }

  @Override
  public List<String> actionNames() {
    return world.mdp().actionNames();
  }

  @Override
  public double discount() {
    return world.mdp().discount();
  }

  @Override
  public int horizon() {
    return world.horizon();
  }

  @Override
  public int observationSize() {
    return world.observationSize();
  }

  @Override
  public double[] observe(Integer state) {
    return world.observe(state);
  }

  @Override
  public Integer start(RandomGenerator random) {
    double[] start = world.mdp().start();
    return Categorical.draw(start, 0, start.length, random);
  }

  @Override
  public Integer next(Integer state, int action, RandomGenerator random) {
    int row = state * world.mdp().actions() + action;
    int[] rowStart = world.mdp().rowStart();
    return world.mdp()
        .next()[
        Categorical.draw(world.mdp().probability(), rowStart[row], rowStart[row + 1], random)];
  }

  @Override
  public boolean terminal(Integer state) {
    return world.mdp().isTerminal(state);
  }

  @Override
  public double reward(Integer state, int action, Integer next) {
    return world.baseObjective().at(state, action, next);
  }

  @Override
  public String write(Integer state) {
    return world.mdp().stateNames().get(state);
  }

  @Override
  public Integer read(String name) {
    return world.mdp().state(name);
  }
}
