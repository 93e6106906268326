/** Placeholder. */
package org.mesascope.benchmarks;
