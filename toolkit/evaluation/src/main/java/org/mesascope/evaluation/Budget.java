package org.mesascope.evaluation;

import java.util.Locale;

/** Lets a request go only where even its dearest answer leaves the run within its budget. */
final class Budget {

  private final double most;
  private double spent;
  private double reserved;
  private int underWay;

  Budget(double most, double spent) {
    this.most = most;
    this.spent = spent;
  }

  /** Waits for requests under way where they may leave enough; false where there is not enough. */
  synchronized boolean reserve(double cost) throws InterruptedException {
    while (spent + reserved + cost > most) {
      if (underWay == 0) {
        return false;
      }
      wait();
    }
    reserved += cost;
    underWay++;
    return true;
  }

  /** What was reserved for a request becomes what it cost. */
  synchronized void settle(double cost, double paid) {
    underWay--;
    reserved = underWay == 0 ? 0 : reserved - cost;
    spent += paid;
    notifyAll();
  }

  /** Why no further request goes. */
  CallFailure exhausted() {
    return new CallFailure(
        CallFailure.Kind.LASTING,
        false,
        null,
        String.format(
            Locale.ROOT,
            "the budget of %.4g, of which %.4g is spent, does not carry another request: raise it",
            most,
            spent()));
  }

  synchronized double spent() {
    return spent;
  }
}
