//! Correlates of War, Intergovernmental Organizations 3.0: one row an organisation and year with a column a state, or
//! one row a state and year with a column an organisation.
//!
//! Six codes: 1 full, 2 associate, 3 observer, 0 none, -9 missing, and -1, which means another thing in each of the two
//! files: by organisation and year that the state is no member of the state system (an empty cell says the same), by
//! state and year that the organisation does not exist. Years only. What cannot be a standing (which organisation exists
//! when, which state, where nothing is known) is kept as coverage, so that every cell can be told again.

use std::collections::{BTreeMap, HashMap};

use comity_model::Diagnostic;

use crate::Progress;
use crate::codes::{self, CowState};
use crate::sheet::{Cells, Sheet};

/// Code of a cell: 0 to 3, or one of the two below.
pub type Code = i8;
/// Nothing is known.
pub const MISSING: Code = -9;
/// The state is no member of the system of states.
pub const OUTSIDE: Code = -1;

/// Columns of the file by organisation and year that are no states.
const ABOUT: [&str; 19] = [
    "ioname",
    "orgname",
    "year",
    "sdate",
    "deaddate",
    "dead",
    "integrated",
    "replaced",
    "longorgname",
    "ionum",
    "igocode",
    "version",
    "accuracyofpre1965membershipdates",
    "sourcesandnotes",
    "imputed",
    "political",
    "social",
    "economic",
    "rownames",
];

/// A data set as a grid of codes.
#[derive(Debug, Default)]
pub struct Grid {
    /// The states, in the order of the cells.
    pub states: Vec<CowState>,
    /// The organisations, in the order of the file.
    pub organisations: Vec<Organisation>,
}

/// An organisation and its rows.
#[derive(Debug)]
pub struct Organisation {
    /// Its name in the data set: `UN`.
    pub code: String,
    /// For people.
    pub name: String,
    /// Year → a code for each state. Years in which it does not exist are absent.
    pub years: BTreeMap<i16, Vec<Code>>,
}

/// Reads either file.
pub fn read(path: &str, text: &str, progress: &mut Progress) -> Result<Grid, Vec<Diagnostic>> {
    let sheet = Sheet::open(path, text).map_err(|it| vec![it])?;
    let has = |name: &str| sheet.header().iter().any(|it| it == name);
    match (has("ioname"), has("ccode") || has("state")) {
        (true, false) => by_organisation(sheet, progress),
        (false, true) => by_state(sheet, progress),
        _ => Err(vec![
            sheet
                .error(0, "unknown-layout", "neither a column `ioname` nor a column `ccode` is there")
                .hint("give the file by organisation and year, or the one by state and year, as the project publishes it"),
        ]),
    }
}

fn by_organisation(mut sheet: Sheet<'_>, progress: &mut Progress) -> Result<Grid, Vec<Diagnostic>> {
    let header: Vec<String> = sheet.header().iter().map(str::to_owned).collect();
    let known = codes::cow_states();
    let (mut states, mut columns, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for (at, name) in header.iter().enumerate() {
        match known.iter().find(|it| it.column == name) {
            Some(state) => {
                states.push(*state);
                columns.push(at);
            }
            None if ABOUT.contains(&name.as_str()) || name.is_empty() => {}
            None => errors.push(unknown_column(&sheet, at, name, known.iter().map(|it| it.column))),
        }
    }
    let at = |name: &str| header.iter().position(|it| it == name);
    let (code, name, year) = (at("ioname"), at("longorgname").or(at("orgname")), at("year"));
    let mut organisations: Vec<Organisation> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    while let Some(cells) = sheet.next_row() {
        progress(sheet.done(), sheet.len());
        let Some(cells) = note(cells, &mut errors) else { continue };
        let of = |at: Option<usize>| at.and_then(|at| cells.get(at)).unwrap_or("").trim();
        let parsed = year_of(&cells, year, of(year));
        let Some(year) = note(parsed, &mut errors) else { continue };
        let place = *places.entry(of(code).to_owned()).or_insert_with(|| {
            let (code, name) = (of(code).to_owned(), of(name).to_owned());
            organisations.push(Organisation { code, name, years: BTreeMap::new() });
            organisations.len() - 1
        });
        let row = columns.iter().map(|at| code_of(&cells, *at, OUTSIDE));
        let row: Result<Vec<Code>, Diagnostic> = row.collect();
        let Some(row) = note(row, &mut errors) else { continue };
        if organisations[place].years.insert(year, row).is_some() {
            let message = format!("`{}` has a second row for {year}", of(code));
            errors.push(cells.error(0, "row-twice", message).hint("keep one of the two rows"));
        }
    }
    if errors.is_empty() { Ok(Grid { states, organisations }) } else { Err(errors) }
}

fn by_state(mut sheet: Sheet<'_>, progress: &mut Progress) -> Result<Grid, Vec<Diagnostic>> {
    let header: Vec<String> = sheet.header().iter().map(str::to_owned).collect();
    let about = ["ccode", "year", "state", "stateabb", "statenme", "rownames", ""];
    let columns: Vec<usize> = (0..header.len()).filter(|at| !about.contains(&header[*at].as_str())).collect();
    let (state, year) =
        (header.iter().position(|it| it == "ccode"), header.iter().position(|it| it == "year"));
    let states = codes::cow_states();
    let mut errors = Vec::new();
    let mut organisations: Vec<Organisation> = columns
        .iter()
        .map(|at| Organisation {
            code: header[*at].clone(),
            name: header[*at].clone(),
            years: BTreeMap::new(),
        })
        .collect();
    while let Some(cells) = sheet.next_row() {
        progress(sheet.done(), sheet.len());
        let Some(cells) = note(cells, &mut errors) else { continue };
        let of = |at: Option<usize>| at.and_then(|at| cells.get(at)).unwrap_or("").trim();
        let parsed = year_of(&cells, year, of(year));
        let Some(year) = note(parsed, &mut errors) else { continue };
        let number = of(state).trim_end_matches(".0");
        let Some(place) = states.iter().position(|it| it.number == number) else {
            let message = format!("there is no state `{}`", of(state));
            errors.push(
                cells
                    .error(state.unwrap_or(0), "unknown-state", message)
                    .hint("use the project's numbers of states, such as 2 for the United States"),
            );
            continue;
        };
        for (organisation, at) in organisations.iter_mut().zip(&columns) {
            // -1 here: the organisation does not exist; the state has a row because it does.
            match code_of(&cells, *at, OUTSIDE) {
                Err(error) => errors.push(error),
                Ok(OUTSIDE) => {}
                Ok(code) => {
                    let row = organisation.years.entry(year).or_insert_with(|| vec![OUTSIDE; states.len()]);
                    row[place] = code;
                }
            }
        }
    }
    organisations.retain(|it| !it.years.is_empty());
    if errors.is_empty() { Ok(Grid { states, organisations }) } else { Err(errors) }
}

fn note<T>(result: Result<T, Diagnostic>, errors: &mut Vec<Diagnostic>) -> Option<T> {
    result.map_err(|it| errors.push(it)).ok()
}

fn unknown_column<'k>(
    sheet: &Sheet<'_>,
    at: usize,
    name: &str,
    mut known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let near = known.find(|it| it.starts_with(name) || name.starts_with(it));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "leave out columns that are no states of the data set".to_owned(),
    };
    sheet.error(at, "unknown-column", &format!("there is no state `{name}`")).hint(hint)
}

/// A number as the project's files write it, whole or with `.0`.
fn whole(text: &str) -> Option<i16> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}

fn year_of(cells: &Cells<'_>, column: Option<usize>, text: &str) -> Result<i16, Diagnostic> {
    whole(text).filter(|it| (1800..2200).contains(it)).ok_or_else(|| {
        cells
            .error(column.unwrap_or(0), "not-a-year", format!("`{text}` is not a year"))
            .hint("write a year such as 1975")
    })
}

fn code_of(cells: &Cells<'_>, at: usize, empty: Code) -> Result<Code, Diagnostic> {
    let text = cells.get(at).unwrap_or("").trim();
    let code = if text.is_empty() { Some(i16::from(empty)) } else { whole(text) };
    match code {
        Some(code @ (-9 | -1 | 0..=3)) => Ok(code as Code),
        _ => Err(cells
            .error(at, "unknown-code", format!("`{text}` is not a code"))
            .hint("use 0 none, 1 full, 2 associate, 3 observer, -9 missing, -1 not in existence")),
    }
}
