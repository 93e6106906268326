package org.mesascope.dl4j;

import java.util.List;

/** What options check of numbers that several of them have. */
final class Ranges {

  private Ranges() {}

  static void network(List<Integer> hidden, double learningRate) {
    for (int width : hidden) {
      atLeast("a hidden layer's width", 1, width);
    }
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException(
          "a learning rate expects a finite number above 0, got " + learningRate);
    }
  }

  static void atLeast(String what, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(what + " expects at least " + least + ", got " + value);
    }
  }
}
