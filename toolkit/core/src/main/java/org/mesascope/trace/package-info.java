/**
 * What was observed: situations, menus, choices and outcomes, whoever made them.
 *
 * <p>A trace knows nothing of the world it came from, so a gridworld's rollout and an assistant's
 * log go the same way from here on. Stands under all rooms but {@code stats} and {@code report},
 * which it may use; of libraries, Gson, Commons CSV and Tablesaw.
 *
 * <pre>{@code
 * var step = new Step("18", null, "down", "23");
 * var trace = new Trace("episode-0", List.of(step), Map.of("seed", "7"));
 * var log = TraceLog.of(List.of(trace));
 * TraceWriter.jsonl().write(Path.of("walk.jsonl"), log);
 * var same = TraceReader.jsonl().read(Path.of("walk.jsonl")).equals(log); // true
 * }</pre>
 *
 * <p>The toolkit's own files are JSON lines in UTF-8, one trace a line; {@code menu} and {@code
 * outcome} are left out where there is none, and {@code values} has a row for each alternative and
 * a number for each feature:
 *
 * <pre>{@code
 * {"id":"7","metadata":{"income":"35"},"steps":[
 *   {"situation":"7",
 *    "menu":{"alternatives":["air","car"],"features":["cost"],"values":[[70.0],[30.0]]},
 *    "choice":"car","outcome":"arrived"}]}
 * }</pre>
 *
 * <p>Everyone else's files are read by a {@link org.mesascope.trace.TraceMapping}, which says what
 * their columns mean.
 */
package org.mesascope.trace;
