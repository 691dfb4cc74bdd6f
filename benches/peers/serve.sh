# What the drivers of a server share, to be sourced: a folder that goes with the shell, a build, a server on a free port.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

# Packages of Python, in an environment of their own: packages NAME…
packages() {
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q "$@"
}

# The program, and a record of the examples.
examples() {
  cargo build -q -p comity-cli
  comity=$(pwd)/target/debug/comity
  "$comity" record examples/*.txt examples/record/*.txt --record "$work/r.db" >/dev/null
}

# Serves a record and waits until it answers: serve COMMAND…; sets `server` and `base`.
serve() {
  "$@" --listen 127.0.0.1:0 2>"$work/log" &
  server=$!
  for _ in $(seq 100); do grep -q "Serving on" "$work/log" && break; sleep 0.1; done
  base=$(sed -n 's/^Serving on \(.*\)\.$/\1/p' "$work/log")
}
