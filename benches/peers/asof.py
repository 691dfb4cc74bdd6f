#!/usr/bin/env python3
"""As-of answers of the record beside sorted arrays, SQLite, DuckDB and PostgreSQL, in one run.

    python3 benches/peers/asof.py [ROWS]

Runs `cargo bench -p comity-record --bench asof`, which writes its rows and questions, and asks the others the same questions of
the same rows. Makes a virtual environment below target/peers and installs duckdb and psycopg there; PostgreSQL is started in a
folder of its own from the newest `initdb` and `postgres` found, and left out where there are none. Each is asked twice: for the
rows themselves, driver included, and for a sum over them made inside the database, which leaves the driver out.
"""
import csv, glob, os, pathlib, pwd, re, shutil, subprocess, sys, tempfile, time, venv

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "target" / "peers" / "asof"
VENV = FOLDER / "venv"
QUESTIONS = 2_000
ROWS, SUM = "party", "count(*), sum(party)"


def inside():
    if pathlib.Path(sys.prefix) != VENV:
        if not VENV.exists():
            venv.create(VENV, with_pip=True)
            subprocess.check_call([VENV / "bin/pip", "install", "-q", "duckdb", "psycopg[binary]"])
        os.execv(VENV / "bin/python", [str(VENV / "bin/python"), __file__, *sys.argv[1:]])


def ours(rows):
    """The bench's own lines: name, p50, p99."""
    command = ["cargo", "bench", "-q", "-p", "comity-record", "--bench", "asof", "--", str(rows), "--csv", str(FOLDER)]
    out = ""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as bench:
        for line in bench.stdout:
            print(line, end="", flush=True)
            out += line
    if bench.returncode:
        sys.exit(bench.returncode)
    return [(name.strip(), float(p50), float(p99)) for name, p50, p99 in re.findall(r"^(.+?)\s+p50\s+([\d.]+) µs.*?p99\s+([\d.]+) µs", out, re.M)]


def questions():
    with open(FOLDER / "questions.csv") as file:
        return [tuple(map(int, it[:3])) + (int(it[3]), int(it[4])) for it in csv.reader(file)][:QUESTIONS]


def measure(name, asked, rows, sums):
    found = []
    for what, ask in (("rows", rows), ("sum inside", sums)):
        times = [[], [], []]
        for turn in range(4):
            for org, on, known, count, total in asked:
                begin = time.perf_counter()
                answer = ask(org, on, known)
                took = (time.perf_counter() - begin) * 1e6
                if turn:
                    times[turn - 1].append(took)
                elif ask is rows:
                    assert (len(answer), sum(it[0] for it in answer)) == (count, total), f"{name}: another answer"
                else:
                    assert (answer[0][0], answer[0][1] or 0) == (count, total), f"{name}: another answer"
        middle = sorted(sorted(it)[1] for it in zip(*times))
        found.append((f"{name}, {what}", middle[len(middle) // 2], middle[len(middle) * 99 // 100]))
        print(f"{found[-1][0]:<36} p50 {found[-1][1]:9.1f} µs   p99 {found[-1][2]:9.1f} µs", flush=True)
    return found


def select(what, mark):
    return f"SELECT {what} FROM fact WHERE org = {mark} AND a <= {mark} AND b > {mark} AND known <= {mark}"


def sqlite(asked):
    import sqlite3
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE fact(org INT, party INT, a INT, b INT, known INT)")
    with open(FOLDER / "facts.csv") as file:
        db.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?)", csv.reader(file))
    db.execute("CREATE INDEX fact_org ON fact(org, a, b, known, party)")
    db.execute("ANALYZE")
    ask = lambda what: lambda org, on, known: db.execute(select(what, "?"), (org, on, on, known)).fetchall()
    return measure("SQLite in memory, covering", asked, ask(ROWS), ask(SUM))


def duck(asked, index):
    import duckdb
    db = duckdb.connect()
    db.execute("SET threads = 1")
    names = "header = false, names = ['org', 'party', 'a', 'b', 'known']"
    db.execute(f"CREATE TABLE fact AS SELECT * FROM read_csv(?, {names}) ORDER BY org, a", [str(FOLDER / "facts.csv")])
    if index:
        db.execute("CREATE INDEX fact_org ON fact(org)")
    ask = lambda what: lambda org, on, known: db.execute(select(what, "?"), [org, on, on, known]).fetchall()
    return measure("DuckDB, sorted" + (" and indexed" if index else ""), asked, ask(ROWS), ask(SUM))


def newest(name):
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda it: float(it.split("/")[4]))
    return found[-1] if found else shutil.which(name)


def postgres(asked):
    initdb, server = newest("initdb"), newest("postgres")
    if not (initdb and server):
        print("PostgreSQL                           left out: needs initdb and postgres")
        return []
    import psycopg
    # PostgreSQL refuses to run as root.
    user = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory() as folder:
        if user:
            os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.check_call([initdb, "-D", f"{folder}/data", "-U", "bench", "-A", "trust"], cwd=folder, **quiet, **user)
        options = ["-k", folder, "-c", "listen_addresses=", "-c", "shared_buffers=1GB", "-c", "jit=off", "-c", "max_parallel_workers_per_gather=0"]
        process = subprocess.Popen([server, "-D", f"{folder}/data", *options], cwd=folder, **quiet, **user)
        try:
            for wait in range(100):
                try:
                    db = psycopg.connect(host=folder, dbname="postgres", user="bench", autocommit=True)
                    break
                except psycopg.OperationalError:
                    time.sleep(0.1)
            db.execute("CREATE TABLE fact(org int, party int, a int, b int, known int)")
            with db.cursor().copy("COPY fact FROM STDIN (FORMAT csv)") as copy, open(FOLDER / "facts.csv", "rb") as file:
                while part := file.read(1 << 20):
                    copy.write(part)
            db.execute("CREATE INDEX ON fact(org, a, b, known) INCLUDE (party)")
            db.execute("VACUUM ANALYZE fact")
            cursor = db.cursor(binary=True)
            ask = lambda what: lambda org, on, known: cursor.execute(select(what, "%s"), (org, on, on, known), prepare=True).fetchall()
            found = measure("PostgreSQL, covering", asked, ask(ROWS), ask(SUM))
            db.close()
            return found
        finally:
            process.terminate()
            process.wait()


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    inside()
    lines = ours(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    asked = questions()
    lines += sqlite(asked) + duck(asked, False) + duck(asked, True) + postgres(asked)
    (FOLDER / "facts.csv").unlink()
    (_, p50, p99) = next(it for it in lines if it[0] == "record")
    print("\n| asked | p50 µs | of the record | p99 µs | of the record |\n|---|---|---|---|---|")
    for name, a, b in lines:
        print(f"| {name} | {a:.1f} | {a / p50:.1f} | {b:.1f} | {b / p99:.1f} |")


if __name__ == "__main__":
    main()
