/**
 * What the toolkit's hot work costs, by JMH; the README beside this module has the ratios to Python
 * and the commands.
 *
 * <p>May use every package of the toolkit; nothing may use it, and no test runs it.
 *
 * <pre>{@code
 * mvn -Pbenchmarks -pl toolkit/benchmarks -am package -DskipTests
 * java -jar toolkit/benchmarks/target/benchmarks.jar IrlGradient
 * }</pre>
 */
package org.mesascope.benchmarks;
