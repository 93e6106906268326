#!/bin/sh
# Runs the JMH benchmarks and the Python side in turns, three times, one thread each.
# usage: compare.sh [PYTHON]     with NumPy, SciPy and PyTorch
set -eu
python=${1:-python3}
peers=$(dirname "$0")/peers.py
jar=$(dirname "$0")/target/benchmarks.jar
[ -f "$jar" ] || {
  echo "$jar is missing: mvn -Pbenchmarks -pl toolkit/benchmarks -am package -DskipTests" >&2
  exit 1
}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
one="-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"
for turn in 1 2 3; do
  java -jar "$jar" 'IrlGradient.*cold' -f 1 -wi 2 -i 5 -jvmArgs "$one" | grep -E '^[A-Z].* avgt'
  "$python" "$peers" mce 32
  "$python" "$peers" mce 100
  java -jar "$jar" ConditionalLogit -f 1 -wi 3 -i 5 -jvmArgs "$one" | grep -E '^[A-Z].* avgt'
  "$python" "$peers" logit --repeat 3
  java -jar "$jar" Lstm -f 1 -wi 3 -i 5 -jvmArgs "$one" | grep -E '^[A-Z].* avgt'
  "$python" "$peers" lstm --repeat 3
  java -jar "$jar" Planner -f 1 -wi 5 -i 5 -jvmArgs "$one" | grep -E '^[A-Z].* avgt'
  "$python" "$peers" planner
  java -jar "$jar" Lsa -p threads=1 -f 1 -wi 3 -i 5 -jvmArgs "$one" | grep -E '^[A-Z].* avgt'
  "$python" "$peers" lsa 10
  "$python" "$peers" lsa 20
  java -jar "$jar" Pes -p threads=1 -f 1 -wi 3 -i 5 -jvmArgs "$one" | grep -E '^[A-Z].* avgt'
  "$python" "$peers" pes
done
