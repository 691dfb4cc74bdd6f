//! A grid of codes as entries: a row for each stretch of a standing, and coverage for every other cell.

use std::collections::HashMap;
use std::sync::Arc;

use comity_model::{Cells, Class, Coverage, Day, Foundation, Says, Seen, StandingHeld};
use comity_record::{Body, Entry, Source};

use crate::codes;

use super::grid::{Code, Grid, MISSING, OUTSIDE, Organisation};

/// Years from one to another, both included.
type Span = (i16, i16);

/// The entries of a grid, in the order of the file; coverage of the states comes first.
pub fn entries(grid: &Grid, source: &Arc<Source>, known: Day) -> Vec<Entry> {
    let exists = Existence::of(grid);
    let ids = codes::cow_organisations();
    let entry = |body: Body| Entry { source: Arc::clone(source), known, body };
    let mut entries = vec![entry(Body::Coverage(exists.coverage(grid)))];
    for organisation in &grid.organisations {
        let id = ids.get(organisation.code.as_str()).map(|(it, _)| it.id);
        let id =
            id.unwrap_or(if organisation.name.is_empty() { &organisation.code } else { &organisation.name });
        let told = Told { grid, exists: &exists, organisation, id };
        entries.push(entry(Body::Coverage(told.coverage())));
        entries.extend(told.standings().into_iter().map(|it| entry(Body::Standing(it))));
    }
    entries
}

/// When each state is a member of the system of states, by the data set itself: in years in which an organisation has
/// something to say of it.
struct Existence {
    /// State → years.
    years: Vec<Vec<Span>>,
    last: i16,
}

impl Existence {
    fn of(grid: &Grid) -> Existence {
        let mut said: Vec<Vec<i16>> = vec![Vec::new(); grid.states.len()];
        for (year, row) in grid.organisations.iter().flat_map(|it| &it.years) {
            for (state, code) in row.iter().enumerate().filter(|(_, code)| (0..=3).contains(*code)) {
                let _ = code;
                said[state].push(*year);
            }
        }
        let last = grid.organisations.iter().filter_map(|it| it.years.keys().next_back()).max();
        let years = said.into_iter().map(|mut years| {
            years.sort_unstable();
            years.dedup();
            spans(years)
        });
        Existence { years: years.collect(), last: last.copied().unwrap_or_default() }
    }

    fn has(&self, state: usize, year: i16) -> bool {
        self.years[state].iter().any(|(from, to)| (*from..=*to).contains(&year))
    }

    fn coverage(&self, grid: &Grid) -> Coverage {
        let cells = grid.states.iter().zip(&self.years).map(|(state, years)| Cells {
            code: state.number.to_owned(),
            party: Some(state.id.to_owned()),
            says: Says::Exists,
            years: years.clone(),
        });
        Coverage { cells: cells.collect(), ..Coverage::default() }
    }
}

/// What the grid tells of one organisation.
struct Told<'g> {
    grid: &'g Grid,
    exists: &'g Existence,
    organisation: &'g Organisation,
    id: &'g str,
}

impl Told<'_> {
    fn coverage(&self) -> Coverage {
        let mut cells = Vec::new();
        for (state, coded) in self.grid.states.iter().enumerate() {
            let mut years: HashMap<Says, Vec<i16>> = HashMap::new();
            for (year, row) in &self.organisation.years {
                let says = match (row[state], self.exists.has(state, *year)) {
                    (MISSING, _) => Says::Missing,
                    (0, false) => Says::None,
                    (OUTSIDE, true) => Says::Outside,
                    _ => continue,
                };
                years.entry(says).or_default().push(*year);
            }
            for says in [Says::Missing, Says::None, Says::Outside] {
                let Some(years) = years.remove(&says) else { continue };
                cells.push(Cells { code: coded.number.to_owned(), party: None, says, years: spans(years) });
            }
        }
        let years = spans(self.organisation.years.keys().copied().collect());
        let (org, code) = (Some(self.id.to_owned()), Some(self.organisation.code.clone()));
        Coverage { org, code, years, cells }
    }

    fn standings(&self) -> Vec<StandingHeld> {
        let mut rows = Vec::new();
        for state in 0..self.grid.states.len() {
            let codes: Vec<(i16, Code)> =
                self.organisation.years.iter().map(|(year, row)| (*year, row[state])).collect();
            let mut at = 0;
            while at < codes.len() {
                let end = self.stretch(state, &codes, at);
                if (1..=3).contains(&codes[at].1) {
                    rows.push(self.standing(state, &codes, at, end));
                }
                at = end + 1;
            }
        }
        rows
    }

    /// The last place of the stretch of one code that begins at `at`. Missing years between two of one code are no break:
    /// coverage tells them.
    fn stretch(&self, state: usize, codes: &[(i16, Code)], at: usize) -> usize {
        let (mut end, mut next) = (at, at + 1);
        while next < codes.len() && codes[next].0 == codes[next - 1].0 + 1 {
            match codes[next].1 {
                code if code == codes[at].1 => end = next,
                MISSING if self.exists.has(state, codes[next].0) => {}
                _ => break,
            }
            next += 1;
        }
        end
    }

    /// The row of the codes from `at` to `end`. A stretch beside missing years has begun, or ended, within them; one that
    /// goes on to the last year of the data set has no end that it knows of.
    fn standing(&self, state: usize, codes: &[(i16, Code)], at: usize, end: usize) -> StandingHeld {
        let (first, last) = (codes[at].0, codes[end].0);
        // Where the state does not exist, nothing is missing.
        let missing = |it: &&(i16, Code)| it.1 == MISSING && self.exists.has(state, it.0);
        let before = codes[..at].iter().rev().take_while(missing).count();
        let after = codes[end + 1..].iter().take_while(missing).count();
        let open = end + 1 == codes.len() && last == self.exists.last;
        // The year before the missing ones, or the last in which the organisation was not there.
        let code = codes[at].1;
        let absent = (before > 0).then(|| Day::year(codes[at - before].0 - 1));
        let gone = codes.get(end + 1 + after).filter(|_| after > 0).map(|(year, _)| Day::year(*year));
        let seen = Seen { absent, first: Day::year(first), last: Day::year(last), gone };
        let bounded = before > 0 || after > 0 || open;
        let (standing, class) = match code {
            1 => ("member", Class::Full),
            2 => ("associate", Class::Associate),
            _ => ("observer", Class::Observer),
        };
        let coded = self.grid.states[state];
        StandingHeld {
            org: self.id.to_owned(),
            party: coded.id.to_owned(),
            standing: standing.to_owned(),
            class,
            from: (before == 0).then(|| Day::year(first)),
            until: (after == 0 && !open).then(|| Day::year(last + 1)),
            seen: bounded.then_some(seen),
            decided_on: None,
            decided_by: None,
            instrument: None,
            source: Some(format!("{} {}", self.organisation.code, coded.number)),
            status: Foundation::Sourced,
            note: None,
        }
    }
}

/// Years in order as spans.
fn spans(years: Vec<i16>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for year in years {
        match spans.last_mut() {
            Some((_, to)) if *to + 1 == year => *to = year,
            _ => spans.push((year, year)),
        }
    }
    spans
}
