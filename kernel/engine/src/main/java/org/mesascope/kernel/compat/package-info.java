/**
 * What IJava and JJava notebooks and extensions name. The only room that uses JJava's types.
 *
 * <pre>{@code
 * DefaultImports.ALL.forEach(jshell::eval); // display, render, updateDisplay, eval, lineMagic
 * String id = display("<b>3</b>", "text/html");
 * updateDisplay(id, "<b>2</b>", "text/html");
 * List<String> jars = lineMagic("jars", List.of("lib/*.jar"));
 * }</pre>
 */
package org.mesascope.kernel.compat;
