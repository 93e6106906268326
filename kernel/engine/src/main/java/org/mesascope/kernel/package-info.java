/** The Mesascope kernel: one jar; each room below has one package. */
package org.mesascope.kernel;
