//! `cargo bench`: how fast documents are read, beside UAX#29 words of `icu_segmenter` on the same bytes in the same run.
//!
//! Prints one line a measurement: seconds, MB/s and ratio. What the texts are made of, and how to repeat the comparison
//! with other programs: docs/speed.md.

#![allow(clippy::disallowed_methods, clippy::print_stdout, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use comity::Document;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use rayon::prelude::*;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bytes of mixed text.
const MIXED: usize = 20_000_000;
/// Bytes of dense official documents.
const DENSE: usize = 5_000_000;
/// Runs of which the median counts.
const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let mixed = texts(mixed(), MIXED);
    let dense = texts(dense(), DENSE);
    if let [option, folder] = &arguments[..]
        && option == "--write"
    {
        write(Path::new(folder), &mixed);
        return;
    }
    println!("text              s      MB/s   times UAX#29 words");
    compare("mixed", &mixed);
    compare("dense", &dense);
    let whole = vec![mixed.join("\n\n")];
    compare("mixed, one file", &whole);
    cores(&mixed);
    memory(&mixed);
    start();
}

/// Reads texts on one core, and cuts them into words.
fn compare(name: &str, texts: &[String]) {
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let size: usize = texts.iter().map(String::len).sum();
    let (mut reading, mut words, mut claims) = (Vec::new(), Vec::new(), 0);
    for _ in 0..RUNS {
        let start = clock();
        let breaks: usize = texts.iter().map(|it| segmenter.segment_str(it).count()).sum();
        words.push(clock() - start);
        assert!(breaks > 0);
        let start = clock();
        claims = texts.iter().map(|it| read(it)).sum();
        reading.push(clock() - start);
    }
    let (reading, words) = (median(reading), median(words));
    let speed = size as f64 / reading / 1e6;
    println!("{name:<16} {reading:>6.3} {speed:>6.1} {:>8.2}   ({claims} claims)", reading / words);
}

fn read(text: &str) -> usize {
    comity::read(&document(text)).claims.len()
}

fn document(text: &str) -> Document {
    comity::document("bench.txt", text.as_bytes()).unwrap_or_else(|_| unreachable!("the texts are UTF-8"))
}

/// Many files on all cores.
fn cores(texts: &[String]) {
    let (mut one, mut all) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let start = Instant::now();
        let single: usize = texts.iter().map(|it| read(it)).sum();
        one.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let several: usize = texts.par_iter().map(|it| read(it)).sum();
        all.push(start.elapsed().as_secs_f64());
        assert_eq!(single, several);
    }
    let cores = rayon::current_num_threads();
    println!("{cores} cores: {:.2} times as fast as one", median(one) / median(all));
}

/// Most memory that the command holds beyond its input, where the system says so.
fn memory(texts: &[String]) {
    let folder = std::env::temp_dir().join("comity-bench");
    for (name, texts) in [("many files", texts.to_vec()), ("one file", vec![texts.join("\n\n")])] {
        let _ = fs::remove_dir_all(&folder);
        write(&folder, &texts);
        let size: usize = texts.iter().map(String::len).sum();
        let input = if texts.len() == 1 { size } else { 0 };
        if let Some(peak) = peak(&folder) {
            let beyond = peak.saturating_sub(input) as f64 / 1e6;
            println!("memory, {name}: {beyond:.0} MB beyond the input");
        }
    }
    let _ = fs::remove_dir_all(&folder);
}

/// Peak memory of `comity read` in bytes, by GNU time.
fn peak(folder: &Path) -> Option<usize> {
    let run = Command::new("/usr/bin/time")
        .args(["-f", "%M", env!("CARGO_BIN_EXE_comity"), "read", "--format", "ndjson"])
        .arg(folder)
        .stdout(std::process::Stdio::null())
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&run.stderr);
    Some(said.lines().last()?.trim().parse::<usize>().ok()? * 1024)
}

/// `comity read` of one article, start to end.
fn start() {
    let article = root().join("examples/dushanbe-summit.txt");
    let mut times = Vec::new();
    for _ in 0..4 * RUNS {
        let start = Instant::now();
        let run = Command::new(env!("CARGO_BIN_EXE_comity")).arg("read").arg(&article).output();
        times.push(start.elapsed().as_secs_f64() * 1e3);
        assert!(run.is_ok_and(|it| it.status.success()));
    }
    println!("one article, start to end: {:.1} ms", median(times));
}

/// Seconds that this thread has run, where the system says so: other work on the machine then does not count.
fn clock() -> f64 {
    let run = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = run.and_then(|it| it.split(' ').next()?.parse::<f64>().ok());
    let wall = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |it| it.as_secs_f64());
    nanoseconds.map_or_else(wall, |it| it / 1e9)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Repeats texts in an order of their own, until there are enough bytes.
fn texts(all: Vec<String>, size: usize) -> Vec<String> {
    let (mut taken, mut found, mut state) = (0, Vec::new(), 1u64);
    while taken < size {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let text = &all[(state >> 33) as usize % all.len()];
        taken += text.len();
        found.push(text.clone());
    }
    found
}

/// Texts nobody wrote for this: open documents beside the repository where they are there, else the repository's own
/// English, by paragraphs.
fn mixed() -> Vec<String> {
    let open = fs::read_to_string(root().join("../shared/corpora/igo-open.jsonl")).unwrap_or_default();
    let texts = open.lines().filter_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        (line.get("lang")? == "en").then(|| line.get("text")?.as_str().map(str::to_owned)).flatten()
    });
    let texts: Vec<String> = texts.collect();
    if texts.is_empty() { own() } else { texts }
}

/// Dense official documents: those beside the repository where they are there, else the examples.
fn dense() -> Vec<String> {
    let texts = folder(&root().join("../shared/gold/dev/docs"));
    if texts.is_empty() { folder(&root().join("examples")) } else { texts }
}

fn own() -> Vec<String> {
    let files = ["LICENSE-APACHE", "README.md", "docs/architecture.md", "examples/dushanbe-summit.txt"];
    let texts = files.iter().filter_map(|it| fs::read_to_string(root().join(it)).ok());
    texts.flat_map(|it| it.split("\n\n").map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn folder(folder: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|it| Some(it.ok()?.path())).collect();
    paths.sort();
    let english = |path: &PathBuf| path.to_string_lossy().ends_with(".txt");
    paths.iter().filter(|path| english(path)).filter_map(|it| fs::read_to_string(it).ok()).collect()
}

/// Writes texts as files, for the comparison with other programs.
fn write(folder: &Path, texts: &[String]) {
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for (n, text) in texts.iter().enumerate() {
        let path = folder.join(format!("{n:05}.txt"));
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}
