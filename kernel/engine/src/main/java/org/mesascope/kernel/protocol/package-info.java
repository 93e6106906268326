/**
 * Jupyter messages and the ZeroMQ channels that carry them, for a kernel and for a front end.
 *
 * <p>Uses JeroMQ, Gson and the JDK; knows nothing of Java cells. One thread owns each socket and
 * sleeps while nothing happens; any thread sends.
 *
 * <pre>{@code
 * try (var client = KernelClient.connect(ConnectionFile.read(file))) {
 *   client.awaitReady(Duration.ofSeconds(30));
 *   var done = client.execute(ExecuteRequest.cell("1 + 1"), m -> System.out.println(m.content()));
 *   done.get(60, TimeUnit.SECONDS);
 * }
 * }</pre>
 *
 * <p><b>Declared types.</b> Where the kernel is Mesascope's, a user expression {@code %type NAME}
 * answers {@code {"status": "ok", "data": {"text/plain": TYPE}}} with the type that the variable
 * was declared with (for {@code var}, the one inferred), such as {@code int} or {@code
 * List<String>}; and {@code {"status": "error", "ename": "NameError", "evalue": …}} where there is
 * no such variable.
 */
@org.jspecify.annotations.NullMarked
package org.mesascope.kernel.protocol;
