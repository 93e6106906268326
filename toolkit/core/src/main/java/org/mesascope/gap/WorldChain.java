package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.align.AlignmentReport;
import org.mesascope.gap.EpisodeEnds.End;
import org.mesascope.gap.Misalignment.Answer;
import org.mesascope.gap.Misalignment.Kind;
import org.mesascope.infer.Evidence;
import org.mesascope.infer.InferredObjective;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;
import org.mesascope.task.Shift;
import org.mesascope.world.Policy;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/** The chain of a report on a system in worlds, part by part. */
final class WorldChain {

  private final Watched watched;
  private final Shift<World> shift;
  private final Seed seed;
  private final MesaReportOptions options;

  WorldChain(Watched watched, Shift<World> shift, Seed seed) {
    this.watched = watched;
    this.shift = shift;
    this.seed = seed;
    options = watched.options();
  }

  MesaReport report(String source) {
    EpisodeEnds training =
        EpisodeEnds.of("training", watched.trained(), watched.training().members(), watched.old());
    EpisodeEnds deployment =
        EpisodeEnds.of(
            "deployment", watched.deployed(), watched.deployment().members(), watched.old());
    InferredObjective found = watched.infer();
    Watched atRandom =
        watched.another(
            world -> TabularPolicy.uniform(world.mdp().states(), world.mdp().actions()),
            seed.split("uniform"));
    EpisodeEnds chance =
        EpisodeEnds.of(
            "chance", atRandom.deployed(), watched.deployment().members(), watched.old());
    DirectednessControls directedness =
        DirectednessControls.of(watched, found, atRandom, seed.split("controls"));
    AgencyProbes agency = AgencyProbes.of(watched, seed.split("probes"));
    Evidence evidence = evidence(found, directedness, agency);
    List<ReportSection> parts = new ArrayList<>();
    parts.add(behaviour(training, deployment));
    parts.add(objective(found));
    parts.add(distances(found));
    parts.add(directedness(directedness, agency));
    parts.add(gap());
    return Conclusion.report(
        source,
        found,
        evidence,
        directedness.checks(),
        kinds(training, deployment, chance, found, directedness),
        parts);
  }

  private static @Nullable Evidence evidence(
      InferredObjective found, DirectednessControls directedness, AgencyProbes agency) {
    if (!found.beatsRivals() || !directedness.directed()) {
      return null;
    }
    return agency.agent() ? Evidence.COUNTERFACTUAL : Evidence.BEHAVIOUR;
  }

  private List<Misalignment> kinds(
      EpisodeEnds training,
      EpisodeEnds deployment,
      EpisodeEnds chance,
      InferredObjective found,
      DirectednessControls directedness) {
    World home = watched.home();
    return List.of(
        ProxyAlignment.of(
            training,
            deployment,
            chance,
            found,
            watched.proxy(),
            options.margin(),
            options.level()),
        directedness.empty()
            ? Misalignment.of(
                Kind.APPROXIMATE,
                Answer.NOT_FOUND,
                "The objective found asks for nothing: there is none that could be near.",
                List.of())
            : ApproximateAlignment.of(
                home,
                watched.features(home),
                watched.read(found, home),
                found,
                Watched.in(home, watched.trained()),
                options.tolerance(),
                options.level()),
        suboptimality(),
        Misalignment.notAsked(
            Kind.EVALUATION, "A log that says where the system was watched is needed."));
  }

  /** The own objective is inferred at the greatest level, from other episodes than are scored. */
  private Misalignment suboptimality() {
    CapabilityScale scale = options.scale();
    if (scale == null) {
      return Misalignment.notAsked(
          Kind.SUBOPTIMALITY, "The same system with more and less capability is needed.");
    }
    Seed own = seed.split("capability");
    Policy most = scale.system().apply(scale.levels()[scale.levels().length - 1]);
    Watched strongest = watched.another(most, own.split("strongest"));
    InferredObjective pursued = strongest.infer();
    if (!pursued.identifiability().identified()) {
      return Misalignment.of(
          Kind.SUBOPTIMALITY,
          Answer.NOT_IDENTIFIABLE,
          "What the most capable system pursues is not told: %s."
              .formatted(pursued.identifiability().summary()),
          List.of());
    }
    return SuboptimalityAlignment.of(
        scale,
        watched.home(),
        strongest.read(pursued, watched.home()),
        options.episodes(),
        options.margin(),
        options.level(),
        own.split("scored"));
  }

  private ReportSection behaviour(EpisodeEnds training, EpisodeEnds deployment) {
    double level = options.level();
    List<Estimate> shares =
        List.of(
            training.share("reaches a goal, old or new, in training", End.CAPABLE, level),
            deployment.share("reaches a goal, old or new, in deployment", End.CAPABLE, level),
            training.share("reaches the intended goal in training", End.INTENDED, level),
            deployment.share("reaches the intended goal in deployment", End.INTENDED, level));
    List<Estimate> all = new ArrayList<>(shares);
    all.add(training.meanReturn("training", level));
    all.add(deployment.meanReturn("deployment", level));
    return ReportSection.titled("behaviour", "What it does")
        .saying(
            "%d episodes in training (%s) and %d in deployment (%s)."
                .formatted(
                    training.episodes(),
                    names(watched.training().members()),
                    deployment.episodes(),
                    names(watched.deployment().members())))
        .with(Figure.forest("Shares of episodes", shares))
        .with(ResultTable.of("Behaviour", all));
  }

  private static ReportSection objective(InferredObjective found) {
    ReportSection section =
        ReportSection.titled("objective", "What the behaviour is best described as pursuing")
            .saying("Against its rivals: " + found.verdict() + ".")
            .saying("Identifiability: " + found.identifiability().summary() + ".")
            .with(found.table())
            .with(found.rivalTable());
    return found.told().isEmpty() ? section : section.with(found.figure());
  }

  private ReportSection distances(InferredObjective found) {
    ReportSection section =
        ReportSection.titled("distances", "How far that lies from the base objective");
    World home = watched.home();
    section = section.with(distance(home, found));
    World away = watched.away();
    return away.name().equals(home.name()) ? section : section.with(distance(away, found));
  }

  private ResultTable distance(World world, InferredObjective found) {
    return AlignmentReport.in(world).withFeatures(watched.features(world)).compare(found).table();
  }

  private static ReportSection directedness(DirectednessControls controls, AgencyProbes agency) {
    return ReportSection.titled("directedness", "Is it goal-directed at all?")
        .saying(
            controls.directed()
                ? "The system is directed toward the objective found; no random utility tells more of its choices, and most tell less."
                : "The system is not shown to be directed toward the objective found more than toward random utilities: an objective may not be what describes it.")
        .with(controls.figure())
        .with(controls.table())
        .with(ControlCheck.table(controls.checks()))
        .with(agency.after().table());
  }

  private ReportSection gap() {
    ReportSection section =
        ReportSection.titled("gap", "Capability against objective as the shift grows");
    Policy system = watched.system();
    if (system == null) {
      return section.saying(
          "Only traces are there: the shares under \"What it does\" are the two ends of this curve.");
    }
    GapReport report = ShiftSweep.of(system).over(shift).run();
    return section.with(report.figure().yRange(-.05, 1.05)).with(report.table());
  }

  private static String names(List<World> worlds) {
    return String.join(", ", worlds.stream().map(World::name).toList());
  }
}
