//! A table of standings or chairs that anyone can write: `docs/import-csv.md`.

use std::sync::Arc;

use comity_atlas::Atlas;
use comity_model::{Day, Diagnostic};
use comity_record::{Body, Entry, Source};

use crate::Progress;
use crate::line::Reader;
use crate::table::{Column, Row, Table};

/// Columns of a table of standings.
pub const STANDINGS: [Column; 13] = [
    Column::required("org"),
    Column::required("party"),
    Column::required("standing"),
    Column::optional("class"),
    Column::optional("from"),
    Column::optional("until"),
    Column::optional("decided_on"),
    Column::optional("decided_by"),
    Column::optional("instrument"),
    Column::optional("source"),
    Column::optional("status"),
    Column::optional("note"),
    Column::optional("known"),
];

/// Columns of a table of chairs.
pub const CHAIRS: [Column; 11] = [
    Column::required("org"),
    Column::optional("body"),
    Column::required("holder"),
    Column::optional("role"),
    Column::optional("from"),
    Column::optional("until"),
    Column::optional("decided_on"),
    Column::optional("source"),
    Column::optional("status"),
    Column::optional("note"),
    Column::optional("known"),
];

/// What was read: the entries, and what should be looked at.
#[derive(Debug, Default)]
pub struct Rows {
    /// One entry a line.
    pub entries: Vec<Entry>,
    /// Names that the atlas does not know; they are kept as they are written.
    pub warnings: Vec<Diagnostic>,
}

/// The entries of a table, all of `source`; a table with a column `holder` is one of chairs.
///
/// A line counts as known from its `known`, else from `known`, else from its decision, else from its first day. One line
/// with a mistake refuses the table, and all mistakes are told at once.
pub fn entries(
    path: &str,
    text: &str,
    source: &Source,
    known: Option<Day>,
    progress: &mut Progress,
) -> Result<Rows, Vec<Diagnostic>> {
    let head = text.lines().next().unwrap_or_default();
    let chairs = head.split(',').any(|it| it.trim().trim_matches('"') == "holder");
    let columns: &[Column] = if chairs { &CHAIRS } else { &STANDINGS };
    let mut table = Table::open(path, text, columns).map_err(|it| vec![it])?;
    let source = Arc::new(source.clone());
    let mut reader = Reader::lenient(Atlas::shipped());
    let mut entries = Vec::new();
    while let Some(row) = table.next_row() {
        let (done, all) = table.done();
        progress(done, all);
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                reader.errors.push(error);
                continue;
            }
        };
        let (body, days) = if chairs {
            let held = reader.chair(&row).row;
            let days = [held.decided_on, held.from];
            (Body::Chair(held), days)
        } else {
            let held = reader.standing(&row).row;
            let days = [held.decided_on, held.from];
            (Body::Standing(held), days)
        };
        let own = reader.day(&row, "known");
        match own.or(known).or(days[0]).or(days[1]) {
            Some(known) => entries.push(Entry { source: Arc::clone(&source), known, body }),
            None => reader.errors.push(unknown_day(&row)),
        }
    }
    let Reader { errors, warnings, .. } = reader;
    if errors.is_empty() { Ok(Rows { entries, warnings }) } else { Err(errors) }
}

fn unknown_day(row: &Row<'_>) -> Diagnostic {
    row.error("no-known-day", "org", "nothing says from which day the line was known")
        .hint("fill `known`, `decided_on` or `from`, or give `--known` for the whole table")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let source = Source { id: "mine".to_owned(), ..Source::default() };
        let place = |it: &Diagnostic| {
            let place = it.primary.as_ref().map(|it| format!("{}:{}", it.line, it.column));
            format!("{} {}", it.code, place.unwrap_or_default())
        };
        let found: Vec<String> = match entries("mine.csv", text, &source, None, &mut |_, _| {}) {
            Err(errors) => errors.iter().map(place).collect(),
            Ok(rows) => {
                let show = |it: &Entry| match &it.body {
                    Body::Standing(row) => {
                        format!(
                            "{} {} {} {:?} known {}",
                            row.org, row.party, row.standing, row.class, it.known
                        )
                    }
                    Body::Chair(row) => {
                        format!(
                            "{} {} {} known {}",
                            row.org,
                            row.holder.as_deref().unwrap_or("-"),
                            row.role,
                            it.known
                        )
                    }
                    other => format!("{other:?}"),
                };
                rows.entries.iter().map(show).chain(rows.warnings.iter().map(place)).collect()
            }
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_and_ids_and_as_few_columns_as_there_can_be() {
        check(
            "org,party,standing,from\nSCO,Iran,member,2023-07-04\norg:sco,state:MN,observer,2004\n",
            &[
                "org:sco state:IR member Full known 2023-07-04",
                "org:sco state:MN observer Observer known 2004",
            ],
        );
        check(
            "org,holder,from,known\nОШС,,2024,2023\nEAEU,Armenia,2024-01-01,\n",
            &["vacant-without-note 2:5"],
        );
        check("org,holder,from\nEAEU,Armenia,2024-01-01\n", &["org:eaeu state:AM chair known 2024-01-01"]);
    }

    #[test]
    fn names_outside_the_atlas_are_kept_and_told() {
        check(
            "org,party,standing,from\nLeague of Lakes,Kazakhstan,member,2001\n",
            &["League of Lakes state:KZ member Full known 2001", "unknown-name 2:1"],
        );
    }

    #[test]
    fn mistakes_refuse_the_table_and_are_told_at_once() {
        check(
            "org,party,standing,class,from\nthe Commonwealth,Fiji,member,,1970\nCIS,state:QX,visitor,,2001\nCIS,Iran,member,,\n",
            &["ambiguous-name 2:1", "unknown-id 3:5", "no-class 3:14", "no-known-day 4:1"],
        );
    }
}
