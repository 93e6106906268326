package org.mesascope.gap;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.mesascope.task.FeatureUtility;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;

/** What alternatives are worth by a utility. */
final class MenuValues {

  private MenuValues() {}

  /** The menu of a step. */
  static Menu menu(Step step) {
    Menu menu = step.menu();
    if (menu == null) {
      throw new IllegalArgumentException(
          "a report on choices expects a menu at every step, got none in situation \"%s\""
              .formatted(step.situation()));
    }
    return menu;
  }

  /** Each alternative's utility. */
  static double[] of(Menu menu, FeatureUtility utility) {
    double[] all = new double[menu.alternatives().size()];
    for (int k = 0; k < utility.features().size(); k++) {
      int column = menu.features().indexOf(utility.features().get(k));
      if (column < 0) {
        throw new IllegalArgumentException(
            "utility \"%s\" expects menus with the feature \"%s\", got %s"
                .formatted(utility.name(), utility.features().get(k), menu.features()));
      }
      for (int j = 0; j < all.length; j++) {
        all[j] += utility.weights()[k] * menu.value(j, column);
      }
    }
    return all;
  }

  /** The first alternative of the greatest utility. */
  static int best(Menu menu, FeatureUtility utility) {
    double[] all = of(menu, utility);
    int best = 0;
    for (int j = 1; j < all.length; j++) {
      best = all[j] > all[best] ? j : best;
    }
    return best;
  }

  /** Whether a step takes an alternative of the greatest utility. */
  static boolean takesBest(Step step, FeatureUtility utility) {
    double[] all = of(menu(step), utility);
    double most = Arrays.stream(all).max().orElseThrow();
    return all[menu(step).indexOf(step.choice())] == most;
  }

  /** What an alternative loses, of what the menu puts at stake: 0 the best, 1 the worst. */
  static double lost(Menu menu, FeatureUtility utility, int alternative) {
    double[] all = of(menu, utility);
    double most = Arrays.stream(all).max().orElseThrow();
    double least = Arrays.stream(all).min().orElseThrow();
    return most == least ? 0 : (most - all[alternative]) / (most - least);
  }

  /** Draws an alternative by its logit: Gumbel's maximum. */
  static int draw(double[] logits, RandomGenerator random) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < logits.length; j++) {
      double value = logits[j] - Math.log(random.nextExponential());
      if (value > most) {
        most = value;
        best = j;
      }
    }
    return best;
  }
}
