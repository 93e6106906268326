package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.PolicyValue;
import org.mesascope.world.TabularPolicy;

/** The likelihood of traces by the parameters of a reward; one thread at a time. */
interface RewardModel {

  int size();

  /** The log-likelihood, in nats. */
  double logLikelihood(double[] theta);

  /** The expected information of the traces' choices, K·K. */
  double[] information(double[] theta);

  /** Soft-optimal choices. */
  record Soft(IrlLikelihood likelihood) implements RewardModel {
    @Override
    public int size() {
      return likelihood.size();
    }

    @Override
    public double logLikelihood(double[] theta) {
      return likelihood.terms.stream().mapToDouble(term -> term.logLikelihood(theta)).sum();
    }

    @Override
    public double[] information(double[] theta) {
      likelihood.value(theta, new double[size()]);
      return likelihood.information();
    }
  }

  /** Choices by exp(αQ*). */
  record Hard(double alpha, List<Part> parts) implements RewardModel {

    /** One environment: its process, basis and counts of state-action pairs. */
    record Part(FiniteMdp mdp, RewardBasis basis, double[] counts) {}

    @Override
    public int size() {
      return parts.get(0).basis.size();
    }

    @Override
    public double logLikelihood(double[] theta) {
      double sum = 0;
      for (Part part : parts) {
        double[] logPolicy = logPolicy(part, plan(part, theta));
        for (int i = 0; i < logPolicy.length; i++) {
          sum += part.counts[i] > 0 ? part.counts[i] * logPolicy[i] : 0;
        }
      }
      return sum;
    }

    @Override
    public double[] information(double[] theta) {
      int size = size();
      double[] sum = new double[size * size];
      for (Part part : parts) {
        HardPlanning plan = plan(part, theta);
        double[] policy = logPolicy(part, plan);
        List<double[]> slopes = new ArrayList<>();
        for (int k = 0; k < size; k++) {
          slopes.add(slope(part, plan.policy(), part.basis.column(k)));
        }
        int actions = part.mdp.actions();
        double[] score = new double[size];
        for (int i = 0; i < policy.length; i++) {
          int first = i / actions * actions;
          double visits = 0;
          for (int a = first; a < first + actions; a++) {
            visits += part.counts[a];
          }
          for (int k = 0; k < size; k++) {
            double mean = 0;
            for (int a = first; a < first + actions; a++) {
              mean += Math.exp(policy[a]) * slopes.get(k)[a];
            }
            score[k] = alpha * (slopes.get(k)[i] - mean) * Math.sqrt(visits * Math.exp(policy[i]));
          }
          Information.addOuter(score, sum);
        }
      }
      return sum;
    }

    /** dQ*(s, a)/dθ_k while the optimal policy stays: the feature's own Q under it. */
    private static double[] slope(Part part, TabularPolicy policy, double[] column) {
      int actions = part.mdp.actions();
      double[] value = PolicyValue.of(part.mdp, policy, pairs(column, actions)).values();
      double[] slope = new double[column.length];
      for (int i = 0; i < slope.length; i++) {
        slope[i] =
            column[i] + part.mdp.discount() * part.mdp.expect(i / actions, i % actions, value);
      }
      return slope;
    }

    private static HardPlanning plan(Part part, double[] theta) {
      return HardPlanning.of(part.mdp, pairs(part.basis.reward(theta), part.mdp.actions()));
    }

    private static TransitionReward pairs(double[] reward, int actions) {
      return TransitionReward.of("reward", (s, a, next) -> reward[s * actions + a]);
    }

    private double[] logPolicy(Part part, HardPlanning plan) {
      int actions = part.mdp.actions();
      double[] all = new double[part.mdp.states() * actions];
      for (int i = 0; i < all.length; i++) {
        all[i] = alpha * plan.actionValue(i / actions, i % actions);
      }
      for (int first = 0; first < all.length; first += actions) {
        double total = StationaryPlan.logSum(all, first, actions);
        for (int a = first; a < first + actions; a++) {
          all[a] -= total;
        }
      }
      return all;
    }
  }
}
