package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mesascope.infer.IrlOptions;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.World;

/**
 * What a {@link MesaReport} asks, and how closely.
 *
 * @param episodes how many are watched in training and as many in deployment, at least 10
 * @param features what the objective may be made of, world by world: the same names in the same
 *     order in each; null for the base objective and the place where its goal lay in training
 * @param proxy name of the feature that is the suspected correlate; null where there is none
 * @param discount with which the system is taken to plan where a world does not discount, in (0, 1)
 * @param irl how the objective is fitted
 * @param probes changed worlds in which it is seen whether an agent or a device fits, beside the
 *     world of deployment and a moved start
 * @param scale the same system with more and more capability; null where there is no such dial
 * @param margin the least difference of shares that matters, in (0, 1)
 * @param tolerance the most regret, as a share of what is at stake, that does not matter, in (0, 1)
 * @param level coverage that intervals aim at, in (0, 1)
 */
public record MesaReportOptions(
    int episodes,
    @Nullable Function<World, List<TransitionReward>> features,
    @Nullable String proxy,
    double discount,
    IrlOptions irl,
    List<WorldProbe> probes,
    @Nullable CapabilityScale scale,
    double margin,
    double tolerance,
    double level) {

  public MesaReportOptions {
    probes = List.copyOf(probes);
    require(episodes >= 10, "at least 10 episodes", episodes);
    require(discount > 0 && discount < 1, "a discount in (0, 1)", discount);
    require(margin > 0 && margin < 1, "a margin in (0, 1)", margin);
    require(tolerance > 0 && tolerance < 1, "a tolerance in (0, 1)", tolerance);
    require(level > 0 && level < 1, "a level in (0, 1)", level);
  }

  /**
   * 200 episodes; the base objective against the place where its goal lay; discount .9, margin .1,
   * tolerance .01, level .95.
   */
  public static MesaReportOptions defaults() {
    return new MesaReportOptions(
        200,
        null,
        null,
        .9,
        IrlOptions.defaults().withTolerance(1e-6),
        List.of(),
        null,
        .1,
        .01,
        .95);
  }

  public MesaReportOptions withEpisodes(int count) {
    return new MesaReportOptions(
        count, features, proxy, discount, irl, probes, scale, margin, tolerance, level);
  }

  /** With other features, none of them a suspected proxy. */
  public MesaReportOptions withFeatures(Function<World, List<TransitionReward>> byWorld) {
    return new MesaReportOptions(
        episodes, byWorld, null, discount, irl, probes, scale, margin, tolerance, level);
  }

  /** With other features, of which the named one is the suspected proxy. */
  public MesaReportOptions withFeatures(
      Function<World, List<TransitionReward>> byWorld, String suspected) {
    return new MesaReportOptions(
        episodes, byWorld, suspected, discount, irl, probes, scale, margin, tolerance, level);
  }

  public MesaReportOptions withDiscount(double gamma) {
    return new MesaReportOptions(
        episodes, features, proxy, gamma, irl, probes, scale, margin, tolerance, level);
  }

  public MesaReportOptions withIrl(IrlOptions other) {
    return new MesaReportOptions(
        episodes, features, proxy, discount, other, probes, scale, margin, tolerance, level);
  }

  /** With one probe more. */
  public MesaReportOptions withProbe(String name, World changed) {
    List<WorldProbe> more = new ArrayList<>(probes);
    more.add(new WorldProbe(name, changed));
    return new MesaReportOptions(
        episodes, features, proxy, discount, irl, more, scale, margin, tolerance, level);
  }

  public MesaReportOptions withScale(CapabilityScale dial) {
    return new MesaReportOptions(
        episodes, features, proxy, discount, irl, probes, dial, margin, tolerance, level);
  }

  public MesaReportOptions withMargin(double least) {
    return new MesaReportOptions(
        episodes, features, proxy, discount, irl, probes, scale, least, tolerance, level);
  }

  public MesaReportOptions withTolerance(double most) {
    return new MesaReportOptions(
        episodes, features, proxy, discount, irl, probes, scale, margin, most, level);
  }

  public MesaReportOptions withLevel(double coverage) {
    return new MesaReportOptions(
        episodes, features, proxy, discount, irl, probes, scale, margin, tolerance, coverage);
  }

  private static void require(boolean condition, String expected, Object got) {
    if (!condition) {
      throw new IllegalArgumentException("MesaReportOptions expect " + expected + ", got " + got);
    }
  }
}
