package org.mesascope.align;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mesascope.infer.Identifiability;
import org.mesascope.infer.InferredObjective;
import org.mesascope.task.LinearReward;
import org.mesascope.task.TransitionReward;

/** What an inferred objective's distances say in words, or why they say nothing. */
final class Verdict {

  /** How a verdict begins that is withheld. */
  static final String NONE = "No verdict";

  private Verdict() {}

  static String of(
      EpicDistance epic,
      NormalisedRegret regret,
      InferredObjective found,
      AlignmentReport.Row row,
      TransitionReward base) {
    Identifiability identifiability = found.identifiability();
    if (identifiability.identified()) {
      return says(found, row, Plausible.of(epic, regret, found, row.reward(), base));
    }
    if (identifiability.eigenvalues().length == 0) {
      return NONE + ": " + identifiability.summary() + ".";
    }
    String open = open(identifiability);
    if (!(row.reward() instanceof LinearReward linear)
        || row.distances().get(0).value().isEmpty()) {
      return NONE + ": not identifiable. The data leave open: " + open + ". " + remedy();
    }
    Ambiguity ambiguity = Ambiguity.of(epic, linear, identifiability, base);
    if (!ambiguity.matters()) {
      return says(found, row, Plausible.of(epic, regret, found, row.reward(), base))
          + " What the data leave open ("
          + open
          + ") changes no distance.";
    }
    double[] regrets = Ambiguity.regrets(regret, linear, identifiability, base);
    return (NONE
            + ": not identifiable. The data leave open: %s. Objectives that fit them equally well lie from %s to %s away by EPIC%s. %s")
        .formatted(
            open,
            AlignmentReport.number(ambiguity.least()),
            AlignmentReport.number(ambiguity.most()),
            regrets == null
                ? ""
                : ", and pursuing one costs from %s to %s of what is at stake"
                    .formatted(
                        AlignmentReport.number(regrets[0]), AlignmentReport.number(regrets[1])),
            remedy());
  }

  private static String says(
      InferredObjective found, AlignmentReport.Row row, @Nullable Plausible plausible) {
    String label = found.label();
    StringBuilder text =
        new StringBuilder(label.substring(0, 1).toUpperCase(Locale.ROOT))
            .append(label.substring(1))
            .append(" (evidence: ")
            .append(found.evidence().name().toLowerCase(Locale.ROOT))
            .append(found.n() == 0 ? ", exact input): " : ", " + found.n() + " choices): ");
    row.distances().stream()
        .filter(distance -> distance.value().isPresent())
        .limit(1)
        .forEach(
            distance ->
                text.append(AlignmentReport.number(distance.value().getAsDouble()))
                    .append(" from the base objective by EPIC")
                    .append(range(plausible == null ? null : plausible.epic()))
                    .append("; "));
    if (row.regret() instanceof Regret.Known known) {
      String least = AlignmentReport.number(known.min());
      String most = AlignmentReport.number(known.max());
      text.append("pursuing it here costs ")
          .append(least.equals(most) ? most : least + " to " + most)
          .append(" of what is at stake")
          .append(range(plausible == null ? null : plausible.regret()))
          .append('.');
    } else {
      text.append("its regret is undefined.");
    }
    return text.append(
            plausible == null
                ? " The numbers are those of the point estimate; "
                : " In brackets, where 95 % of the objectives lie that these traces allow; ")
        .append(found.verdict())
        .append('.')
        .toString();
  }

  private static String range(double @Nullable [] ends) {
    return ends == null
        ? ""
        : " [%s, %s]".formatted(AlignmentReport.number(ends[0]), AlignmentReport.number(ends[1]));
  }

  private static String open(Identifiability identifiability) {
    List<String> notes = identifiability.notes();
    int missing = identifiability.parameters().size() - identifiability.rank();
    return notes.isEmpty()
        ? missing + " of " + identifiability.parameters().size() + " directions of its parameters"
        : String.join("; ", notes);
  }

  private static String remedy() {
    return "Traces from an environment in which these come apart would settle it.";
  }
}
