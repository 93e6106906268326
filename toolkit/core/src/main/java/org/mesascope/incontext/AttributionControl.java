package org.mesascope.incontext;

/**
 * A model of which it is known beforehand whether it is the named rival.
 *
 * @param rival the family that was named
 * @param name of the control
 * @param positive whether it is that rival, and must be taken for it
 * @param passed whether the comparison said so
 * @param share its largest prediction difference from the rival, as a share of the median distance
 *     between two rivals
 */
public record AttributionControl(
    String rival, String name, boolean positive, boolean passed, double share) {}
