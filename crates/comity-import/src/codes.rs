//! Codes of data sets → ids of the atlas, or the name of what the atlas lacks; from `atlas/codes/`.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::blob::{self, Line, Shipped};

/// A party or organisation as a data set codes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded {
    /// The data set's code.
    pub code: &'static str,
    /// Id of the atlas, or the name of what the atlas lacks.
    pub id: &'static str,
}

/// A state of the Correlates of War project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CowState {
    /// Its column in the file by organisation and year.
    pub column: &'static str,
    /// Its number.
    pub number: &'static str,
    /// Its three letters.
    pub letters: &'static str,
    /// Id of the atlas, or the name of what the atlas lacks.
    pub id: &'static str,
    /// Years in which the number is this id's, where two numbers are: `1816-1945 1990-`; else empty.
    years: &'static str,
}

impl CowState {
    /// Whether the number is its id's in a year.
    pub fn is_in(&self, year: i16) -> bool {
        let covers = |span: &str| {
            let (from, to) = span.split_once('-').unwrap_or((span, span));
            from.parse().is_ok_and(|from: i16| from <= year) && to.parse().unwrap_or(i16::MAX) >= year
        };
        self.years.is_empty() || self.years.split(' ').any(covers)
    }
}

fn table(name: &str) -> Option<&'static Shipped> {
    static TABLES: OnceLock<Vec<Shipped>> = OnceLock::new();
    let tables = TABLES.get_or_init(|| blob::tables(include_bytes!(concat!(env!("OUT_DIR"), "/codes.bin"))));
    tables.iter().find(|it| it.name == name)
}

/// What is told of a data set.
pub(crate) fn data_set(code: &str) -> Option<Line<'static>> {
    table("datasets")?.lines().find(|it| it.get("code") == Some(code))
}

/// Code → id or name, of one table.
fn map(name: &str) -> HashMap<&'static str, Coded> {
    let lines = table(name).into_iter().flat_map(Shipped::lines);
    lines
        .filter_map(|it| {
            let code = it.get("code")?;
            Some((code, Coded { code, id: it.get("id").or_else(|| it.get("name"))? }))
        })
        .collect()
}

/// Countries by the codes of the Factbook (GEC).
pub fn gec() -> HashMap<&'static str, Coded> {
    map("gec")
}

/// Organisations by the abbreviations of the Factbook.
pub fn factbook_organisations() -> HashMap<&'static str, Coded> {
    map("factbook-organisations")
}

/// What stands in brackets after an organisation in the Factbook → standing and word of its class.
pub fn factbook_standings() -> HashMap<&'static str, (&'static str, &'static str)> {
    let lines = table("factbook-standings").into_iter().flat_map(Shipped::lines);
    lines.filter_map(|it| Some((it.get("qualifier")?, (it.get("standing")?, it.get("class")?)))).collect()
}

/// Organisations by the names of the Correlates of War project, with their numbers there.
pub fn cow_organisations() -> HashMap<&'static str, (Coded, &'static str)> {
    let lines = table("cow-organisations").into_iter().flat_map(Shipped::lines);
    lines
        .filter_map(|it| {
            let coded = Coded { code: it.get("code")?, id: it.get("id")? };
            Some((coded.code, (coded, it.get("number")?)))
        })
        .collect()
}

/// States of the Correlates of War project, by number.
pub fn cow_states() -> Vec<CowState> {
    let lines = table("cow-states").into_iter().flat_map(Shipped::lines);
    lines
        .filter_map(|it| {
            Some(CowState {
                column: it.get("column")?,
                number: it.get("code")?,
                letters: it.get("abbreviation")?,
                id: it.get("id").or_else(|| it.get("name"))?,
                years: it.get("years").unwrap_or_default(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use comity_atlas::Atlas;

    /// Every id of a table is in the atlas.
    fn check<'a>(ids: impl IntoIterator<Item = &'a str>, least: usize) {
        let mut count = 0;
        for id in ids {
            count += 1;
            assert!(!id.contains(':') || Atlas::shipped().by_id(id).is_some(), "{id}");
        }
        assert!(count >= least, "{count}");
    }

    #[test]
    fn a_number_is_its_state_s_in_its_years() {
        let germany: Vec<&str> = cow_states()
            .iter()
            .filter(|it| it.id == "state:DE" && it.is_in(1980))
            .map(|it| it.number)
            .collect();
        assert_eq!(germany, ["260"]);
        let year = |year| cow_states().iter().filter(|it| it.id == "state:DE" && it.is_in(year)).count();
        assert_eq!((year(1900), year(1950), year(1990), year(2020)), (1, 0, 1, 1));
    }

    #[test]
    fn codes_name_what_the_atlas_has() {
        check(gec().values().map(|it| it.id), 250);
        check(factbook_organisations().values().map(|it| it.id), 100);
        check(cow_organisations().values().map(|(it, _)| it.id), 75);
        check(cow_states().iter().map(|it| it.id), 217);
        let classes = factbook_standings();
        assert!(classes.values().all(|(_, class)| crate::line::class_of(class).is_some()));
    }
}
