/**
 * The command line: {@code run}, {@code install}, {@code lab}, {@code doctor}, and {@code kernel},
 * which Jupyter calls.
 *
 * <p>Uses every other room of the kernel, picocli and Gson; no other room uses it. Ends with 0 when
 * all went well, 1 when a notebook did not run whole, 2 when the input cannot be used; an error is
 * one paragraph that says what was expected, what came, where, and what to do.
 *
 * <pre>{@code
 * mesascope run                        every notebook of notebooks/, to out/
 * mesascope run one.ipynb -p seed=7 --timeout 300 --out results
 * mesascope install --prefix /opt/jupyter
 * mesascope lab
 * mesascope doctor
 * }</pre>
 */
package org.mesascope.kernel.cli;
