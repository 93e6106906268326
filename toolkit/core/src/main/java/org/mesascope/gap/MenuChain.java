package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mesascope.gap.Misalignment.Kind;
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
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * The chain of a report on choices from menus. Without a world there is no distance over
 * transitions and no deployment; regret is that of the menus seen.
 */
final class MenuChain {

  /** Nats a choice below this are as good as none. */
  private static final double NONE = .05;

  private final TraceLog log;
  private final @Nullable FeatureUtility base;
  private final MesaReportOptions options;
  private final Seed seed;

  MenuChain(TraceLog log, @Nullable FeatureUtility base, MesaReportOptions options, Seed seed) {
    this.log = log;
    this.base = base;
    this.options = options;
    this.seed = seed;
    if (log.traces().size() < 4) {
      throw new IllegalArgumentException(
          "a report on choices expects at least 4 traces, to fit on some and score the others, got "
              + log.traces().size());
    }
  }

  MesaReport report() {
    LogitFit fit =
        ConditionalLogit.of(ConditionalLogitOptions.defaults().withLevel(options.level())).fit(log);
    InferredObjective found = fit.objective();
    Estimate own = directedness("the system", log);
    List<ControlCheck> controls = controls(fit, found);
    boolean directed = own.interval() != null && own.interval().low() > 0;
    List<ReportSection> parts = new ArrayList<>();
    parts.add(behaviour());
    parts.add(objective(found));
    if (base != null) {
      parts.add(regret(found, base));
    }
    parts.add(
        ReportSection.titled("directedness", "Is it directed by the features at all?")
            .with(
                ResultTable.of(
                    "Nats a choice over chance, on other traces than fitted", List.of(own)))
            .with(ControlCheck.table(controls)));
    return Conclusion.report(
        "choices from menus",
        found,
        found.beatsRivals() && directed ? Evidence.BEHAVIOUR : null,
        controls,
        Arrays.stream(Kind.values())
            .map(
                kind ->
                    Misalignment.notAsked(
                        kind,
                        kind == Kind.EVALUATION
                            ? "A log that says where the system was watched is needed."
                            : "Worlds of training and deployment are needed."))
            .toList(),
        parts);
  }

  private ReportSection behaviour() {
    List<Estimate> taken = new ArrayList<>();
    for (String feature : features()) {
      taken.add(
          byTrace(feature + " of what is taken, minus that on offer", log, s -> more(s, feature)));
    }
    ReportSection section =
        ReportSection.titled("behaviour", "What it does")
            .saying("%,d choices in %,d traces.".formatted(log.stepCount(), log.traces().size()))
            .with(ResultTable.of("Behaviour", taken));
    return taken.isEmpty()
        ? section
        : section.with(Figure.forest("What is taken, minus what is on offer", taken));
  }

  private ReportSection objective(InferredObjective found) {
    List<Estimate> told =
        found.parameters().stream().filter(one -> found.identified(one.name())).toList();
    ReportSection section =
        ReportSection.titled("objective", "What the choices are best described as pursuing")
            .saying("Against its rivals: " + found.verdict() + ".")
            .saying("Identifiability: " + found.identifiability().summary() + ".")
            .with(found.table())
            .with(found.rivalTable());
    return told.isEmpty()
        ? section
        : section.with(Figure.forest("Weights of the behavioural objective", told));
  }

  /** What is lost of the base utility, of what each menu puts at stake. */
  private ReportSection regret(InferredObjective found, FeatureUtility intended) {
    ReportSection section = ReportSection.titled("distances", "What that costs the base objective");
    Estimate behaviour =
        byTrace("regret of what is taken", log, step -> lost(step, intended, step.choice()));
    if (!found.identifiability().identified()) {
      return section
          .saying(
              "What the data leave open may change which alternative is best for it: not identifiable.")
          .with(ResultTable.of("Regret by \"%s\"".formatted(intended.name()), List.of(behaviour)));
    }
    FeatureUtility pursued = (FeatureUtility) found.objective();
    Estimate best =
        byTrace(
            "regret of the best alternative for the objective found",
            log,
            step -> lost(step, intended, best(menu(step), pursued)));
    return section.with(
        ResultTable.of("Regret by \"%s\"".formatted(intended.name()), List.of(behaviour, best))
            .withNote(
                "0 where the alternative is the menu's best for the base objective, 1 where it is its worst; intervals over traces, the objective found taken as known."));
  }

  private List<ControlCheck> controls(LogitFit fit, InferredObjective found) {
    Estimate chance =
        directedness(
            "chance",
            chosenBy(seed.split("uniform"), menu -> new double[menu.alternatives().size()]));
    List<ControlCheck> controls = new ArrayList<>();
    controls.add(
        new ControlCheck(
            "choices at random from the same menus",
            "below %s nats a choice".formatted(NONE),
            chance,
            chance.value() < NONE));
    TraceLog planned =
        chosenBy(
            seed.split("planted"),
            menu -> Arrays.stream(fit.predict(menu)).map(Math::log).toArray());
    double predicted = (found.logLikelihood() - chanceOf(log)) / log.stepCount();
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

  /** Nats a choice over chance, each half of the traces scored under the fit to the other. */
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
          Menu menu = menu(step);
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
        "mean over traces, Student interval");
  }

  /** A prior keeps weights finite where choices never err. */
  private static LogitFit cautious(TraceLog traces) {
    return ConditionalLogit.of(ConditionalLogitOptions.defaults().withPenalty(1)).fit(traces);
  }

  private interface Score {
    double of(Step step);
  }

  private Estimate byTrace(String name, TraceLog traces, Score score) {
    double[] means =
        traces.traces().stream()
            .filter(trace -> !trace.steps().isEmpty())
            .mapToDouble(trace -> trace.steps().stream().mapToDouble(score::of).average().orElse(0))
            .toArray();
    return Estimate.of(
        name,
        Averages.mean(means),
        Averages.studentInterval(means, options.level()),
        means.length,
        "mean over traces, Student interval");
  }

  private interface Logits {
    double[] of(Menu menu);
  }

  /** The same menus, with choices drawn anew. */
  private TraceLog chosenBy(Seed own, Logits logits) {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < log.traces().size(); i++) {
      Trace trace = log.traces().get(i);
      RandomGenerator random = own.split(i).random();
      List<Step> steps =
          trace.steps().stream()
              .map(
                  step -> {
                    Menu menu = menu(step);
                    String choice = menu.alternatives().get(draw(logits.of(menu), random));
                    return new Step(step.situation(), menu, choice, null);
                  })
              .toList();
      traces.add(new Trace(trace.id(), steps, trace.metadata()));
    }
    return TraceLog.of(traces);
  }

  /** Gumbel's maximum. */
  private static int draw(double[] logits, RandomGenerator random) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < logits.length; j++) {
      double value = logits[j] - Math.log(random.nextExponential());
      if (value > most) {
        most = value;
        best = j;
      }
    }
    return best;
  }

  private List<String> features() {
    return log.steps().findFirst().map(step -> menu(step).features()).orElse(List.of());
  }

  private static double more(Step step, String feature) {
    Menu menu = menu(step);
    int column = menu.features().indexOf(feature);
    double sum = 0;
    for (int j = 0; j < menu.alternatives().size(); j++) {
      sum += menu.value(j, column);
    }
    return menu.value(menu.indexOf(step.choice()), column) - sum / menu.alternatives().size();
  }

  private static double lost(Step step, FeatureUtility utility, String choice) {
    Menu menu = menu(step);
    double[] all = utilities(menu, utility);
    double most = Arrays.stream(all).max().orElseThrow();
    double least = Arrays.stream(all).min().orElseThrow();
    return most == least ? 0 : (most - all[menu.indexOf(choice)]) / (most - least);
  }

  private static String best(Menu menu, FeatureUtility utility) {
    double[] all = utilities(menu, utility);
    int best = 0;
    for (int j = 1; j < all.length; j++) {
      best = all[j] > all[best] ? j : best;
    }
    return menu.alternatives().get(best);
  }

  private static double[] utilities(Menu menu, FeatureUtility utility) {
    double[] all = new double[menu.alternatives().size()];
    for (int k = 0; k < utility.features().size(); k++) {
      int column = menu.features().indexOf(utility.features().get(k));
      if (column < 0) {
        throw new IllegalArgumentException(
            "utility \"%s\" expects menus with the feature \"%s\", got %s"
                .formatted(utility.name(), utility.features().get(k), menu.features()));
      }
      for (int j = 0; j < all.length; j++) {
        all[j] += utility.weights()[k] * menu.value(j, column);
      }
    }
    return all;
  }

  private static double chanceOf(TraceLog traces) {
    return traces.steps().mapToDouble(step -> -Math.log(menu(step).alternatives().size())).sum();
  }

  private static Menu menu(Step step) {
    Menu menu = step.menu();
    if (menu == null) {
      throw new IllegalArgumentException(
          "a report on choices expects a menu at every step, got none in situation \"%s\""
              .formatted(step.situation()));
    }
    return menu;
  }
}
