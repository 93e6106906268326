#!/bin/sh
# How often 95 % bootstrap intervals of a mean hold it, by simulation, for n = 5 to 100.
# usage: coverage.sh [RUNS [RESAMPLES]]
set -eu
jar=$(dirname "$0")/target/benchmarks.jar
[ -f "$jar" ] || {
  echo "$jar is missing: mvn -Pbenchmarks -pl toolkit/benchmarks -am package -DskipTests" >&2
  exit 1
}
exec java -cp "$jar" org.mesascope.benchmarks.BootstrapCoverage "${1:-10000}" "${2:-2000}"
