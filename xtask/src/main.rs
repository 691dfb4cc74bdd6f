//! Tasks of the workspace: `cargo xtask TASK`; without a task, the list of them.

mod atlas;
mod base;
mod crowd;
mod geometry;
mod picture;
mod quality;
mod test;
mod tidy;
mod words;

/// What can be asked for, one a line.
const USAGE: &[&str] = &[
    "atlas [--check] [SHARED]",
    "base [--check] [SHARED]",
    "crowd ROWS RECORD",
    "geometry FOLDER",
    "picture",
    "quality",
    "test",
    "tidy",
    "words MODEL",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("atlas") => atlas::run(&arguments[1..]),
        Some("base") => base::run(&arguments[1..]),
        Some("calibrate") => quality::calibrate::run(&arguments[1..]),
        Some("crowd") => crowd::run(&arguments[1..]),
        Some("geometry") => geometry::run(&arguments[1..]),
        Some("picture") => picture::run(),
        Some("quality") => quality::run(&arguments[1..]),
        Some("test") => test::run(),
        Some("tidy") => tidy::run(),
        Some("words") => words::run(&arguments[1..]),
        _ => Err(format!("usage: cargo xtask {}", USAGE.join(" | ")).into()),
    }
}
