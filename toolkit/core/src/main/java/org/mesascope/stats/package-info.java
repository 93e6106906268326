/** Placeholder. */
package org.mesascope.stats;
