//! Titles of the heads of organisations.

/// Titles by number; the first stands for none.
pub(crate) const HEADS: [&str; 7] = [
    "",
    "secretary-general",
    "director-general",
    "managing director",
    "president",
    "executive director",
    "high commissioner",
];
