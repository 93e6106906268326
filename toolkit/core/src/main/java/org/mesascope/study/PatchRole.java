package org.mesascope.study;

/** What an intervention is for. */
public enum PatchRole {
  /** Must redirect, if the state carries the goal. */
  EVIDENCE,
  /** Must not redirect, or the evidence shows nothing. */
  CONTROL,
  /** Is shown beside them, and nothing hangs on it. */
  SHOWN
}
