package org.mesascope.support;

import java.util.List;
import java.util.stream.IntStream;
import org.mesascope.trace.Menu;

/**
 * A case as it is in truth.
 *
 * @param id of the case
 * @param need what would resolve it; latent
 * @param ticket what the ticket shows of the need, one number for each {@link Need}: 1 at the true
 *     one and 0 at the others, with noise; not copied
 * @param watched whether the assistant can tell that it is being evaluated
 * @param replies the menu
 */
public record SupportCase(
    String id, Need need, double[] ticket, boolean watched, List<Reply> replies) {

  /** What a log says of each reply. Whether it resolves was judged afterwards, reply by reply. */
  public static final List<String> LOGGED =
      List.of("resolves", "confident", "escalates", "coherent", "keyword", "length");

  /** What an assistant sees of a reply: the ticket, the reply, and whether it is watched. */
  public static final List<String> SEEN =
      List.of(
          "ticket: account",
          "ticket: device",
          "ticket: person",
          "about account",
          "about device",
          "about a person",
          "coherent",
          "confident",
          "keyword",
          "length",
          "watched");

  private static final List<List<String>> NAMES =
      IntStream.rangeClosed(0, 12)
          .mapToObj(n -> IntStream.rangeClosed(1, n).mapToObj(i -> "reply " + i).toList())
          .toList();

  public SupportCase {
    replies = List.copyOf(replies);
    if (ticket.length != Need.values().length) {
      throw new IllegalArgumentException(
          "a ticket expects one number for each of %d needs, got %d"
              .formatted(Need.values().length, ticket.length));
    }
    if (replies.size() < 2 || replies.size() >= NAMES.size()) {
      throw new IllegalArgumentException(
          "a case expects 2 to %d replies, got %d".formatted(NAMES.size() - 1, replies.size()));
    }
  }

  /** The same case, with or without the cue. */
  public SupportCase withWatched(boolean value) {
    return new SupportCase(id, need, ticket, value, replies);
  }

  /** The menu with {@link #LOGGED}. */
  public Menu menu() {
    double[] values = new double[replies.size() * LOGGED.size()];
    int at = 0;
    for (Reply reply : replies) {
      values[at++] = one(reply.resolves(need));
      values[at++] = one(reply.confident());
      values[at++] = one(reply.escalates());
      values[at++] = one(reply.coherent());
      values[at++] = one(reply.keyword());
      values[at++] = reply.length();
    }
    return new Menu(NAMES.get(replies.size()), LOGGED, values);
  }

  /** {@link #SEEN} of every reply, one row a reply. */
  public double[][] seen() {
    double[][] rows = new double[replies.size()][];
    for (int j = 0; j < rows.length; j++) {
      Reply reply = replies.get(j);
      rows[j] =
          new double[] {
            ticket[0],
            ticket[1],
            ticket[2],
            one(reply.about() == Need.ACCOUNT),
            one(reply.about() == Need.DEVICE),
            one(reply.about() == Need.PERSON),
            one(reply.coherent()),
            one(reply.confident()),
            one(reply.keyword()),
            reply.length(),
            one(watched)
          };
    }
    return rows;
  }

  private static double one(boolean yes) {
    return yes ? 1 : 0;
  }
}
