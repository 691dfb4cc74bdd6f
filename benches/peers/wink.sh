#!/usr/bin/env bash
# benches/peers/wink.sh [MB]: comity and wink-nlp with entities on the same files, one core each, in one run.
# Needs node and npm; installs wink-nlp and its English web model into target/peers.
set -euo pipefail
cd "$(dirname "$0")/../.."
size=${1:-2}
mkdir -p target/peers
cp benches/peers/wink.mjs target/peers/
(cd target/peers && { [ -d node_modules/wink-nlp ] || npm install --silent --no-save wink-nlp@2.4.0 wink-eng-lite-web-model@1.8.1; })
rm -rf target/peers/all target/peers/some
cargo bench --quiet -p comity-cli --bench reading -- --write "$PWD/target/peers/all"
mkdir target/peers/some
bytes=0
for file in target/peers/all/*.txt; do
  [ "$bytes" -lt $((size * 1000000)) ] || break
  bytes=$((bytes + $(wc -c < "$file")))
  cp "$file" target/peers/some/
done
cargo build --quiet --release -p comity-cli
# Only one core for either of them.
export RAYON_NUM_THREADS=1
for run in 1 2 3; do
  wink=$(cd target/peers && node wink.mjs some 2> /dev/null)
  start=$(date +%s.%N)
  target/release/comity read --format ndjson target/peers/some > /dev/null
  comity=$(echo "$(date +%s.%N) - $start" | bc)
  echo "$bytes bytes: wink-nlp $wink s, comity $comity s with start and output, $(echo "scale=1; $wink / $comity" | bc) times faster"
done
