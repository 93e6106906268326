package org.mesascope.numeric;

/** The innermost loops over particles that each have weights of their own. */
interface ParticleLoops {

  /** Vectors where the JVM was started with them, else plain Java; both give the same bits. */
  ParticleLoops FASTEST =
      VectorModule.isPresent() ? VectorModule.particleLoops() : new PlainParticleLoops();

  /** As {@link ParticleNetworks#layer}. */
  void layer(
      int outputs,
      int inputs,
      int columns,
      int particles,
      float[] weights,
      int weightsAt,
      int biasAt,
      float[] x,
      float[] y,
      boolean rectified);

  /** to[i] = exp(from[i]), as {@link ParticleNetworks#exp}. */
  void exp(float[] from, float[] to);

  /** As {@link ParticleNetworks#perturb}. */
  void perturb(float[] centre, float[] shift, int pairs, int copies, float[] to);
}
