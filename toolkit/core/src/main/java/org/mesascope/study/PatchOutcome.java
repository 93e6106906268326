package org.mesascope.study;

import org.mesascope.report.Estimate;

/**
 * What an intervention on the state did to the plan, over start cells where the plans for the old
 * and the new door share no move.
 *
 * <p>Redirected is a move that was toward the old door without the patch and is toward the new one
 * with it. What is judged are cells that see neither door: those next to one, diagonals included,
 * need no search, and some patches overwrite their own state.
 *
 * @param system whose state was changed
 * @param patch what was changed
 * @param role what it is for
 * @param before share of moves toward the old door without it, everywhere
 * @param redirected share of moves redirected, over cells that see neither door
 * @param everywhere the same over all cells
 */
public record PatchOutcome(
    String system,
    String patch,
    PatchRole role,
    Estimate before,
    Estimate redirected,
    Estimate everywhere) {

  /** The least share that evidence redirects. */
  public static final double REDIRECTS = .9;

  /** The greatest share that a control may redirect. */
  public static final double LEAVES = .2;

  /** System and patch in one. */
  public String name() {
    return system + ": " + patch;
  }

  /** Whether it came out as its role demands. */
  public boolean asItMust() {
    return switch (role) {
      case EVIDENCE -> redirected.value() >= REDIRECTS;
      case CONTROL -> redirected.value() <= LEAVES;
      case SHOWN -> true;
    };
  }
}
