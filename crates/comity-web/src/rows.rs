//! Lines of standings, each written once. Between two days an answer differs in which lines it has and in one word of
//! each; between two addresses of a page in the clocks that its links carry.

use std::sync::{Arc, OnceLock, PoisonError};

use comity::record::answer::{Holds, StandingLine, View};
use comity::record::{AtlasNames, Holding, Names, Shown, Side, Standings};
use maud::{PreEscaped, Render};
use serde_json::Value;

use crate::answer::{self, word};
use crate::api::Answer;
use crate::linked;
use crate::open::{MARK, Open};
use crate::page;
use crate::problem::Problem;
use crate::view::Ask;
use crate::wish::Wish;

/// In which form lines are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Objects.
    Json,
    /// Items of a list, and their linked data.
    Page,
}

/// Standings of one side with their lines, as far as they were asked for.
#[derive(Debug)]
pub(crate) struct Rows {
    standings: Arc<Standings>,
    /// The place of each row among those that hold alike.
    places: Vec<u32>,
    json: Vec<OnceLock<Open>>,
    page: Vec<OnceLock<Item>>,
}

/// A line of a page.
#[derive(Debug)]
pub(crate) struct Item {
    /// Whom it is about.
    who: Open,
    /// Since when, and who says so.
    rest: Open,
    /// The same as linked data; none where sources differ.
    linked: Option<Box<str>>,
}

impl Rows {
    fn new(standings: &Arc<Standings>, name: impl Fn(&str) -> String) -> Rows {
        let len = standings.len();
        let mut all: Vec<Shown> = (0..len as u32).map(|row| Shown { row, holds: Holds::Certainly }).collect();
        standings.sort(&mut all, name);
        let mut places = vec![0; len];
        (0..).zip(&all).for_each(|(place, it)| places[it.row as usize] = place);
        let json = (0..len).map(|_| OnceLock::new()).collect();
        let page = (0..len).map(|_| OnceLock::new()).collect();
        Rows { standings: Arc::clone(standings), places, json, page }
    }

    fn lacks(&self, form: Form, row: u32) -> bool {
        match form {
            Form::Json => self.json[row as usize].get().is_none(),
            Form::Page => self.page[row as usize].get().is_none(),
        }
    }

    /// Bytes that it takes without its lines, by and large.
    fn bytes(&self) -> usize {
        self.places.len() * (size_of::<u32>() + size_of::<OnceLock<Open>>() + size_of::<OnceLock<Item>>())
    }

    /// Writes a line in a form. Returns how many bytes it takes.
    fn write(
        &self,
        form: Form,
        row: u32,
        side: &Side,
        line: StandingLine,
        wish: &Wish,
    ) -> Result<usize, Problem> {
        let line = answer::StandingLine::from(line);
        let row = row as usize;
        Ok(match form {
            Form::Json => {
                const HOLDS: &str = "\"holds\":\"";
                let text = String::from_utf8(answer::StandingLine { holds: String::new(), ..line }.json()?);
                // Inside a value the marks are escaped, so that this finds the field.
                let found = text.ok().and_then(|it| Some((it.find(HOLDS)? + HOLDS.len(), it)));
                let (place, text) = found.ok_or_else(|| Problem::fault("a line cannot be written"))?;
                self.json[row].get_or_init(|| Open::at(text, place)).bytes()
            }
            Form::Page => {
                let item = self.page[row].get_or_init(|| {
                    let other = if matches!(side, Side::Org(_)) { &line.party } else { &line.org };
                    let open = |it: maud::Markup| Open::new(&it.into_string(), &["?", "&amp;"]);
                    let role = linked::role(&wish.origin, &line).json().ok().filter(|_| !line.disputed);
                    Item {
                        who: open(page::line::who(wish, other)),
                        rest: open(page::line::rest(wish, &line)),
                        linked: role.map(|it| page::in_page(&it).into()),
                    }
                });
                item.who.bytes() + item.rest.bytes() + item.linked.as_ref().map_or(0, |it| it.len())
            }
        })
    }
}

/// An answer on standings: all but its lines, and which lines those are.
pub(crate) struct Listing {
    /// The answer without its lines.
    pub(crate) head: answer::Standings,
    /// What it is about.
    pub(crate) view: View,
    rows: Arc<Rows>,
    shown: Vec<Shown>,
}

/// A line of a page.
#[derive(Clone, Copy)]
pub(crate) struct Line<'l> {
    /// What it says.
    pub(crate) holding: Holding<'l>,
    /// Whether it holds.
    pub(crate) holds: Holds,
    item: &'l Item,
}

/// A part of a line, with the clocks in its links.
pub(crate) struct Filled<'l>(&'l Open, [&'l str; 2]);

impl Render for Filled<'_> {
    fn render_to(&self, out: &mut String) {
        self.0.fill(out, &self.1);
    }
}

impl<'l> Line<'l> {
    /// Whom it is about; `clocks` as [`clocks`] has them.
    pub(crate) fn who(&self, clocks: &'l [String; 2]) -> Filled<'l> {
        Filled(&self.item.who, clocks.each_ref().map(String::as_str))
    }

    /// Since when, and who says so.
    pub(crate) fn rest(&self, clocks: &'l [String; 2]) -> Filled<'l> {
        Filled(&self.item.rest, clocks.each_ref().map(String::as_str))
    }

    /// Whether it holds on the day, for certain or possibly.
    pub(crate) fn is_held(&self) -> bool {
        self.holds <= Holds::Possibly
    }
}

/// The clocks of an address, as the first parameters of another and as further ones.
pub(crate) fn clocks(wish: &Wish) -> [String; 2] {
    let escaped = wish.clocks.replace('&', "&amp;");
    ["?", "&amp;"].map(|it| if escaped.is_empty() { String::new() } else { format!("{it}{escaped}") })
}

impl Listing {
    fn new(view: View, rows: Arc<Rows>, wish: &Wish) -> Listing {
        let mut shown: Vec<Shown> = view.standings.shown(wish.on, wish.known).collect();
        shown.sort_unstable_by_key(|it| (it.holds, rows.places[it.row as usize]));
        let (total, next, shown) = wish.page(shown);
        let head = answer::Standings {
            subject: (&view.subject).into(),
            clocks: (&view.as_of).into(),
            total,
            next,
            standings: Vec::new(),
        };
        Listing { head, view, rows, shown }
    }

    /// Its lines, for a page.
    pub(crate) fn lines(&self) -> Vec<Line<'_>> {
        let line = |it: &Shown| {
            let item = self.rows.page[it.row as usize].get()?;
            Some(Line { holding: self.rows.standings.row(it.row), holds: it.holds, item })
        };
        self.shown.iter().filter_map(line).collect()
    }

    /// The organisation and who stands in it, as linked data in a page.
    pub(crate) fn linked(&self, origin: &str) -> Option<PreEscaped<String>> {
        let mut out = page::in_page(&linked::organisation(origin, &self.head).json().ok()?);
        let certain = self.lines().into_iter().filter(|it| it.holds == Holds::Certainly);
        splice(&mut out, certain.filter_map(|it| it.item.linked.as_deref()), |out, it| out.push_str(it));
        Some(PreEscaped(out))
    }
}

/// Writes items into the empty list at the end of an object.
fn splice<T>(out: &mut String, items: impl Iterator<Item = T>, write: impl Fn(&mut String, T)) {
    let end = out.split_off(out.len().saturating_sub("]}".len()));
    for (n, it) in items.enumerate() {
        if n > 0 {
            out.push(',');
        }
        write(out, it);
    }
    out.push_str(&end);
}

impl Answer for Listing {
    fn json(&self) -> Result<Vec<u8>, Problem> {
        let fault = |_| Problem::fault("the answer cannot be written");
        let mut out = String::from_utf8(self.head.json()?).map_err(fault)?;
        let lines =
            self.shown.iter().filter_map(|it| Some((it.holds, self.rows.json[it.row as usize].get()?)));
        out.reserve(lines.clone().map(|(_, it)| it.bytes()).sum());
        splice(&mut out, lines, |out, (holds, line)| line.fill(out, &[&word(&holds)]));
        Ok(out.into_bytes())
    }

    fn value(&self) -> Result<Value, Problem> {
        serde_json::from_slice(&self.json()?).map_err(|_| Problem::fault("the answer cannot be written"))
    }
}

impl Ask<'_> {
    /// The standings of one side, with the lines of this page in a form.
    pub(crate) fn listing(&self, side: Side, form: Form) -> Result<Listing, Problem> {
        let question = self.wish.question();
        let view = self.record.view(side, &question, &AtlasNames)?;
        let rows = self.rows_of(&view).unwrap_or_else(|| {
            let name = |id: &str| AtlasNames.name(id, self.wish.on).unwrap_or_else(|| id.to_owned());
            let rows = Arc::new(Rows::new(&view.standings, name));
            if self.wish.recorded.is_none() {
                let mut all = self.site.rows.write().unwrap_or_else(PoisonError::into_inner);
                all.put(view.side.clone(), Arc::clone(&rows), rows.bytes());
            }
            rows
        });
        let listing = Listing::new(view, Arc::clone(&rows), self.wish);
        let missing = listing.shown.iter().copied().filter(|it| rows.lacks(form, it.row));
        let missing: Vec<Shown> = missing.collect();
        let lines = self.record.lines(&listing.view, missing.iter().copied(), &question, &AtlasNames)?;
        let marked = Wish { clocks: MARK.to_string(), ..self.wish.clone() };
        let mut bytes = 0;
        for (it, line) in missing.iter().zip(lines) {
            bytes += rows.write(form, it.row, &listing.view.side, line, &marked)?;
        }
        if bytes > 0 && self.wish.recorded.is_none() {
            self.site.rows.write().unwrap_or_else(PoisonError::into_inner).grow(&listing.view.side, bytes);
        }
        Ok(listing)
    }

    /// The same, where all of it is in memory: the file is not asked.
    pub(crate) fn listing_held(&self, side: Side, form: Form) -> Option<Listing> {
        let view = self.record.view_held(side, &self.wish.question(), &AtlasNames)?;
        let rows = self.rows_of(&view)?;
        let listing = Listing::new(view, rows, self.wish);
        let whole = listing.shown.iter().all(|it| !listing.rows.lacks(form, it.row));
        whole.then_some(listing)
    }

    fn rows_of(&self, view: &View) -> Option<Arc<Rows>> {
        let all = self.site.rows.read().unwrap_or_else(PoisonError::into_inner);
        all.get(&view.side).filter(|it| Arc::ptr_eq(&it.standings, &view.standings)).map(Arc::clone)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use comity::record::{Access, Record};

    use super::*;
    use crate::wish::Format;
    use crate::{Settings, Site};

    fn now() -> jiff::Timestamp {
        "2025-12-01T12:00:00Z".parse().expect("an instant")
    }

    fn site(folder: &std::path::Path) -> Site {
        let path = folder.join("a.comity");
        let mut record = Record::open(&path, Access::Create).expect("a record");
        record.bulk(comity::import::base::entries(), now(), &mut |_| {}).expect("the base");
        Site::open(Settings::new(path, now)).expect("a site")
    }

    #[test]
    fn lines_that_are_kept_say_what_lines_that_are_made_say() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = site(folder.path());
        let days = ["1946", "1991-12-21", "1999-05", "2010-01-01", "2023", "2025-12-01", "2031-01-01"];
        let mut lines = 0;
        for org in ["org:cis", "org:un", "org:sco", "org:nowhere"] {
            for (on, known, limit) in
                days.iter().flat_map(|on| [(on, "2025-12-01", "500"), (on, on, "500"), (on, "2020", "7")])
            {
                let params = [("on", *on), ("known", known), ("limit", limit)];
                let params = params.map(|(name, it)| (name.to_owned(), it.to_owned()));
                let path = format!("/api/v1/org/{org}/standings");
                let wish = Wish::of(&site, path, BTreeMap::from(params), Format::Json).expect("a wish");
                let ask = Ask::new(&site, &wish);
                let side = || Side::Org(org.to_owned());
                let made = ask.parties(org).expect("an answer");
                let json = |it: &dyn Answer| String::from_utf8(it.json().expect("json")).expect("text");
                let first = ask.listing(side(), Form::Json).expect("an answer");
                assert_eq!(json(&first), json(&made), "{org} {on} {known}");
                let held = ask.listing_held(side(), Form::Json).expect("in memory by now");
                assert_eq!(json(&held), json(&made), "{org} {on} {known}");
                assert!(made.standings.len() <= limit.parse().expect("a number"));
                lines += made.standings.len();
                let page = ask.listing(side(), Form::Page).expect("an answer");
                let linked = page::linked(&linked::organisation(&wish.origin, &made)).expect("json");
                assert_eq!(page.linked(&wish.origin).expect("json").0, linked.0, "{org} {on} {known}");
            }
        }
        assert!(lines > 1_000, "{lines}");
    }
}
