/**
 * The annotations by which IJava's notebooks and libraries declare magics.
 *
 * <pre>{@code
 * public class Greeting {
 *   @LineMagic
 *   public static String hello(List<String> args) { return "hello " + args.get(0); }
 * }
 * getKernelInstance().getMagics().registerMagics(Greeting.class);
 * }</pre>
 */
package io.github.spencerpark.jupyter.kernel.magic.registry;
