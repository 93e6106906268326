package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Interval;
import org.mesascope.task.Objective;

/** Fits a reward and gathers what may be said about it. */
final class IrlFit {

  /** Parameters up to which the information matrix is made and Newton's method is used. */
  private static final int ASSESSED = 400;

  /** One environment's part of the likelihood. */
  interface TermMaker {
    IrlTerm make(int environment, RewardBasis basis);
  }

  private final List<IrlSetting> settings;
  private final RewardBasis.Form form;
  private final IrlOptions options;
  private final @Nullable Demonstrations seen;

  IrlFit(
      List<IrlSetting> settings,
      RewardBasis.Form form,
      IrlOptions options,
      @Nullable Demonstrations seen) {
    this.settings = settings;
    this.form = form;
    this.options = options;
    this.seen = seen;
  }

  InferredObjective fit(TermMaker maker) {
    List<IrlTerm> terms = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      IrlSetting setting = settings.get(i);
      terms.add(maker.make(i, RewardBasis.of(form, setting.mdp(), setting.features())));
    }
    IrlLikelihood likelihood = new IrlLikelihood(terms);
    return likelihood.size() > ASSESSED ? large(likelihood) : assessed(likelihood);
  }

  private InferredObjective large(IrlLikelihood likelihood) {
    NewtonAscent.Result best =
        InexactNewton.maximise(
            likelihood, options.penalty(), options.tolerance(), options.iterations());
    List<String> names = likelihood.terms.get(0).basis.names;
    Identifiability none =
        Identifiability.notAssessed(
            names, "%d parameters are more than %d".formatted(names.size(), ASSESSED));
    return found(best.point(), best.value(), new double[0], none, "");
  }

  private InferredObjective assessed(IrlLikelihood likelihood) {
    MaximumLikelihood best =
        MaximumLikelihood.of(
            likelihood,
            new double[likelihood.size()],
            options.penalty(),
            options.tolerance(),
            options.iterations());
    Identifiability identifiability =
        Identifiability.of(
            likelihood.terms.get(0).basis.names,
            best.told(),
            best.untold(),
            words(likelihood, best));
    Spread spread = spread(likelihood, best);
    return found(
        best.point(),
        best.logLikelihood(),
        spread.covariance(),
        identifiability,
        best.penaltyInWords() + spread.method());
  }

  private List<String> words(IrlLikelihood likelihood, MaximumLikelihood best) {
    List<String> notes = new ArrayList<>();
    List<String> names = likelihood.terms.get(0).basis.names;
    NullSpace space = new NullSpace(names, best.told());
    boolean[] silent = space.takeSilent();
    double[] constant = new double[names.size()];
    List<String> unseen = new ArrayList<>();
    for (int k = 0; k < constant.length; k++) {
      constant[k] = silent[k] ? 0 : 1;
      if (silent[k]) {
        unseen.add(names.get(k));
      }
    }
    if (!unseen.isEmpty()) {
      notes.add(NullSpace.listed(unseen) + " left no trace in these choices");
    }
    if (form != RewardBasis.Form.FEATURES && space.take(constant)) {
      notes.add("any constant");
    }
    int shaping =
        form == RewardBasis.Form.FEATURES ? 0 : space.takeWhere(v -> shapes(likelihood, v));
    if (shaping > 0) {
      notes.add(
          "any potential shaping (%d direction%s%s)"
              .formatted(shaping, shaping == 1 ? "" : "s", notes.isEmpty() ? "" : " beside those"));
    }
    notes.addAll(space.together());
    notes.addAll(NullSpace.followed(names, best.separated()));
    return notes;
  }

  /** Whether a change of reward leaves the policy as it is in every state, seen or not. */
  private static boolean shapes(IrlLikelihood likelihood, double[] direction) {
    return likelihood.terms.stream()
        .allMatch(
            term -> NewtonAscent.supNorm(term.plan().score(term.basis.reward(direction))) < 1e-6);
  }

  private Spread spread(IrlLikelihood likelihood, MaximumLikelihood best) {
    return seen == null
        ? new Spread(new double[0], "")
        : Spread.of(best, scores(likelihood, seen), likelihood.size());
  }

  /** The gradient of each trace's own likelihood, trace by trace. */
  private static double[][] scores(IrlLikelihood likelihood, Demonstrations seen) {
    double[][] scores = new double[seen.walks().size()][likelihood.size()];
    for (int e = 0; e < likelihood.terms.size(); e++) {
      IrlTerm term = likelihood.terms.get(e);
      for (int k = 0; k < likelihood.size(); k++) {
        double[] score = term.plan().score(term.basis.column(k));
        for (int i = 0; i < scores.length; i++) {
          if (seen.walks().get(i).environment() == e) {
            scores[i][k] = term.sum(score, seen.walks().get(i));
          }
        }
      }
    }
    return scores;
  }

  private InferredObjective found(
      double[] theta,
      double logLikelihood,
      double[] covariance,
      Identifiability identifiability,
      String how) {
    IrlSetting first = settings.get(0);
    Objective objective = RewardBasis.objective(form, first.mdp(), first.features(), theta);
    int units = seen == null ? 0 : seen.walks().size();
    List<Estimate> estimates = new ArrayList<>();
    for (int k = 0; k < theta.length; k++) {
      Interval interval = null;
      if (seen != null) {
        double variance = covariance.length == 0 ? 0 : covariance[k * theta.length + k];
        interval =
            Wald.interval(
                theta[k], Math.sqrt(variance), identifiability.identified(k), options.level());
      }
      estimates.add(
          new Estimate(
              identifiability.parameters().get(k),
              theta[k],
              interval,
              units,
              "maximum causal entropy IRL" + how,
              ""));
    }
    List<Rival> rivals = seen == null ? List.of() : new ActionRivals(seen, settings).all();
    return new InferredObjective(
        objective,
        estimates,
        Arrays.copyOf(covariance, covariance.length),
        logLikelihood,
        seen == null ? 0 : seen.steps(),
        rivals,
        Evidence.BEHAVIOUR,
        identifiability);
  }
}
