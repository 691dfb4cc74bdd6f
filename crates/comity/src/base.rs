//! The shipped base: who stood where and who chaired, as `base/` has it, each row with its source.

use std::sync::OnceLock;

use comity_charter::Against;
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

/// Where a row of the base stands: `base/standings/cis.csv:2`; none where the base has no such row.
pub fn place(row: &Against) -> Option<String> {
    use comity_import::base::{placed_chairs, placed_standings};
    match row {
        Against::Standing(row) => placed_standings().into_iter().find(|it| it.0 == *row).map(|it| it.1),
        Against::Chair(row) => placed_chairs().into_iter().find(|it| it.0 == *row).map(|it| it.1),
    }
}
