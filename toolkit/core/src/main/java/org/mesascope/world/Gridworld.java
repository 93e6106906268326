package org.mesascope.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.task.TransitionReward;

/**
 * A grid of cells with walls, rewarded cells and terminal cells, and floors that may slip.
 *
 * <p>Actions are 0 up, 1 right, 2 down, 3 left; a move into a wall or out of the grid stays. With
 * slip p the action is redrawn uniformly over all four with probability p, so that the one chosen
 * is carried out with probability 1 − ¾p.
 *
 * <p>States are the cells that are no wall, in reading order: without walls, s = columns · row +
 * column. {@link #stateAt} and {@link #row}, {@link #column} go from one to the other.
 *
 * <p>The base objective pays a cell's reward for entering it or staying in it: R(s′). Where that
 * should happen once, make the cell terminal.
 *
 * <p>An agent sees 1; its row and its column, each from −1 to 1; then for each rewarded cell in
 * reading order how many rows and columns away it lies, in units of the grid's side less one.
 * Worlds with as many rewarded cells show the same kind of observation, wherever these cells lie.
 */
public final class Gridworld implements World, Displayable {

  static final int[] ROW_STEP = {-1, 0, 1, 0};
  static final int[] COLUMN_STEP = {0, 1, 0, -1};
  private static final List<String> ACTIONS = List.of("up", "right", "down", "left");

  private final GridMap map;
  private final String name;
  private final double slip;
  private final double discount;
  private final int horizon;
  private final int[] cells;
  private final int[] states;
  private final int[] rewarded;
  private final FiniteMdp mdp;

  private Gridworld(Builder builder) {
    map = builder.map.copy();
    name =
        builder.name.isEmpty() ? "grid of %d by %d".formatted(map.rows, map.columns) : builder.name;
    slip = builder.slip;
    discount = builder.discount;
    horizon = builder.horizon > 0 ? builder.horizon : 4 * (map.rows + map.columns);
    cells = IntStream.range(0, map.size()).filter(c -> !map.wall[c]).toArray();
    states = new int[map.size()];
    Arrays.fill(states, -1);
    for (int s = 0; s < cells.length; s++) {
      states[cells[s]] = s;
    }
    rewarded = Arrays.stream(cells).filter(c -> map.reward[c] != 0).toArray();
    mdp = process();
    requireReachable();
  }

  /** An open grid without rewards, walls or slip, discount .9, 4 · (rows + columns) steps. */
  public static Builder builder(int rows, int columns) {
    return new Builder(new GridMap(rows, columns));
  }

  /**
   * A builder that starts from a drawing, a line a row: {@code .} open, {@code #} wall, {@code S}
   * start (several: uniform over them; none: uniform over all cells that are not terminal), {@code
   * G} goal (terminal, 1), {@code X} pit (terminal, −1), {@code o} coin (1), {@code x} thorns (−1),
   * {@code T} end (terminal, 0).
   *
   * @throws IllegalArgumentException naming the row and column of an unknown letter, or the row
   *     that is not as long as the first
   */
  public static Builder drawn(String drawing) {
    return new Builder(GridMap.parse(drawing));
  }

  /** The world of {@link #drawn} with the defaults of {@link #builder}. */
  public static Gridworld parse(String drawing) {
    return drawn(drawing).build();
  }

  /**
   * The toolkit's fixed example: 5 by 5, slip .2, discount .9, a uniform start over all cells,
   * nothing terminal, and 1 for each entry of the last cell, 24. Episodes have 30 steps.
   */
  public static Gridworld gw5() {
    return builder(5, 5).name("GW5").slip(.2).discount(.9).horizon(30).reward(4, 4, 1).build();
  }

  public int rows() {
    return map.rows;
  }

  public int columns() {
    return map.columns;
  }

  /**
   * The state of a cell.
   *
   * @throws IllegalArgumentException if the cell is a wall or outside
   */
  public int stateAt(int row, int column) {
    int state = states[map.cell(row, column)];
    if (state < 0) {
      throw new IllegalArgumentException(
          "row %d, column %d is a wall and no state".formatted(row, column));
    }
    return state;
  }

  /** The row of a state's cell. */
  public int row(int state) {
    return cells[state] / map.columns;
  }

  /** The column of a state's cell. */
  public int column(int state) {
    return cells[state] % map.columns;
  }

  /** The drawing, with the agent of a state as {@code @}. */
  public String draw(int state) {
    return map.draw(cells[state]);
  }

  /** The drawing, as {@link #drawn} reads it; rewards other than 1 and −1 show by their sign. */
  @Override
  public String toString() {
    return map.draw(-1);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(name + "\n" + this);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FiniteMdp mdp() {
    return mdp;
  }

  @Override
  public TransitionReward baseObjective() {
    return TransitionReward.of("base objective", (s, a, next) -> map.reward[cells[next]]);
  }

  @Override
  public int horizon() {
    return horizon;
  }

  @Override
  public int observationSize() {
    return 3 + 2 * rewarded.length;
  }

  @Override
  public double[] observe(int state) {
    double[] seen = new double[observationSize()];
    double rowUnit = Math.max(1, map.rows - 1);
    double columnUnit = Math.max(1, map.columns - 1);
    seen[0] = 1;
    seen[1] = 2 * row(state) / rowUnit - 1;
    seen[2] = 2 * column(state) / columnUnit - 1;
    for (int i = 0; i < rewarded.length; i++) {
      seen[3 + 2 * i] = (rewarded[i] / map.columns - row(state)) / rowUnit;
      seen[4 + 2 * i] = (rewarded[i] % map.columns - column(state)) / columnUnit;
    }
    return seen;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Gridworld that
        && map.equals(that.map)
        && name.equals(that.name)
        && slip == that.slip
        && discount == that.discount
        && horizon == that.horizon;
  }

  @Override
  public int hashCode() {
    return Objects.hash(map, name, slip, discount, horizon);
  }

  private FiniteMdp process() {
    List<String> names = IntStream.of(cells).mapToObj(Integer::toString).toList();
    FiniteMdp.Builder builder = FiniteMdp.builder(names, ACTIONS).discount(discount);
    for (int s = 0; s < cells.length; s++) {
      if (map.terminal[cells[s]]) {
        builder.terminal(s);
        continue;
      }
      for (int a = 0; a < 4; a++) {
        builder.transition(s, a, after(s, a), 1 - slip);
        for (int drawn = 0; drawn < 4; drawn++) {
          builder.transition(s, a, after(s, drawn), slip / 4);
        }
      }
    }
    return builder.start(start()).unchecked();
  }

  private int after(int state, int action) {
    int row = row(state) + ROW_STEP[action];
    int column = column(state) + COLUMN_STEP[action];
    boolean open = map.contains(row, column) && !map.wall[map.cell(row, column)];
    return open ? states[map.cell(row, column)] : state;
  }

  private double[] start() {
    int[] from = Arrays.stream(cells).filter(c -> map.start[c]).toArray();
    if (from.length == 0) {
      from = Arrays.stream(cells).filter(c -> !map.terminal[c]).toArray();
    }
    if (from.length == 0) {
      throw new IllegalArgumentException(
          "world \"" + name + "\" expects at least one cell to start from, got none:\n" + this);
    }
    double[] start = new double[cells.length];
    for (int cell : from) {
      start[states[cell]] = 1.0 / from.length;
    }
    return start;
  }

  private void requireReachable() {
    boolean[] reachable = mdp.reachable();
    List<String> cut = new ArrayList<>();
    for (int s = 0; s < cells.length; s++) {
      int cell = cells[s];
      if (!reachable[s] && (map.terminal[cell] || map.reward[cell] != 0)) {
        String kind = map.terminal[cell] ? "terminal" : "rewarded";
        cut.add("%s cell at row %d, column %d".formatted(kind, row(s), column(s)));
      }
    }
    if (!cut.isEmpty()) {
      throw new IllegalArgumentException(
          "world \"%s\" expects its start to reach every rewarded and every terminal cell, but not the %s; open a wall or move a start (S):\n%s"
              .formatted(name, String.join(", nor the ", cut), this));
    }
  }

  /** Collects a grid; rows and columns count from 0. */
  public static final class Builder {
    private final GridMap map;
    private String name = "";
    private double slip;
    private double discount = .9;
    private int horizon;

    private Builder(GridMap map) {
      this.map = map;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    /** Probability with which the action is redrawn, in [0, 1]. */
    public Builder slip(double p) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("slip lies in [0, 1], got " + p);
      }
      slip = p;
      return this;
    }

    /** γ in [0, 1]. */
    public Builder discount(double gamma) {
      discount = gamma;
      return this;
    }

    /** Most steps of an episode, at least 1. */
    public Builder horizon(int steps) {
      if (steps < 1) {
        throw new IllegalArgumentException("a horizon expects at least 1 step, got " + steps);
      }
      horizon = steps;
      return this;
    }

    public Builder wall(int row, int column) {
      map.wall[map.cell(row, column)] = true;
      return this;
    }

    /** Pays for each entry of a cell; finite. */
    public Builder reward(int row, int column, double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "the reward at row %d, column %d expects a finite number, got %s"
                .formatted(row, column, value));
      }
      map.reward[map.cell(row, column)] = value;
      return this;
    }

    /** Ends the episode in a cell. */
    public Builder terminal(int row, int column) {
      map.terminal[map.cell(row, column)] = true;
      return this;
    }

    /** Makes a cell one of those where episodes start, each as likely as the others. */
    public Builder start(int row, int column) {
      map.start[map.cell(row, column)] = true;
      return this;
    }

    /**
     * Checks and builds.
     *
     * @throws IllegalArgumentException if a wall is also something else, or a rewarded or terminal
     *     cell cannot be reached
     */
    public Gridworld build() {
      map.requireClearWalls();
      return new Gridworld(this);
    }
  }
}
