//! Times counted from the publication day or from the day named last.

use comity_model::{Day, WhenBasis};

use super::{Reader, TimeMention};
use crate::pack::{Grammar, Time};
use crate::text::{Text, TokenKind};

impl Reader<'_> {
    /// "today", "yesterday", "last year", "next month", "two days ago".
    pub(super) fn relative(&self, at: usize) -> Option<TimeMention> {
        let published = self.published_on?;
        if let Some(shift) = self.words.days.get(self.low(at)) {
            return self.mention(at..at + 1, published.plus_days(*shift)?, WhenBasis::Relative);
        }
        let shift = *self.words.shifts.get(self.low(at))?;
        let found = self.shifted(at, published, shift)?;
        Some(TimeMention { coming: shift > 0, ..found })
    }

    /// A year, month, week or weekday, so many from that of publication.
    fn shifted(&self, at: usize, published: Day, shift: i64) -> Option<TimeMention> {
        let next = self.low(at + 1);
        if self.words.year.iter().any(|it| it == next) {
            let year = published.year? + shift as i16;
            return self.mention(at..at + 2, Day::year(year), WhenBasis::Relative);
        }
        if self.words.month.iter().any(|it| it == next) {
            let months = i64::from(published.year?) * 12 + i64::from(published.month?) - 1 + shift;
            let day = Day::month(months.div_euclid(12) as i16, months.rem_euclid(12) as u8 + 1);
            return self.mention(at..at + 2, day, WhenBasis::Relative);
        }
        if self.words.week.iter().any(|it| it == next) {
            return self.mention(at..at + 2, week(published, shift)?, WhenBasis::Relative);
        }
        let weekday = *self.words.weekdays.get(next)?;
        let day = match shift {
            1 => published.plus_days(following(published, weekday)?)?,
            _ => published.plus_days(-preceding(published, weekday)?)?,
        };
        self.mention(at..at + 2, day, WhenBasis::Relative)
    }

    /// "The same day": the day named last; "a day earlier": counted from one in the same sentence, or at the beginning of the
    /// next. "The day before the summit" is counted from what follows, and not told here.
    pub(super) fn counted_from_last(&self, at: usize) -> Option<TimeMention> {
        let (last, named) = self.last?;
        let (len, shift) = from_last(self.text, self.words, at)?;
        if shift == 0 {
            return self.mention(at..at + len, last, WhenBasis::Relative);
        }
        let has = |at: usize, grammar| self.text.places(at).has(grammar);
        let led = at > 0 && (has(at - 1, Grammar::Determiner) || has(at - 1, Grammar::Cardinal));
        let end = at + len;
        let open = !(has(end - 1, Grammar::Preposition) || has(end - 1, Grammar::Conjunction))
            || end >= self.text.tokens.len()
            || self.text.tokens[end].kind == TokenKind::Mark
            || has(end, Grammar::Preposition)
            || has(end, Grammar::Coordinator);
        // A day told of something else in between is not the one counted from.
        let sentences = &self.text.sentences;
        let n = self.text.sentence_of(at);
        let first = sentences.get(n)?.tokens.start;
        let fronted = at <= first + 1 && n > 0 && sentences[n - 1].tokens.contains(&named);
        let near = named >= first || fronted;
        let day = last.plus_days(shift).filter(|_| led && open && near)?;
        self.mention(at..end, day, WhenBasis::Relative)
    }

    /// A weekday: on or before publication, or the next after it where the tense says so.
    pub(super) fn weekday(&self, at: usize) -> Option<TimeMention> {
        let weekday = *self.words.weekdays.get(self.low(at))?;
        if !self.text.tokens[at].capital && self.cased()
            || self.low(at).len() <= 3 && self.words.weekdays.len() > 7 && !self.text.tokens[at].capital
        {
            return None;
        }
        let dated = (at + 1..at + 4).find(|it| self.text.mark(*it) != Some(b',') && self.low(*it) != "the");
        if let Some(date) = dated.and_then(|it| {
            if self.text.tokens.get(it)?.kind == TokenKind::Number {
                self.day_month(it)
            } else {
                self.month_day(it).filter(|date| date.start.day.is_some())
            }
        }) {
            return Some(TimeMention {
                tokens: at..date.tokens.end,
                bytes: self.text.bytes(at..date.tokens.end),
                ..date
            });
        }
        let Some(published) = self.published_on.or(self.dateline.filter(|it| it.is_full())) else {
            // "TIANJIN, Sep 1: The leaders met on Monday": in the words of agencies, the day of the dateline.
            let day = self.dateline.filter(|_| self.weekday == Some(weekday))?;
            return self.mention(at..at + 1, day, WhenBasis::Inferred);
        };
        let day = published.plus_days(-preceding(published, weekday)?)?;
        let later = published.plus_days(following(published, weekday)?);
        self.mention(at..at + 1, day, WhenBasis::Relative).map(|it| TimeMention { later, ..it })
    }
}

/// The tokens of words that count from the day named last ("day before"), and how many days on.
pub(crate) fn from_last(text: &Text<'_>, words: &Time, at: usize) -> Option<(usize, i64)> {
    let stands = |(words, shift): (&String, &i64)| Some((text.stands(at, words)?, *shift));
    words.from_last.iter().filter_map(stands).max_by_key(|it| it.0)
}

/// The month, or only the year, in which the whole of a week lies, counted from that of publication.
fn week(published: Day, shift: i64) -> Option<Day> {
    let monday = published.plus_days(shift * 7 - i64::from(published.weekday()?))?;
    let sunday = monday.plus_days(6)?;
    let year = monday.year.filter(|it| Some(*it) == sunday.year)?;
    let month = monday.month.filter(|it| Some(*it) == sunday.month);
    Some(Day { year: Some(year), month, day: None })
}

/// Days back to a weekday, 0 for the same day.
fn preceding(published: Day, weekday: u8) -> Option<i64> {
    Some((i64::from(published.weekday()?) - i64::from(weekday)).rem_euclid(7))
}

/// Days on to a weekday, at least 1.
fn following(published: Day, weekday: u8) -> Option<i64> {
    let days = (i64::from(weekday) - i64::from(published.weekday()?)).rem_euclid(7);
    Some(if days == 0 { 7 } else { days })
}
