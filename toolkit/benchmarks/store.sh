#!/bin/sh
# A store of a million traces: appended, queried, read and compared, a Java of its own for each row.
# usage: store.sh [TRACES]     writes about 60 MB to $TMPDIR and removes it
set -eu
traces=${1:-1000000}
jar=$(dirname "$0")/target/benchmarks.jar
[ -f "$jar" ] || {
  echo "$jar is missing: mvn -Pbenchmarks -pl toolkit/benchmarks -am package -DskipTests" >&2
  exit 1
}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
row() {
  java -Xmx2g -cp "$jar" org.mesascope.benchmarks.StoreRow "$@"
}
row append "$folder/runs.duckdb" "$traces"
row query "$folder/runs.duckdb"
row diff "$folder/runs.duckdb"
row traces "$folder/runs.duckdb"
