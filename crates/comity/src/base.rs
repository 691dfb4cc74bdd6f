//! The shipped base: who stood where and who chaired, as `base/` has it, each row with its source.

use std::sync::OnceLock;

use comity_model::{ChairHeld, StandingHeld};

/// All shipped standings.
pub fn standings() -> &'static [StandingHeld] {
    static STANDINGS: OnceLock<Vec<StandingHeld>> = OnceLock::new();
    STANDINGS.get_or_init(comity_import::base::standings)
}

/// All shipped chairs.
pub fn chairs() -> &'static [ChairHeld] {
    static CHAIRS: OnceLock<Vec<ChairHeld>> = OnceLock::new();
    CHAIRS.get_or_init(comity_import::base::chairs)
}
