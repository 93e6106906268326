package org.mesascope.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.infer.InferredObjective;
import org.mesascope.report.Cell;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Interval;
import org.mesascope.task.LinearReward;
import org.mesascope.task.Objective;
import org.mesascope.task.RegressionLoss;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.World;

/**
 * Several measures of how far rewards lie from the intended one, side by side, with what they
 * disagree on. For an inferred objective it carries the level of evidence and what the data cannot
 * tell, and where that matters it gives no verdict.
 *
 * @param world where regret is taken
 * @param base the intended reward
 * @param rows one a reward that is compared to it
 * @param found the inference whose objective the one row is, or null
 * @param verdict what the numbers say, or why they say nothing
 * @param findings what the measures disagree on, and what is undefined
 */
public record AlignmentReport(
    String world,
    TransitionReward base,
    List<Row> rows,
    @Nullable InferredObjective found,
    String verdict,
    List<String> findings)
    implements Displayable {

  private static final double ROUNDING = 1e-9;

  public AlignmentReport {
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
  }

  /**
   * One reward against the intended one.
   *
   * @param distances in the order EPIC, DARD, STARC
   */
  public record Row(TransitionReward reward, List<Distance> distances, Regret regret) {
    public Row {
      distances = List.copyOf(distances);
    }
  }

  /** Where rewards are compared. */
  public static Comparison in(World world) {
    return new Comparison(world, List.of());
  }

  /** Compares rewards in one world. */
  public static final class Comparison {
    private final World world;
    private final EpicDistance epic;
    private final List<RewardDistance> distances;
    private final NormalisedRegret regret;

    private final List<TransitionReward> features;

    private Comparison(World world, List<TransitionReward> features) {
      this.world = world;
      this.features = features;
      epic = EpicDistance.in(world.mdp());
      distances = List.of(epic, DardDistance.in(world.mdp()), StarcDistance.in(world.mdp()));
      regret = NormalisedRegret.in(world);
    }

    /**
     * With an inferred objective's weights read on this world's own features, such as a coin that
     * lies elsewhere than where the objective was inferred: with the same names, in the same order.
     */
    public Comparison withFeatures(TransitionReward... features) {
      return new Comparison(world, List.of(features));
    }

    /** An inferred objective against the world's base objective. */
    public AlignmentReport compare(InferredObjective found) {
      return compare(found, world.baseObjective());
    }

    /**
     * An inferred objective against a base objective.
     *
     * @throws IllegalArgumentException if what was inferred is no reward over transitions
     */
    public AlignmentReport compare(InferredObjective found, TransitionReward base) {
      Objective objective = found.objective();
      if (!(objective instanceof TransitionReward reward)) {
        throw new IllegalArgumentException(
            "an alignment report expects a reward over transitions, got the %s \"%s\": compare its parameters instead"
                .formatted(
                    objective instanceof RegressionLoss ? "loss over predictions" : "utility",
                    objective.name()));
      }
      Row row = row(here(reward, found.identifiability().parameters()), base);
      return new AlignmentReport(
          world.name(),
          base,
          List.of(row),
          found,
          Verdict.of(epic, regret, found, row, base),
          Disagreement.among(List.of(row)));
    }

    /**
     * How far an inferred objective lies from a base objective, as numbers: its EPIC distance and
     * its regret with ties taken alike, each with the middle 95 % of what the objectives that the
     * traces allow give (no interval for exact input). What is undefined is left out.
     */
    public List<Estimate> ranges(InferredObjective found, TransitionReward base) {
      if (!(found.objective() instanceof TransitionReward reward)) {
        throw new IllegalArgumentException(
            "ranges expect a reward over transitions, got \"%s\""
                .formatted(found.objective().name()));
      }
      Row row = row(here(reward, found.identifiability().parameters()), base);
      Plausible plausible = Plausible.of(epic, regret, found, row.reward(), base);
      List<Estimate> all = new ArrayList<>();
      row.distances()
          .get(0)
          .value()
          .ifPresent(
              value ->
                  all.add(
                      range(
                          "EPIC distance",
                          value,
                          plausible == null ? null : plausible.epic(),
                          found)));
      if (row.regret() instanceof Regret.Known known) {
        all.add(
            range("regret", known.uniform(), plausible == null ? null : plausible.regret(), found));
      }
      return all;
    }

    private static Estimate range(
        String name, double value, double @Nullable [] ends, InferredObjective found) {
      Interval interval =
          ends == null
              ? null
              : new Interval(
                  rounded(Math.min(ends[0], value)), rounded(Math.max(ends[1], value)), .95);
      return new Estimate(
          name,
          rounded(value),
          interval,
          found.n(),
          "middle 95 % over objectives that the traces allow",
          "");
    }

    /** Given rewards against a base objective, in the order given. */
    public AlignmentReport compare(TransitionReward base, TransitionReward... rewards) {
      if (rewards.length == 0) {
        throw new IllegalArgumentException(
            "an alignment report expects at least one reward to compare, got none");
      }
      List<Row> rows = Arrays.stream(rewards).map(reward -> row(reward, base)).toList();
      return new AlignmentReport(
          world.name(),
          base,
          rows,
          null,
          "Given rewards: facts about these rewards in this world, not about any system.",
          Disagreement.among(rows));
    }

    private TransitionReward here(TransitionReward reward, List<String> parameters) {
      if (features.isEmpty()) {
        return reward;
      }
      List<String> names = features.stream().map(TransitionReward::name).toList();
      if (!(reward instanceof LinearReward linear) || !names.equals(parameters)) {
        throw new IllegalArgumentException(
            "the features of world \"%s\" expect the names and order of the inferred parameters, %s, got %s"
                .formatted(world.name(), parameters, names));
      }
      return LinearReward.of(reward.name(), features, linear.weights());
    }

    private Row row(TransitionReward reward, TransitionReward base) {
      return new Row(
          reward,
          distances.stream().map(distance -> distance.between(reward, base)).toList(),
          regret.of(reward, base));
    }
  }

  /**
   * One row a reward; distances and regret in columns, left empty where the verdict is withheld;
   * verdict and findings below.
   */
  public ResultTable table() {
    List<String> columns = new ArrayList<>(List.of("reward"));
    rows.get(0).distances().forEach(distance -> columns.add(shortName(distance.measure())));
    columns.addAll(List.of("regret", "first tie", "uniform ties"));
    ResultTable table =
        ResultTable.titled("Distance from \"%s\", in %s".formatted(base.name(), world))
            .columns(columns.toArray(String[]::new));
    for (Row row : rows) {
      table = table.row(isWithheld() ? withheld(row) : cells(row));
    }
    table = table.withNote(verdict);
    for (String finding : findings) {
      table = table.withNote(finding);
    }
    return table
        .withNote(
            String.join("; ", rows.get(0).distances().stream().map(Distance::measure).toList()))
        .withNote(
            "EPIC and DARD run from 0, the same preferences, to 1, the opposite ones; STARC from 0"
                + " to 2. Regret runs from 0, as good as can be for the base objective, to 1, as"
                + " bad as can be, over the policies that are optimal for the other reward; then"
                + " that of taking the first of tied actions, and that of taking each as often.");
  }

  /** Whether the data leave open what the distances would be: then no number stands for them. */
  private boolean isWithheld() {
    return verdict.startsWith(Verdict.NONE);
  }

  private static Object[] withheld(Row row) {
    Object[] cells = new Object[row.distances().size() + 4];
    Arrays.fill(cells, new Cell.Missing());
    cells[0] = row.reward().name();
    return cells;
  }

  private static String shortName(String measure) {
    int comma = measure.indexOf(',');
    return comma < 0 ? measure : measure.substring(0, comma);
  }

  /** Four digits; what is closer to 0 than rounding allows to tell is 0. */
  private static Cell shown(double value) {
    return Cell.number(rounded(value), 4);
  }

  private static double rounded(double value) {
    return value < ROUNDING ? 0 : value;
  }

  private static Object range(Regret.Known regret) {
    return regret.max() - regret.min() < ROUNDING
        ? shown(regret.max())
        : "%s to %s".formatted(number(regret.min()), number(regret.max()));
  }

  private static Object[] cells(Row row) {
    List<Object> cells = new ArrayList<>(List.of(row.reward().name()));
    for (Distance distance : row.distances()) {
      cells.add(
          distance.value().isPresent()
              ? shown(distance.value().getAsDouble())
              : new Cell.Missing());
    }
    if (row.regret() instanceof Regret.Known known) {
      cells.addAll(List.of(range(known), shown(known.lowestIndex()), shown(known.uniform())));
    } else {
      cells.addAll(List.of(new Cell.Missing(), new Cell.Missing(), new Cell.Missing()));
    }
    return cells.toArray();
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  @Override
  public String toString() {
    return table().toText();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
