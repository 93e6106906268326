package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Choices from menus as columns of numbers: blocks of choices with equally many alternatives, in
 * which the choices are the innermost, contiguous dimension, so that every loop over them is one
 * that the compiler vectorises.
 *
 * <p>Not tied to traces: {@link #of} takes plain arrays, for data that never were objects.
 */
public final class ChoiceData {

  /** Choices a block at most: its columns fit in the second-level cache. */
  static final int BLOCK = 256;

  /**
   * Choices with as many alternatives.
   *
   * @param count how many choices, at most {@link #BLOCK}
   * @param menu how many alternatives each has
   * @param x feature k of alternative j, choice by choice, in column {@code j * K + k}
   * @param chosen the alternative taken, by position
   * @param unit which independent unit (trace) each choice belongs to
   * @param weight what each choice counts, or null where each counts once
   */
  record Block(
      int count, int menu, double[][] x, int[] chosen, int[] unit, double @Nullable [] weight) {

    double weight(int choice) {
      return weight == null ? 1 : weight[choice];
    }
  }

  private final List<String> features;
  private final List<Block> blocks;
  private final int size;
  private final int units;

  private ChoiceData(List<String> features, List<Block> blocks, int units) {
    this.features = List.copyOf(features);
    this.blocks = List.copyOf(blocks);
    this.units = units;
    size = blocks.stream().mapToInt(Block::count).sum();
  }

  /**
   * Choices with the same number of alternatives, each its own unit.
   *
   * @param features names of the K features
   * @param menu J, how many alternatives each choice has
   * @param x feature k of alternative j of choice i at {@code (i * J + j) * K + k}; finite
   * @param chosen the alternative taken, by position
   * @throws IllegalArgumentException naming the choice that does not fit
   */
  public static ChoiceData of(List<String> features, int menu, double[] x, int[] chosen) {
    int k = features.size();
    if (menu < 1 || k < 1 || x.length != chosen.length * menu * k) {
      throw new IllegalArgumentException(
          "%d choices among %d alternatives with %d features expect %d values, got %d"
              .formatted(chosen.length, menu, k, (long) chosen.length * menu * k, x.length));
    }
    Builder builder = new Builder(features);
    double[] row = new double[menu * k];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(x, i * row.length, row, 0, row.length);
      for (int v = 0; v < row.length; v++) {
        if (!Double.isFinite(row[v])) {
          throw new IllegalArgumentException(
              "choice %d expects a finite feature \"%s\" of alternative %d, got %s"
                  .formatted(i, features.get(v % k), v / k, row[v]));
        }
      }
      if (chosen[i] < 0 || chosen[i] >= menu) {
        throw new IllegalArgumentException(
            "choice %d expects one of %d alternatives, got number %d"
                .formatted(i, menu, chosen[i]));
      }
      builder.add(menu, row, chosen[i], i);
    }
    return builder.build(chosen.length);
  }

  public List<String> features() {
    return features;
  }

  /** How many choices. */
  public int size() {
    return size;
  }

  /** What the choices count in all: how many they are, where each counts once. */
  double weight() {
    double sum = 0;
    for (Block block : blocks) {
      for (int i = 0; block.weight != null && i < block.count; i++) {
        sum += block.weight[i];
      }
      sum += block.weight == null ? block.count : 0;
    }
    return sum;
  }

  /** How many independent units the choices belong to. */
  int units() {
    return units;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Every step-th block: a smaller sample of the same choices. */
  ChoiceData thinned(int step) {
    List<Block> some = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b += step) {
      some.add(blocks.get(b));
    }
    return new ChoiceData(features, some, units);
  }

  /** The log-likelihood of choosing blindly, −Σ log J. */
  double blind() {
    double sum = 0;
    for (Block block : blocks) {
      double weight = 0;
      for (int i = 0; i < block.count; i++) {
        weight += block.weight(i);
      }
      sum -= weight * Math.log(block.menu);
    }
    return sum;
  }

  /** Collects choices in order, apart by the number of their alternatives. */
  static final class Builder {

    private final List<String> features;
    private final Map<Integer, Open> open = new LinkedHashMap<>();
    private final List<Block> closed = new ArrayList<>();

    Builder(List<String> features) {
      this.features = features;
    }

    /** Adds a choice; {@code rows} holds its alternatives row by row and is copied. */
    void add(int menu, double[] rows, int chosen, int unit) {
      add(menu, rows, chosen, unit, 1);
    }

    /** Adds a choice that counts {@code weight} times, more than 0. */
    void add(int menu, double[] rows, int chosen, int unit, double weight) {
      Open block = open.computeIfAbsent(menu, size -> new Open(size, features.size()));
      block.add(rows, chosen, unit, weight);
      if (block.count == BLOCK) {
        closed.add(block.close());
        open.remove(menu);
      }
    }

    ChoiceData build(int units) {
      open.values().forEach(block -> closed.add(block.close()));
      return new ChoiceData(features, closed, units);
    }
  }

  /** A block that is being filled. */
  private static final class Open {

    private final int menu;
    private final double[][] x;
    private final int[] chosen = new int[BLOCK];
    private final int[] unit = new int[BLOCK];
    private final double[] weight = new double[BLOCK];
    private boolean weighted;
    private int count;

    Open(int menu, int features) {
      this.menu = menu;
      x = new double[menu * features][BLOCK];
    }

    void add(double[] rows, int taken, int ofUnit, double counts) {
      for (int c = 0; c < x.length; c++) {
        x[c][count] = rows[c];
      }
      chosen[count] = taken;
      weight[count] = counts;
      weighted |= counts != 1;
      unit[count++] = ofUnit;
    }

    Block close() {
      if (count == BLOCK) {
        return new Block(count, menu, x, chosen, unit, weighted ? weight : null);
      }
      double[][] tight = new double[x.length][];
      for (int c = 0; c < x.length; c++) {
        tight[c] = Arrays.copyOf(x[c], count);
      }
      return new Block(
          count,
          menu,
          tight,
          Arrays.copyOf(chosen, count),
          Arrays.copyOf(unit, count),
          weighted ? Arrays.copyOf(weight, count) : null);
    }
  }
}
