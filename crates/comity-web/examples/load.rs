//! Asks a server many questions and says how fast it answers: `load HOST:PORT 10s|5000x CONNECTIONS RATE PATTERN…`, for some seconds or so
//! many times.
//!
//! A pattern is a path with numbers to be drawn, `/org/b{0-999}?on={1950-2025}-{01-12}`, each question anew; `{0..999}` counts instead. A rate of 0 asks as
//! fast as answers come; else questions have their instants, and time counts from the instant at which one was due, so that a server that
//! stands still is not spared the questions that wait.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A small generator, so that every run asks the same (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// A path with its numbers drawn, for the question that is asked as so many-th.
fn draw(pattern: &str, random: &mut Random, at: u64) -> String {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (range, after) = after.split_once('}').unwrap();
        let counts = range.contains("..");
        let (least, most) = range.split_once(if counts { ".." } else { "-" }).unwrap();
        let (from, to): (u64, u64) = (least.parse().unwrap(), most.parse().unwrap());
        let n = if counts { at % (to - from + 1) } else { random.below(to - from + 1) };
        path.push_str(before);
        path.push_str(&format!("{:0width$}", from + n, width = least.len()));
        rest = after;
    }
    path + rest
}

/// One connection: what it has read and not used yet.
struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    /// Asks, and reads the answer to its end: its status and how long it is.
    fn ask(&mut self, host: &str, path: &str) -> (u16, usize) {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        self.stream.write_all(request.as_bytes()).unwrap();
        self.buffer.clear();
        let mut chunk = [0; 65536];
        let (mut whole, mut status) = (usize::MAX, 0);
        while self.buffer.len() < whole {
            let n = self.stream.read(&mut chunk).unwrap();
            assert!(n > 0, "the server hung up");
            self.buffer.extend_from_slice(&chunk[..n]);
            if whole == usize::MAX
                && let Some(end) = self.buffer.windows(4).position(|it| it == b"\r\n\r\n")
            {
                let head = String::from_utf8_lossy(&self.buffer[..end]).to_lowercase();
                let length = head.lines().find_map(|it| it.strip_prefix("content-length: ")).unwrap();
                status = head[9..12].parse().unwrap();
                whole = end + 4 + length.parse::<usize>().unwrap();
            }
        }
        (status, whole)
    }
}

/// Seconds that each answer took, bytes, and answers that were no success.
#[derive(Default)]
struct Tally {
    times: Vec<f64>,
    bytes: usize,
    failed: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [host, long, connections, rate, patterns @ ..] = arguments.as_slice() else {
        panic!("usage: load HOST:PORT 10s|5000x CONNECTIONS RATE PATTERN…");
    };
    let seconds: f64 = long.strip_suffix('s').map_or(f64::MAX, |it| it.parse().unwrap());
    let times: usize = long.strip_suffix('x').map_or(usize::MAX, |it| it.parse().unwrap());
    let (rate, connections): (f64, usize) = (rate.parse().unwrap(), connections.parse().unwrap());
    let begin = Instant::now() + Duration::from_millis(20);
    let run = |number: usize| {
        let stream = TcpStream::connect(host).unwrap();
        stream.set_nodelay(true).unwrap();
        let mut client = Client { stream, buffer: Vec::new() };
        let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ ((number as u64 + 1) << 20));
        let mut tally = Tally::default();
        for n in 0.. {
            let due = match rate {
                0.0 => Instant::now().max(begin),
                rate => begin + Duration::from_secs_f64((n * connections + number) as f64 / rate),
            };
            let at = n * connections + number;
            if at >= times || due.duration_since(begin).as_secs_f64() >= seconds {
                break;
            }
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            let pattern = &patterns[random.below(patterns.len() as u64) as usize];
            let (status, bytes) = client.ask(host, &draw(pattern, &mut random, at as u64));
            tally.times.push(due.elapsed().as_secs_f64());
            tally.bytes += bytes;
            tally.failed += usize::from(status != 200);
        }
        tally
    };
    let all = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..connections).map(|it| scope.spawn(move || run(it))).collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect::<Vec<Tally>>()
    });
    let took = begin.elapsed().as_secs_f64();
    let mut times: Vec<f64> = all.iter().flat_map(|it| it.times.iter().copied()).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize] * 1e3;
    let (bytes, failed) = all.iter().fold((0, 0), |sum, it| (sum.0 + it.bytes, sum.1 + it.failed));
    println!(
        "{:.0} a second, p50 {:.2} ms, p99 {:.2} ms, most {:.1} ms, {:.1} kB each, {failed} of {} failed",
        times.len() as f64 / took,
        at(0.5),
        at(0.99),
        at(1.0),
        bytes as f64 / times.len() as f64 / 1e3,
        times.len()
    );
}
