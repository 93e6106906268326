/**
 * What was observed: situations, menus, choices and outcomes, whoever made them.
 *
 * <p>A trace knows nothing of the world it came from, so a gridworld's rollout and an assistant's
 * log go the same way from here on. Stands under all rooms but {@code stats} and {@code report},
 * which it may use.
 *
 * <pre>{@code
 * var step = new Step("18", null, "down", "23");
 * var trace = new Trace("episode-0", List.of(step), Map.of("seed", "7"));
 * var log = TraceLog.of(List.of(trace));
 * }</pre>
 */
package org.mesascope.trace;
