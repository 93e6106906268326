/**
 * The hot loops that the trained systems share: products with the batch innermost, activations,
 * Adam.
 *
 * <p>Stands under the flow and sees the JDK alone. Everything is a flat {@code float} array whose
 * last, contiguous dimension is the batch: a matrix of activations is {@code [unit][batch]}, an
 * array of weights {@code [out][in]} and shared by the batch.
 *
 * <pre>{@code
 * Matrices.multiplyAdd(units, inputs, batch, weights, 0, x, 0, y, 0); // y += W x
 * Activations.tanh(y, 0, y, 0, units * batch);
 * Matrices.outerAdd(units, inputs, batch, dy, 0, x, 0, dWeights, 0); // dW += dy xᵀ
 * adam.step(weights, dWeights);
 * }</pre>
 *
 * <p>{@link org.mesascope.numeric.NoiseStream} draws rows of numbers by a stream's name alone, and
 * {@link org.mesascope.numeric.ThreadTeam} shares short rounds of work: together they give the same
 * bits on any number of threads.
 */
package org.mesascope.numeric;
