#!/usr/bin/env bash
# The server under load on one core, the client on another: pages of organisations and answers of the API, each about another organisation on
# another day, so that none is kept from before; the 99th percentile at half of what is asked of it; memory over 100,000 requests.
# Usage: benches/peers/load.sh [STANDINGS] [ORGANISATIONS]    needs Linux with taskset and two cores. A record of a million standings takes a
# minute and 600 MB below `target/`, and is kept; so many of its organisations are asked about, all of them by default.
set -euo pipefail
source "$(dirname "$0")/serve.sh"
rows=${1:-1000000}
cargo build -q --release -p comity-cli
cargo build -q -p xtask
cargo build -q --release -p comity-web --example load
record=target/crowd-$rows.db
if [ ! -f "$record" ]; then
  cargo -q xtask crowd "$rows" "$record.new" >"$record.count"
  mv "$record.new" "$record"
fi
last=$((${2:-$(cat "$record.count")} - 1))
clocks='on={1950-2025}-{01-12}-{01-28}'
page="/org/b{0-$last}?$clocks"
answer="/api/v1/org/b{0-$last}/standings?$clocks"
serve taskset -c 0 target/release/comity serve --record "$record"
load() { taskset -c 1 target/release/examples/load "${base#http://}" "$@"; }
memory() { awk '/^VmRSS/ { printf "%.0f MB", $2 / 1000 }' "/proc/$server/status"; }
# The processor's time of the server so far, in ticks of a hundredth of a second: what an answer costs, however many share the core.
busy() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }
tell() {
  local begin said
  begin=$(busy)
  said=$(load "${@:2}")
  say "$1" "$said; $(awk -v n="${said##* of }" -v t=$(($(busy) - begin)) 'BEGIN { printf "%.0f µs of the processor each", t * 10000 / n }')"
}
say() { printf '%-34s %s\n' "$1" "$2"; }

say "cores and load" "$(nproc), $(cut -d' ' -f1-3 /proc/loadavg)"
# The server has two readers and asks them in turn: in order, twice around an odd number of organisations, both get to know each.
warm=$((last - last % 2))
load $((2 * (warm + 1)))x 1 0 "/api/v1/org/b{0..$warm}/standings?on={1950-2025}-{01-12}-{01-28}" >/dev/null
say "memory, warm" "$(memory)"
tell "a file that never changes" 5s 8 0 /static/icon.svg
tell "pages" 10s 8 0 "$page"
tell "answers of the API" 10s 8 0 "$answer"
tell "a file that never changes" 5s 8 0 /static/icon.svg
tell "pages, 1,000 a second due" 10s 16 1000 "$page"
tell "answers, 5,000 a second due" 10s 16 5000 "$answer"
before=$(memory)
load 100000x 8 0 "$answer" "$page" >/dev/null
say "memory, 100,000 requests" "$before before, $(memory) after"
say "cores and load" "$(nproc), $(cut -d' ' -f1-3 /proc/loadavg)"
