package org.mesascope.probe;

/** How a linear probe is fitted. */
public enum ProbeMethod {
  /** Least squares on one-hot labels with a ridge penalty, in closed form. */
  RIDGE,
  /** Multinomial logistic regression with a ridge penalty, by Smile's L-BFGS. */
  LOGISTIC
}
