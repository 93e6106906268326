#!/bin/sh
# The study of the support assistant against the truth, over seeds; prints the tables.
# usage: support.sh [FIRST SEEDS [FACTOR [MISJUDGED]]]     default: seeds 0 to 199, whole logs
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lib=$here/../runtime/target/mesascope/lib
[ -d "$lib" ] || {
  echo "$lib is missing: run ./mesascope once, or mvn -pl toolkit/runtime -am package -DskipTests" >&2
  exit 1
}
[ $# -gt 0 ] || set -- 0 200
export OMP_NUM_THREADS=1
exec java -cp "$lib/*" org.mesascope.dl4j.SupportSeeds "$@"
