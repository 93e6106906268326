package org.mesascope.probe;

/** Some places of every item. */
@FunctionalInterface
public interface Region {

  /** Every place of every item. */
  Region ALL = (place, item) -> true;

  boolean contains(int place, int item);

  /** The same places of each item: {@code places[item]} lists them. */
  static Region of(int[][] places, int outOf) {
    boolean[][] inside = new boolean[places.length][outOf];
    for (int item = 0; item < places.length; item++) {
      for (int place : places[item]) {
        inside[item][place] = true;
      }
    }
    return (place, item) -> inside[item][place];
  }
}
