/** Whole experiments, from training to the verdict. May use every other room. */
package org.mesascope.study;
