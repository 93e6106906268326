/**
 * Magics: {@code %name} lines and {@code %%name} cells, by IJava's conventions.
 *
 * <p>Uses {@code org.mesascope.display}, the render room, and Maven's resolver. Knows the running
 * notebook only as a {@link org.mesascope.kernel.magic.Session}, which the engine implements and
 * puts in force with {@link org.mesascope.kernel.magic.Notebook#install}.
 *
 * <pre>{@code
 * var magics = new Magics().line("hello", (session, arguments) -> "hello " + arguments.raw());
 * Notebook.install(session); // whose magics() are these
 * String java = magics.rewrite("String greeting = %hello world");
 * session.evaluate(java);
 * }</pre>
 */
package org.mesascope.kernel.magic;
