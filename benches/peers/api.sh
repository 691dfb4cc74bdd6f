#!/usr/bin/env bash
# The API held against its own OpenAPI document by schemathesis: no fault of the server, no answer that breaks its schema.
# Usage: benches/peers/api.sh [EXAMPLES]    needs Python 3 with pip; builds comity, serves a fresh record on loopback.
set -euo pipefail
source "$(dirname "$0")/serve.sh"
packages "schemathesis==4.*"
examples
token=$("$comity" token create fuzz --scope record --scope file --record "$work/r.db")
serve "$comity" serve --record "$work/r.db" --log
rc=0
SCHEMATHESIS_HOOKS=api_hooks PYTHONPATH="$(dirname "$0")" "$work/venv/bin/schemathesis" run "$base/openapi.json" --max-examples "${1:-50}" --workers 1 --header "Authorization: Bearer $token" \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance || rc=$?
grep -E " (500|507) " "$work/log" | sort | uniq -c | head || true
exit $rc
