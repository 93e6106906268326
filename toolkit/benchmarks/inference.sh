#!/bin/sh
# Inference on large data, a Java of its own for each row, one thread.
# usage: inference.sh [PYTHON]     with NumPy; writes about 2.6 GB to $TMPDIR and removes it
set -eu
python=${1:-python3}
here=$(dirname "$0")
jar=$here/target/benchmarks.jar
[ -f "$jar" ] || {
  echo "$jar is missing: mvn -Pbenchmarks -pl toolkit/benchmarks -am package -DskipTests" >&2
  exit 1
}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
one="-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"
row() {
  heap=$1
  shift
  java "-Xms$heap" "-Xmx$heap" -XX:+UseSerialGC "$one" -cp "$jar" org.mesascope.benchmarks.InferenceRow "$@"
}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

for turn in 1 2; do
  java -jar "$jar" 'IrlGradient' -f 1 -wi 2 -i 3 -w 1 -r 1 -jvmArgs "$one" | grep -E '^[A-Z].* avgt'
  "$python" "$here/peers.py" mce 32
  "$python" "$here/peers.py" mce 100
done
row 1g states 300
row 1g features 300
row 256m consistency 1000
row 256m write "$folder/choices.jsonl" 1000000
row 3g choices "$folder/choices.jsonl"
for copy in 1 2 3 4; do
  sed "s/^{\"id\":\"t/{\"id\":\"$copy-/" "$folder/choices.jsonl" >> "$folder/long.jsonl"
done
row 420m stream "$folder/long.jsonl"
