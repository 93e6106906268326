/**
 * The session that runs Java cells: evaluation on JShell, interrupts, completion, inspection.
 *
 * <p>Uses the protocol, magic, render and compat rooms, JShell and ASM. {@link
 * org.mesascope.kernel.java.KernelProcess} is the way in; the other public classes are what cells
 * call.
 *
 * <p>A cell is cut into pieces, which JShell compiles one at a time. Its classes are loaded by a
 * loader of their own, which weaves in checks by which a cell can be stopped; {@code
 * JavaSession.run} is the one place that knows how a cell is compiled.
 *
 * <pre>{@code
 * ConnectionFile.onFreePorts().write(file);
 * KernelProcess.run(file); // returns never: the process ends when a front end shuts it down
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.mesascope.kernel.java;
