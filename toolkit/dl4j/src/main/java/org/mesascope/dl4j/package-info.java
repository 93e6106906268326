/** Placeholder. */
package org.mesascope.dl4j;
