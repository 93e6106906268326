package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Categorical;
import org.mesascope.stats.Seed;
import org.mesascope.task.FeatureUtility;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** A fitted conditional logit: estimates, tests and predictions. */
public final class LogitFit implements Displayable {

  private final ConditionalLogitOptions options;
  private final ChoiceDesign design;
  private final TraceLog log;
  private final InferredObjective objective;
  private final double equalShares;
  private final double constantsOnly;
  private final int hits;

  private LogitFit(
      ConditionalLogitOptions options,
      ChoiceDesign design,
      TraceLog log,
      InferredObjective objective,
      double equalShares,
      double constantsOnly,
      int hits) {
    this.options = options;
    this.design = design;
    this.log = log;
    this.objective = objective;
    this.equalShares = equalShares;
    this.constantsOnly = constantsOnly;
    this.hits = hits;
  }

  static LogitFit of(
      ConditionalLogitOptions options, ChoiceDesign design, TraceLog log, ChoiceData data) {
    LogitLikelihood at = new LogitLikelihood(data);
    MaximumLikelihood best = ConditionalLogit.maximise(at, data, options);
    int size = data.features().size();
    Spread spread = Spread.of(options.errors(), best, at, size);
    Identifiability identifiability =
        Identifiability.of(
            data.features(), best.told(), best.untold(), words(data.features(), best));
    ChoiceRivals rivals = new ChoiceRivals(log, design.weights());
    InferredObjective found =
        new InferredObjective(
            new FeatureUtility("behavioural objective", data.features(), best.point()),
            estimates(best, spread, identifiability, options, data.units()),
            spread.covariance(),
            best.logLikelihood(),
            data.size(),
            rivals.all(),
            Evidence.BEHAVIOUR,
            identifiability);
    return new LogitFit(
        options, design, log, found, data.blind(), rivals.shares().logLikelihood(), at.hits());
  }

  /** What the choices are best described as pursuing. */
  public InferredObjective objective() {
    return objective;
  }

  /** log L at the estimate, in nats. */
  public double logLikelihood() {
    return objective.logLikelihood();
  }

  /** The standard error of a weight; +∞ where the data do not tell it. */
  public double standardError(String parameter) {
    int k = design.columns().indexOf(objective.parameter(parameter).name());
    int size = objective.parameters().size();
    return objective.identifiability().identified(k)
        ? Math.sqrt(objective.covariance()[k * size + k])
        : Double.POSITIVE_INFINITY;
  }

  /** 1 − log L / log L₀, with L₀ that of constants only (McFadden 1974). */
  public double mcFaddenR2() {
    return 1 - logLikelihood() / constantsOnly;
  }

  /**
   * Against constants only: the market shares, where all menus are alike. Nested, and so a test,
   * where the model has constants itself.
   *
   * @throws IllegalStateException if the choices are weighted
   */
  public LikelihoodRatio againstConstants() {
    requireUnweighted();
    int alternatives = new ChoiceRivals(log, Map.of()).alternatives().size();
    int df = Math.max(0, objective.identifiability().rank() - (alternatives - 1));
    return LikelihoodRatio.of("constants only", logLikelihood(), constantsOnly, df);
  }

  /**
   * Against choosing blindly.
   *
   * @throws IllegalStateException if the choices are weighted
   */
  public LikelihoodRatio againstEqualShares() {
    requireUnweighted();
    return LikelihoodRatio.of(
        "equal shares", logLikelihood(), equalShares, objective.identifiability().rank());
  }

  /** The share of choices whose alternative was the likeliest of its menu. */
  public double accuracy() {
    return (double) hits / objective.n();
  }

  /**
   * Tests whether the weights stay as they are without an alternative.
   *
   * @throws IllegalArgumentException if it is in no menu, or is the base of the constants
   * @throws IllegalStateException if the choices are weighted
   */
  public IiaTest iiaTest(String dropped) {
    requireUnweighted();
    if (!new ChoiceRivals(log, Map.of()).alternatives().contains(dropped)) {
      throw new IllegalArgumentException("alternative \"" + dropped + "\" is in no menu");
    }
    if (dropped.equals(options.base())) {
      throw new IllegalArgumentException(
          "\""
              + dropped
              + "\" is the base of the constants: fit with another base, or drop another alternative");
    }
    ChoiceData rest = design.read(log, dropped);
    if (rest.size() == 0) {
      return new IiaTest(
          dropped, 0, List.of(), new IiaTest.Undefined("every choice was of this alternative"));
    }
    int size = design.columns().size();
    MaximumLikelihood less = ConditionalLogit.maximise(rest, options);
    MaximumLikelihood full = ConditionalLogit.maximise(design.read(log, null), options);
    double[] wide = Spread.byInformation(less, size).covariance();
    double[] narrow = Spread.byInformation(full, size).covariance();
    List<Integer> common = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      if (told(less, k) && told(full, k)) {
        common.add(k);
      }
    }
    double[] difference = new double[common.size()];
    double[][] variance = new double[common.size()][common.size()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < difference.length; i++) {
      int k = common.get(i);
      names.add(design.columns().get(k));
      difference[i] = less.point()[k] - full.point()[k];
      for (int j = 0; j < difference.length; j++) {
        int l = common.get(j);
        variance[i][j] = wide[k * size + l] - narrow[k * size + l];
      }
    }
    return IiaTest.of(dropped, rest.size(), names, difference, variance);
  }

  /** P(alternative) for a menu, in its order. */
  public double[] predict(Menu menu) {
    double[] rows = design.rows(menu);
    double[] utility = new double[menu.alternatives().size()];
    int width = design.columns().size();
    for (int j = 0; j < utility.length; j++) {
      for (int k = 0; k < width; k++) {
        utility[j] += rows[j * width + k] * objective.parameters().get(k).value();
      }
    }
    double total = StationaryPlan.logSum(utility, 0, utility.length);
    for (int j = 0; j < utility.length; j++) {
      utility[j] = Math.exp(utility[j] - total);
    }
    return utility;
  }

  /** What one choice from each of these menus would tell, at the fitted weights. */
  public Experiment experiment(String name, Menu... menus) {
    ChoiceData.Builder builder = new ChoiceData.Builder(design.columns());
    for (Menu menu : menus) {
      builder.add(menu.alternatives().size(), design.rows(menu), 0, 0);
    }
    if (menus.length == 0) {
      throw new IllegalArgumentException("experiment \"" + name + "\" expects at least one menu");
    }
    LogitLikelihood at = new LogitLikelihood(builder.build(1));
    double[] weights = weights();
    at.value(weights, new double[weights.length]);
    return new Experiment(name, at.information());
  }

  /**
   * How many traces would tell a weight how well: traces are drawn from this log with replacement
   * and the choices in them anew from the fit.
   *
   * @throws IllegalStateException if the choices are weighted
   */
  public Recovery recovery(String parameter, Seed seed) {
    requireUnweighted();
    return Recovery.of(
        parameter,
        objective.parameter(parameter).value(),
        (traces, own) -> ConditionalLogit.of(options).infer(simulated(traces, own)),
        seed);
  }

  private TraceLog simulated(int traces, Seed seed) {
    List<Trace> drawn = new ArrayList<>();
    for (int i = 0; i < traces; i++) {
      RandomGenerator random = seed.split(i).random();
      List<Step> steps = new ArrayList<>();
      for (Step step : log.traces().get(random.nextInt(log.traces().size())).steps()) {
        Menu menu = step.menu();
        if (menu != null) {
          int taken = Categorical.draw(predict(menu), 0, menu.alternatives().size(), random);
          steps.add(new Step(step.situation(), menu, menu.alternatives().get(taken), null));
        }
      }
      drawn.add(new Trace("t" + i, steps, Map.of()));
    }
    return TraceLog.of(drawn);
  }

  private double[] weights() {
    return objective.parameters().stream().mapToDouble(Estimate::value).toArray();
  }

  /** How well this fit predicts other choices. */
  public OutOfSample score(TraceLog others) {
    ChoiceData data = design.read(others, null);
    if (data.size() == 0) {
      throw new IllegalArgumentException("a score expects at least one choice, got none");
    }
    LogitLikelihood at = new LogitLikelihood(data);
    double[] weights = weights();
    double value = at.value(weights, new double[weights.length]);
    return new OutOfSample(data.size(), value, data.blind(), (double) at.hits() / data.size());
  }

  /**
   * Prediction of choices that were not fitted to.
   *
   * @param n how many
   * @param logLikelihood in nats
   * @param equalShares the log-likelihood of choosing blindly
   * @param accuracy share of choices whose alternative was the likeliest
   */
  public record OutOfSample(int n, double logLikelihood, double equalShares, double accuracy) {}

  /** Fit and tests, one a row. */
  public ResultTable fitTable() {
    ResultTable fit =
        ResultTable.titled("Fit")
            .columns("measure", "value", "df", "p")
            .row("log-likelihood", logLikelihood(), null, null)
            .row("log-likelihood, constants only", constantsOnly, null, null)
            .row("log-likelihood, equal shares", equalShares, null, null)
            .row("McFadden R²", mcFaddenR2(), null, null);
    if (!design.weights().isEmpty()) {
      return fit.row("accuracy in the sample", accuracy(), null, null)
          .withNote(
              "Weighted by population shares: log-likelihoods are pseudo-likelihoods, and there is"
                  + " no likelihood ratio test.");
    }
    LikelihoodRatio constants = againstConstants();
    LikelihoodRatio blind = againstEqualShares();
    return fit.row(
            "LR against constants only", constants.statistic(), constants.df(), constants.p())
        .row("LR against equal shares", blind.statistic(), blind.df(), blind.p())
        .row("accuracy", accuracy(), null, null);
  }

  @Override
  public MimeBundle toMimeBundle() {
    MimeBundle found = objective.toMimeBundle();
    ResultTable fit = fitTable();
    return MimeBundle.text(found.text() + "\n" + fit.toText())
        .withHtml(found.data().get(MimeBundle.HTML) + fit.toHtml())
        .with(MimeBundle.LATEX, found.data().get(MimeBundle.LATEX) + "\n" + fit.toLatex());
  }

  private void requireUnweighted() {
    if (!design.weights().isEmpty()) {
      throw new IllegalStateException(
          "a test by likelihoods expects choices that count once each: weighted by population"
              + " shares they have a pseudo-likelihood; use the intervals");
    }
  }

  private boolean told(MaximumLikelihood fit, int k) {
    return Identifiability.of(design.columns(), fit.told(), fit.untold(), List.of()).identified(k);
  }

  private static List<String> words(List<String> names, MaximumLikelihood best) {
    List<String> notes = new ArrayList<>();
    NullSpace space = new NullSpace(names, best.told());
    boolean[] silent = space.takeSilent();
    for (int k = 0; k < silent.length; k++) {
      if (silent[k]) {
        notes.add(names.get(k) + " does not vary within any menu");
      }
    }
    notes.addAll(space.together());
    notes.addAll(NullSpace.followed(names, best.separated()));
    return notes;
  }

  private static List<Estimate> estimates(
      MaximumLikelihood best,
      Spread spread,
      Identifiability identifiability,
      ConditionalLogitOptions options,
      int units) {
    List<Estimate> estimates = new ArrayList<>();
    int size = best.point().length;
    for (int k = 0; k < size; k++) {
      double error = Math.sqrt(spread.covariance()[k * size + k]);
      estimates.add(
          new Estimate(
              identifiability.parameters().get(k),
              best.point()[k],
              Wald.interval(best.point()[k], error, identifiability.identified(k), options.level()),
              units,
              "conditional logit" + best.penaltyInWords() + spread.method(),
              ""));
    }
    return estimates;
  }
}
