package org.mesascope.trace;

import org.jspecify.annotations.Nullable;

/**
 * One decision.
 *
 * @param situation what the system was in: a state's name, a prompt's id, a case's number
 * @param menu the alternatives that were open, or null where the world alone knows them
 * @param choice the alternative or action taken; in the menu, where there is one
 * @param outcome what came of it: the next state's name, a score, or null where it was not seen
 */
public record Step(String situation, @Nullable Menu menu, String choice, @Nullable String outcome) {

  /** Fails where the choice is not in the menu. */
  public Step {
    if (menu != null) {
      menu.indexOf(choice);
    }
  }
}
