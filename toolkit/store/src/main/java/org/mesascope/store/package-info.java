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
 * feature_values, choice, outcome), {@code tags} (run, tag). Metadata is a map of texts: {@code
 * metadata['score']::DOUBLE}. Columns are only ever added.
 */
package org.mesascope.store;
