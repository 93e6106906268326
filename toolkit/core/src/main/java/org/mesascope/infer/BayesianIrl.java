package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.mesascope.stats.Seed;
import org.mesascope.trace.TraceLog;

/**
 * Bayesian inverse reinforcement learning (Ramachandran and Amir 2007): all rewards that explain
 * the traces, each by its probability, under a Gaussian prior of the same deviation for every
 * parameter, or a finite list of candidates.
 *
 * <p>Choices are soft-optimal or by exp(αQ*); see {@link RewardLikelihood}. The continuous
 * posterior is drawn from by generalized elliptical slice sampling, around Laplace's approximation
 * for soft-optimal choices and around what pilot chains saw for exp(αQ*), whose likelihood has
 * kinks. Chains start wide; R-hat and effective sample sizes stand with every result ({@link
 * org.mesascope.stats.ChainDiagnostics}).
 *
 * <p>Known limits: those of {@link MaxCausalEntropyIrl}. What the data do not tell, the prior
 * decides: such a direction has a posterior and is no finding. A reward by state is told up to a
 * constant at best, and the prior then pulls its mean to 0.
 *
 * <pre>{@code
 * var model = MaxCausalEntropyIrl.in(world).withFeatures(goal, pit);
 * var posterior = BayesianIrl.of(model, 3, seed).posterior(traces);
 * posterior.diagnostics().rHat();
 * }</pre>
 *
 * <p>Cost: about four plans a draw; draws are {@code chains · (warmup + draws)}.
 */
public final class BayesianIrl implements ObjectiveInference {

  private static final int PILOTS = 3;
  private static final int PILOT_DRAWS = 150;

  private final MaxCausalEntropyIrl model;
  private final double deviation;
  private final RewardLikelihood choice;
  private final BayesianIrlOptions options;
  private final Seed seed;

  private BayesianIrl(
      MaxCausalEntropyIrl model,
      double deviation,
      RewardLikelihood choice,
      BayesianIrlOptions options,
      Seed seed) {
    this.model = model;
    this.deviation = deviation;
    this.choice = choice;
    this.options = options;
    this.seed = seed;
  }

  /**
   * For soft-optimal choices.
   *
   * @param model names the environments, the form of the reward and whether traces have gaps; its
   *     penalty is not used
   * @param deviation of the Gaussian prior of every parameter, above 0, in units of β·R
   * @param seed the sampler's
   */
  public static BayesianIrl of(MaxCausalEntropyIrl model, double deviation, Seed seed) {
    if (!(deviation > 0) || !Double.isFinite(deviation)) {
      throw new IllegalArgumentException(
          "a prior expects a standard deviation above 0, got " + deviation);
    }
    return new BayesianIrl(
        model, deviation, new RewardLikelihood.SoftOptimal(), BayesianIrlOptions.defaults(), seed);
  }

  /**
   * For choices of another kind; those by exp(αQ*) need infinite horizons.
   *
   * @throws IllegalArgumentException if an environment has a finite horizon
   */
  public BayesianIrl with(RewardLikelihood other) {
    if (other instanceof RewardLikelihood.Boltzmann
        && model.settings().stream().anyMatch(setting -> setting.horizon() > 0)) {
      throw new IllegalArgumentException(
          "choices by exp(αQ*) expect environments with an infinite horizon and a discount below 1");
    }
    return new BayesianIrl(model, deviation, other, options, seed);
  }

  public BayesianIrl with(BayesianIrlOptions other) {
    return new BayesianIrl(model, deviation, choice, other, seed);
  }

  /**
   * The posterior's mean and credible intervals.
   *
   * @throws ArithmeticException if the chains do not agree well enough to be read; {@link
   *     #posterior} gives them all the same
   */
  @Override
  public InferredObjective infer(TraceLog traces) {
    RewardPosterior posterior = posterior(traces);
    if (!posterior.diagnostics().passes()) {
      throw new ArithmeticException(posterior.verdict());
    }
    return posterior.objective();
  }

  /** Draws from the posterior, with what is needed to judge them. */
  public RewardPosterior posterior(TraceLog traces) {
    Demonstrations seen = Demonstrations.read(traces, model.settings(), model.options().gaps());
    Supplier<RewardModel> models = () -> model(seen);
    RewardModel first = models.get();
    double[][][] chains = sample(models, first);
    return RewardPosterior.of(model, seen, first, chains, deviation, options.level());
  }

  /**
   * The exact posterior over a finite list.
   *
   * @param candidates parameters of each, K numbers in the order of the model's
   * @param prior a probability each, with sum 1
   */
  public CandidatePosterior over(double[][] candidates, double[] prior, TraceLog traces) {
    Demonstrations seen = Demonstrations.read(traces, model.settings(), model.options().gaps());
    RewardModel likelihood = model(seen);
    return CandidatePosterior.of(model, seen, likelihood, candidates, prior, options.level());
  }

  /** The exact posterior over a finite list of which all are as likely before. */
  public CandidatePosterior over(double[][] candidates, TraceLog traces) {
    double[] prior = new double[candidates.length];
    Arrays.fill(prior, 1.0 / candidates.length);
    return over(candidates, prior, traces);
  }

  /**
   * How many traces would tell a parameter how well: agents that follow a fit are simulated in each
   * environment in turn, and each log is inferred from anew. A posterior a repetition: ask {@link
   * Recovery#withRepetitions} for few.
   *
   * @param steps of a trace
   * @throws IllegalArgumentException if choices are by exp(αQ*), which is not simulated
   */
  public Recovery recovery(InferredObjective fit, String parameter, int steps, Seed own) {
    if (choice instanceof RewardLikelihood.Boltzmann) {
      throw new IllegalArgumentException(
          "a recovery simulates soft-optimal agents; this posterior is of choices by exp(αQ*)");
    }
    return model.recovery(fit, parameter, steps, this, own);
  }

  private RewardModel model(Demonstrations seen) {
    List<IrlTerm> terms = new ArrayList<>();
    List<RewardModel.Hard.Part> parts = new ArrayList<>();
    for (int i = 0; i < model.settings().size(); i++) {
      IrlSetting setting = model.settings().get(i);
      RewardBasis basis = RewardBasis.of(model.form(), setting.mdp(), setting.features());
      double[] counts = seen.counts(i, setting);
      if (choice instanceof RewardLikelihood.Boltzmann) {
        parts.add(new RewardModel.Hard.Part(setting.mdp(), basis, counts));
      } else {
        terms.add(IrlTerm.ofCounts(setting.mdp(), basis, setting.horizon(), counts));
      }
    }
    return choice instanceof RewardLikelihood.Boltzmann boltzmann
        ? new RewardModel.Hard(boltzmann.alpha(), List.copyOf(parts))
        : new RewardModel.Soft(new IrlLikelihood(terms));
  }

  private double[][][] sample(Supplier<RewardModel> models, RewardModel first) {
    double[] precision = NewtonAscent.isotropic(1 / (deviation * deviation), first.size());
    if (first instanceof RewardModel.Soft soft) {
      NewtonAscent.Result mode =
          new NewtonAscent(
                  soft.likelihood(),
                  precision,
                  Math.max(1e-6, model.options().tolerance()),
                  model.options().iterations())
              .from(new double[first.size()]);
      double[] curvature = first.information(mode.point());
      for (int i = 0; i < curvature.length; i++) {
        curvature[i] += precision[i];
      }
      double[] covariance = Information.of(curvature, first.size()).inverse();
      return chains(
          "posterior", models, mode.point(), covariance, options.warmup(), options.draws());
    }
    double[] centre = new double[first.size()];
    double[] covariance = NewtonAscent.isotropic(deviation * deviation, first.size());
    for (int i = 0; i < PILOTS; i++) {
      double[][][] pilot =
          chains("pilot/" + i, models, centre, covariance, PILOT_DRAWS, PILOT_DRAWS);
      centre = RewardPosterior.mean(pilot);
      covariance = RewardPosterior.covariance(pilot, centre);
      for (int k = 0; k < centre.length; k++) {
        covariance[k * centre.length + k] *= 1.01;
      }
    }
    return chains("posterior", models, centre, covariance, options.warmup(), options.draws());
  }

  private double[][][] chains(
      String name,
      Supplier<RewardModel> models,
      double[] centre,
      double[] covariance,
      int warmup,
      int draws) {
    List<Callable<double[][]>> jobs = new ArrayList<>();
    for (int c = 0; c < options.chains(); c++) {
      Seed own = seed.split(name).split(c);
      jobs.add(
          () -> {
            RewardModel likelihood = models.get();
            return new SliceSampler(
                    theta ->
                        likelihood.logLikelihood(theta)
                            - .5 * Information.dot(theta, theta) / (deviation * deviation),
                    centre,
                    covariance)
                .chain(warmup, draws, own.random());
          });
    }
    return Jobs.run("sampling", jobs).toArray(new double[0][][]);
  }
}
