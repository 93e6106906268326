/** Placeholder. */
package org.mesascope.kernel;
