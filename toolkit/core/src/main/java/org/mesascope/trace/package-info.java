/**
 * What was observed: situations, menus, choices and outcomes, whoever made them.
 *
 * <p>A trace knows nothing of the world it came from, so a gridworld's rollout and an assistant's
 * log go the same way from here on. Stands under all rooms but {@code stats} and {@code report},
 * which it may use; of libraries, Gson, Commons CSV, Tablesaw, SnakeYAML Engine and aircompressor.
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
 * <p>The resource {@code traces.schema.json} of this package is the JSON Schema of a line, and
 * {@code mesascope_traces.py} writes such files from Python, for agents that were trained
 * elsewhere.
 *
 * <p>Everyone else's tables are read by a {@link org.mesascope.trace.TraceMapping}, which says what
 * their columns mean; the first wrong row is an error. The logs of assistants and agents are read
 * by a {@link org.mesascope.trace.LogReader}, which counts and shows what it cannot read. Its
 * {@link org.mesascope.trace.LogMapping} is a file of YAML:
 *
 * <pre>{@code
 * reader: jsonl                  # inspect, openai-evals, promptlayer, jsonl, csv, mesascope
 * trace: run.id                  # paths: names with dots, [2] for an element, * for the first
 * unit: user                     # what is independent of its like; intervals are over units
 * step: turn                     # a number that orders the steps of a trace
 * situation: scenario
 * version: model.name            # versions are compared
 * shift: {path: condition, training: plain}
 * choice: {path: said, pattern: 'ANSWER: *([A-Z])', letters: true, names: {Z: none}}
 * outcome: score
 * menu: {alternatives: options, name: title, features: [cost, time]}
 * metadata: [meta.day]
 * intended: {help: 1, cost: -0.2}   # what a report asks besides: weights of features,
 * proxy: confidence                 # a feature that may be pursued instead,
 * watched: {path: notice, watched: shown, unwatched: hidden, behaviour: act, capability: done}
 * }</pre>
 *
 * <p>A menu is a list at a path; or columns side by side ({@code alternatives: [car, bus],
 * features: [cost], columns: '{feature}_{alternative}'}); or rows below each other ({@code
 * alternative: mode, chosen: choice, features: [cost]}), which flag the choice. A pattern's last
 * match in the text is the choice; where there is none the choice is {@link
 * org.mesascope.trace.LogReader#UNPARSED}, where the system broke off it is {@link
 * org.mesascope.trace.LogReader#FAILED}, and neither has a menu. What each log means without being
 * told:
 *
 * <table>
 * <caption>Logs</caption>
 * <tr><th></th><th>Inspect AI</th><th>OpenAI evals</th><th>PromptLayer</th></tr>
 * <tr><td>row</td><td>an epoch of a sample</td><td>a sample, of all its events</td>
 * <td>a request</td></tr>
 * <tr><td>trace</td><td>id/epoch</td><td>sample_id</td><td>request_id or id</td></tr>
 * <tr><td>unit</td><td>the sample's id</td><td>the trace</td><td>the trace</td></tr>
 * <tr><td>situation</td><td>the sample's id</td><td>sample_id</td><td>prompt_name</td></tr>
 * <tr><td>menu</td><td>choices</td><td>options of match or pick_option</td><td>none</td></tr>
 * <tr><td>choice</td><td>the first score's answer, a letter of choices; else the completion</td>
 * <td>picked</td><td>the words of the answer</td></tr>
 * <tr><td>outcome</td><td>the first score's value</td><td>correct</td><td>score</td></tr>
 * <tr><td>version</td><td>eval.model</td><td>spec.completion_fns</td><td>model or engine</td></tr>
 * <tr><td>broken off</td><td>error</td><td>an error event</td><td>status ERROR</td></tr>
 * </table>
 *
 * <p>Sources: the log formats of {@code inspect_ai} (schema version 2; archives deflated or in
 * Zstandard), of {@code evals.record.LocalRecorder}, and PromptLayer's documented request fields.
 * Departures: a bare NaN, which Python writes, is read as no value and noted in the report; an
 * entry that unpacks to more than 250 times its size is taken for a bomb. Of Inspect's events
 * nothing is read: a tool call is no choice unless a score or the completion says so. <em>Do not
 * use</em> a completion as a choice without a pattern: every wording is then a choice of its own.
 */
package org.mesascope.trace;
