#!/usr/bin/env python3
"""Asks PostgreSQL and DuckDB what `cargo bench -p comity-record -- ROWS --csv FILE` asks the record.

    cargo bench -p comity-record -- 1000000 --csv facts.csv
    python3 benches/peers/asof.py facts.csv

Makes a virtual environment beside this file and installs duckdb and psycopg there; PostgreSQL is started in a folder of its
own from the `initdb` and `postgres` on the path, and left out where there are none. Times include the driver.
"""
import os, pathlib, random, shutil, subprocess, sys, tempfile, time, venv

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE / ".venv"
QUESTIONS = 2_000


def inside():
    if pathlib.Path(sys.prefix) != VENV:
        if not VENV.exists():
            venv.create(VENV, with_pip=True)
            subprocess.check_call([VENV / "bin/pip", "install", "-q", "duckdb", "psycopg[binary]"])
        os.execv(VENV / "bin/python", ["python", __file__, *sys.argv[1:]])


def questions():
    rng = random.Random(42)
    for _ in range(QUESTIONS):
        on = rng.randrange(45_000)
        yield rng.randrange(500) * rng.randrange(500) // 500, on, on + rng.randrange(800)


def measure(name, ask):
    asked = list(questions())
    for it in asked[:200]:
        ask(*it)
    times, rows = [], 0
    for it in asked:
        begin = time.perf_counter()
        rows += len(ask(*it))
        times.append((time.perf_counter() - begin) * 1e6)
    times.sort()
    print(f"{name:<22} p50 {times[len(times) // 2]:8.1f} µs   p99 {times[len(times) * 99 // 100]:8.1f} µs   {rows / len(asked):.0f} rows an answer")


def duck(csv):
    import duckdb
    db = duckdb.connect()
    db.execute("SET threads = 1")
    db.execute(
        "CREATE TABLE fact AS SELECT * FROM read_csv(?, header = false, names = ['org', 'party', 'a', 'b', 'known']) ORDER BY org, a", [csv]
    )
    sql = "SELECT party FROM fact WHERE org = ? AND a <= ? AND b > ? AND known <= ?"
    measure("DuckDB, sorted", lambda org, on, known: db.execute(sql, [org, on, on, known]).fetchall())


def postgres(csv):
    initdb, server = shutil.which("initdb"), shutil.which("postgres")
    if not (initdb and server) or os.geteuid() == 0:
        print("PostgreSQL             left out: needs initdb and postgres on the path, and a user other than root")
        return
    import psycopg
    with tempfile.TemporaryDirectory() as folder:
        subprocess.check_call([initdb, "-D", f"{folder}/data", "-A", "trust"], stdout=subprocess.DEVNULL)
        process = subprocess.Popen([server, "-D", f"{folder}/data", "-k", folder, "-c", "listen_addresses="], stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                try:
                    db = psycopg.connect(host=folder, dbname="postgres", autocommit=True)
                    break
                except psycopg.OperationalError:
                    time.sleep(0.1)
            db.execute("CREATE TABLE fact(org int, party int, a int, b int, known int)")
            with db.cursor().copy("COPY fact FROM STDIN (FORMAT csv)") as copy:
                for line in open(csv, "rb"):
                    copy.write(line)
            db.execute("CREATE INDEX ON fact(org, a, b, known) INCLUDE (party)")
            db.execute("VACUUM ANALYZE fact")
            sql = "SELECT party FROM fact WHERE org = %s AND a <= %s AND b > %s AND known <= %s"
            cursor = db.cursor()
            measure("PostgreSQL, covering", lambda org, on, known: cursor.execute(sql, (org, on, on, known), prepare=True).fetchall())
            db.close()
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    inside()
    duck(sys.argv[1])
    postgres(sys.argv[1])
