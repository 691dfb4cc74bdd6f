//! A statement with its source at hand, so that it counts and answers without a look into the file.

use std::sync::Arc;

use crate::Rank;
use crate::log::Inner;
use crate::policy::{Known, Ranking};
use crate::spell::Voice;
use crate::statement::Statement;

/// A statement with its source.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    pub(crate) it: Statement,
    pub(crate) known: Arc<Known>,
}

impl Heard {
    /// What its source is to the organisation.
    pub(crate) fn rank(&self, ranking: &Ranking) -> Rank {
        ranking.rank(&self.known, &self.it)
    }

    /// The statement with the weight of its source.
    pub(crate) fn voice(&self, ranking: &Ranking) -> Voice<'_> {
        Voice { it: &self.it, place: ranking.place(self.rank(ranking)) }
    }
}

impl Inner {
    /// Statements with their sources.
    pub(crate) fn hear(&mut self, statements: Vec<Statement>) -> rusqlite::Result<Vec<Heard>> {
        let heard = |it: Statement| Ok(Heard { known: self.source(it.source)?, it });
        statements.into_iter().map(heard).collect()
    }
}
