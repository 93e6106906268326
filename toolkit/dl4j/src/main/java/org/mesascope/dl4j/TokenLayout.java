package org.mesascope.dl4j;

/** Which tokens a network reads, who sees whom, and which tokens' outputs count. */
sealed interface TokenLayout {

  /** How many tokens. */
  int length();

  /** Whether token i may read from token j; every token sees itself. */
  boolean sees(int i, int j);

  /** Where token i stands, from 0. */
  int position(int i);

  /** Whether token i's output is a prediction. */
  boolean predicts(int i);

  /** How many tokens token i sees. */
  default int seen(int i) {
    int count = 0;
    for (int j = 0; j < length(); j++) {
      count += sees(i, j) ? 1 : 0;
    }
    return count;
  }

  /** How many outputs are predictions. */
  default int predictions() {
    int count = 0;
    for (int i = 0; i < length(); i++) {
      count += predicts(i) ? 1 : 0;
    }
    return count;
  }

  /**
   * Examples, then queries that see a prefix of the examples and themselves, never each other:
   * query q of {@code queries} sees the first {@code examples − queries + 1 + q}.
   */
  record Prompt(int examples, int queries, boolean causal) implements TokenLayout {
    @Override
    public int length() {
      return examples + queries;
    }

    @Override
    public boolean sees(int i, int j) {
      if (i == j) {
        return true;
      }
      return j < examples && (i < examples ? !causal || j < i : j < position(i));
    }

    @Override
    public int position(int i) {
      return i < examples ? i : i - queries + 1;
    }

    @Override
    public boolean predicts(int i) {
      return i >= examples;
    }
  }

  /** A sequence in which each token sees those before it and predicts the next. */
  record Causal(int length) implements TokenLayout {
    @Override
    public boolean sees(int i, int j) {
      return j <= i;
    }

    @Override
    public int position(int i) {
      return i;
    }

    @Override
    public boolean predicts(int i) {
      return true;
    }
  }
}
