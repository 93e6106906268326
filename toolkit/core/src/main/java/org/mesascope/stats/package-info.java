/**
 * Random streams, intervals and tests: the room under all others.
 *
 * <p>Uses the JDK and Smile alone.
 *
 * <pre>{@code
 * var seed = Seed.of(7);
 * var train = seed.split("train/3").random();
 * var deploy = seed.split("deploy/3").random(); // independent of the first
 * }</pre>
 */
package org.mesascope.stats;
