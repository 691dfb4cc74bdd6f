//! Panels of pairs, in both directions.

use std::collections::{BTreeMap, BTreeSet};

use crate::year::{Cell, Maker, Party, class, within};
use crate::{PanelError, Sink, Value};

/// In how many organisations a pair is together: both full members, and both anything; on 31 December, and on any day.
#[derive(Clone, Copy, Default)]
struct Together {
    full: [i32; 2],
    any: [i32; 2],
}

impl Maker<'_> {
    /// Pairs of parties that both hold something in an organisation on some day of a year.
    pub(crate) fn dyads(&self, sink: &mut dyn Sink) -> Result<(), PanelError> {
        for organisation in &self.organisations {
            for (year, row) in &organisation.years {
                let held: Vec<&(u32, Cell)> = row.iter().filter(|(_, cell)| cell.is_held()).collect();
                for (one, a) in &held {
                    for (other, b) in held.iter().filter(|(other, _)| other != one) {
                        let (first, second) = (self.party(*one), self.party(*other));
                        let full = |a: i8, b: i8| Value::flag(a == 1 && b == 1);
                        sink.row(&[
                            Value::Number(i32::from(*year)),
                            Value::text(&organisation.id),
                            Value::text(&organisation.name),
                            Value::text(&organisation.cow),
                            Value::number(organisation.number),
                            Value::text(&first.id),
                            number(first, *year),
                            Value::text(&second.id),
                            number(second, *year),
                            Value::some(Some(a.on_31_dec.code)),
                            Value::some(Some(b.on_31_dec.code)),
                            Value::some(Some(a.any_day.code)),
                            Value::some(Some(b.any_day.code)),
                            class(a.on_31_dec.class),
                            class(b.on_31_dec.class),
                            full(a.on_31_dec.code, b.on_31_dec.code),
                            full(a.any_day.code, b.any_day.code),
                        ])?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Pairs of parties and in how many organisations both are; of a data set all pairs of a year's states.
    pub(crate) fn joint(&self, sink: &mut dyn Sink) -> Result<(), PanelError> {
        let years: BTreeSet<i16> =
            self.organisations.iter().flat_map(|it| it.years.keys().copied()).collect();
        for year in years {
            let mut pairs: BTreeMap<(u32, u32), Together> = BTreeMap::new();
            if self.is_covered() {
                let there: Vec<u32> = (0..self.parties.len() as u32)
                    .filter(|it| within(&self.party(*it).exists, year))
                    .collect();
                for a in &there {
                    pairs.extend(there.iter().filter(|b| a != *b).map(|b| ((*a, *b), Together::default())));
                }
            }
            for row in self.organisations.iter().filter_map(|it| it.years.get(&year)) {
                let held: Vec<&(u32, Cell)> = row.iter().filter(|(_, cell)| cell.is_held()).collect();
                for (one, a) in &held {
                    for (other, b) in held.iter().filter(|(other, _)| other != one) {
                        pairs.entry((*one, *other)).or_default().add(a, b);
                    }
                }
            }
            for ((one, other), together) in pairs {
                let (first, second) = (self.party(one), self.party(other));
                sink.row(&[
                    Value::Number(i32::from(year)),
                    Value::text(&first.id),
                    number(first, year),
                    Value::text(&second.id),
                    number(second, year),
                    Value::Number(together.full[0]),
                    Value::Number(together.full[1]),
                    Value::Number(together.any[0]),
                    Value::Number(together.any[1]),
                ])?;
            }
        }
        Ok(())
    }

    fn party(&self, place: u32) -> &Party {
        &self.parties[place as usize]
    }
}

impl Together {
    fn add(&mut self, a: &Cell, b: &Cell) {
        for (at, (a, b)) in [(a.on_31_dec, b.on_31_dec), (a.any_day, b.any_day)].into_iter().enumerate() {
            self.full[at] += i32::from(a.code == 1 && b.code == 1);
            self.any[at] += i32::from(a.class.is_some() && b.class.is_some());
        }
    }
}

fn number<'v>(party: &Party, year: i16) -> Value<'v> {
    Value::number(party.state(year).map_or("", |it| it.number))
}
