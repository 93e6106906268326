package org.mesascope.trace;

/**
 * The traces of somebody's log.
 *
 * @param log what was read
 * @param report what became of every row
 */
public record LoggedTraces(TraceLog log, ReadReport report) {}
