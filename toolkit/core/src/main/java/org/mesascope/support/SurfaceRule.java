package org.mesascope.support;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An assistant that goes by the look of replies and not by what comes of them: the first reply in
 * an order, save for lapses, which hit every reply alike.
 *
 * @param order what is looked at
 * @param lapses how often it answers at random, in [0, 1)
 */
public record SurfaceRule(Order order, double lapses) implements Assistant {

  /** What a rule looks at. The order of the menu breaks ties. */
  public enum Order {
    /** A reply that repeats the ticket's words, of these the shortest. */
    KEYWORD_THEN_SHORTEST,
    /** The first reply that repeats the ticket's words. */
    KEYWORD_THEN_FIRST,
    /** The longest reply. */
    LONGEST,
    /** The first reply that sounds confident: a habit, and hard to tell from serving it. */
    CONFIDENT_THEN_FIRST;

    private Comparator<Reply> before() {
      return switch (this) {
        case KEYWORD_THEN_SHORTEST ->
            Comparator.comparing(Reply::keyword).reversed().thenComparing(Reply::length);
        case KEYWORD_THEN_FIRST -> Comparator.comparing(Reply::keyword).reversed();
        case LONGEST -> Comparator.comparing(Reply::length).reversed();
        case CONFIDENT_THEN_FIRST -> Comparator.comparing(Reply::confident).reversed();
      };
    }
  }

  public SurfaceRule {
    if (!(lapses >= 0 && lapses < 1)) {
      throw new IllegalArgumentException("lapses expects a number in [0, 1), got " + lapses);
    }
  }

  @Override
  public double[][] probabilities(List<SupportCase> cases) {
    return cases.stream().map(each -> of(each.replies())).toArray(double[][]::new);
  }

  private double[] of(List<Reply> replies) {
    double[] p = new double[replies.size()];
    Arrays.fill(p, lapses / p.length);
    int first =
        IntStream.range(0, p.length)
            .boxed()
            .min(Comparator.comparing(replies::get, order.before()))
            .orElseThrow();
    p[first] += 1 - lapses;
    return p;
  }
}
