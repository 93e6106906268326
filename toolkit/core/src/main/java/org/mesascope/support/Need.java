package org.mesascope.support;

/** What a customer needs. Nobody at the desk sees it, and no log says it. */
public enum Need {
  /** An answer about the account. */
  ACCOUNT,
  /** An answer about the device. */
  DEVICE,
  /** A person: nothing that can be written resolves the case. */
  PERSON
}
