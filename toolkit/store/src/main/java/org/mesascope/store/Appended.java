package org.mesascope.store;

/**
 * What an append did.
 *
 * @param added traces that were new
 * @param doubled traces that stood in the run already, equal to the bit, and were left out
 */
public record Appended(long added, long doubled) {}
