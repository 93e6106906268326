#!/bin/sh
# The stratified bootstrap of 100,000 scores, 10,000 resamples, beside a NumPy loop, one thread each.
# usage: bootstrap.sh [PYTHON]
set -eu
python=${1:-python3}
here=$(dirname "$0")
jar=$here/target/benchmarks.jar
[ -f "$jar" ] || {
  echo "$jar is missing: mvn -Pbenchmarks -pl toolkit/benchmarks -am package -DskipTests" >&2
  exit 1
}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
for turn in 1 2; do
  "$python" "$here/bootstrap.py" 100000 10000 1
  java -XX:+UseSerialGC -cp "$jar" org.mesascope.benchmarks.BootstrapRow 100000 10000 2
done
