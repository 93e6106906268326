/**
 * Holds no code. This module assembles kernel and toolkit into {@code target/mesascope}: the jars
 * in {@code lib/}, and {@code mesascope.jar}, whose manifest names them one by one in the order of
 * the class path, as start-up archives demand.
 *
 * <pre>{@code
 * java -jar toolkit/runtime/target/mesascope/mesascope.jar --version
 * java -jar toolkit/runtime/target/mesascope/mesascope.jar install
 * }</pre>
 */
package org.mesascope.runtime;
