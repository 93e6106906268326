/**
 * Runs of many versions in one file: appended whole or not at all, without doubles, read by SQL.
 *
 * <p>May use the rooms up to {@code trace}, and DuckDB, which nothing else sees.
 *
 * <pre>{@code
 * try (var store = TraceStore.open(Path.of("runs.duckdb"))) {
 *   store.append(new StoredRun("monday", "prompt 3", Map.of("model", "m1")), log);
 *   store.tag("monday", "baseline");
 *   store.query("SELECT choice, count(*) AS n FROM steps WHERE run = ? GROUP BY ALL", "monday");
 * }
 * }</pre>
 *
 * <p><b>Tables.</b> {@code runs} (run, version, added, metadata), {@code traces} (run, trace,
 * place, digest, metadata), {@code steps} (run, trace, step, situation, alternatives, features,
 * feature_values, choice, outcome), {@code tags} (run, tag). A prompt's wording is metadata of its
 * run, inputs and raw answers are metadata of their traces, a score is the outcome of a step.
 * Metadata is a map of texts: {@code metadata['score']::DOUBLE}. Columns are only ever added; a
 * store with a newer layout is refused.
 *
 * <p><b>Appending.</b> Definition: one transaction; a trace is a double if the first half of
 * SHA-256 over all it holds is that of the trace of its id (a chance of 2⁻¹²⁸ to take another for
 * it). What was worked out from a record, and is worked out anew, takes its place by {@code
 * replace}. Known critiques: a trace that was logged twice under two ids is no double. When not to
 * use it: for a row at a time at a high rate, as each append is flushed to the disk.
 *
 * <p><b>Sharing.</b> DuckDB locks its file: many processes read, or one writes; a second writer is
 * refused, in the same process too. Readers of other processes take a {@code snapshot} while one
 * writes.
 */
package org.mesascope.store;
