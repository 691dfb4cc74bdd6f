//! The command `comity`: the only place that prints, touches files and chooses exit codes.

mod answer;
mod asked;
mod command;
mod failure;
mod known;
mod render;

use clap::Parser;

/// Answers are made of many short texts: a fifth of a server's time was the allocator's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads official news and communiqués and takes out every institutional act with the words that prove it.
#[derive(Parser)]
#[command(name = "comity", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: command::Command,
}

fn main() -> std::process::ExitCode {
    match command::run(Arguments::parse().command) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
