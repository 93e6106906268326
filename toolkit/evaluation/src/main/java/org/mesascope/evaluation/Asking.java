package org.mesascope.evaluation;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Asks one question until it is answered, refused, or asked often enough. */
final class Asking {

  private final ChatCall call;
  private final EvaluationOptions options;
  private final Pace pace;
  private final Budget budget;
  private final Waiting waiting;

  Asking(ChatCall call, EvaluationOptions options, Pace pace, Budget budget, Waiting waiting) {
    this.call = call;
    this.options = options;
    this.pace = pace;
    this.budget = budget;
    this.waiting = waiting;
  }

  /** What became of it. */
  Answered ask(Question question) throws InterruptedException {
    RandomGenerator jitter =
        options
            .seed()
            .split("wait")
            .split(question.version().name().replace('/', '|'))
            .split(question.digest())
            .split(question.repeat())
            .random();
    double most = options.prices().of(question.mostTokens(), options.maxTokens());
    double cost = 0;
    for (int attempt = 1; ; attempt++) {
      if (!budget.reserve(most)) {
        return new Answered(question, null, budget.exhausted(), attempt - 1, cost);
      }
      double paid = most;
      CallFailure failure;
      try {
        pace.await();
        ChatReply reply =
            call.ask(question.version().system(), question.text(), question.seed(options.seed()));
        if (reply.in() >= 0 && reply.out() >= 0) {
          paid = options.prices().of(reply.in(), reply.out());
        }
        return new Answered(question, reply, null, attempt, cost + paid);
      } catch (CallFailure e) {
        paid = e.billed() ? most : 0;
        failure = e;
      } finally {
        budget.settle(most, paid);
      }
      cost += paid;
      CallFailure last = last(failure, attempt);
      if (last != null) {
        return new Answered(question, null, last, attempt, cost);
      }
      wait(failure.asked(), backoff(attempt, jitter));
    }
  }

  /** The endpoint's wish holds for every question, our own caution for this one. */
  private void wait(@Nullable Duration asked, Duration own) throws InterruptedException {
    if (asked == null) {
      waiting.sleep(own.toNanos());
    } else {
      pace.pause(asked.compareTo(own) > 0 ? asked : own);
    }
  }

  /** The failure that ends the asking, or null where it goes on. */
  private @Nullable CallFailure last(CallFailure failure, int attempt) {
    Duration asked = failure.asked();
    if (asked != null && asked.compareTo(options.longestWait()) > 0) {
      return new CallFailure(
          CallFailure.Kind.LASTING,
          failure.billed(),
          asked,
          "%s; it asks to wait %d s, longer than %d s: run again then"
              .formatted(
                  failure.getMessage(), asked.toSeconds(), options.longestWait().toSeconds()));
    }
    boolean mayPass =
        failure.kind() == CallFailure.Kind.PASSING
            || failure.kind() == CallFailure.Kind.UNREACHABLE;
    return mayPass && attempt <= options.retries() ? null : failure;
  }

  /** Doubles each time, up to the longest; a random part of a half is taken off. */
  private Duration backoff(int attempt, RandomGenerator jitter) {
    double doubled = options.firstWait().toNanos() * Math.pow(2, attempt - 1.0);
    double capped = Math.min(doubled, (double) options.longestWait().toNanos());
    return Duration.ofNanos((long) (capped * (1 - jitter.nextDouble() / 2)));
  }
}
