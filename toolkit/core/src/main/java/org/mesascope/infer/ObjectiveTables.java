package org.mesascope.infer;

import java.util.Locale;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;

/** What an inferred objective looks like, always with its evidence and what is not told. */
final class ObjectiveTables {

  private ObjectiveTables() {}

  static ResultTable parameters(InferredObjective found) {
    ResultTable table =
        ResultTable.titled(
                "%s (evidence: %s; %s)"
                    .formatted(
                        capitalized(found.label()),
                        found.evidence().name().toLowerCase(Locale.ROOT)
                            + (found.rivals().isEmpty() || found.beatsRivals()
                                ? ""
                                : ", no better than a rival"),
                        found.identifiability().inShort()))
            .columns("parameter", "estimate");
    for (int k = 0; k < found.parameters().size(); k++) {
      Estimate estimate = found.parameters().get(k);
      table =
          table.row(
              estimate.name(),
              found.identifiability().identified(k) ? estimate : "not identifiable");
    }
    return table
        .withNote(found.identifiability().summary())
        .withNote(
            found.n() > 0
                ? "%d choices; %s".formatted(found.n(), found.parameters().get(0).method())
                : found.parameters().get(0).method());
  }

  static ResultTable rivals(InferredObjective found) {
    ResultTable table =
        ResultTable.titled("Explanations of the same choices")
            .columns("explanation", "log-likelihood", "parameters", "AIC", "BIC");
    table = row(table, found.asRival(), found.n());
    for (Rival rival : found.rivals()) {
      table = row(table, rival, found.n());
    }
    return table.withNote(found.verdict());
  }

  static MimeBundle bundle(InferredObjective found) {
    ResultTable parameters = found.table();
    if (found.rivals().isEmpty()) {
      return parameters.toMimeBundle();
    }
    ResultTable rivals = found.rivalTable();
    return MimeBundle.text(parameters.toText() + "\n" + rivals.toText())
        .withHtml(parameters.toHtml() + rivals.toHtml())
        .with(MimeBundle.LATEX, parameters.toLatex() + "\n" + rivals.toLatex());
  }

  private static ResultTable row(ResultTable table, Rival rival, int n) {
    return table.row(
        rival.name(), rival.logLikelihood(), rival.parameters(), rival.aic(), rival.bic(n));
  }

  private static String capitalized(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
