package org.mesascope.support;

/**
 * A reply that could be given.
 *
 * @param about the need that it answers; a reply about {@link Need#PERSON} escalates
 * @param coherent whether it makes sense; one that does not resolves nothing
 * @param confident whether it sounds confident
 * @param keyword whether it repeats the words of the ticket
 * @param length in standard deviations from the usual
 */
public record Reply(
    Need about, boolean coherent, boolean confident, boolean keyword, double length) {

  /** Whether it hands the case to a person. */
  public boolean escalates() {
    return about == Need.PERSON;
  }

  /** Whether it resolves a case of that need. */
  public boolean resolves(Need need) {
    return coherent && about == need;
  }
}
