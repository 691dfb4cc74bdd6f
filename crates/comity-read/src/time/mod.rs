//! Time: expressions to EDTF, anchored at publication.
//!
//! Precision is never added: a month stays a month, and a day without a year has one only where the publication day
//! lets one know it.

mod relative;

use std::ops::Range;

use comity_model::{Day, WhenBasis};

use crate::index::List;
use crate::pack::Time;
use crate::text::{Bytes, Text, Token, TokenKind};

pub(crate) use relative::from_last;

/// A time expression.
#[derive(Clone, Debug)]
pub(crate) struct TimeMention {
    pub(crate) tokens: Range<usize>,
    pub(crate) bytes: Bytes,
    /// First day (month, year) of what is named. Never more precise than the text.
    pub(crate) start: Day,
    /// Last day, where the words name several.
    pub(crate) end: Option<Day>,
    /// Stated, or relative to the publication day.
    pub(crate) basis: WhenBasis,
    /// The next such weekday after publication, where a bare weekday can lie on either side.
    pub(crate) later: Option<Day>,
    /// No year is said: that of `start` brings it nearest to publication.
    pub(crate) yearless: bool,
    /// "Next week": after publication, though `start` is only the month or year of it.
    pub(crate) coming: bool,
}

/// Days from a full day within which a day without a year lies in the year that brings it nearest; one further off may be
/// that of another year.
const NEAR: i64 = 45;

/// Finds the time expressions of a text. Without a publication day relative ones are left out.
pub(crate) fn find(text: &Text<'_>, words: &Time, published_on: Option<Day>) -> Vec<TimeMention> {
    let mut reader = Reader { text, words, published_on, last: None, dateline: None, weekday: None };
    let mut found: Vec<TimeMention> = Vec::new();
    let mut at = 0;
    while let Some(next) = text.tokens.iter().skip(at).position(|it| reader.may_begin(it)) {
        at += next;
        match reader.at(at) {
            Some(mention) => {
                at = mention.tokens.end.max(at + 1);
                if mention.start.day.is_some() {
                    reader.last = Some((mention.start, mention.tokens.start));
                }
                if reader.dateline.is_none() && reader.is_dateline(&mention) {
                    reader.dateline = Some(mention.start);
                    reader.weekday = reader.only_weekday();
                }
                found.push(mention);
            }
            None => at += 1,
        }
    }
    if published_on.is_none() {
        year_from_others(&mut found);
    }
    found
}

/// Gives days without a year that of the full day nearest to them, in a document whose own day is not known. Only full
/// days of the latest years count: the others are history.
fn year_from_others(found: &mut [TimeMention]) {
    let full: Vec<i64> = found.iter().filter_map(|it| it.start.ordinal()).collect();
    let Some(latest) = full.iter().max().and_then(|it| Day::from_ordinal(*it).year) else { return };
    let near: Vec<i64> = full
        .into_iter()
        .filter(|it| Day::from_ordinal(*it).year.is_some_and(|it| it + 1 >= latest))
        .collect();
    for mention in found.iter_mut().filter(|it| it.start.year.is_none() && it.start.day.is_some()) {
        let in_year = |year: i16| {
            let day = Day { year: Some(year), ..mention.start };
            let distance = near.iter().map(|it| day.ordinal().map(|own| (own - it).abs())).min()??;
            Some((distance, day))
        };
        let nearest = (latest - 1..=latest + 1).filter_map(in_year).min_by_key(|it| it.0);
        if let Some((_, day)) = nearest.filter(|it| it.0 <= NEAR) {
            mention.start = day;
            mention.end = mention.end.map(|it| Day { year: day.year, ..it });
            mention.basis = WhenBasis::Inferred;
        }
    }
}

/// A text with the words and the day that times are read by.
struct Reader<'a> {
    text: &'a Text<'a>,
    words: &'a Time,
    published_on: Option<Day>,
    /// The day named last, and where.
    last: Option<(Day, usize)>,
    /// The day of the dateline, where the document's own is not known.
    dateline: Option<Day>,
    /// The only weekday that a document with a dateline names.
    weekday: Option<u8>,
}

/// Most tokens before the day of a dateline: "CHOLPON ATA, KYRGYZSTAN – AUGUST 20".
const DATELINE: usize = 8;

/// A day of the month with its tokens' end.
type Numbered = (u8, usize);

impl Reader<'_> {
    fn low(&self, at: usize) -> &str {
        self.text.low(at)
    }

    /// "TIANJIN, Sep 1: …": a day after a place in capitals at the beginning of a paragraph, in a document without a day.
    fn is_dateline(&self, mention: &TimeMention) -> bool {
        let Some(sentence) = self.text.sentences.get(self.text.sentence_of(mention.tokens.start)) else {
            return false;
        };
        let first = self.text.token_at(self.text.blocks[sentence.block].bytes.start);
        let before = first..mention.tokens.start;
        let place = |at: usize| {
            self.text.tokens[at].kind == TokenKind::Mark || {
                let word = self.text.word(at);
                word.chars().all(|it| !it.is_lowercase())
            }
        };
        let mark = matches!(self.low(mention.tokens.end), ":" | "-" | "–" | "—" | "." | "/" | "(");
        self.published_on.is_none()
            && self.words.capitalised
            && mention.start.day.is_some()
            && mark
            && !before.is_empty()
            && before.len() <= DATELINE
            && before.clone().all(place)
    }

    /// The weekday that a text names, where it names only one.
    fn only_weekday(&self) -> Option<u8> {
        let named = |at: usize| {
            let day = self.words.weekdays.get(self.text.low(at))?;
            self.text.tokens[at].capital.then_some(*day)
        };
        let mut all = (0..self.text.tokens.len()).filter_map(named);
        let first = all.next()?;
        all.all(|it| it == first).then_some(first)
    }

    /// Whether a time may begin at a token.
    fn may_begin(&self, token: &Token) -> bool {
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => self.text.has_in(List::Time, token),
            TokenKind::Mark => false,
        }
    }

    /// The expression that begins at a token: the most exact form that fits.
    fn at(&self, at: usize) -> Option<TimeMention> {
        let token = self.text.tokens[at];
        match token.kind {
            TokenKind::Number => self
                .iso(at)
                .or_else(|| self.slashed(at))
                .or_else(|| self.day_month(at))
                .or_else(|| self.bare_year(at)),
            TokenKind::Word => self
                .month_day(at)
                .or_else(|| self.relative(at))
                .or_else(|| self.weekday(at))
                .or_else(|| self.counted_from_last(at)),
            TokenKind::Mark => None,
        }
    }

    fn mention(&self, tokens: Range<usize>, start: Day, basis: WhenBasis) -> Option<TimeMention> {
        start.is_valid().then(|| TimeMention {
            bytes: self.text.bytes(tokens.clone()),
            tokens,
            start,
            end: None,
            basis,
            later: None,
            yearless: false,
            coming: false,
        })
    }

    fn number(&self, at: usize) -> Option<u32> {
        let token = self.text.tokens.get(at)?;
        (token.kind == TokenKind::Number).then(|| self.low(at).parse().ok()).flatten()
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        (self.low(at).len() == 4)
            .then(|| self.number(at))
            .flatten()
            .filter(|year| (1800..2100).contains(year))
            .map(|year| year as i16)
    }

    fn month_at(&self, at: usize) -> Option<u8> {
        let token = self.text.tokens.get(at)?;
        let month = self.words.months.get(self.low(at)).copied()?;
        (token.capital || !self.cased()).then_some(month)
    }

    /// Whether the language writes its month names with a capital.
    fn cased(&self) -> bool {
        self.words.capitalised
    }

    /// 2025-10-10.
    fn iso(&self, at: usize) -> Option<TimeMention> {
        let year = self.year_at(at)?;
        let dash = |n: usize| self.text.mark(n) == Some(b'-') && self.text.tokens[n].glued;
        if !(dash(at + 1) && dash(at + 3)) {
            return None;
        }
        let (month, day) = (self.number(at + 2)?, self.number(at + 4)?);
        self.mention(at..at + 5, Day::new(year, month.min(99) as u8, day.min(99) as u8), WhenBasis::Stated)
    }

    /// 11/11/2022, 11.11.2022.
    fn slashed(&self, at: usize) -> Option<TimeMention> {
        if let Some([day, month, year]) = self.dotted(at) {
            return self.mention(
                at..at + 1,
                Day::new(year as i16, month.min(99) as u8, day.min(99) as u8),
                WhenBasis::Stated,
            );
        }
        if self.text.mark(at + 1) != Some(b'/') || self.text.mark(at + 3) != Some(b'/') {
            return None;
        }
        let (a, b, year) = (self.number(at)?, self.number(at + 2)?, self.year_at(at + 4)?);
        let (day, month) = if self.words.day_first && b <= 12 || a > 12 { (a, b) } else { (b, a) };
        self.mention(at..at + 5, Day::new(year, month.min(99) as u8, day.min(99) as u8), WhenBasis::Stated)
    }

    /// Three numbers in one token with points.
    fn dotted(&self, at: usize) -> Option<[u32; 3]> {
        let parts: Vec<u32> = self.low(at).split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
        <[u32; 3]>::try_from(parts).ok().filter(|it| (1800..2100).contains(&it[2]) && it[1] <= 12)
    }

    /// A day of the month with an ordinal ending: "10", "10th".
    fn day_at(&self, at: usize) -> Option<Numbered> {
        let clock = at > 0
            && self.text.mark(at - 1) == Some(b':')
            && self.text.tokens.get(at).is_some_and(|it| it.glued);
        let day = self
            .number(at)
            .filter(|_| !clock)
            .filter(|day| (1..=31).contains(day) && self.low(at).len() <= 2)?;
        let ending = self.words.ordinal_endings.iter().any(|it| it == self.low(at + 1));
        Some((day as u8, if ending { at + 2 } else { at + 1 }))
    }

    /// The end of "-13", "and 13th", "to 13" after a day, with the last day.
    fn range_end(&self, at: usize) -> (usize, Option<u8>) {
        let low = self.low(at);
        let joins = matches!(low, "-" | "–" | "—" | "/" | ",") || self.words.range.iter().any(|it| it == low);
        if !joins {
            return (at, None);
        }
        let mut next = at + 1;
        while self.words.fillers.iter().any(|it| it == self.low(next)) {
            next += 1;
        }
        self.day_at(next).map_or((at, None), |(day, end)| (end, Some(day)))
    }

    fn over_fillers(&self, mut at: usize) -> usize {
        while self.words.fillers.iter().any(|it| it == self.low(at)) {
            at += 1;
        }
        at
    }

    /// "10 October 2025", "12-13 October", "the 9th and 10th of October".
    fn day_month(&self, at: usize) -> Option<TimeMention> {
        let (day, end) = self.day_at(at)?;
        let (end, last) = self.range_end(end);
        let mut end = self.over_fillers(end);
        let month = self.month_at(end)?;
        end += 1;
        let end = if self.text.mark(end) == Some(b'.')
            && self.text.tokens.get(end).is_some_and(|it| it.glued)
            && self.year_at(end + 1).is_some()
        {
            end + 1
        } else {
            end
        };
        Some(lasting(self.with_year(at, end, month, Some(day))?, last))
    }

    /// "October 10, 2025", "October 12-13", "October 2021", "October".
    fn month_day(&self, at: usize) -> Option<TimeMention> {
        let month = self.month_at(at)?;
        let mut end = at + 1;
        if self.text.mark(end) == Some(b'.')
            && self.text.tokens.get(end).is_some_and(|it| it.glued)
            && self.number(end + 1).is_some()
        {
            end += 1;
        }
        match self.day_at(self.over_fillers(end)) {
            Some((day, after)) if self.month_at(after).is_none() => {
                let (end, last) = self.range_end(after);
                Some(lasting(self.with_year(at, end, month, Some(day))?, last))
            }
            _ => self.with_year(at, end, month, None),
        }
    }

    /// Completes a month, with or without a day, by the year after it or the publication day.
    fn with_year(&self, at: usize, end: usize, month: u8, day: Option<u8>) -> Option<TimeMention> {
        let comma = usize::from(self.text.mark(end) == Some(b','));
        let of = usize::from(comma == 0 && self.words.fillers.iter().any(|it| it == self.low(end)));
        if let Some(year) = self.year_at(end + comma + of) {
            let start = Day { year: Some(year), month: Some(month), day };
            return self.mention(at..end + comma + of + 1, start, WhenBasis::Stated);
        }
        if let Some(shift) = self
            .words
            .shifts
            .get(self.low(end + comma))
            .filter(|_| self.words.year.iter().any(|it| it == self.low(end + comma + 1)))
        {
            let year = self.published_on?.year? + *shift as i16;
            let start = Day { year: Some(year), month: Some(month), day };
            return self.mention(at..end + comma + 2, start, WhenBasis::Relative);
        }
        if let (Some(day), Some(year)) = (day, self.year_of_end(end, month, day)) {
            let start = Day { year: Some(year), month: Some(month), day: Some(day) };
            return self.mention(at..end, start, WhenBasis::Stated);
        }
        let shift = at.checked_sub(1).and_then(|before| self.words.shifts.get(self.low(before)).copied());
        let year = self.published_on.and_then(|published| nearest_year(published, month, day, shift));
        // Without a year a month's name is one of time only after a word that says so: "in March", not "March on".
        let said = || {
            at.checked_sub(1).is_some_and(|it| self.words.before_year.iter().any(|word| word == self.low(it)))
        };
        if day.is_none() && year.is_none() && !said() {
            return None;
        }
        let basis = if year.is_some() { WhenBasis::Relative } else { WhenBasis::Stated };
        let mention = self.mention(at..end, Day { year, month: Some(month), day }, basis)?;
        Some(TimeMention { yearless: shift.is_none() && year.is_some(), ..mention })
    }

    /// "From 1 July until 31 December 2017": the year of the day that ends what a day begins.
    fn year_of_end(&self, at: usize, month: u8, day: Option<u8>) -> Option<i16> {
        let low = self.low(at);
        let joins = matches!(low, "-" | "–" | "—")
            || self.words.range.iter().chain(&self.words.until).any(|it| it == low);
        let next = joins.then_some(at + 1)?;
        let last = if self.number(next).is_some() { self.day_month(next) } else { self.month_day(next) }?;
        let (end_month, end_day) = (last.start.month?, last.start.day?);
        last.start
            .year
            .filter(|_| last.basis == WhenBasis::Stated && (month, day) < (end_month, Some(end_day)))
    }

    /// A year by itself, after a word of time or before a noun that years modify; "2024-2026" begins in 2024.
    fn bare_year(&self, at: usize) -> Option<TimeMention> {
        let year = self.year_at(at)?;
        let before = at.checked_sub(1).map_or("", |it| self.low(it));
        let dash = |n: usize| matches!(self.low(n), "-" | "–" | "—" | "/");
        let range = dash(at + 1) && self.number(at + 2).is_some_and(|it| it < 2100);
        let end = if range { at + 3 } else { at + 1 };
        let after = self.low(end);
        let fits = self.words.before_year.iter().any(|it| it == before)
            || self.words.after_year.iter().any(|it| it == after)
            || range && self.words.fillers.iter().any(|it| it == before)
            || self.text.mark(at.wrapping_sub(1)) == Some(b'(') && after == ")";
        let title = at >= 2 && dash(at - 1);
        (fits && !title).then(|| self.mention(at..end, Day::year(year), WhenBasis::Stated)).flatten()
    }
}

/// An expression with the last of its days, where that is another day of the same month.
fn lasting(mention: TimeMention, last: Option<u8>) -> TimeMention {
    let end = last.map(|day| Day { day: Some(day), ..mention.start });
    TimeMention { end: end.filter(|it| it.is_valid() && *it > mention.start), ..mention }
}

/// The year in which a month lies nearest to publication; "last" and "next" choose the side.
fn nearest_year(published: Day, month: u8, day: Option<u8>, shift: Option<i64>) -> Option<i16> {
    let year = published.year?;
    let own = published.month?;
    let later = (month, day.unwrap_or(0)) > (own, if day.is_some() { published.day.unwrap_or(0) } else { 0 });
    Some(match shift {
        Some(-1) if later || month == own => year - 1,
        Some(1) if !later => year + 1,
        Some(_) => year,
        None if month > own + 6 => year - 1,
        None if month + 6 < own => year + 1,
        None => year,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind};

    fn check(words: &str, expected: &[&str]) {
        let blocks = vec![Block { bytes: Bytes::new(0, words.len()), kind: BlockKind::Paragraph }];
        let (pack, index) = crate::read::english();
        let text = Text::new(words, blocks, index);
        let found: Vec<String> = find(&text, &pack.time, Some(Day::new(2025, 10, 10)))
            .iter()
            .map(|it| it.start.to_string())
            .collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn stated_days() {
        check("They met on 10 October 2025 and on October 12, 2025.", &["2025-10-10", "2025-10-12"]);
        check("From the 9th and 10th of October 2024 on.", &["2024-10-09"]);
        check("It was held on 12-13 October 2022.", &["2022-10-12"]);
        check("Since 2023-10-13, or 11/12/2022.", &["2023-10-13", "2022-12-11"]);
        check("In 2023 it began; 2000 people; Vision 2040.", &["2023"]);
    }

    #[test]
    fn a_day_without_a_year_has_that_of_the_full_day_nearest_to_it() {
        let in_document = |words: &str, expected: &[&str]| {
            let blocks = vec![Block { bytes: Bytes::new(0, words.len()), kind: BlockKind::Paragraph }];
            let (pack, index) = crate::read::english();
            let text = Text::new(words, blocks, index);
            let found: Vec<String> =
                find(&text, &pack.time, None).iter().map(|it| it.start.to_string()).collect();
            assert_eq!(found, expected, "{words}");
        };
        in_document(
            "On December 15 it met, a day after December 14, 2024; the term ends on July 29, 2025.",
            &["2024-12-15", "2024-12-14", "2025-07-29"],
        );
        in_document("Founded on 8 August 1967, it met on 9 August.", &["1967-08-08", "1967-08-09"]);
        in_document("It met on 9 August in 2024.", &["XXXX-08-09", "2024"]);
    }

    #[test]
    fn relative_days() {
        check(
            "Today and yesterday, last year and next month.",
            &["2025-10-10", "2025-10-09", "2024", "2025-11"],
        );
        check("They meet next week; last week they did not.", &["2025-10", "2025"]);
        check("On Wednesday they met; next Monday they meet.", &["2025-10-08", "2025-10-13"]);
        check("On 3 May 2024 it met, and the same day it adopted a plan.", &["2024-05-03", "2024-05-03"]);
        check(
            "On 3 May 2024 it met; a day earlier it left; the next day it met.",
            &["2024-05-03", "2024-05-02", "2024-05-03"],
        );
        check(
            "On 3 May 2024 it met; the day before the vote it left; the day after, it met.",
            &["2024-05-03", "2024-05-04"],
        );
        check("On January 1 next year; last May; in December.", &["2026-01-01", "2025-05", "2025-12"]);
    }
}
