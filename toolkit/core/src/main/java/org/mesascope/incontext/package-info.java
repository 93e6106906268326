/**
 * Optimizers inside networks: models that learn in context, the algorithms they may have learned,
 * and the comparison of the two.
 *
 * <p>A {@link org.mesascope.incontext.SequenceModel} is the counterpart for sequences of states.
 *
 * <p>May use {@code task}, {@code train}, {@code optimizer} and what stands under the flow.
 */
package org.mesascope.incontext;
