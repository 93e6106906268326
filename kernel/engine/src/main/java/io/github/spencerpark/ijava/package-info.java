/**
 * The name by which IJava's notebooks reach the kernel.
 *
 * <pre>{@code
 * import io.github.spencerpark.ijava.IJava;
 * IJava.getKernelInstance().addToClasspath("lib/a.jar");
 * }</pre>
 */
package io.github.spencerpark.ijava;
