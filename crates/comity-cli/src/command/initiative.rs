//! `comity initiative`.

use comity::record::AtlasNames;

use crate::answer::{head, print};
use crate::asked::Asked;
use crate::failure::Failure;

/// Arguments of `comity initiative`.
#[derive(clap::Args)]
pub struct Arguments {
    /// A format, institution or text, by words of its name
    name: String,
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.asked.record()?;
    let question = arguments.asked.question(&record)?;
    let answer = record.initiative(&arguments.name, &question, &AtlasNames).map_err(Failure::Record)?;
    print(&answer, arguments.asked.format, &["initiatives"], || {
        let mut out = head(&answer.name, None, &answer.as_of);
        if answer.initiatives.is_empty() {
            out.push_str("\nNothing of this name is known then.\n");
        }
        for it in &answer.initiatives {
            out.push('\n');
            out.push_str(&super::act::text(it));
        }
        out
    })
}
