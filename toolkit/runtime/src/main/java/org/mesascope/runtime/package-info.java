/** Placeholder. */
package org.mesascope.runtime;
