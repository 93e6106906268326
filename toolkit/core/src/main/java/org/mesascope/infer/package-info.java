/**
 * From traces to the objective behind them, never without saying what the traces can tell.
 *
 * <p>May use every room of the flow before it.
 */
package org.mesascope.infer;
