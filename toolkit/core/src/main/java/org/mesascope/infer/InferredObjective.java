package org.mesascope.infer;

import java.util.List;
import java.util.Map;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Interval;
import org.mesascope.task.Objective;

/**
 * A behavioural objective: what the traces are best described as pursuing.
 *
 * @param objective the point estimate; where the data cannot tell all of it, the one of least norm
 * @param parameters one estimate a parameter; where the data cannot tell a parameter, its interval
 *     is the whole line and its value that of the estimate of least norm
 * @param covariance of the parameters, K·K, row by row: valid for combinations that are told; empty
 *     where the input was exact or there are too many parameters; not copied
 * @param logLikelihood of the choices, in nats
 * @param n how many choices; 0 where the input was exact
 * @param rivals other explanations of the same choices; empty where the input was exact
 * @param evidence the level of evidence; inference from traces alone is {@link Evidence#BEHAVIOUR}
 * @param identifiability what the data can tell
 */
public record InferredObjective(
    Objective objective,
    List<Estimate> parameters,
    double[] covariance,
    double logLikelihood,
    int n,
    List<Rival> rivals,
    Evidence evidence,
    Identifiability identifiability)
    implements Displayable {

  public InferredObjective {
    parameters = List.copyOf(parameters);
    rivals = List.copyOf(rivals);
  }

  /** What this may be called at its level of evidence. */
  public String label() {
    return evidence == Evidence.CAUSAL ? "mesa-objective" : "behavioural objective";
  }

  /**
   * The estimate of a parameter.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Estimate parameter(String name) {
    return parameters.get(index(name));
  }

  /** Whether the data tell a parameter. */
  public boolean identified(String name) {
    return identifiability.identified(index(name));
  }

  /**
   * A linear combination of parameters, which may be told where its parts are not: a difference of
   * two rewards needs no constant.
   *
   * @param weights by name of the parameter; those not named weigh 0
   */
  public Estimate contrast(String name, Map<String, Double> weights) {
    double[] w = new double[parameters.size()];
    weights.forEach((parameter, weight) -> w[index(parameter)] = weight);
    double value = 0;
    for (int k = 0; k < w.length; k++) {
      value += w[k] * parameters.get(k).value();
    }
    Estimate first = parameters.get(0);
    Interval own = first.interval();
    Interval interval = null;
    if (own != null) {
      double variance = covariance.length > 0 ? Information.form(w, covariance) : 0;
      interval =
          Wald.interval(value, Math.sqrt(variance), identifiability.identified(w), own.level());
    }
    return new Estimate(name, value, interval, first.n(), first.method(), "");
  }

  /** This objective as a rival of others: its likelihood and the number of directions fitted. */
  public Rival asRival() {
    return new Rival(label(), logLikelihood, identifiability.rank());
  }

  /**
   * Whether every rival has a larger BIC, by more than rounding; false also where there is nothing
   * to compare with.
   */
  public boolean beatsRivals() {
    return !rivals.isEmpty() && rivals.stream().allMatch(rival -> asRival().beats(rival, n));
  }

  /** What the comparison says, "none of these" included. */
  public String verdict() {
    if (rivals.isEmpty()) {
      return "exact input: no rivals were compared";
    }
    List<String> better =
        rivals.stream()
            .filter(rival -> !asRival().beats(rival, n))
            .map(rival -> "\"" + rival.name() + "\"")
            .toList();
    return better.isEmpty()
        ? "the " + label() + " explains the choices better than every rival (BIC)"
        : "no objective of this form is needed: %s %s the choices as well or better (BIC)"
            .formatted(NullSpace.listed(better), better.size() == 1 ? "explains" : "explain");
  }

  /** One row a parameter; what is not identifiable has no number. */
  public ResultTable table() {
    return ObjectiveTables.parameters(this);
  }

  /** The parameters that the data tell. */
  public List<Estimate> told() {
    return parameters.stream().filter(one -> identified(one.name())).toList();
  }

  /**
   * {@link #told} as a forest plot.
   *
   * @throws IllegalStateException if they tell none
   */
  public Figure figure() {
    List<Estimate> told = told();
    if (told.isEmpty()) {
      throw new IllegalStateException(
          "no parameter is identifiable, so there is nothing to draw: show the table");
    }
    return Figure.forest("Weights of the " + label(), told);
  }

  /** This objective beside its rivals: log-likelihood, parameters, AIC and BIC. */
  public ResultTable rivalTable() {
    return ObjectiveTables.rivals(this);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return ObjectiveTables.bundle(this);
  }

  private int index(String name) {
    for (int k = 0; k < parameters.size(); k++) {
      if (parameters.get(k).name().equals(name)) {
        return k;
      }
    }
    throw new IllegalArgumentException(
        "there is no parameter \"%s\", only %s"
            .formatted(name, NullSpace.listed(identifiability.parameters())));
  }
}
