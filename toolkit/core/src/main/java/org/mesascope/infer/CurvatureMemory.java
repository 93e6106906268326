package org.mesascope.infer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/** What the last steps of an ascent showed of the curvature: the two loops of Nocedal (1980). */
final class CurvatureMemory {

  private static final int KEPT = 10;
  private static final double FLAT = 1e-10;

  /**
   * One step.
   *
   * @param move by which the point moved
   * @param fall by which the gradient fell
   * @param curvature move · fall, above 0
   */
  private record Move(double[] move, double[] fall, double curvature) {}

  private final Deque<Move> moves = new ArrayDeque<>();

  /** Remembers a step along which the function curves down, and forgets the oldest. */
  void add(double[] from, double[] to, double[] slopeBefore, double[] slopeAfter) {
    double[] move = minus(to, from);
    double[] fall = minus(slopeBefore, slopeAfter);
    double curvature = Information.dot(move, fall);
    double size = Math.sqrt(Information.dot(move, move) * Information.dot(fall, fall));
    if (curvature > FLAT * size) {
      moves.addLast(new Move(move, fall, curvature));
      if (moves.size() > KEPT) {
        moves.removeFirst();
      }
    }
  }

  void forget() {
    moves.clear();
  }

  /** A step for a gradient: the given inverse curvature, corrected by the steps remembered. */
  double[] correct(double[] gradient, UnaryOperator<double[]> inverse) {
    double[] rest = gradient.clone();
    double[] shares = new double[moves.size()];
    int i = shares.length;
    for (Iterator<Move> last = moves.descendingIterator(); last.hasNext(); ) {
      Move m = last.next();
      i--;
      shares[i] = Information.dot(m.move, rest) / m.curvature;
      add(rest, m.fall, -shares[i]);
    }
    double[] step = inverse.apply(rest);
    for (Move m : moves) {
      double own = Information.dot(m.fall, step) / m.curvature;
      add(step, m.move, shares[i] - own);
      i++;
    }
    return step;
  }

  private static void add(double[] target, double[] x, double factor) {
    for (int k = 0; k < target.length; k++) {
      target[k] += factor * x[k];
    }
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    add(difference, b, -1);
    return difference;
  }
}
