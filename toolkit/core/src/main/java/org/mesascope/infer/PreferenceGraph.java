package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;

/**
 * Who was preferred to whom at least once. Strengths are finite and told where every alternative
 * can be reached from every other one along such arrows (Ford 1957); a tie is an arrow each way.
 */
final class PreferenceGraph {

  private final List<String> items;
  private final boolean[][] beat;

  PreferenceGraph(List<String> items) {
    this.items = items;
    beat = new boolean[items.size()][items.size()];
  }

  void preferred(int winner, int loser) {
    beat[winner][loser] = true;
  }

  void tied(int one, int other) {
    beat[one][other] = true;
    beat[other][one] = true;
  }

  /** Groups within which all differences are finite and told, in order of their first item. */
  List<List<Integer>> groups() {
    boolean[][] reach = reach(beat);
    return classes((i, j) -> reach[i][j] && reach[j][i]);
  }

  /** Groups within which alternatives were compared, directly or through others. */
  private List<List<Integer>> islands() {
    boolean[][] either = new boolean[beat.length][beat.length];
    for (int i = 0; i < beat.length; i++) {
      for (int j = 0; j < beat.length; j++) {
        either[i][j] = beat[i][j] || beat[j][i];
      }
    }
    boolean[][] reach = reach(either);
    return classes((i, j) -> reach[i][j]);
  }

  /** What cannot be told, in words. */
  List<String> words() {
    List<String> notes = new ArrayList<>();
    List<List<Integer>> islands = islands();
    if (islands.size() > 1) {
      List<String> parts = islands.stream().map(island -> "{" + named(island) + "}").toList();
      notes.add(
          "the groups %s were never compared with each other, directly or through others: only differences within a group are told"
              .formatted(NullSpace.listed(parts)));
    }
    for (List<Integer> group : groups()) {
      boolean lost = crosses(group, false);
      boolean won = crosses(group, true);
      boolean one = group.size() == 1;
      if (won && !lost) {
        notes.add(
            "%s never lost to the others: how much better %s has no upper bound"
                .formatted(named(group), one ? "it is" : "they are"));
      } else if (lost && !won) {
        notes.add(
            "%s never won against the others: how much worse %s has no bound"
                .formatted(named(group), one ? "it is" : "they are"));
      } else if (won) {
        notes.add(
            "%s won against some without losing to them, and lost to others without winning"
                .formatted(named(group)));
      }
    }
    return notes;
  }

  private boolean crosses(List<Integer> group, boolean out) {
    for (int i : group) {
      for (int j = 0; j < beat.length; j++) {
        if (!group.contains(j) && (out ? beat[i][j] : beat[j][i])) {
          return true;
        }
      }
    }
    return false;
  }

  private String named(List<Integer> group) {
    return NullSpace.listed(group.stream().map(items::get).toList());
  }

  private interface Related {
    boolean test(int i, int j);
  }

  private List<List<Integer>> classes(Related related) {
    boolean[] placed = new boolean[beat.length];
    List<List<Integer>> classes = new ArrayList<>();
    for (int i = 0; i < placed.length; i++) {
      if (!placed[i]) {
        List<Integer> own = new ArrayList<>();
        for (int j = i; j < placed.length; j++) {
          if (!placed[j] && (j == i || related.test(i, j))) {
            placed[j] = true;
            own.add(j);
          }
        }
        classes.add(own);
      }
    }
    return classes;
  }

  /** Which nodes can be reached from each. Cost: O(nodes · arrows). */
  private static boolean[][] reach(boolean[][] arrows) {
    int n = arrows.length;
    boolean[][] reach = new boolean[n][n];
    int[] stack = new int[n];
    for (int from = 0; from < n; from++) {
      int top = 0;
      stack[top++] = from;
      reach[from][from] = true;
      while (top > 0) {
        int at = stack[--top];
        for (int to = 0; to < n; to++) {
          if (arrows[at][to] && !reach[from][to]) {
            reach[from][to] = true;
            stack[top++] = to;
          }
        }
      }
    }
    return reach;
  }
}
