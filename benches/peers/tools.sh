#!/usr/bin/env bash
# The tools of `comity mcp` and of `/mcp`, asked by the official Python client of the Model Context Protocol.
# Usage: benches/peers/tools.sh    needs Python 3.10 or later with pip; builds comity.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "mcp>=1.9"
cargo build -q -p comity-cli
comity=$(pwd)/target/debug/comity
"$comity" record examples/*.txt examples/record/*.txt --record "$work/r.db" >/dev/null
"$comity" serve --record "$work/r.db" --listen 127.0.0.1:0 2>"$work/log" &
server=$!
for _ in $(seq 50); do grep -q "Serving on" "$work/log" && break; sleep 0.1; done
base=$(sed -n 's/^Serving on \(.*\)\.$/\1/p' "$work/log")
"$work/venv/bin/python" benches/peers/tools.py "$comity" "$work/r.db" "$base/mcp"
