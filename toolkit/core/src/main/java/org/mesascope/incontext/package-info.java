/**
 * Optimizers inside networks: models that learn in context, the algorithms they may have learned,
 * and the comparison of the two.
 *
 * <p>May use {@code task}, {@code train}, {@code optimizer} and what stands under the flow.
 */
package org.mesascope.incontext;
