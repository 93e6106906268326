package org.mesascope.incontext;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mesascope.incontext.FittedRival.Lineage;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

/**
 * An algorithm whose rates and strengths are free: what a model is compared to is the member that
 * predicts most like it, so that no rival is made of straw.
 */
public interface RivalFamily {

  /** The algorithm. */
  String name();

  /** How many numbers it has to fit, for inputs of a dimension. */
  int freedom(int dimension);

  /**
   * The member whose predictions have the least mean squared difference from these.
   *
   * @param predictions a model's, one a prompt, finite
   */
  FittedRival fit(Prompts prompts, double[] predictions);

  /**
   * All of these families that a comparison starts with: nothing, one and two steps of gradient
   * descent, two of GD++, a preconditioned step, ridge, least squares, nearest neighbour, online
   * least squares and online gradient descent; and where training drew its weights from a pool, the
   * memoriser of that pool.
   */
  static List<RivalFamily> standard(RegressionPrompts training) {
    List<RivalFamily> all =
        new ArrayList<>(
            List.of(
                nothing(),
                gradientDescent(1),
                gradientDescent(2),
                gdPlusPlus(2),
                preconditioned(),
                ridge(),
                leastSquares(),
                nearestNeighbour(),
                onlineLeastSquares(),
                onlineGradientDescent()));
    if (training.weights() instanceof WeightLaw.Pool pool) {
      all.add(memoriser(pool.members()));
    }
    return List.copyOf(all);
  }

  static RivalFamily nothing() {
    return family(
        "null predictor",
        0,
        (prompts, predictions) ->
            new FittedRival(
                "null predictor",
                Lineage.NOTHING,
                Map.of(),
                0,
                Rivals.nothing(),
                new AttentionStack(List.of()).named("no layers"),
                null));
  }

  /** Gradient descent; each step's rate is fitted. */
  static RivalFamily gradientDescent(int steps) {
    return RateFamilies.descent(Rivals.steps("GD", steps), steps, false);
  }

  /** GD++; the curvature and each step's rate are fitted. */
  static RivalFamily gdPlusPlus(int steps) {
    return RateFamilies.descent(Rivals.steps("GD++", steps), steps, true);
  }

  /** One preconditioned step; the whole matrix is fitted, by least squares. */
  static RivalFamily preconditioned() {
    return new PreconditionedFamily();
  }

  /** Ridge regression; λ is fitted. */
  static RivalFamily ridge() {
    return family(
        "ridge",
        1,
        (prompts, predictions) -> {
          double lambda =
              RivalFit.scale(
                  RivalFit.power(prompts),
                  at -> RivalFit.miss(Rivals.ridge(at), prompts, predictions));
          return new FittedRival(
              "ridge",
              Lineage.RIDGE,
              Map.of("λ", lambda),
              1,
              Rivals.ridge(lambda),
              Constructions.kernelRidge(lambda).named("kernel ridge"),
              null);
        });
  }

  static RivalFamily leastSquares() {
    return family(
        "least squares",
        0,
        (prompts, predictions) ->
            new FittedRival(
                "least squares",
                Lineage.LEAST_SQUARES,
                Map.of(),
                0,
                Rivals.leastSquares(),
                Constructions.pseudoInverse().named("pseudo-inverse"),
                null));
  }

  static RivalFamily nearestNeighbour() {
    return family(
        "nearest neighbour",
        0,
        (prompts, predictions) ->
            new FittedRival(
                "nearest neighbour",
                Lineage.NEIGHBOUR,
                Map.of(),
                0,
                Rivals.nearestNeighbour(),
                new SoftNeighbour("softmax attention by distance", 1e4 / RivalFit.power(prompts)),
                null));
  }

  /** The mesa-layer's online least squares; λ and the forgetting γ are fitted. */
  static RivalFamily onlineLeastSquares() {
    return RateFamilies.onlineLeastSquares();
  }

  /** One pass of gradient steps; the rate is fitted. */
  static RivalFamily onlineGradientDescent() {
    return RateFamilies.onlineGradientDescent();
  }

  /** The posterior mean over a pool; the σ it believes in is fitted. */
  static RivalFamily memoriser(List<double[]> pool) {
    List<double[]> members = List.copyOf(pool);
    String name = "memoriser of " + members.size();
    return family(
        name,
        1,
        (prompts, predictions) -> {
          double noise =
              RivalFit.scale(
                  Math.sqrt(RivalFit.power(prompts)),
                  at -> RivalFit.miss(Rivals.memoriser(members, at), prompts, predictions));
          return new FittedRival(
              name,
              Lineage.MEMORY,
              Map.of("σ", noise),
              1,
              Rivals.memoriser(members, noise),
              Constructions.sequentialPosterior(members, noise).named("sequential posterior"),
              null);
        });
  }

  /** How a family fits. */
  @FunctionalInterface
  interface Fit {
    FittedRival to(Prompts prompts, double[] predictions);
  }

  /** A family of one's own. */
  static RivalFamily family(String name, int freedom, Fit fit) {
    return new RivalFamily() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int freedom(int dimension) {
        return freedom;
      }

      @Override
      public FittedRival fit(Prompts prompts, double[] predictions) {
        return fit.to(prompts, predictions);
      }
    };
  }
}
