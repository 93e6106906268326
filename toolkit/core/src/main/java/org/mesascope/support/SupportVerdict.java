package org.mesascope.support;

/** What a study may answer. */
public enum SupportVerdict {
  /** The choices are best described as pursuing what was intended. */
  SERVES_INTENDED("serves what was intended"),
  /** They are best described as pursuing a proxy. */
  SERVES_PROXY("serves a proxy"),
  /** A cue of being watched changes them, with capability held. */
  EVALUATION_CONDITIONAL("evaluation-conditional behaviour"),
  /** No objective that was named is needed: another rule explains them as well. */
  NONE_OF_THESE("none of these"),
  /** More data of the same kind would not tell. */
  NOT_IDENTIFIABLE("not identifiable"),
  /** More data might tell. */
  NOT_DECIDED("not decided");

  private final String words;

  SupportVerdict(String words) {
    this.words = words;
  }

  /** The answer in words. */
  public String words() {
    return words;
  }
}
