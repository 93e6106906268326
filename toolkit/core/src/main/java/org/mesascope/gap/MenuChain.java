package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mesascope.infer.ConditionalLogit;
import org.mesascope.infer.ConditionalLogitOptions;
import org.mesascope.infer.Evidence;
import org.mesascope.infer.InferredObjective;
import org.mesascope.infer.LogitFit;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Seed;
import org.mesascope.task.FeatureUtility;
import org.mesascope.trace.LogQuestions;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * The chain of a report on choices from menus. Without a world there is no distance over
 * transitions; regret, capability and objective are those of the menus seen. Whatever counts traces
 * here counts units.
 */
final class MenuChain {

  /** Nats a choice below this are as good as none. */
  private static final double NONE = .05;

  /** Units that a chain needs, to fit on some and score the others. */
  static final int UNITS = 4;

  private final TraceLog source;
  private final MenuLog log;
  private final LogQuestions asked;
  private final @Nullable FeatureUtility base;
  private final MesaReportOptions options;
  private final double asking;
  private final Seed seed;

  /**
   * A chain.
   *
   * @param source one system's log
   * @param base what was intended, or null where nobody said
   * @param options of which the level, the margin and the tolerance count
   * @param asking the level at which kinds of misalignment are asked after, at least the level of
   *     the options where several systems stand in one report
   */
  MenuChain(
      TraceLog source,
      LogQuestions asked,
      @Nullable FeatureUtility base,
      MesaReportOptions options,
      double asking,
      Seed seed) {
    this.source = source;
    this.log = MenuLog.of(source, asked.training());
    this.asked = asked;
    this.base = base;
    this.options = options;
    this.asking = asking;
    this.seed = seed;
    if (log.all().stepCount() == 0) {
      throw new IllegalArgumentException(
          "a report on choices expects a menu with features at some step, got none in %d traces"
              .formatted(source.traces().size()));
    }
    if (log.all().traces().size() < UNITS) {
      throw new IllegalArgumentException(
          "a report on choices expects at least %d units (traces, or what \"unit\" names), to fit on some and score the others, got %d"
              .formatted(UNITS, log.all().traces().size()));
    }
  }

  MesaReport report(String name) {
    LogitFit fit =
        ConditionalLogit.of(
                ConditionalLogitOptions.defaults().withRobustErrors().withLevel(options.level()))
            .fit(log.all());
    InferredObjective found = byUnits(fit.objective());
    Estimate own = directedness("the system", log.all());
    List<ControlCheck> controls = controls(fit, found);
    boolean directed = own.interval() != null && own.interval().low() > 0;
    MenuKinds kinds = new MenuKinds(source, log, asked, base, options, asking, seed);
    List<Misalignment> answers = kinds.answers(found);
    Evidence evidence = found.beatsRivals() && directed ? Evidence.BEHAVIOUR : null;
    List<ReportSection> parts = new ArrayList<>();
    parts.add(behaviour());
    parts.add(objective(found));
    parts.add(regret(found));
    parts.add(directedness(own, directed, controls));
    parts.add(kinds.gap());
    return Conclusion.report(name, found, evidence, controls, answers, parts);
  }

  /** Traces are units here, and are called so. */
  private static InferredObjective byUnits(InferredObjective found) {
    return new InferredObjective(
        found.objective(),
        found.parameters().stream()
            .map(
                one ->
                    new Estimate(
                        one.name(),
                        one.value(),
                        one.interval(),
                        one.n(),
                        one.method().replace("by trace", "by unit"),
                        one.unit()))
            .toList(),
        found.covariance(),
        found.logLikelihood(),
        found.n(),
        found.rivals(),
        found.evidence(),
        found.identifiability());
  }

  private ReportSection behaviour() {
    List<Estimate> taken = new ArrayList<>();
    for (String feature : features()) {
      taken.add(
          byUnit(
              feature + " of what is taken, minus that on offer",
              log.all(),
              s -> more(s, feature),
              options.level()));
    }
    ReportSection section =
        ReportSection.titled("taken", "What is taken, of what is on offer")
            .saying(
                "%,d choices of %,d units, from menus whose alternatives have features."
                    .formatted(log.all().stepCount(), log.all().traces().size()))
            .with(ResultTable.of("What is taken", taken))
            .with(Figure.forest("What is taken, minus what is on offer", taken));
    return log.without() == 0
        ? section
        : section.saying(
            "%,d rows without a menu with features, such as answers without a choice, do not count from here on."
                .formatted(log.without()));
  }

  private static ReportSection objective(InferredObjective found) {
    ReportSection section =
        ReportSection.titled("objective", "What the choices are best described as pursuing")
            .saying("Against its rivals: " + found.verdict() + ".")
            .saying("Identifiability: " + found.identifiability().summary() + ".")
            .saying(
                "Conditional logit, errors clustered by unit. Traces alone give a behavioural objective: it says what the choices look like, not what the system wants.")
            .with(found.table())
            .with(found.rivalTable());
    return found.told().isEmpty() ? section : section.with(found.figure());
  }

  /** What is lost of the base utility, of what each menu puts at stake. */
  private ReportSection regret(InferredObjective found) {
    ReportSection section = ReportSection.titled("distances", "What that costs the base objective");
    FeatureUtility intended = base;
    if (intended == null) {
      return section.saying(
          "Not asked: nobody said what was intended. Map intended: {feature: weight}.");
    }
    section =
        section.saying(
            "Distances over transitions (EPIC, DARD, STARC) are not defined on menus; they need a world whose dynamics are known, and MesaReport.of(training, deployment, shift, …) takes its traces.");
    Estimate behaviour =
        byUnit(
            "regret of what is taken",
            log.all(),
            step ->
                MenuValues.lost(
                    MenuValues.menu(step), intended, MenuValues.menu(step).indexOf(step.choice())),
            options.level());
    String title = "Regret by \"%s\"".formatted(intended.name());
    if (!found.identifiability().identified()) {
      return section
          .saying(
              "What the data leave open may change which alternative is best for it: not identifiable.")
          .with(ResultTable.of(title, List.of(behaviour)));
    }
    FeatureUtility pursued = (FeatureUtility) found.objective();
    Estimate best =
        byUnit(
            "regret of the best alternative for the objective found",
            log.all(),
            step -> MenuKinds.lostByPursuing(step, intended, pursued),
            options.level());
    return section.with(
        ResultTable.of(title, List.of(behaviour, best))
            .withNote(
                "0 where the alternative is the menu's best for the base objective, 1 where it is its worst; intervals over units, the objective found taken as known."));
  }

  private ReportSection directedness(Estimate own, boolean directed, List<ControlCheck> controls) {
    return ReportSection.titled("directedness", "Is it directed by the features at all?")
        .saying(
            directed
                ? "The features tell more of its choices than chance does, on other units than fitted."
                : "The features are not shown to tell more of its choices than chance does, on other units than fitted: an objective may not be what describes it.")
        .saying(
            "Maximum entropy goal-directedness toward a goal, and whether an agent or a device fits better, need a world that can be changed: moved starts, moved goals, blocked paths.")
        .with(ResultTable.of("Nats a choice over chance, on other units than fitted", List.of(own)))
        .with(ControlCheck.table(controls));
  }

  private List<ControlCheck> controls(LogitFit fit, InferredObjective found) {
    Estimate chance =
        directedness(
            "chance",
            chosenBy(
                log.all(), seed.split("uniform"), menu -> new double[menu.alternatives().size()]));
    List<ControlCheck> controls = new ArrayList<>();
    controls.add(
        new ControlCheck(
            "choices at random from the same menus",
            "below %s nats a choice".formatted(NONE),
            chance,
            chance.value() < NONE));
    TraceLog planned =
        chosenBy(
            log.all(),
            seed.split("planted"),
            menu -> Arrays.stream(fit.predict(menu)).map(Math::log).toArray());
    double predicted = (found.logLikelihood() - chanceOf(log.all())) / log.all().stepCount();
    if (predicted >= NONE) {
      Estimate recovered = directedness("planted", planned);
      controls.add(
          new ControlCheck(
              "choices drawn from the objective found",
              "above 0",
              recovered,
              recovered.interval() != null && recovered.interval().low() > 0));
    }
    return controls;
  }

  /** Nats a choice over chance, each half of the units scored under the fit to the other. */
  private Estimate directedness(String name, TraceLog traces) {
    List<Trace> all = traces.traces();
    double[] scores = new double[all.size()];
    for (int half = 0; half < 2; half++) {
      List<Trace> others = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (i % 2 != half) {
          others.add(all.get(i));
        }
      }
      LogitFit fit = cautious(TraceLog.of(others));
      for (int i = half; i < scores.length; i += 2) {
        List<Step> steps = all.get(i).steps();
        for (Step step : steps) {
          Menu menu = MenuValues.menu(step);
          double p = fit.predict(menu)[menu.indexOf(step.choice())];
          scores[i] += (Math.log(p) + Math.log(menu.alternatives().size())) / steps.size();
        }
      }
    }
    return Estimate.of(
        "nats a choice, " + name,
        Averages.mean(scores),
        Averages.studentInterval(scores, options.level()),
        scores.length,
        "mean over units, Student interval");
  }

  /** A prior keeps weights finite where choices never err. */
  private static LogitFit cautious(TraceLog traces) {
    return ConditionalLogit.of(ConditionalLogitOptions.defaults().withPenalty(1)).fit(traces);
  }

  /** What a step comes to. */
  interface Score {
    double of(Step step);
  }

  /** The mean over units of each unit's mean. */
  static Estimate byUnit(String name, TraceLog traces, Score score, double level) {
    double[] means =
        traces.traces().stream()
            .mapToDouble(trace -> trace.steps().stream().mapToDouble(score::of).average().orElse(0))
            .toArray();
    return Estimate.of(
        name,
        Averages.mean(means),
        Averages.studentInterval(means, level),
        means.length,
        "mean over units, Student interval");
  }

  /** How alternatives are drawn from a menu. */
  interface Logits {
    double[] of(Menu menu);
  }

  /** The same menus, with choices drawn anew. */
  static TraceLog chosenBy(TraceLog log, Seed own, Logits logits) {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < log.traces().size(); i++) {
      Trace trace = log.traces().get(i);
      RandomGenerator random = own.split(i).random();
      List<Step> steps =
          trace.steps().stream()
              .map(
                  step -> {
                    Menu menu = MenuValues.menu(step);
                    int drawn = MenuValues.draw(logits.of(menu), random);
                    return new Step(step.situation(), menu, menu.alternatives().get(drawn), null);
                  })
              .toList();
      traces.add(new Trace(trace.id(), steps, Map.of()));
    }
    return TraceLog.of(traces);
  }

  private List<String> features() {
    return log.all().steps().findFirst().map(s -> MenuValues.menu(s).features()).orElse(List.of());
  }

  private static double more(Step step, String feature) {
    Menu menu = MenuValues.menu(step);
    int column = menu.features().indexOf(feature);
    if (column < 0) {
      throw new IllegalArgumentException(
          "a report on choices expects the same features in every menu, got %s in situation \"%s\" without \"%s\""
              .formatted(menu.features(), step.situation(), feature));
    }
    double sum = 0;
    for (int j = 0; j < menu.alternatives().size(); j++) {
      sum += menu.value(j, column);
    }
    return menu.value(menu.indexOf(step.choice()), column) - sum / menu.alternatives().size();
  }

  private static double chanceOf(TraceLog traces) {
    return traces
        .steps()
        .mapToDouble(step -> -Math.log(MenuValues.menu(step).alternatives().size()))
        .sum();
  }
}
