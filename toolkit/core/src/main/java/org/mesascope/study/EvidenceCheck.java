package org.mesascope.study;

import java.util.Locale;
import org.mesascope.infer.Evidence;
import org.mesascope.report.Estimate;

/**
 * One condition of a level of evidence.
 *
 * @param level that needs it
 * @param control whether it is a control, which must not show the effect
 * @param what was measured
 * @param needed in words
 * @param got an estimate, or an answer in words
 * @param passed whether it came out as it must
 */
public record EvidenceCheck(
    Evidence level, boolean control, String what, String needed, Object got, boolean passed) {

  static EvidenceCheck least(Evidence level, Estimate got, String what, double least) {
    return new EvidenceCheck(
        level, false, what, String.format(Locale.ROOT, "≥ %.2f", least), got, got.value() >= least);
  }

  static EvidenceCheck controlled(Evidence level, Estimate got, String what, double most) {
    return new EvidenceCheck(
        level, true, what, String.format(Locale.ROOT, "≤ %.2f", most), got, got.value() <= most);
  }

  static EvidenceCheck yes(Evidence level, String what, boolean got) {
    return new EvidenceCheck(level, false, what, "yes", got ? "yes" : "no", got);
  }

  static EvidenceCheck of(PatchOutcome patch) {
    return patch.role() == PatchRole.CONTROL
        ? controlled(Evidence.CAUSAL, patch.redirected(), patch.name(), PatchOutcome.LEAVES)
        : least(Evidence.CAUSAL, patch.redirected(), patch.name(), PatchOutcome.REDIRECTS);
  }
}
