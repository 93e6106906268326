package org.mesascope.infer;

import org.mesascope.report.Estimate;

/**
 * A rule made by hand, fitted to the updates of a trace: what it would have done with the gradients
 * that the optimizer saw.
 *
 * @param name of the rule
 * @param setting what the fit chose, in words
 * @param rate the rate fitted with it; 0 where the rule explains nothing
 * @param heldOut R², the share of the updates that it explains on problems it was not fitted to:
 *     the mean over problems and steps of 1 − ‖u − û‖² / ‖u‖², so that every step counts alike; 0
 *     for no movement at all, below 0 for worse than that
 */
public record RuleFit(String name, String setting, double rate, Estimate heldOut) {

  /** The name with what the fit chose. */
  public String described() {
    return setting.isEmpty() ? name : name + " (" + setting + ")";
  }
}
