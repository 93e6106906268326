package org.mesascope.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.infer.ConditionalLogit;
import org.mesascope.infer.ConditionalLogitOptions;
import org.mesascope.infer.LogitFit;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.World;

/**
 * Behaviour cloning (Pomerleau 1989): a network that makes the choices in traces most likely, by
 * Adam on Σ −ln π(a | s), from what the situations show.
 *
 * <p>Whole traces are held out: some stop the training at their best likelihood, others judge it
 * beside rivals that need no network. What is fitted describes behaviour and is no objective.
 * Inputs are standardised for training; the network that comes out takes them as they are.
 *
 * <pre>{@code
 * ClonedPolicy clone = BehaviourCloning.defaults().train(traces, world, seed);
 * clone.report().table();
 * clone.rollOut(elsewhere, 200, seed.split("elsewhere"));
 * }</pre>
 *
 * <p>Cost of a pass: one forward and backward pass over the distinct situations.
 */
public final class BehaviourCloning {

  private static final double LOGIT_PENALTY = 1e-3;

  private final CloningOptions options;

  private BehaviourCloning(CloningOptions options) {
    this.options = options;
  }

  public static BehaviourCloning defaults() {
    return with(CloningOptions.defaults());
  }

  public static BehaviourCloning with(CloningOptions options) {
    return new BehaviourCloning(options);
  }

  /**
   * Clones what traces do in a world, from what it shows of its states.
   *
   * @param seed first weights from {@code seed.split("weights")}, the split from {@code
   *     seed.split("split")}, batches from {@code seed.split("batches")}
   * @throws IllegalArgumentException naming the trace and step that leaves the world, or if there
   *     are fewer than 4 traces
   * @throws IllegalStateException if training diverges, naming the pass
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public ClonedPolicy train(TraceLog traces, World world, Seed seed) {
    return clonedPolicy(Decisions.in(world, traces), world.mdp().actionNames(), seed);
  }

  /**
   * Clones choices between the same actions everywhere, where no world is tabulated.
   *
   * @param actions all that may be chosen
   * @param features what is shown of a situation, asked once for each
   * @param seed see {@link #train(TraceLog, World, Seed)}
   */
  public ClonedPolicy train(
      TraceLog traces, List<String> actions, SituationFeatures features, Seed seed) {
    List<String> all = List.copyOf(actions);
    return clonedPolicy(Decisions.ofActions(traces, all, features), all, seed);
  }

  /** Clones what traces do in a simulated world; see {@link #train(TraceLog, World, Seed)}. */
  public <S> ClonedPolicy train(TraceLog traces, Simulator<S> world, Seed seed) {
    return train(traces, world.actionNames(), at -> world.observe(world.read(at)), seed);
  }

  /**
   * Clones choices from menus by the features of the alternatives. A rival more stands beside it:
   * conditional logit on the same features, with a penalty of .001 so that it exists on any data.
   *
   * @param seed see {@link #train(TraceLog, World, Seed)}
   * @throws IllegalArgumentException naming the trace and step without a menu or with other
   *     features
   */
  public ClonedChoice trainOnMenus(TraceLog traces, Seed seed) {
    Decisions data = Decisions.ofMenus(traces);
    TraceSplit split = split(data, seed);
    CloningRun run = new CloningRun(data, split, options, seed);
    MultiLayerNetwork network = run.train();
    List<String> features =
        traces
            .steps()
            .map(Step::menu)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow()
            .features();
    ConditionalLogitOptions penalised =
        ConditionalLogitOptions.defaults().withPenalty(LOGIT_PENALTY);
    Set<String> fitted =
        split.fitted().stream()
            .map(trace -> data.sequences().get(trace).id())
            .collect(Collectors.toSet());
    LogitFit logit =
        ConditionalLogit.of(penalised).fit(traces.where(trace -> fitted.contains(trace.id())));
    ChoiceModel linear =
        (situation, time, before) -> {
          Decisions.Situation own = data.situations().get(situation);
          double[] values = new double[own.rows().length * data.width()];
          for (int j = 0; j < own.rows().length; j++) {
            System.arraycopy(own.rows()[j], 0, values, j * data.width(), data.width());
          }
          double[] p = logit.predict(new Menu(own.alternatives(), features, values));
          for (int j = 0; j < p.length; j++) {
            p[j] = Math.log(Math.max(Double.MIN_NORMAL, p[j]));
          }
          return p;
        };
    return new ClonedChoice(
        new ChoiceNetwork(network, features),
        report(data, split, run, network, Map.of("conditional logit", linear)));
  }

  private ClonedPolicy clonedPolicy(Decisions data, List<String> actions, Seed seed) {
    TraceSplit split = split(data, seed);
    CloningRun run = new CloningRun(data, split, options, seed);
    MultiLayerNetwork network = run.train();
    return new ClonedPolicy(
        new PolicyNetwork(network, actions), report(data, split, run, network, Map.of()));
  }

  private TraceSplit split(Decisions data, Seed seed) {
    return TraceSplit.of(
        data.sequences().size(), options.validation(), options.test(), seed.split("split"));
  }

  private static CloningReport report(
      Decisions data,
      TraceSplit split,
      CloningRun run,
      MultiLayerNetwork network,
      Map<String, ChoiceModel> rivals) {
    Map<String, ChoiceModel> models = new LinkedHashMap<>();
    models.put("behaviour clone", CloningRun.model(network, data));
    models.putAll(new Habits(data, split.fitted()).all());
    models.putAll(rivals);
    EarlyStopping stopping = run.stopping();
    return new CloningReport(
        HeldOut.of(data, split.test(), models),
        split.training().size(),
        split.validation().size(),
        stopping.ending("pass"),
        stopping.curve());
  }
}
