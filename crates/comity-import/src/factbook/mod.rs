//! The World Factbook through its history: what its list of a country's organisations showed at each commit.
//!
//! Days are days of observation. A standing was seen on them; it began after the last look that did not show it and had
//! ended by the first that shows it no longer. Each look at a list that had been edited is told again for what it keeps,
//! so that a standing shown long after its end can be held against the day on which it ended.

mod list;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use comity_model::{Class, Day, Diagnostic, Foundation, Seen, StandingHeld};
use comity_record::{Body, Entry, Source};

use crate::codes::{self, Coded};
use crate::line::class_of;
use crate::table::{Column, Row, Table};
use crate::{Progress, sets};

const COLUMNS: [Column; 8] = [
    Column::required("gec_code"),
    Column::required("commit_date"),
    Column::required("commit"),
    Column::optional("path"),
    Column::required("name"),
    Column::required("io_participation"),
    Column::optional("chief_of_state"),
    Column::optional("head_of_government"),
];

/// A look at one country's list.
struct Look {
    day: Day,
    place: String,
    list: String,
}

/// What a country is in an organisation: the organisation as written, standing, class.
type Key = (String, String, &'static str);

/// A standing that is being shown.
struct Shown {
    seen: Seen,
    /// The last day of the entry made last.
    told: Day,
    qualifier: Option<String>,
}

/// The entries of the history, in the order of its commits.
pub fn entries(path: &str, text: &str, progress: &mut Progress) -> Result<Vec<Entry>, Vec<Diagnostic>> {
    let mut table = Table::open(path, text, &COLUMNS).map_err(|it| vec![it])?;
    let countries = codes::gec();
    let (mut looks, mut errors) = (BTreeMap::<String, Vec<Look>>::new(), Vec::new());
    while let Some(row) = table.next_row() {
        let (done, all) = table.done();
        progress(done, all);
        match row.and_then(|row| Ok((party(&row, &countries), look(&row)?))) {
            Ok((party, look)) => looks.entry(party).or_default().push(look),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let (source, _) = sets::about("factbook");
    let words =
        Words { organisations: codes::factbook_organisations(), standings: codes::factbook_standings() };
    let mut entries = Vec::new();
    for (party, mut looks) in looks {
        looks.sort_by_key(|it| it.day);
        entries
            .extend(History { party, source: &source, words: &words, shown: BTreeMap::new() }.replay(&looks));
    }
    entries.sort_by_key(|it: &Entry| it.known);
    Ok(entries)
}

fn party(row: &Row<'_>, countries: &HashMap<&str, Coded>) -> String {
    let code = row.get("gec_code");
    let name = Some(row.get("name")).filter(|it| !it.is_empty()).unwrap_or(code);
    countries.get(code).map_or(name, |it| it.id).to_owned()
}

fn look(row: &Row<'_>) -> Result<Look, Diagnostic> {
    let text = row.get("commit_date");
    let day = Day::parse(text).ok().filter(Day::is_full).ok_or_else(|| {
        row.error("not-a-day", "commit_date", format!("`{text}` is not a day"))
            .hint("write the day of the commit as `2015-10-26`")
    })?;
    let place = format!("{} {}", row.get("commit"), row.get("path"));
    Ok(Look { day, place: place.trim_end().to_owned(), list: row.get("io_participation").to_owned() })
}

/// What the words of a list mean.
struct Words {
    organisations: HashMap<&'static str, Coded>,
    standings: HashMap<&'static str, (&'static str, &'static str)>,
}

/// One country.
struct History<'s> {
    party: String,
    source: &'s Arc<Source>,
    words: &'s Words,
    shown: BTreeMap<Key, Shown>,
}

impl History<'_> {
    fn replay(mut self, looks: &[Look]) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut before: Option<&Look> = None;
        // A field that is empty is no look at a list.
        for look in looks.iter().filter(|it| list::items(&it.list).is_some()) {
            let edited = before.is_none_or(|it| it.list != look.list);
            if edited {
                self.edited(look, before.map(|it| it.day), &mut entries);
            } else {
                self.shown.values_mut().for_each(|it| it.seen.last = look.day);
            }
            before = Some(look);
        }
        let Some(last) = before else { return entries };
        for (key, shown) in std::mem::take(&mut self.shown) {
            if shown.told != shown.seen.last {
                entries.push(self.entry(&key, &shown, last, last.day));
            }
        }
        entries
    }

    /// A look at a list that is not as it was.
    fn edited(&mut self, look: &Look, before: Option<Day>, entries: &mut Vec<Entry>) {
        let items = list::items(&look.list).unwrap_or_default();
        let mut now: BTreeMap<Key, Option<String>> = BTreeMap::new();
        for item in items {
            for (key, qualifier) in self.words.keys(item) {
                now.entry(key).or_insert(qualifier);
            }
        }
        let gone: Vec<Key> = self.shown.keys().filter(|it| !now.contains_key(*it)).cloned().collect();
        for key in gone {
            let Some(mut shown) = self.shown.remove(&key) else { continue };
            shown.seen.gone = Some(look.day);
            entries.push(self.entry(&key, &shown, look, look.day));
        }
        for (key, qualifier) in now {
            let fresh = || Shown {
                seen: Seen { absent: before, first: look.day, last: look.day, gone: None },
                told: look.day,
                qualifier,
            };
            let mut shown = self.shown.remove(&key).unwrap_or_else(fresh);
            (shown.seen.last, shown.told) = (look.day, look.day);
            entries.push(self.entry(&key, &shown, look, look.day));
            self.shown.insert(key, shown);
        }
    }

    fn entry(&self, key: &Key, shown: &Shown, look: &Look, known: Day) -> Entry {
        let (organisation, standing, class) = key;
        let id = self.words.organisations.get(organisation.as_str()).map(|it| it.id);
        let row = StandingHeld {
            org: id.unwrap_or(organisation).to_owned(),
            party: self.party.clone(),
            standing: standing.clone(),
            class: class_of(class).unwrap_or(Class::Special),
            from: None,
            until: None,
            seen: Some(shown.seen),
            decided_on: None,
            decided_by: None,
            instrument: None,
            source: Some(look.place.clone()),
            status: Foundation::Sourced,
            note: shown.qualifier.clone(),
        };
        Entry { source: Arc::clone(self.source), known, body: Body::Standing(row) }
    }
}

impl Words {
    /// What an item says: one standing, or for a suspended member that it is a member and suspended. Words in brackets
    /// that are not known stay as a note on a member.
    fn keys(&self, item: list::Item) -> Vec<(Key, Option<String>)> {
        let member = |note: Option<String>| ((item.name.clone(), "member".to_owned(), "full"), note);
        let Some(qualifier) = &item.qualifier else { return vec![member(None)] };
        let qualifier_known = self
            .standings
            .get(qualifier.as_str())
            .or_else(|| self.standings.get(qualifier.to_lowercase().as_str()));
        match qualifier_known {
            None => vec![member(Some(qualifier.clone()))],
            Some((standing, "suspended")) => {
                vec![
                    member(None),
                    ((item.name.clone(), (*standing).to_owned(), "suspended"), Some(qualifier.clone())),
                ]
            }
            Some((standing, class)) => vec![((item.name.clone(), (*standing).to_owned(), *class), None)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a history says of the standings it shows: organisation, standing, absent–first..last–gone, known.
    fn check(rows: &[(&str, &str)], expected: &[&str]) {
        let mut text = "gec_code,commit_date,commit,name,io_participation\n".to_owned();
        for (n, (day, list)) in rows.iter().enumerate() {
            text += &format!("uk,{day},c{n},United Kingdom,\"{list}\"\n");
        }
        let entries = entries("factbook.csv", &text, &mut |_, _| {}).expect("a history");
        let day = |day: Option<Day>| day.map_or("-".to_owned(), |it| it.to_string()[5..].to_owned());
        let show = |it: &Entry| match &it.body {
            Body::Standing(row) => {
                let seen = row.seen.expect("days");
                let days = [seen.absent, Some(seen.first), Some(seen.last), seen.gone].map(day).join(" ");
                assert_eq!(row.party, "state:GB");
                format!("{} {} {days} known {}", row.org, row.standing, &it.known.to_string()[5..])
            }
            other => format!("{other:?}"),
        };
        assert_eq!(entries.iter().map(show).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn looks_bound_what_they_show() {
        check(
            &[
                ("2020-01-01", "EU, XYZ"),
                ("2020-02-01", "EU, XYZ"),
                ("2020-03-01", "XYZ, AIIB (observer)"),
                ("2020-04-01", ""),
                ("2020-05-01", "XYZ, AIIB (observer)"),
            ],
            &[
                "org:eu member - 01-01 01-01 - known 01-01",
                "XYZ member - 01-01 01-01 - known 01-01",
                "org:eu member - 01-01 02-01 03-01 known 03-01",
                "org:aiib observer 02-01 03-01 03-01 - known 03-01",
                "XYZ member - 01-01 03-01 - known 03-01",
                "org:aiib observer 02-01 03-01 05-01 - known 05-01",
                "XYZ member - 01-01 05-01 - known 05-01",
            ],
        );
    }

    #[test]
    fn a_suspended_member_is_a_member() {
        check(
            &[("2020-01-01", "ECOWAS (suspended)")],
            &[
                "org:ecowas member - 01-01 01-01 - known 01-01",
                "org:ecowas suspended - 01-01 01-01 - known 01-01",
            ],
        );
    }
}
