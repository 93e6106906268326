/**
 * x.
 */
package org.mesascope.support;
