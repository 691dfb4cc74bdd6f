//! Charters: each organisation's order as data, checked and foretold.
//!
//! A charter is a folder of `charters/`: bodies, standing kinds and who may hold and grant them, decision rules, the rule
//! of the chair, formats, suspension, exit; each line with its article, its source and the versions that bring and end it.
//! They are compiled into the program when it is built. This crate knows no documents and no record.

mod backtest;
mod case;
mod charter;
mod check;
mod checks;
mod expect;
mod finding;
mod forecast;
mod grounds;
mod rotation;

use std::sync::OnceLock;

pub use backtest::{Backtest, Order, Tested, Verdict, backtest};
pub use case::{Known, name_of};
pub use charter::{
    Body, ChairRule, Charter, CharterFile, Cite, DecisionRule, Effect, Exception, ExceptionKind, Exit,
    ExitKind, Form, Format, Holder, Period, Principle, Range, Resume, RuleKind, Source, StandingKind, Start,
    Suspension, Trigger, Turn, Version, before, earliest, holder_of, latest, may_be,
};
pub use check::{check, check_on};
use comity_model::Diagnostic;
pub use expect::{Expected, expect};
pub use finding::{Against, Article, Finding, Severity};
pub use forecast::{Forecast, Passed, forecast, unforeseeable};
pub use grounds::{Ground, grounds};
pub use rotation::{Term, terms};

/// The charters.
#[derive(Clone, Debug, Default)]
pub struct Charters {
    all: Vec<Charter>,
}

impl Charters {
    /// The charters that the program was built with.
    pub fn shipped() -> &'static Charters {
        static CHARTERS: OnceLock<Charters> = OnceLock::new();
        CHARTERS.get_or_init(|| {
            let bytes: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/charters.bin"));
            match postcard::from_bytes(bytes) {
                Ok(all) => Charters { all },
                // The build script writes what this reads; a test opens it.
                Err(_) => unreachable!("the shipped charters are valid"),
            }
        })
    }

    /// These charters.
    pub fn new(all: Vec<Charter>) -> Charters {
        Charters { all }
    }

    /// All of them, by organisation.
    pub fn all(&self) -> &[Charter] {
        &self.all
    }

    /// The charter of an organisation.
    pub fn get(&self, org: &str) -> Option<&Charter> {
        self.all.iter().find(|it| it.org == org)
    }
}

/// Reads a charter and holds the parties it names against the shipped atlas.
pub fn parse(file: &CharterFile) -> Result<Charter, Vec<Diagnostic>> {
    let atlas = comity_atlas::Atlas::shipped();
    charter::parse(file, &|id| atlas.by_id(id).is_some())
}

/// The codes of all checks.
pub fn codes() -> impl Iterator<Item = &'static str> {
    checks::ALL.iter().map(|(code, _)| *code)
}
