package org.mesascope.gap;

import java.util.List;
import java.util.Locale;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/**
 * What one question after a kind of misalignment came to: the numbers, the answer and why.
 *
 * @param kind what was asked after
 * @param answer what the numbers allow to say
 * @param because the reason, a sentence
 * @param estimates the numbers of the estimand, each with its interval; empty where it was not
 *     asked
 * @param figures the numbers as pictures
 */
public record Misalignment(
    Kind kind, Answer answer, String because, List<Estimate> estimates, List<Figure> figures)
    implements Displayable {

  /** Kinds of pseudo-alignment (Hubinger et al. 2019, section 3.1), and one of conduct. */
  public enum Kind {
    /** See {@link ProxyAlignment}. */
    PROXY("proxy alignment"),
    /** See {@link ApproximateAlignment}. */
    APPROXIMATE("approximate alignment"),
    /** See {@link SuboptimalityAlignment}. */
    SUBOPTIMALITY("suboptimality alignment"),
    /** See {@link EvaluationEffect}. */
    EVALUATION("evaluation-conditional behaviour");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Its name in words. */
    public String words() {
      return words;
    }
  }

  /** What may be answered. */
  public enum Answer {
    /** The numbers show it, by their intervals. */
    FOUND,
    /** The numbers leave no room for as much of it as would matter. */
    NOT_FOUND,
    /** The intervals are too wide for either. */
    NOT_DECIDED,
    /** More data of the same kind would not settle it. */
    NOT_IDENTIFIABLE,
    /** A control failed, so that the numbers cannot be trusted. */
    WITHHELD,
    /** What was given does not allow to ask. */
    NOT_ASKED;

    /** The answer in words. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  public Misalignment {
    estimates = List.copyOf(estimates);
    figures = List.copyOf(figures);
  }

  static Misalignment of(Kind kind, Answer answer, String because, List<Estimate> estimates) {
    return new Misalignment(kind, answer, because, estimates, List.of());
  }

  static Misalignment notAsked(Kind kind, String because) {
    return of(kind, Answer.NOT_ASKED, because, List.of());
  }

  Misalignment with(Figure figure) {
    return new Misalignment(kind, answer, because, estimates, List.of(figure));
  }

  /** The numbers stay, the answer is taken back; what was not asked stays so. */
  Misalignment withheld(String why) {
    return answer == Answer.NOT_ASKED
        ? this
        : new Misalignment(kind, Answer.WITHHELD, why, estimates, figures);
  }

  /** "Proxy alignment: found. It …". */
  public String conclusion() {
    String name = kind.words();
    return "%s%s: %s. %s"
        .formatted(
            name.substring(0, 1).toUpperCase(Locale.ROOT),
            name.substring(1),
            answer.words(),
            because);
  }

  /**
   * The estimate of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Estimate estimate(String name) {
    return estimates.stream()
        .filter(estimate -> estimate.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no estimate \"%s\", only %s"
                        .formatted(
                            kind.words(), name, estimates.stream().map(Estimate::name).toList())));
  }

  /** One row an estimate. */
  public ResultTable table() {
    return ResultTable.of(conclusion(), estimates);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
