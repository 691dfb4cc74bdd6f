//! As-of answers beside sorted arrays in memory and beside SQLite with its best index; and how fast claims go in.
//!
//! `cargo bench -p comity-record -- [ROWS] [--csv FOLDER]`; 1,000,000 rows by default. Figures are ratios of one run. `--csv`
//! writes rows and questions for `benches/peers/asof.py`, which asks PostgreSQL and DuckDB. `--claims COUNT` only appends claims.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use comity_model::{Claim, Class, Day, Document, Foundation, Reading, Span, StandingHeld};
use comity_record::{Access, Body, Entry, NoNames, Question, Record, Source, SourceKind};

/// The program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ORGS: u64 = 500;
const PARTIES: u64 = 4_000;
const QUESTIONS: usize = 20_000;

/// A small generator, so that every run has the same rows (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// A standing as numbers: days since 1900-01-01.
#[derive(Clone, Copy)]
struct Fact {
    org: u32,
    party: u32,
    from: i32,
    until: i32,
    known: i32,
}

const OPEN: i32 = i32::MAX;

/// Standings of many parties in large organisations and small ones. Who holds one again does so after the last has ended:
/// each row is a spell of its own, like the rows of the arrays it is held against.
fn facts(rows: usize) -> Vec<Fact> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let parties = PARTIES.max(rows as u64 / 250);
    let mut free: HashMap<(u32, u32), i32> = HashMap::new();
    let mut facts = Vec::with_capacity(rows);
    while facts.len() < rows {
        // The square of an even number.
        let org = (random.below(ORGS) * random.below(ORGS) / ORGS) as u32;
        let party = random.below(parties) as u32;
        let from = random.below(45_000) as i32;
        let long = 200 + random.below(6_000) as i32;
        let until = if random.below(20) == 0 { OPEN } else { from + long };
        let known = from + random.below(400) as i32;
        let free = free.entry((org, party)).or_default();
        if from >= *free {
            *free = until;
            facts.push(Fact { org, party, from, until, known });
        }
    }
    facts
}

fn day(n: i32) -> Day {
    Day::new(1900, 1, 1).plus_days(i64::from(n)).unwrap()
}

fn entry(source: &Arc<Source>, it: &Fact) -> Entry {
    let row = StandingHeld {
        org: format!("org:{}", it.org),
        party: format!("state:{}", it.party),
        standing: "member".to_owned(),
        class: Class::Full,
        from: Some(day(it.from)),
        until: (it.until != OPEN).then(|| day(it.until)),
        seen: None,
        decided_on: None,
        decided_by: None,
        instrument: None,
        source: None,
        status: Foundation::Sourced,
        note: None,
    };
    Entry { source: Arc::clone(source), known: day(it.known), body: Body::Standing(row) }
}

/// The limit: per organisation, rows sorted by their first day.
struct Arrays {
    starts: Vec<usize>,
    rows: Vec<Fact>,
}

impl Arrays {
    fn new(mut rows: Vec<Fact>) -> Arrays {
        rows.sort_by_key(|it| (it.org, it.from));
        let starts = (0..=ORGS as u32).map(|org| rows.partition_point(|it| it.org < org)).collect();
        Arrays { starts, rows }
    }

    fn ask(&self, org: u32, on: i32, known: i32, found: &mut Vec<u32>) {
        let rows = &self.rows[self.starts[org as usize]..self.starts[org as usize + 1]];
        let end = rows.partition_point(|it| it.from <= on);
        found.extend(rows[..end].iter().filter(|it| it.until > on && it.known <= known).map(|it| it.party));
    }
}

struct Asked {
    org: u32,
    on: i32,
    known: i32,
}

fn questions() -> Vec<Asked> {
    let mut random = Random(42);
    let mut ask = || {
        let on = random.below(45_000) as i32;
        let org = (random.below(ORGS) * random.below(ORGS) / ORGS) as u32;
        Asked { org, on, known: on + random.below(800) as i32 }
    };
    (0..QUESTIONS).map(|_| ask()).collect()
}

/// Times in microseconds at the median and the 99th percentile, and rows found.
struct Times {
    median: f64,
    p99: f64,
    rows: usize,
}

fn measure(questions: &[Asked], mut ask: impl FnMut(&Asked) -> usize) -> Times {
    // Once around to load, then three times around all questions, so that none finds the caches as the one before left
    // them for it; the median of three for every question.
    let mut rows = 0;
    let mut times = vec![[0.0; 3]; questions.len()];
    for pass in 0..4_usize {
        for (it, times) in questions.iter().zip(&mut times) {
            let begin = Instant::now();
            let found = std::hint::black_box(ask(it));
            let time = begin.elapsed().as_secs_f64() * 1e6;
            match pass.checked_sub(1) {
                None => rows += found,
                Some(pass) => times[pass] = time,
            }
        }
    }
    let mut times: Vec<f64> = times
        .into_iter()
        .map(|mut it| {
            it.sort_by(f64::total_cmp);
            it[1]
        })
        .collect();
    times.sort_by(f64::total_cmp);
    Times { median: times[times.len() / 2], p99: times[times.len() * 99 / 100], rows }
}

/// Wall time and, where the system tells them, the processor's time of this thread and how long it waited for a core that
/// others had, in seconds.
struct Watch(Instant, Option<[f64; 2]>);

impl Watch {
    fn start() -> Watch {
        Watch(Instant::now(), busy())
    }

    /// How many of `count` a second, by the clock and by the thread's own time.
    fn rate(&self, count: usize) -> String {
        let wall = self.0.elapsed().as_secs_f64();
        let rate = format!("{:.0} a second", count as f64 / wall);
        let Some(([end, later], [begin, before])) = busy().zip(self.1) else { return rate };
        let (own, waited) = (end - begin, later - before);
        format!(
            "{rate} ({:.0} by the thread's own time; {:.0} % of the clock's waited for a core)",
            count as f64 / own,
            waited / wall * 100.0
        )
    }
}

fn busy() -> Option<[f64; 2]> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let mut numbers = text.split(' ').map_while(|it| it.trim().parse::<f64>().ok());
    Some([numbers.next()? / 1e9, numbers.next()? / 1e9])
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let Some(at) = arguments.iter().position(|it| it == "--claims") {
        return claims(arguments[at + 1].parse().unwrap());
    }
    let rows = arguments.first().and_then(|it| it.parse().ok()).unwrap_or(1_000_000);
    let facts = facts(rows);
    let questions = questions();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record");
    let mut record = Record::open(&path, Access::Create).unwrap();
    let source = Arc::new(Source { id: "bench".into(), kind: SourceKind::Compiled, ..Source::default() });
    let now = "2026-01-01T00:00:00Z".parse().unwrap();
    let watch = Watch::start();
    let entries = facts.iter().map(|it| entry(&source, it));
    record.bulk(entries, now, &mut |_| {}).unwrap();
    println!("rows appended          {rows}, {}", watch.rate(rows));
    drop(record);
    claims(rows.min(1_000_000));

    let begin = Instant::now();
    let record = Record::open(&path, Access::Read).unwrap();
    let length = record.len().unwrap();
    println!("record opened          {:.1} ms ({length} entries)", begin.elapsed().as_secs_f64() * 1e3);
    let begin = Instant::now();
    let first = record.organisation("org:100").unwrap();
    println!(
        "first answer           {:.1} ms ({} rows of the organisation)",
        begin.elapsed().as_secs_f64() * 1e3,
        first.len()
    );

    let ids: Vec<String> = (0..ORGS).map(|it| format!("org:{it}")).collect();
    let arrays = Arrays::new(facts);
    if let Some(at) = arguments.iter().position(|it| it == "--csv") {
        write(std::path::Path::new(&arguments[at + 1]), &arrays, &questions);
    }
    let mut found = Vec::new();
    let limit = measure(&questions, |it| {
        found.clear();
        arrays.ask(it.org, it.on, it.known, &mut found);
        found.len()
    });
    let mut found: Vec<u32> = Vec::new();
    let held = measure(&questions, |it| {
        found.clear();
        let standings = record.organisation(&ids[it.org as usize]).unwrap();
        found.extend(standings.held_on(day(it.on), day(it.known)).map(|it| it.number()));
        found.len()
    });
    same(&record, &arrays, &questions);
    let whole = measure(&questions[..QUESTIONS / 40], |it| {
        let question = Question { known: day(it.known), ..Question::on(day(it.on)) };
        record.standing(&ids[it.org as usize], &question, &NoNames).unwrap().parties.len()
    });
    let sqlite = sqlite(&arrays.rows, &questions, folder.path());
    assert_eq!(limit.rows, held.rows, "the answers differ");
    assert_eq!(limit.rows, sqlite.rows, "SQLite's answers differ");
    println!("rows an answer         {:.0}", limit.rows as f64 / questions.len() as f64);
    for (name, it) in
        [("sorted arrays", &limit), ("record", &held), ("record, `standing`", &whole), ("SQLite", &sqlite)]
    {
        println!(
            "{name:<22} p50 {:>8.2} µs ({:>5.2} of arrays)   p99 {:>8.2} µs ({:>5.2} of arrays)",
            it.median,
            it.median / limit.median,
            it.p99,
            it.p99 / limit.p99
        );
    }
    println!(
        "SQLite / record        p50 {:.1}   p99 {:.1}",
        sqlite.median / held.median,
        sqlite.p99 / held.p99
    );
}

/// The rows, and the questions with how many rows answer each and the sum of their parties, for other databases.
fn write(folder: &std::path::Path, arrays: &Arrays, questions: &[Asked]) {
    let file = |name| std::io::BufWriter::new(std::fs::File::create(folder.join(name)).unwrap());
    let mut out = file("facts.csv");
    for it in &arrays.rows {
        writeln!(out, "{},{},{},{},{}", it.org, it.party, it.from, it.until, it.known).unwrap();
    }
    let mut out = file("questions.csv");
    for it in questions {
        let mut found = Vec::new();
        arrays.ask(it.org, it.on, it.known, &mut found);
        let sum: u64 = found.iter().map(|it| u64::from(*it)).sum();
        writeln!(out, "{},{},{},{},{sum}", it.org, it.on, it.known, found.len()).unwrap();
    }
}

/// The same rows, not only as many.
fn same(record: &Record, arrays: &Arrays, questions: &[Asked]) {
    for it in questions.iter().step_by(40) {
        let mut expected = Vec::new();
        arrays.ask(it.org, it.on, it.known, &mut expected);
        let standings = record.organisation(&format!("org:{}", it.org)).unwrap();
        let name = |it: comity_record::Holder<'_>| it.name()[6..].parse().unwrap();
        let mut found: Vec<u32> = standings.held_on(day(it.on), day(it.known)).map(name).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(expected, found);
    }
}

/// SQLite with the index that answers the question from the index alone.
fn sqlite(rows: &[Fact], questions: &[Asked], folder: &std::path::Path) -> Times {
    let mut connection = rusqlite::Connection::open(folder.join("peer")).unwrap();
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA mmap_size = 8000000000").unwrap();
    let transaction = connection.transaction().unwrap();
    transaction
        .execute_batch("CREATE TABLE fact(org INT, party INT, a INT, b INT, known INT) STRICT")
        .unwrap();
    {
        let mut insert = transaction.prepare("INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?5)").unwrap();
        for it in rows {
            insert.execute((it.org, it.party, it.from, it.until, it.known)).unwrap();
        }
    }
    transaction.execute_batch("CREATE INDEX fact_org ON fact(org, a, b, known, party)").unwrap();
    transaction.commit().unwrap();
    connection.execute_batch("ANALYZE").unwrap();
    let mut select = connection
        .prepare("SELECT party FROM fact WHERE org = ?1 AND a <= ?2 AND b > ?2 AND known <= ?3")
        .unwrap();
    let mut found: Vec<u32> = Vec::new();
    measure(questions, |it| {
        found.clear();
        let mut rows = select.query((it.org, it.on, it.known)).unwrap();
        while let Some(row) = rows.next().unwrap() {
            found.push(row.get(0).unwrap());
        }
        found.len()
    })
}

/// Claims of documents in bulk, ten a document, each checked against its text and joined to its act.
fn claims(count: usize) {
    let folder = tempfile::tempdir().unwrap();
    let mut record = Record::open(&folder.path().join("record"), Access::Create).unwrap();
    let mut random = Random(7);
    let text = "The Council of the organisation granted the party observer status on the day. ".repeat(12);
    let mut entries = Vec::with_capacity(count + count / 10);
    for n in 0..count / 10 {
        let digest = format!("sha256:{n:064x}");
        let source =
            Arc::new(Source { id: digest.clone(), name: format!("Outlet {}", n % 50), ..Source::default() });
        let document = Document {
            path: format!("{n}.txt"),
            text: format!("{n} {text}"),
            digest: digest.clone(),
            lang: None,
            published_on: None,
        };
        let known = day(random.below(45_000) as i32);
        let frame = comity_model::Frame { digest: digest.clone(), ..Reading::default().document };
        let body = Body::Document { frame, text: document.text.clone(), copy_of: None };
        entries.push(Entry { source: Arc::clone(&source), known, body });
        for c in 0..10 {
            let claim = claim(&document.text, c, &mut random, known);
            let body = Body::Claim { document: digest.clone(), claim };
            entries.push(Entry { source: Arc::clone(&source), known, body });
        }
    }
    let written = entries.len();
    let watch = Watch::start();
    let appended = record.bulk(entries, "2026-01-01T00:00:00Z".parse().unwrap(), &mut |_| {}).unwrap();
    println!(
        "claims appended        {count} with {} documents and {} links, {}",
        count / 10,
        appended.written as usize - written,
        watch.rate(count)
    );
}

fn claim(text: &str, n: usize, random: &mut Random, known: Day) -> Claim {
    let start = 10 + n * 7;
    let span = Span { start, end: start + 40 };
    let (org, party) = (format!("org:{}", random.below(ORGS)), format!("state:{}", random.below(PARTIES)));
    serde_json::from_value(serde_json::json!({
        "id": format!("c{n}"), "kind": "grant", "stage": "decided", "stance": "affirms",
        "org": {"id": org, "name": org}, "agent": {"status": "unstated"}, "party": {"id": party, "name": party},
        "standing": "observer", "class": "observer", "when": {"edtf": known, "basis": "stated"}, "links": [],
        "evidence": [{"span": span, "text": span.slice(text)}], "rule": "en/grant/grant-standing",
        "background": false, "confidence": 0.9,
    }))
    .unwrap()
}
