package org.mesascope.dl4j;

/** How a token mixes the tokens that it sees. */
public enum AttentionKind {
  /** softmax(q·k/√h) weights (Vaswani et al. 2017). */
  SOFTMAX,
  /** q·k/√h divided by how many tokens are seen, as in linear self-attention. */
  LINEAR
}
