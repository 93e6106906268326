package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.optimizer.Baseline;
import org.mesascope.optimizer.Optimizer;

/**
 * A rule made by hand that may describe a trace, at rate 1 and with the settings that are tried;
 * the rate is fitted.
 *
 * @param name what it is called
 * @param candidates one for each of its settings
 */
record RuleRival(String name, List<Candidate> candidates) {

  /** One setting of a rule, in words; empty where there is nothing to set. */
  record Candidate(String setting, Optimizer rule) {}

  private static final double[] DECAYS = {
    .3, .4, .5, .6, .7, .8, .85, .9, .93, .95, .96, .97, .98, .99
  };

  /** From few settings to many. */
  static List<RuleRival> all() {
    List<Candidate> momentum = new ArrayList<>();
    List<Candidate> nesterov = new ArrayList<>();
    List<Candidate> signOfMomentum = new ArrayList<>();
    List<Candidate> momentumOfSigns = new ArrayList<>();
    for (double decay : DECAYS) {
      momentum.add(new Candidate("decay " + decay, Baseline.momentum(1, decay)));
      nesterov.add(new Candidate("decay " + decay, Baseline.nesterov(1, decay)));
      signOfMomentum.add(new Candidate("decay " + decay, new PowerDescent(1, decay, 0)));
      momentumOfSigns.add(new Candidate("decay " + decay, new PowerDescent(0, decay, 1)));
    }
    List<Candidate> rmsProp = new ArrayList<>();
    List<Candidate> adam = new ArrayList<>();
    for (double second : new double[] {.9, .99, .999}) {
      rmsProp.add(new Candidate("decay " + second, new Baseline.RmsProp(1, second, 1e-8)));
      for (double first : new double[] {.5, .7, .8, .9, .95}) {
        adam.add(
            new Candidate(
                "β₁ " + first + ", β₂ " + second, new Baseline.Adam(1, first, second, 1e-8)));
      }
    }
    List<Candidate> compressed = new ArrayList<>();
    for (double power : new double[] {.25, .5, .75}) {
      for (double decay : DECAYS) {
        compressed.add(
            new Candidate(
                "power " + power + ", decay " + decay, new PowerDescent(power, decay, 1)));
      }
    }
    return List.of(
        new RuleRival("SGD", List.of(new Candidate("", Baseline.sgd(1)))),
        new RuleRival("sign descent", List.of(new Candidate("", new PowerDescent(0, 0, 1)))),
        new RuleRival("momentum", momentum),
        new RuleRival("Nesterov", nesterov),
        new RuleRival("sign of momentum", signOfMomentum),
        new RuleRival("momentum of signs", momentumOfSigns),
        new RuleRival("RMSprop", rmsProp),
        new RuleRival("Adam", adam),
        new RuleRival("momentum of compressed gradients", compressed));
  }

  /**
   * m ← decay · m + s(g, inner); θ ← θ − s(m, outer) with s(x, p) = sign(x) |x|ᵖ. Powers (0, 1)
   * without decay are sign descent, (1, 0) the sign of momentum (signum of Bernstein et al. 2018).
   */
  record PowerDescent(double inner, double decay, double outer) implements Optimizer {

    @Override
    public String name() {
      return "power descent";
    }

    @Override
    public Run start(int dimension, int batch) {
      double[] m = new double[dimension * batch];
      return (parameters, loss, gradient) -> {
        for (int i = 0; i < m.length; i++) {
          m[i] = decay * m[i] + power(gradient[i], inner);
          parameters[i] -= (float) power(m[i], outer);
        }
      };
    }

    private static double power(double x, double p) {
      return p == 1 ? x : p == 0 ? Math.signum(x) : Math.signum(x) * Math.pow(Math.abs(x), p);
    }
  }
}
