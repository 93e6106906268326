/**
 * Learned optimizers: baselines, architectures, and the meta-training that finds their weights.
 *
 * <p>May use {@code task}, {@code train} and what stands under the flow.
 */
package org.mesascope.optimizer;
