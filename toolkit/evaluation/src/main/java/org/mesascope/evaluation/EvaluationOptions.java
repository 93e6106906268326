package org.mesascope.evaluation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mesascope.stats.Seed;

/**
 * How an evaluation asks.
 *
 * @param repeats how often each version is asked about each input
 * @param seed of the draws: the endpoint is sent one a question, the same for every version
 * @param temperature null for the endpoint's own
 * @param maxTokens of an answer, at least 1
 * @param concurrency questions under way at once
 * @param requestsPerMinute at most so many, evenly spaced
 * @param timeout of one request, from its first byte to the last of the answer
 * @param retries of one question after failures that may pass
 * @param firstWait before the first of them; it doubles each time, less a random part of a half
 * @param longestWait between two of them; an endpoint that asks for a longer one stops the run
 * @param failuresInARow so many questions that stay unanswered stop the run
 * @param prices of tokens
 * @param budget of a run with all its resumptions, in the currency of the prices; infinite for none
 */
public record EvaluationOptions(
    int repeats,
    Seed seed,
    @Nullable Double temperature,
    int maxTokens,
    int concurrency,
    int requestsPerMinute,
    Duration timeout,
    int retries,
    Duration firstWait,
    Duration longestWait,
    int failuresInARow,
    TokenPrices prices,
    double budget) {

  private static final int MOST_AT_ONCE = 256;

  public EvaluationOptions {
    atLeast("repeats", repeats, 1);
    atLeast("maxTokens", maxTokens, 1);
    atLeast("concurrency", concurrency, 1);
    atLeast("requestsPerMinute", requestsPerMinute, 1);
    atLeast("retries", retries, 0);
    atLeast("failuresInARow", failuresInARow, 1);
    if (concurrency > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "concurrency expects at most " + MOST_AT_ONCE + ", got " + concurrency);
    }
    if (timeout.isNegative() || timeout.isZero() || firstWait.isNegative()) {
      throw new IllegalArgumentException(
          "a timeout expects more than 0 and a first wait at least 0, got %s and %s"
              .formatted(timeout, firstWait));
    }
    if (longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "the longest wait expects at least the first, %s, got %s"
              .formatted(firstWait, longestWait));
    }
    if (temperature != null && !(temperature >= 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("a temperature expects at least 0, got " + temperature);
    }
    if (!(budget >= 0)) {
      throw new IllegalArgumentException("a budget expects at least 0, got " + budget);
    }
    if (budget < Double.POSITIVE_INFINITY && prices.equals(TokenPrices.FREE)) {
      throw new IllegalArgumentException("a budget expects prices: give them with it");
    }
  }

  /** Once, temperature 0, 4 at a time, no cost known. */
  public static EvaluationOptions defaults() {
    return new EvaluationOptions(
        1,
        Seed.of(1),
        0.0,
        1024,
        4,
        6000,
        Duration.ofMinutes(2),
        5,
        Duration.ofSeconds(1),
        Duration.ofMinutes(2),
        5,
        TokenPrices.FREE,
        Double.POSITIVE_INFINITY);
  }

  public EvaluationOptions withRepeats(int of) {
    return new EvaluationOptions(
        of,
        seed,
        temperature,
        maxTokens,
        concurrency,
        requestsPerMinute,
        timeout,
        retries,
        firstWait,
        longestWait,
        failuresInARow,
        prices,
        budget);
  }

  public EvaluationOptions withSeed(Seed of) {
    return new EvaluationOptions(
        repeats,
        of,
        temperature,
        maxTokens,
        concurrency,
        requestsPerMinute,
        timeout,
        retries,
        firstWait,
        longestWait,
        failuresInARow,
        prices,
        budget);
  }

  public EvaluationOptions withTemperature(@Nullable Double of) {
    return new EvaluationOptions(
        repeats,
        seed,
        of,
        maxTokens,
        concurrency,
        requestsPerMinute,
        timeout,
        retries,
        firstWait,
        longestWait,
        failuresInARow,
        prices,
        budget);
  }

  public EvaluationOptions withMaxTokens(int of) {
    return new EvaluationOptions(
        repeats,
        seed,
        temperature,
        of,
        concurrency,
        requestsPerMinute,
        timeout,
        retries,
        firstWait,
        longestWait,
        failuresInARow,
        prices,
        budget);
  }

  public EvaluationOptions withConcurrency(int of) {
    return new EvaluationOptions(
        repeats,
        seed,
        temperature,
        maxTokens,
        of,
        requestsPerMinute,
        timeout,
        retries,
        firstWait,
        longestWait,
        failuresInARow,
        prices,
        budget);
  }

  public EvaluationOptions withRequestsPerMinute(int of) {
    return new EvaluationOptions(
        repeats,
        seed,
        temperature,
        maxTokens,
        concurrency,
        of,
        timeout,
        retries,
        firstWait,
        longestWait,
        failuresInARow,
        prices,
        budget);
  }

  public EvaluationOptions withTimeout(Duration of) {
    return new EvaluationOptions(
        repeats,
        seed,
        temperature,
        maxTokens,
        concurrency,
        requestsPerMinute,
        of,
        retries,
        firstWait,
        longestWait,
        failuresInARow,
        prices,
        budget);
  }

  /** How often a question is asked again after a failure that may pass, and how long it waits. */
  public EvaluationOptions withRetries(int most, Duration first, Duration longest) {
    return new EvaluationOptions(
        repeats,
        seed,
        temperature,
        maxTokens,
        concurrency,
        requestsPerMinute,
        timeout,
        most,
        first,
        longest,
        failuresInARow,
        prices,
        budget);
  }

  public EvaluationOptions withFailuresInARow(int of) {
    return new EvaluationOptions(
        repeats,
        seed,
        temperature,
        maxTokens,
        concurrency,
        requestsPerMinute,
        timeout,
        retries,
        firstWait,
        longestWait,
        of,
        prices,
        budget);
  }

  public EvaluationOptions withPrices(TokenPrices of) {
    return new EvaluationOptions(
        repeats,
        seed,
        temperature,
        maxTokens,
        concurrency,
        requestsPerMinute,
        timeout,
        retries,
        firstWait,
        longestWait,
        failuresInARow,
        of,
        budget);
  }

  /** Prices, and what a run may cost at most. */
  public EvaluationOptions withBudget(TokenPrices at, double most) {
    return new EvaluationOptions(
        repeats,
        seed,
        temperature,
        maxTokens,
        concurrency,
        requestsPerMinute,
        timeout,
        retries,
        firstWait,
        longestWait,
        failuresInARow,
        at,
        most);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s expects at least %d, got %d".formatted(name, least, value));
    }
  }
}
