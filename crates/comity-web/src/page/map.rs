//! An organisation on a map of the world: who stands where, as colours and patterns. Never the only way to the data: what is drawn is
//! listed below it, and who has no place on the map is listed too.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use maud::{Markup, html};

use super::line::degree;
use super::org::head;
use super::proof::marks;
use super::text::{clean, count, range, words};
use super::{Frame, colophon, frame};
use crate::address;
use crate::answer::{Named, StandingLine, Standings};
use crate::wish::Wish;

/// The outlines of the world; source and licence lie beside them.
const WORLD: &str = include_str!("../../map/world.tsv");

/// Half the width of what stands for land too small to be seen, for a map of the whole world.
const DOT: f64 = 8.0;

/// What is shown around the parties of an organisation, and the least width that is shown.
const MARGIN: f64 = 40.0;
const WIDTH_AT_LEAST: f64 = 560.0;

/// Classes of standing that are drawn, each with a colour and a pattern; what is not named here is `special`.
const CLASSES: [&str; 6] = ["full", "associate", "candidate", "observer", "partner", "special"];

/// Land on the map: its middle, and its outline where it is large enough to have one.
struct Land {
    x: &'static str,
    y: &'static str,
    outline: &'static str,
}

impl Land {
    /// Places that it reaches: those of its outline, which go from one to the next, or its middle.
    fn reach(&self) -> Vec<(f64, f64)> {
        let mut reach = vec![(number(self.x), number(self.y))];
        for ring in self.outline.split('M').filter(|it| !it.is_empty()) {
            let spaced = ring.trim_end_matches('z').replace('l', " ").replace('-', " -");
            let numbers: Vec<f64> = spaced.split_whitespace().map(number).collect();
            let mut at = (0.0, 0.0);
            for step in numbers.chunks_exact(2) {
                at = (at.0 + step[0], at.1 + step[1]);
                reach.push(at);
            }
        }
        reach
    }
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}

/// A part of the map, from its upper left corner.
#[derive(Clone, Copy)]
struct Part {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Part {
    /// The part of the whole that holds some places, in the whole's own proportions.
    fn around(places: &[(f64, f64)], whole: Part) -> Part {
        let span = |of: fn(&(f64, f64)) -> f64| {
            let numbers = || places.iter().map(of);
            (numbers().fold(f64::MAX, f64::min) - MARGIN, numbers().fold(f64::MIN, f64::max) + MARGIN)
        };
        if places.is_empty() {
            return whole;
        }
        let ((left, right), (top, bottom)) = (span(|it| it.0), span(|it| it.1));
        let ratio = whole.width / whole.height;
        let width = (right - left).max((bottom - top) * ratio).max(WIDTH_AT_LEAST).min(whole.width);
        let height = width / ratio;
        // Rounding must not make a part larger than the whole.
        let within = |middle: f64, size: f64, from: f64, of: f64| {
            (middle - size / 2.0).min(from + of - size).max(from)
        };
        Part {
            left: within(f64::midpoint(left, right), width, whole.left, whole.width).floor(),
            top: within(f64::midpoint(top, bottom), height, whole.top, whole.height).floor(),
            width: width.ceil(),
            height: height.ceil(),
        }
    }

    fn of(text: &str) -> Part {
        let mut numbers = text.split(' ').map(number);
        let mut next = || numbers.next().unwrap_or_default();
        Part { left: next(), top: next(), width: next(), height: next() }
    }

    fn view(&self) -> String {
        format!("{} {} {} {}", self.left, self.top, self.width, self.height)
    }
}

/// The whole map.
struct World {
    frame: &'static str,
    /// By party; land that is nobody's has no party.
    lands: Vec<(&'static str, Land)>,
}

fn world() -> &'static World {
    static READ: OnceLock<World> = OnceLock::new();
    READ.get_or_init(|| {
        let mut world = World { frame: "0 0 0 0", lands: Vec::new() };
        for line in WORLD.lines().filter(|it| !it.starts_with('#')) {
            let mut cells = line.split('\t');
            let (id, place) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            let outline = cells.next().unwrap_or_default();
            match (id, place.split_once(' ')) {
                ("box", _) => world.frame = place,
                (_, Some((x, y))) => world.lands.push((id, Land { x, y, outline })),
                _ => {}
            }
        }
        world
    })
}

/// What is drawn of a party: the standing that counts, and what qualifies it.
struct Drawn<'a> {
    party: &'a Named,
    lines: Vec<&'a StandingLine>,
}

impl<'a> Drawn<'a> {
    /// The line that gives the colour: what is held before what lies ahead, a standing before what overlays it.
    fn line(&self) -> &'a StandingLine {
        let overlay = |it: &StandingLine| matches!(it.class.as_deref(), Some("suspended" | "withdrawing"));
        let rank = |it: &&&StandingLine| (!it.is_held(), overlay(it));
        self.lines.iter().min_by_key(rank).copied().unwrap_or(self.lines[0])
    }

    fn class(&self) -> &'static str {
        let class = self.line().class.as_deref().unwrap_or_default();
        CLASSES.into_iter().find(|it| *it == class).unwrap_or("special")
    }

    /// What the drawing adds to the colour.
    fn state(&self) -> &'static str {
        match self.line().holds.as_str() {
            "certainly" if self.lines.len() > 1 => "held more",
            "certainly" => "held",
            "possibly" => "unsure",
            _ => "ahead",
        }
    }

    fn says(&self) -> String {
        let line = |it: &&StandingLine| {
            let qualified = degree(&it.holds);
            let days = [
                it.from.as_ref().map(|it| format!("since {it}")),
                it.until.as_ref().map(|it| format!("until {it}")),
            ];
            let mut parts = vec![words(&it.standing)];
            parts.extend((!qualified.is_empty()).then(|| qualified.to_owned()));
            parts.extend(days.into_iter().flatten());
            parts.join(", ")
        };
        self.lines.iter().map(line).collect::<Vec<_>>().join("; ")
    }
}

/// Parties in the order of the answer, each with all its lines; what was refused or never came is not drawn.
fn drawn(it: &Standings) -> Vec<Drawn<'_>> {
    let mut all: Vec<Drawn<'_>> = Vec::new();
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    for line in it.standings.iter().filter(|it| !matches!(it.holds.as_str(), "refused" | "expired")) {
        let at = *at.entry(&line.party.id).or_insert_with(|| {
            all.push(Drawn { party: &line.party, lines: Vec::new() });
            all.len() - 1
        });
        all[at].lines.push(line);
    }
    all
}

/// The page of an organisation's map.
pub(crate) fn map(wish: &Wish, it: &Standings) -> Markup {
    let slug = address::org(&it.subject.id);
    let drawn = drawn(it);
    let by_id: BTreeMap<&str, &Drawn<'_>> = drawn.iter().map(|it| (it.party.id.as_str(), it)).collect();
    let (placed, elsewhere): (Vec<&Drawn<'_>>, Vec<&Drawn<'_>>) =
        drawn.iter().partition(|it| world().lands.iter().any(|(id, _)| *id == it.party.id));
    let content = html! {
        (head(wish, &it.subject, "/map"))
        figure.map {
            div.scroll tabindex="0" role="region" aria-label="Map" { (drawing(it, &by_id)) }
            figcaption {
                (legend(&drawn))
                p.note {
                    "Outlines by Natural Earth, which shows who controls land; they take no position on any border, and neither does this record. "
                    "Equal Earth projection. Small states are dots. "
                    a href=(wish.link(&format!("{slug}/map.csv"))) { "The same as CSV" } ", or " a href="#table" { "as a table" } " below."
                }
            }
        }
        @if !elsewhere.is_empty() {
            section.group #elsewhere {
                h2 { "Not on the map " span.n { (elsewhere.len()) } }
                p.by { "Organisations, states of the past and others without an outline." }
                ul.columns { @for it in &elsewhere { li { (who(wish, it.party)) " " span.quiet { (it.says()) } } } }
            }
        }
        section.group #table {
            h2 { "The table of the map " span.n { (placed.len()) } }
            @if placed.is_empty() { p.lead { "Nobody who stands here then is on the map." } } @else { (table(wish, &placed)) }
        }
        (colophon(wish, &it.clocks, &format!("{slug}/standings"), true))
    };
    frame(wish, &Frame::new(&it.subject.name, "orgs"), &content)
}

fn who(wish: &Wish, it: &Named) -> Markup {
    html! { a.who href=(wish.link(&address::party(&it.id))) { bdi { (clean(&it.name)) } } }
}

fn drawing(it: &Standings, by_id: &BTreeMap<&str, &Drawn<'_>>) -> Markup {
    let whole = Part::of(world().frame);
    let placed = world().lands.iter().filter(|(id, _)| by_id.contains_key(id));
    let reach: Vec<(f64, f64)> = placed.flat_map(|(_, it)| it.reach()).collect();
    let part = Part::around(&reach, whole);
    // A dot is as large on the screen, whatever part is shown.
    let dot = (DOT * part.width / whole.width * 10.0).round() / 10.0;
    let others = || world().lands.iter().filter(|(id, _)| !by_id.contains_key(id));
    let outlines: String = others().map(|(_, it)| it.outline).collect();
    let dots = others().filter(|(_, it)| it.outline.is_empty());
    let dots: String = dots.map(|(_, it)| format!("M{} {}h0", it.x, it.y)).collect();
    html! {
        svg viewBox=(part.view()) role="img" aria-labelledby="map-title map-words" {
            title #map-title { "Who stands in " (clean(&it.subject.name)) " on " (it.clocks.on) }
            desc #map-words { (count(by_id.len(), "party", "parties")) ", by colour and pattern; the table below has the same." }
            defs { @for class in CLASSES { (pattern(class)) } }
            path.land d=(outlines) {}
            path.specks d=(dots) {}
            // Outlines first, so that no dot lies under its neighbour.
            @for (id, land) in world().lands.iter().filter(|it| !it.1.outline.is_empty()) {
                @if let Some(it) = by_id.get(id) { (place(it, land, dot)) }
            }
            @for (id, land) in world().lands.iter().filter(|it| it.1.outline.is_empty()) {
                @if let Some(it) = by_id.get(id) { (place(it, land, dot)) }
            }
        }
    }
}

fn place(it: &Drawn<'_>, land: &Land, dot: f64) -> Markup {
    let class = it.class();
    html! {
        g.place.(class).(it.state()) fill=(format!("url(#map-{class})")) {
            title { (clean(&it.party.name)) ": " (clean(&it.says())) }
            @if land.outline.is_empty() { circle cx=(land.x) cy=(land.y) r=(dot) {} } @else { path d=(land.outline) {} }
        }
    }
}

/// A colour with lines of its own, so that it is told apart without colour.
fn pattern(class: &str) -> Markup {
    let lines = match class {
        "associate" => "M-2 2 2-2M0 12 12 0M10 14 14 10",
        "candidate" => "M6 5v2",
        "observer" => "M-2 10 2 14M0 0 12 12M10-2 14 2",
        "partner" => "M0 6H12",
        "special" => "M6 0V12",
        _ => "",
    };
    html! {
        pattern.(class) id=(format!("map-{class}")) width="12" height="12" patternUnits="userSpaceOnUse" {
            rect width="12" height="12" {}
            @if !lines.is_empty() { path d=(lines) {} }
        }
    }
}

fn legend(drawn: &[Drawn<'_>]) -> Markup {
    let of = |class: &str| drawn.iter().filter(|it| it.class() == class && it.state() != "ahead").count();
    let ahead = drawn.iter().filter(|it| it.state() == "ahead").count();
    html! {
        ul.legend {
            @for class in CLASSES {
                @if of(class) > 0 {
                    li.(class) {
                        a href=(format!("#{class}")) {
                            svg viewBox="0 0 34 22" aria-hidden="true" { rect width="34" height="22" rx="3" fill=(format!("url(#map-{class})")) {} }
                            (class) " " span.n { (of(class)) }
                        }
                    }
                }
            }
            @if ahead > 0 {
                li.ahead { a href="#table" { svg viewBox="0 0 34 22" aria-hidden="true" { rect x="1.5" y="1.5" width="31" height="19" rx="3" {} } "decided, planned or asked for " span.n { (ahead) } } }
            }
        }
    }
}

fn table(wish: &Wish, placed: &[&Drawn<'_>]) -> Markup {
    let mut seen: Vec<&str> = Vec::new();
    let mut first = |class: &'static str| {
        let new = !seen.contains(&class);
        seen.push(class);
        new.then_some(class)
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table of the map" {
            table {
                thead { tr { th scope="col" { "Party" } th scope="col" { "Standing" } th scope="col" { "Class" } th scope="col" { "Days" } } }
                tbody {
                    @for it in placed {
                        @for (n, line) in it.lines.iter().enumerate() {
                            tr id=[first(it.class()).filter(|_| n == 0)] {
                                th scope="row" { (who(wish, it.party)) }
                                td {
                                    (words(&line.standing)) " "
                                    @if line.holds != "certainly" { span.mark.(line.holds) { (degree(&line.holds)) } " " }
                                    (marks(line.disputed, line.unverified, line.provisional))
                                }
                                td { (line.class.as_deref().unwrap_or("special")) }
                                td { (range(line.from.as_deref(), line.until.as_deref())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_the_atlas_that_exists_has_a_place_on_the_map() {
        use comity::record::{AtlasNames, Names};
        let lands: Vec<&str> = world().lands.iter().map(|it| it.0).collect();
        let on = comity::Day::year(2026);
        let named = |id: &&str| *id == "-" || AtlasNames.name(id, on).is_some();
        assert!(lands.iter().all(named), "the map has who is not in the atlas");
        let held = comity::base::standings().iter().filter(|it| it.org == "org:un" && it.until.is_none());
        let missing: Vec<&str> = held
            .map(|it| it.party.as_str())
            .filter(|it| it.starts_with("state:") && !lands.contains(it))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn the_middle_of_land_lies_on_the_map() {
        let whole = Part::of(world().frame);
        assert!(whole.width > 1_500.0 && whole.height > 700.0);
        for (id, land) in &world().lands {
            let reach = land.reach();
            let (xs, ys) = (whole.left..whole.left + whole.width, whole.top..whole.top + whole.height);
            assert!(reach.iter().all(|(x, y)| xs.contains(x) && ys.contains(y)), "{id}");
            let part = Part::around(&reach, whole);
            let holds = |x: f64, y: f64| {
                x >= part.left && x <= part.left + part.width && y >= part.top && y <= part.top + part.height
            };
            assert!(reach.iter().all(|(x, y)| holds(*x, *y)) && part.width >= WIDTH_AT_LEAST, "{id}");
        }
        assert_eq!(Part::around(&[], whole).view(), whole.view());
    }
}
