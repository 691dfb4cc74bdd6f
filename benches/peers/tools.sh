#!/usr/bin/env bash
# The tools of `comity mcp` and of `/mcp`, asked by the official Python client of the Model Context Protocol.
# Usage: benches/peers/tools.sh    needs Python 3.10 or later with pip; builds comity.
set -euo pipefail
source "$(dirname "$0")/serve.sh"
packages "mcp>=1.9"
examples
serve "$comity" serve --record "$work/r.db"
"$work/venv/bin/python" benches/peers/tools.py "$comity" "$work/r.db" "$base/mcp"
