/**
 * The session that runs Java cells: evaluation on JShell, interrupts, completion, inspection.
 *
 * <p>Uses the protocol, magic, render and compat rooms, JShell and ASM. {@link
 * org.mesascope.kernel.java.KernelProcess} is the way in; the other public classes are what cells
 * call.
 *
 * <p>A cell is cut into pieces and parsed once. Imports, methods and types go to JShell; the
 * statements, expressions and variables between them are compiled by javac to one class, a unit,
 * which holds the variables as fields. JShell is told of such a variable when what it is given
 * mentions it, and the weaver makes its field another name for the unit's. A piece that does not
 * compile in a unit goes to JShell by itself, whose answer counts. {@code CellRun} is the one place
 * that decides; units and JShell's classes are loaded by one loader, which weaves in checks by
 * which a cell can be stopped.
 *
 * <pre>{@code
 * ConnectionFile.onFreePorts().write(file);
 * KernelProcess.run(file); // returns never: the process ends when a front end shuts it down
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.mesascope.kernel.java;
