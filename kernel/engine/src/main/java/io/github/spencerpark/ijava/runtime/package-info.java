/**
 * Names that IJava's notebooks import. All there is to them is in {@code
 * org.mesascope.kernel.compat}.
 *
 * <pre>{@code
 * import io.github.spencerpark.ijava.runtime.Display;
 * Display.display("<b>3</b>", "text/html");
 * }</pre>
 */
package io.github.spencerpark.ijava.runtime;
