//! Years of all organisations as small cells, and the panels of organisations and states made from them.

use std::collections::{BTreeMap, HashMap};

use comity_import::codes::{self, CowState};
use comity_model::{Class, Coverage, Day, Says};
use comity_record::answer::Holds;
use comity_record::{Holding, Names, Record, Standings};

use crate::{Kind, Options, PanelError, Sink, Value};

/// Nothing is known.
pub(crate) const MISSING: i8 = -9;
/// The state, or the organisation, does not exist.
pub(crate) const OUTSIDE: i8 = -1;

/// A party of the panel.
pub(crate) struct Party {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The state of the Correlates of War project; for an id with two numbers, both.
    pub(crate) states: Vec<CowState>,
    /// Years in which it exists by the data set; empty where none says so.
    pub(crate) exists: Vec<(i16, i16)>,
}

/// An organisation of the panel.
pub(crate) struct Organisation {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) cow: String,
    pub(crate) number: &'static str,
    /// Year → cells by party, in the order of the parties.
    pub(crate) years: BTreeMap<i16, Vec<(u32, Cell)>>,
}

/// One party in one organisation in one year.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) on_31_dec: Reading,
    pub(crate) any_day: Reading,
    standing: u32,
    suspended: bool,
    withdrawing: bool,
    disputed: bool,
    unverified: bool,
}

/// A year read in one way.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) code: i8,
    pub(crate) class: Option<Class>,
}

/// Makes panels.
pub(crate) struct Maker<'r> {
    record: &'r Record,
    names: &'r dyn Names,
    pub(crate) options: &'r Options,
    pub(crate) parties: Vec<Party>,
    places: HashMap<String, u32>,
    pub(crate) organisations: Vec<Organisation>,
    standings: Vec<String>,
    /// What a data set says of itself; empty for the whole record.
    coverage: Vec<Coverage>,
}

impl<'r> Maker<'r> {
    pub(crate) fn new(
        record: &'r Record,
        names: &'r dyn Names,
        options: &'r Options,
    ) -> Result<Maker<'r>, PanelError> {
        let coverage = options.source.as_deref().map(|it| record.coverage(it)).transpose()?;
        if let Some(source) = options.source.as_deref().filter(|_| coverage.iter().all(Vec::is_empty))
            && record.organisations_by(source)?.is_empty()
        {
            return Err(PanelError::NoSource(source.to_owned()));
        }
        let mut maker = Maker {
            record,
            names,
            options,
            parties: Vec::new(),
            places: HashMap::new(),
            organisations: Vec::new(),
            standings: Vec::new(),
            coverage: coverage.unwrap_or_default(),
        };
        maker.states();
        Ok(maker)
    }

    /// Writes the panel.
    pub(crate) fn make(
        mut self,
        sink: &mut dyn Sink,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(), PanelError> {
        self.read(progress)?;
        match self.options.kind {
            Kind::OrganisationYear => self.organisation_years(sink),
            Kind::StateYear => self.state_years(sink),
            Kind::Dyad => self.dyads(sink),
            Kind::Joint => self.joint(sink),
        }
    }

    /// Whether a data set says which cells it has.
    pub(crate) fn is_covered(&self) -> bool {
        !self.coverage.is_empty()
    }

    /// The states that a data set knows.
    fn states(&mut self) {
        let known = codes::cow_states();
        let cells: Vec<_> =
            self.coverage.iter().filter(|it| it.org.is_none()).flat_map(|it| &it.cells).collect();
        for cell in cells {
            let id = cell.party.clone().unwrap_or_else(|| cell.code.clone());
            let name = self.names.name(&id, self.options.known).unwrap_or_else(|| id.clone());
            let states = known.iter().filter(|it| it.number == cell.code).copied().collect();
            self.places.insert(cell.code.clone(), self.parties.len() as u32);
            self.parties.push(Party { id, name, states, exists: cell.years.clone() });
        }
    }

    fn read(&mut self, progress: &mut dyn FnMut(usize, usize)) -> Result<(), PanelError> {
        let source = self.options.source.as_deref();
        let mut all = match source {
            Some(source) => self.record.organisations_by(source)?,
            None => self.record.organisations()?,
        };
        let covered: Vec<Coverage> = self.coverage.iter().filter(|it| it.org.is_some()).cloned().collect();
        if self.is_covered() {
            all = covered.iter().filter_map(|it| it.org.clone()).collect();
        }
        let wanted =
            |id: &String| self.options.organisations.is_empty() || self.options.organisations.contains(id);
        let chosen: Vec<(usize, String)> = all.into_iter().enumerate().filter(|(_, id)| wanted(id)).collect();
        let total = chosen.len();
        for (done, (at, id)) in chosen.into_iter().enumerate() {
            progress(done, total);
            let standings = match source {
                Some(source) => std::sync::Arc::new(self.record.organisation_by(&id, source)?),
                None => self.record.organisation(&id)?,
            };
            self.organisation(id, &standings, covered.get(at));
        }
        progress(total, total);
        Ok(())
    }

    fn organisation(&mut self, id: String, standings: &Standings, coverage: Option<&Coverage>) {
        let codes = codes::cow_organisations();
        let known =
            |(coded, _): &&(codes::Coded, &'static str)| match coverage.and_then(|it| it.code.as_deref()) {
                Some(code) => coded.code == code,
                None => coded.id == id,
            };
        let coded = codes.values().find(known).copied();
        let cow = coverage.and_then(|it| it.code.clone()).or(coded.map(|(it, _)| it.code.to_owned()));
        let name = self.names.name(&id, self.options.known).unwrap_or_else(|| id.clone());
        let mut years = BTreeMap::new();
        let last = self.options.known.year.unwrap_or(2100);
        let (from, until) = (self.options.from.unwrap_or(1815), self.options.until.unwrap_or(last));
        for year in from..=until {
            let row = match coverage {
                Some(coverage) if !within(&coverage.years, year) => continue,
                Some(coverage) => self.covered(standings, coverage, year),
                None => self.held(standings, year),
            };
            if !row.is_empty() {
                years.insert(year, row);
            }
        }
        let number = coded.map_or("", |(_, number)| number);
        self.organisations.push(Organisation { id, name, cow: cow.unwrap_or_default(), number, years });
    }

    /// What parties hold in a year, by party.
    fn holders<'s>(&self, standings: &'s Standings, year: i16) -> BTreeMap<&'s str, Held<'s>> {
        let mut found: BTreeMap<&str, Held<'_>> = BTreeMap::new();
        let (whole, last) = (Day::year(year), Day::new(year, 12, 31));
        for holding in standings.as_of(whole, self.options.known).filter(|it| it.holds_some_day(whole)) {
            let held = found.entry(holding.other).or_default();
            held.add(&holding, holding.holds_some_day(last));
        }
        for holding in standings.as_of(last, self.options.known) {
            if holding.holds_on(last, self.options.known) == Holds::Possibly
                && let Some(held) = found.get_mut(holding.other)
            {
                held.unsure = true;
            }
        }
        found
    }

    /// A row of the whole record: who holds something.
    fn held(&mut self, standings: &Standings, year: i16) -> Vec<(u32, Cell)> {
        let holders = self.holders(standings, year);
        let mut row: Vec<(u32, Cell)> = Vec::with_capacity(holders.len());
        for (party, held) in holders {
            let place = self.place(party);
            let none = if held.unsure { MISSING } else { 0 };
            row.push((place, held.cell(none, &mut self.standings)));
        }
        row.sort_by_key(|(place, _)| *place);
        row
    }

    /// A row of a data set: a cell for every state it knows.
    fn covered(&mut self, standings: &Standings, coverage: &Coverage, year: i16) -> Vec<(u32, Cell)> {
        let holders = self.holders(standings, year);
        let mut said: HashMap<u32, Says> = HashMap::new();
        for cell in coverage.cells.iter().filter(|it| within(&it.years, year)) {
            said.extend(self.places.get(&cell.code).map(|it| (*it, cell.says)));
        }
        let mut row = Vec::with_capacity(self.parties.len());
        for (place, party) in self.parties.iter().enumerate() {
            let place = place as u32;
            let exists = within(&party.exists, year);
            let cell = match said.get(&place) {
                Some(Says::Missing) => Cell::of(MISSING),
                Some(Says::Outside) => Cell::of(OUTSIDE),
                Some(Says::None) => Cell::of(0),
                _ if !exists => Cell::of(OUTSIDE),
                _ => holders
                    .get(party.id.as_str())
                    .map_or(Cell::of(0), |held| held.cell(0, &mut self.standings)),
            };
            row.push((place, cell));
        }
        row
    }

    /// The place of a party of the whole record.
    fn place(&mut self, id: &str) -> u32 {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = self.parties.len() as u32;
        let name = self.names.name(id, self.options.known).unwrap_or_else(|| id.to_owned());
        let states = codes::cow_states().into_iter().filter(|it| it.id == id).collect();
        self.parties.push(Party { id: id.to_owned(), name, states, exists: Vec::new() });
        self.places.insert(id.to_owned(), place);
        place
    }

    fn organisation_years(&self, sink: &mut dyn Sink) -> Result<(), PanelError> {
        for organisation in &self.organisations {
            for (year, row) in &organisation.years {
                for (place, cell) in row {
                    self.standing(sink, organisation, *year, *place, cell)?;
                }
            }
        }
        Ok(())
    }

    fn state_years(&self, sink: &mut dyn Sink) -> Result<(), PanelError> {
        let first = self.organisations.iter().filter_map(|it| it.years.keys().next()).min();
        let last = self.organisations.iter().filter_map(|it| it.years.keys().next_back()).max();
        let (Some(first), Some(last)) = (first, last) else { return Ok(()) };
        for (place, party) in self.parties.iter().enumerate() {
            for year in (*first..=*last).filter(|it| !self.is_covered() || within(&party.exists, *it)) {
                for organisation in &self.organisations {
                    match organisation.years.get(&year) {
                        Some(row) => {
                            if let Ok(at) = row.binary_search_by_key(&(place as u32), |(place, _)| *place) {
                                self.standing(sink, organisation, year, place as u32, &row[at].1)?;
                            }
                        }
                        None if self.is_covered() => {
                            self.standing(sink, organisation, year, place as u32, &Cell::of(OUTSIDE))?;
                        }
                        None => {}
                    }
                }
            }
        }
        Ok(())
    }

    fn standing(
        &self,
        sink: &mut dyn Sink,
        organisation: &Organisation,
        year: i16,
        place: u32,
        cell: &Cell,
    ) -> Result<(), PanelError> {
        let party = &self.parties[place as usize];
        let state = party.state(year);
        let reason = match cell.on_31_dec.code {
            OUTSIDE if organisation.years.contains_key(&year) => "state-not-in-system",
            OUTSIDE => "organisation-not-in-existence",
            _ => "",
        };
        let standing = self.standings.get(cell.standing as usize).filter(|_| cell.is_held());
        sink.row(&[
            Value::Number(i32::from(year)),
            Value::text(&organisation.id),
            Value::text(&organisation.name),
            Value::text(&organisation.cow),
            Value::number(organisation.number),
            Value::text(&party.id),
            Value::text(&party.name),
            Value::text(state.map_or("", |it| it.letters)),
            Value::number(state.map_or("", |it| it.number)),
            Value::some(Some(cell.on_31_dec.code)),
            Value::some(Some(cell.any_day.code)),
            Value::text(reason),
            class(cell.on_31_dec.class),
            class(cell.any_day.class),
            Value::text(standing.map_or("", String::as_str)),
            Value::flag(cell.suspended),
            Value::flag(cell.withdrawing),
            Value::flag(cell.disputed),
            Value::flag(cell.unverified),
        ])
    }
}

impl Party {
    /// Its state of the Correlates of War project in a year.
    pub(crate) fn state(&self, year: i16) -> Option<&CowState> {
        match &self.states[..] {
            [one] => Some(one),
            several => several.iter().find(|it| it.is_in(year)),
        }
    }
}

impl Cell {
    fn of(code: i8) -> Cell {
        let reading = Reading { code, class: None };
        Cell { on_31_dec: reading, any_day: reading, ..Cell::default() }
    }

    /// Whether the party holds anything on some day of the year.
    pub(crate) fn is_held(&self) -> bool {
        self.any_day.class.is_some()
    }
}

/// What one party holds in a year.
#[derive(Default)]
struct Held<'s> {
    on_31_dec: Option<Class>,
    any_day: Option<(Class, &'s str)>,
    /// It may hold on 31 December, for all that the sources say.
    unsure: bool,
    suspended: bool,
    withdrawing: bool,
    disputed: bool,
    unverified: bool,
}

impl<'s> Held<'s> {
    fn add(&mut self, holding: &Holding<'s>, on_31_dec: bool) {
        self.disputed |= holding.disputed;
        self.unverified |= holding.unverified;
        match holding.class.unwrap_or(Class::Special) {
            Class::Suspended => self.suspended = true,
            Class::Withdrawing => self.withdrawing = true,
            class => {
                if on_31_dec && self.on_31_dec.is_none_or(|it| rank(class) < rank(it)) {
                    self.on_31_dec = Some(class);
                }
                if self.any_day.is_none_or(|(it, _)| rank(class) < rank(it)) {
                    self.any_day = Some((class, holding.standing));
                }
            }
        }
    }

    /// The cell; `none` is the code where nothing is held on 31 December.
    fn cell(&self, none: i8, standings: &mut Vec<String>) -> Cell {
        let reading = |class: Option<Class>| Reading { code: class.map_or(none, code), class };
        let name = self.any_day.map_or("", |(_, name)| name);
        let standing = standings.iter().position(|it| it == name).unwrap_or_else(|| {
            standings.push(name.to_owned());
            standings.len() - 1
        });
        Cell {
            on_31_dec: reading(self.on_31_dec),
            any_day: reading(self.any_day.map(|(class, _)| class)),
            standing: standing as u32,
            suspended: self.suspended,
            withdrawing: self.withdrawing,
            disputed: self.disputed,
            unverified: self.unverified,
        }
    }
}

/// Which class counts where a party has several: the first.
fn rank(class: Class) -> u8 {
    match class {
        Class::Full => 0,
        Class::Associate => 1,
        Class::Observer => 2,
        other => 3 + other as u8,
    }
}

/// The code of a class; classes that the codes lack are 0, and told apart in the columns of classes.
fn code(class: Class) -> i8 {
    match class {
        Class::Full => 1,
        Class::Associate => 2,
        Class::Observer => 3,
        _ => 0,
    }
}

/// The word of a class.
pub(crate) fn class<'v>(class: Option<Class>) -> Value<'v> {
    let word = match class {
        None => return Value::Empty,
        Some(Class::Full) => "full",
        Some(Class::Associate) => "associate",
        Some(Class::Candidate) => "candidate",
        Some(Class::Observer) => "observer",
        Some(Class::Partner) => "partner",
        Some(Class::Special) => "special",
        Some(Class::Entity) => "entity",
        Some(Class::Former) => "former",
        Some(Class::Suspended) => "suspended",
        Some(Class::Withdrawing) => "withdrawing",
    };
    Value::Text(word)
}

pub(crate) fn within(years: &[(i16, i16)], year: i16) -> bool {
    years.iter().any(|(from, to)| (*from..=*to).contains(&year))
}
