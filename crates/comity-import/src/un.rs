//! Two tables of the United Nations Treaty Collection: admissions with their resolutions, and ratifications of the
//! Charter by original members.

use std::sync::Arc;

use comity_model::{Class, Day, Diagnostic, Foundation, StandingHeld};
use comity_record::{Body, Entry};

use crate::names::{self, Named};
use crate::table::{Column, Row, Table};
use crate::{Progress, sets};

const COLUMNS: [Column; 6] = [
    Column::required("state"),
    Column::optional("ga_resolution"),
    Column::optional("date_adopted"),
    Column::optional("registration_date"),
    Column::optional("unts_registration"),
    Column::optional("ratified"),
];

/// The day on which the Charter came into force for those who had ratified it by then.
const IN_FORCE: Day = Day { year: Some(1945), month: Some(10), day: Some(24) };

/// The entries of one of the tables, as it says it: a number of a resolution stays as it is printed.
pub fn entries(path: &str, text: &str, progress: &mut Progress) -> Result<Vec<Entry>, Vec<Diagnostic>> {
    let (source, _) = sets::about("un");
    let mut table = Table::open(path, text, &COLUMNS).map_err(|it| vec![it])?;
    let (mut entries, mut errors) = (Vec::new(), Vec::new());
    while let Some(row) = table.next_row() {
        let (done, all) = table.done();
        progress(done, all);
        match row.and_then(|row| standing(&row)) {
            Ok((known, row)) => {
                entries.push(Entry { source: Arc::clone(&source), known, body: Body::Standing(row) });
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(entries) } else { Err(errors) }
}

fn standing(row: &Row<'_>) -> Result<(Day, StandingHeld), Diagnostic> {
    let ratified = !row.get("ratified").is_empty();
    let told = day(row, if ratified { "ratified" } else { "date_adopted" })?;
    let from = if ratified { told.max(IN_FORCE) } else { told };
    let held = StandingHeld {
        org: "org:un".to_owned(),
        party: party(row)?,
        standing: "member".to_owned(),
        class: Class::Full,
        from: Some(from),
        until: None,
        seen: None,
        decided_on: (!ratified).then_some(told),
        decided_by: (!ratified).then(|| "body:un/general-assembly".to_owned()),
        instrument: Some(row.get("ga_resolution").to_owned()).filter(|it| !it.is_empty()),
        source: Some(row.get("unts_registration").to_owned()).filter(|it| !it.is_empty()),
        status: Foundation::Sourced,
        note: None,
    };
    Ok((from, held))
}

fn party(row: &Row<'_>) -> Result<String, Diagnostic> {
    let name = row.get("state");
    match names::find(name) {
        Named::One(id) => Ok(id.to_owned()),
        Named::Nobody if !name.is_empty() => Ok(name.to_owned()),
        Named::Nobody => {
            Err(row.error("no-state", "state", "the line names no state").hint("name the state"))
        }
        // The table lists members by their usual names: of two states the one of that very name.
        Named::Several(ids) => Err(row
            .error("ambiguous-name", "state", format!("`{name}` can be {}", ids.join(" or ")))
            .hint("write the state's longer name")),
    }
}

fn day(row: &Row<'_>, column: &str) -> Result<Day, Diagnostic> {
    let text = row.get(column);
    written(text).ok_or_else(|| {
        row.error("not-a-day", column, format!("`{text}` is not a day"))
            .hint("write a day such as `9 Nov 1946`")
    })
}

/// `9 Nov 1946`, `5 Sept 2000`, `19 July 2006`.
pub fn written(text: &str) -> Option<Day> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts: Vec<&str> = text.split(' ').collect();
    let [number, month, year] = parts[..] else { return None };
    let month = MONTHS.iter().position(|it| month.starts_with(it))?;
    let day = Day::new(year.parse().ok()?, month as u8 + 1, number.parse().ok()?);
    day.is_valid().then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let show = |it: &Entry| match &it.body {
            Body::Standing(row) => format!(
                "{} {} {} known {}",
                row.party,
                row.from.map(|it| it.to_string()).unwrap_or_default(),
                row.instrument.as_deref().unwrap_or("-"),
                it.known
            ),
            other => format!("{other:?}"),
        };
        let found: Vec<String> = match entries("un.csv", text, &mut |_, _| {}) {
            Ok(entries) => entries.iter().map(show).collect(),
            Err(errors) => errors
                .iter()
                .map(|it| {
                    let place = it.primary.as_ref().map(|it| format!("{}:{}", it.line, it.column));
                    format!("{} {}", it.code, place.unwrap_or_default())
                })
                .collect(),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn admissions_and_ratifications() {
        check(
            "state,ga_resolution,date_adopted,registration_date,unts_registration\nTuvalu,55/1,5 Sep 2000,5 Sept 2000,36939\n",
            &["state:TV 2000-09-05 55/1 known 2000-09-05"],
        );
        check(
            "state,ratified\nBrazil,21 Sep 1945\nBelgium,27 Dec 1945\n",
            &["state:BR 1945-10-24 - known 1945-10-24", "state:BE 1945-12-27 - known 1945-12-27"],
        );
    }

    #[test]
    fn mistakes() {
        check("state,ratified\nBrazil,21 Spt 1945\n", &["not-a-day 2:8"]);
        check("state,ratified\nthe Commonwealth,20 Sep 1960\n", &["ambiguous-name 2:1"]);
        check("state,ratified\n,20 Sep 1960\n", &["no-state 2:1"]);
    }
}
