//! Tasks of the workspace: `cargo xtask atlas`.

mod atlas;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("atlas") => atlas::run(&arguments[1..]),
        _ => Err("usage: cargo xtask atlas [--check] [SHARED]".into()),
    }
}
