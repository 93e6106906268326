package org.mesascope.world;

import java.util.Arrays;
import java.util.function.IntFunction;

/** A walk through a world without chance, as text that reads like a rulebook. */
final class Transcript {

  private Transcript() {}

  static String of(World world, IntFunction<String> draw, String... actions) {
    FiniteMdp mdp = world.mdp();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: discount %s, at most %d steps\n"
            .formatted(world.name(), mdp.discount(), world.horizon()));
    int s = 0;
    while (mdp.start()[s] == 0) {
      s++;
    }
    for (int t = 0; t <= actions.length; t++) {
      text.append(
          "%d  %s   sees %s   "
              .formatted(t, draw.apply(s).replace("\n", "  "), Arrays.toString(world.observe(s))));
      if (t == actions.length) {
        return text.append(mdp.isTerminal(s) ? "the end\n" : "so far\n").toString();
      }
      int a = mdp.action(actions[t]);
      int next = mdp.next()[mdp.rowStart()[s * mdp.actions() + a]];
      double reward = world.baseObjective().at(s, a, next);
      text.append("%s: state %d, reward %s\n".formatted(actions[t], next, reward));
      s = next;
    }
    throw new AssertionError();
  }
}
