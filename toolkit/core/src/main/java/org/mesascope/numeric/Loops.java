package org.mesascope.numeric;

/** The innermost loops, in the one implementation that this JVM can run fastest. */
interface Loops {

  /** Vectors where the JVM was started with them, else plain Java. */
  Loops FASTEST = VectorModule.isPresent() ? VectorModule.loops() : new PlainLoops();

  /**
   * y[i][j] += Σₖ a[i][k] x[k][j], each sum one chain of fused multiply-adds in the order of k that
   * starts from y, whatever the implementation: all give the same bits.
   *
   * @param aRow from a row of a to the next, aInner from a[i][k] to a[i][k + 1]
   * @param xRow from a row of x to the next; its columns are contiguous
   * @param yRow from a row of y to the next; its columns are contiguous
   */
  void multiplyAdd(
      int rows,
      int inner,
      int columns,
      float[] a,
      int aAt,
      int aRow,
      int aInner,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow);

  /** a[i][k] += Σ_b y[i][b] x[k][b]; the order of the sum is the implementation's own. */
  void outerAdd(
      int rows, int inner, int batch, float[] y, int yAt, float[] x, int xAt, float[] a, int aAt);

  /** to[i] = tanh(from[i]). */
  void tanh(float[] from, int fromAt, float[] to, int toAt, int count);

  /** to[i] = 1 / (1 + exp(−from[i])). */
  void sigmoid(float[] from, int fromAt, float[] to, int toAt, int count);
}
