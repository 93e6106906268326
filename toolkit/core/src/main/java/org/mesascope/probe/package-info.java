/**
 * What inner states show: linear probes with control tasks, and interventions on the state.
 *
 * <p>May use every room of the flow before it. Works on any {@link org.mesascope.train.InnerState}:
 * a planner's cells over thinking time, or a transformer's tokens over layers.
 *
 * <pre>{@code
 * var donor = RecordedStates.of(planner, doorMoved, 12, 64, 400);
 * var patch = Intervention.of(donor.layout(), StateChange.from(donor)).at(4);
 * float[] redirected = planner.run(original, 12, patch);
 * var data = ProbeData.of(donor.layout(), donor.at(12), 4, distanceClass, localView);
 * LinearProbe.defaults().read("distance to the door", data, seed);
 * }</pre>
 *
 * <h2>Method cards</h2>
 *
 * <p><b>Linear probe with control tasks</b> ({@link org.mesascope.probe.LinearProbe}). Accuracy of
 * a linear reader of the hidden state on held-out units, and selectivity: what is left after taking
 * away its accuracy on random labels, one for each type of input (Hewitt and Liang 2019).
 * <em>Critiques:</em> that a property can be read does not say that the system uses it (Belinkov
 * 2022; Ravichander et al. 2021); selectivity depends on how input types are chosen: with as many
 * types as examples the control is chance and selects nothing, and with a handful its labels are
 * uneven and so easy that selectivity comes out below 0. <em>Do not use</em> it as evidence of
 * cause: that takes an intervention.
 *
 * <p><b>State patch</b> ({@link org.mesascope.probe.Intervention} with {@link
 * org.mesascope.probe.StateChange#from}). The state of a run on another input is put in place of
 * this run's own: an interchange intervention (Vig et al. 2020; Geiger et al. 2021). <em>Critiques:
 * </em> a patch of all that an input can reach, after every tick, is the other run by construction,
 * and shows no more than where its influence enters; a patch that the original input could still
 * overrule, once and early, is the stronger test. A state put together from two runs may be one
 * that the system never has. <em>Do not use</em> it without patches that must not work: a smaller
 * region, a mean state, a random vector, another system.
 *
 * <p><b>Mean patch, random vector, difference-of-means steering</b> ({@link
 * org.mesascope.probe.StateChange#to}, {@link org.mesascope.probe.StateChange#random}, {@link
 * org.mesascope.probe.StateChange#add}). One vector for all places, from averages over a region
 * (Rimsky et al. 2024 and others for the difference). <em>Critique:</em> a mean over places is a
 * state of no place; that it fails says little about how a property is kept.
 */
package org.mesascope.probe;
