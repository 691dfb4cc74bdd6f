//! Days drawn as a strip of time. Never the only way to the data: each strip stands above or beside its list.

use maud::{Markup, html};

use super::text::{clean, words};
use crate::answer::{ActLine, ChairLine, Chairs, Named};
use crate::wish::Wish;

/// Width of a drawing in its own units.
const WIDTH: f64 = 1000.0;

/// A day as a number of years; what is not given is the first or the last that it can be.
pub(crate) fn year(day: &str, last: bool) -> Option<f64> {
    let mut parts = day.split('-').map(str::parse::<f64>);
    let year = parts.next()?.ok()?;
    let month = parts.next().and_then(Result::ok);
    let date = parts.next().and_then(Result::ok);
    Some(match (month, date) {
        (None, _) => year + if last { 1.0 } else { 0.0 },
        (Some(month), None) => year + (month - if last { 0.0 } else { 1.0 }) / 12.0,
        (Some(month), Some(date)) => year + (month - 1.0) / 12.0 + (date - 1.0) / 366.0,
    })
}

/// From years to places on a drawing.
struct Axis {
    from: f64,
    until: f64,
    left: f64,
}

impl Axis {
    fn x(&self, year: f64) -> f64 {
        let share = (year - self.from) / (self.until - self.from).max(0.1);
        let x = self.left + share.clamp(0.0, 1.0) * (WIDTH - self.left);
        (x * 10.0).round() / 10.0
    }

    /// Years to write below: at most a dozen.
    fn ticks(&self) -> Vec<i64> {
        let span = self.until - self.from;
        let step =
            [1, 2, 5, 10, 20, 50, 100].into_iter().find(|it| span / f64::from(*it) <= 12.0).unwrap_or(100);
        let first = (self.from / f64::from(step)).ceil() as i64;
        let last = (self.until / f64::from(step)).floor() as i64;
        (first..=last).map(|it| it * i64::from(step)).collect()
    }

    fn draw(&self, top: f64, bottom: f64) -> Markup {
        html! {
            @for year in self.ticks() {
                line.tick x1=(self.x(year as f64)) x2=(self.x(year as f64)) y1=(top) y2=(bottom) {}
                text.year x=(self.x(year as f64) + 3.0) y=(bottom) { (year) }
            }
        }
    }
}

/// Letters for a narrow place: the code of a state, or the start of a name.
fn short(named: &Named) -> String {
    match named.id.split_once(':') {
        Some(("state", code)) => code.to_owned(),
        Some(("org", code)) => code.to_uppercase(),
        _ => named.name.chars().take(3).collect(),
    }
}

/// The organisation's own chair around the day asked about.
pub(crate) fn chairs(wish: &Wish, it: &Chairs) -> Markup {
    let now = year(&wish.on.to_string(), false).unwrap_or(2000.0);
    let axis = Axis { from: now - 7.0, until: now + 5.0, left: 0.0 };
    let near = |from: Option<&str>, until: Option<&str>| {
        let from = from.and_then(|it| year(it, false))?;
        let until = until.and_then(|it| year(it, false)).unwrap_or(from + 1.0);
        (until > axis.from && from < axis.until).then(|| (axis.x(from), axis.x(until)))
    };
    let own = |it: &&ChairLine| {
        it.body.is_none() && it.role == "chair" && it.when != "overruled" && it.when != "refused"
    };
    let known: Vec<(&ChairLine, (f64, f64))> = it
        .chairs
        .iter()
        .filter(own)
        .filter_map(|it| Some((it, near(it.from.as_deref(), it.until.as_deref())?)))
        .collect();
    let after = known.iter().map(|it| it.1.1).fold(0.0, f64::max);
    let forecast = it.forecast.iter().filter(|it| it.body.is_none());
    let forecast: Vec<_> = forecast
        .filter_map(|it| Some((it, near(Some(&it.from), it.until.as_deref())?)))
        .filter(|it| it.1.0 >= after - 1.0)
        .collect();
    html! {
        figure.strip {
            div.scroll tabindex="0" role="region" aria-label="Chairs over the years" { svg viewBox="0 0 1000 74" role="img" aria-label=(format!("Chairs from {} to {}", axis.from as i64, axis.until as i64)) {
                (axis.draw(6.0, 70.0))
                @for (it, (x, end)) in &known {
                    (term(&it.when, *x, *end, it.holder.as_ref(), it.from.as_deref(), it.until.as_deref()))
                }
                @for (it, (x, end)) in &forecast {
                    (term("forecast", *x, *end, it.holder.as_ref(), Some(&it.from), it.until.as_deref()))
                }
                line.now x1=(axis.x(now)) x2=(axis.x(now)) y1="0" y2="58" {}
            } }
            figcaption { span.key.past { "past" } " " span.key.present { "chair" } " " span.key.pending { "decided or planned" } " " span.key.forecast { "forecast by the rule" } }
        }
    }
}

fn term(
    when: &str,
    x: f64,
    end: f64,
    holder: Option<&Named>,
    from: Option<&str>,
    until: Option<&str>,
) -> Markup {
    let name = holder.map_or("vacant", |it| &it.name);
    let width = (end - x - 2.0).max(2.0);
    html! {
        g.term.(when) {
            title { (clean(name)) ", " (words(when)) ", " (from.unwrap_or("?")) " – " (until.unwrap_or("?")) }
            rect x=(x) y="10" width=(width) height="40" rx="3" {}
            @if let Some(holder) = holder {
                @if width > 26.0 { text.name x=(x + width / 2.0) y="35" text-anchor="middle" { (clean(&short(holder))) } }
            }
        }
    }
}

/// Standings as bars: a row each party.
pub(crate) fn standings(acts: &[&ActLine], side: impl Fn(&ActLine) -> Option<&Named>, today: &str) -> Markup {
    let bars: Vec<&ActLine> =
        acts.iter().copied().filter(|it| it.kind == "grant" && !it.pending && it.day.is_some()).collect();
    let mut rows: Vec<(&Named, Vec<&ActLine>)> = Vec::new();
    for it in bars {
        let Some(named) = side(it) else { continue };
        match rows.iter_mut().find(|(other, _)| other.id == named.id) {
            Some((_, list)) => list.push(it),
            None => rows.push((named, vec![it])),
        }
    }
    let bars = rows.iter().flat_map(|it| &it.1);
    let first =
        bars.filter_map(|it| it.day.as_deref().and_then(|it| year(it, false))).fold(f64::MAX, f64::min);
    let last = year(today, true).unwrap_or(2030.0) + 1.0;
    if rows.is_empty() || rows.len() > 80 || first >= last {
        return html! {};
    }
    let axis = Axis { from: first.floor(), until: last, left: 210.0 };
    let height = rows.len() as f64 * 22.0;
    html! {
        figure.strip.bars {
            div.scroll tabindex="0" role="region" aria-label="Standings over the years" { svg viewBox=(format!("0 0 1000 {}", height + 24.0)) role="img" aria-label="Standings over the years; the list below has the same" {
                (axis.draw(0.0, height + 18.0))
                @for (n, (named, list)) in rows.iter().enumerate() {
                    @let y = n as f64 * 22.0;
                    text.name x="200" y=(y + 15.0) text-anchor="end" { (clean(&named.name.chars().take(26).collect::<String>())) }
                    @for it in list { (bar(&axis, it, y)) }
                }
            } }
            figcaption { @for class in classes(&rows) { span { (super::org::swatch(Some(class))) (words(class)) } } }
        }
    }
}

fn classes<'l>(rows: &[(&Named, Vec<&'l ActLine>)]) -> Vec<&'l str> {
    let mut all: Vec<&str> =
        rows.iter().flat_map(|it| &it.1).map(|it| it.class.as_deref().unwrap_or("special")).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn bar(axis: &Axis, it: &ActLine, y: f64) -> Markup {
    let from =
        it.effective_on.as_ref().or(it.day.as_ref()).and_then(|it| year(it, false)).unwrap_or(axis.from);
    let until = it.effective_until.as_deref().and_then(|it| year(it, false)).unwrap_or(axis.until);
    let (x, end) = (axis.x(from), axis.x(until));
    let class = it.class.as_deref().unwrap_or("special");
    html! {
        g.bar.(class) {
            title { (clean(it.standing.as_deref().unwrap_or(""))) ", " (it.effective_on.as_deref().unwrap_or("?")) " – " (it.effective_until.as_deref().unwrap_or("")) }
            rect x=(x) y=(y + 4.0) width=((end - x).max(2.0)) height="14" rx="2" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_any_precision_have_a_place() {
        assert_eq!(year("2025", false), Some(2025.0));
        assert_eq!(year("2025", true), Some(2026.0));
        assert_eq!(year("2025-07", false), Some(2025.5));
        assert_eq!(year("2025-01-01", false), Some(2025.0));
        assert_eq!(year("", false), None);
    }
}
