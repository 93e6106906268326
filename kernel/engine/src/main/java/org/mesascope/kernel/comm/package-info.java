/**
 * Comms: channels between a cell's objects and a front end's, such as a widget and its view.
 *
 * <p>Uses the JDK alone; the engine installs the {@link org.mesascope.kernel.comm.Comms.Wire} that
 * carries the messages. Data are trees of maps, lists, strings, numbers and booleans.
 *
 * <pre>{@code
 * Comms.register("slider", (comm, opening) -> comm.onMessage(
 *     message -> comm.send(Map.of("echo", message.data()))));   // the front end opens
 * Comm view = Comms.open("plot", Map.of("points", List.of(1, 2)));   // the cell opens
 * view.send(Map.of("points", List.of(1, 2, 3)));
 * view.close();
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.mesascope.kernel.comm;
