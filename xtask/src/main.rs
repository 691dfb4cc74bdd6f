//! Tasks of the workspace: `cargo xtask atlas`, `cargo xtask picture`, `cargo xtask quality`, `cargo xtask test`,
//! `cargo xtask tidy`, `cargo xtask words`.

mod atlas;
mod picture;
mod quality;
mod test;
mod tidy;
mod words;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("atlas") => atlas::run(&arguments[1..]),
        Some("picture") => picture::run(),
        Some("quality") => quality::run(&arguments[1..]),
        Some("test") => test::run(),
        Some("tidy") => tidy::run(),
        Some("words") => words::run(&arguments[1..]),
        _ => {
            Err("usage: cargo xtask atlas [--check] [SHARED] | picture | quality | test | tidy | words MODEL"
                .into())
        }
    }
}
