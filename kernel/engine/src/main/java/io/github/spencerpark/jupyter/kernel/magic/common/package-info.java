/**
 * Magics that IJava's notebooks register by class.
 *
 * <pre>{@code
 * IJava.getKernelInstance().getMagics().registerMagics(Shell.class);
 * // %sh ls -l
 * }</pre>
 */
package io.github.spencerpark.jupyter.kernel.magic.common;
