#!/usr/bin/env bash
# The API held against its own OpenAPI document by schemathesis: no fault of the server, no answer that breaks its schema.
# Usage: benches/peers/api.sh [EXAMPLES]    needs Python 3 with pip; builds comity, serves a fresh record on loopback.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "schemathesis==4.*"
cargo build -q -p comity-cli
comity=$(pwd)/target/debug/comity
"$comity" record examples/*.txt examples/record/*.txt --record "$work/r.db" >/dev/null
token=$("$comity" token create fuzz --scope record --scope file --record "$work/r.db")
"$comity" serve --record "$work/r.db" --listen 127.0.0.1:0 --log 2>"$work/log" &
server=$!
for _ in $(seq 50); do grep -q "Serving on" "$work/log" && break; sleep 0.1; done
base=$(sed -n 's/^Serving on \(.*\)\.$/\1/p' "$work/log")
rc=0
"$work/venv/bin/schemathesis" run "$base/openapi.json" --max-examples "${1:-50}" --workers 2 --header "Authorization: Bearer $token" \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance || rc=$?
grep -E " (500|507) " "$work/log" | sort | uniq -c | head || true
exit $rc
