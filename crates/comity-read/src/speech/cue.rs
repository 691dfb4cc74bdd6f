//! The words beside a quotation that say who speaks: a verb of saying before or after it with its subject, "according
//! to", a colon.

use std::ops::Range;

use super::Finder;
use super::nominal::{Nominal, What};
use crate::person::tag;
use crate::text::{Bytes, TokenKind};

/// What the words beside a quotation say.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) cue: Option<usize>,
    pub(super) nominal: Option<Nominal>,
}

/// Most tokens between a quotation and the cue after it.
const NEAR: usize = 16;
/// Most tokens between a quotation and the cue after it where the speaker's name begins right after the quotation.
const FAR: usize = 32;

/// Most tokens of who has neither a name nor an office: "an old fisherman from the port of Valletta".
const SOMEBODY: usize = 9;

/// Most tokens from "let" to "know".
const MADE: usize = 4;

/// Most tokens of a description before the name after it.
const DESCRIBED: usize = 10;

/// Most tokens from the beginning of a sentence to the name in apposition to a description: "for the host, President Ruiz".
const APPOSED: usize = 5;

/// Most tokens from a passive cue to its agent: "was announced earlier this week by".
const BY_NEAR: usize = 6;

impl Finder<'_> {
    /// The cue and the speaker's words of a quotation.
    pub(super) fn beside(&self, blocks: (usize, usize), quote: Bytes) -> Beside {
        let ends = self.text.text.get(..quote.end).unwrap_or("");
        let inner = ends.trim_end_matches(['"', '”', '»', '’', '\'', '“', '」']).trim_end();
        let after = self.after(blocks.1, quote);
        let comma = inner.ends_with([',', '!', '?', '…']) || self.text.mark(after.start) == Some(b',');
        let before = self.before(blocks.0, quote);
        // "Ruiz spoke of "Q", while Bell called …".
        let told = before.clone().any(|it| self.is_cue(it));
        let contrast = told && self.has(after.start + 1, tag::CONTRAST);
        if (comma || before.is_empty()) && !contrast {
            let found = self.following(after.clone());
            if found.nominal.is_some() || found.cue.is_some() && before.is_empty() {
                return found;
            }
        }
        let found = self.preceding(before);
        if let Some(agent) = found.cue.and_then(|cue| self.agent_after(cue, &after)) {
            return Beside { cue: found.cue, nominal: Some(agent) };
        }
        if found.nominal.is_some() && found.cue.is_some() {
            return found;
        }
        // "That it had "Q" was announced by X": what only stands before gives way to who is said to speak.
        let follows = self.following(after);
        let said_after = found.cue.is_none() && follows.cue.is_some() && follows.nominal.is_some();
        if found.nominal.is_some() && !said_after {
            return found;
        }
        if follows.nominal.is_some() && found.cue.is_none() { follows } else { found }
    }

    /// "It was called Q by X": the agent after the quotation.
    fn agent_after(&self, cue: usize, after: &Range<usize>) -> Option<Nominal> {
        let passive = (cue.saturating_sub(2)..cue).any(|it| self.has(it, tag::AUXILIARY));
        if !passive || !self.has(after.start, tag::BY) {
            return None;
        }
        self.among(&(after.start + 1..after.end)).next().filter(|it| it.start == after.start + 1).cloned()
    }

    /// The tokens after a quotation in its sentence, up to the next quotation.
    fn after(&self, block: usize, quote: Bytes) -> Range<usize> {
        let block = self.text.blocks[block].bytes;
        let from = self.text.token_at(quote.end);
        let last = self.text.token_at(quote.end.saturating_sub(1));
        let mut sentence = self.text.sentence_of(last);
        let asks = self.text.text[..quote.end]
            .trim_end_matches(['"', '”', '»', '’', '\''])
            .ends_with(['!', '?', '…']);
        let next = self.text.sentences.get(sentence).is_some_and(|it| it.tokens.end <= from);
        if next && asks {
            sentence += 1;
        }
        let Some(end) = self.text.sentences.get(sentence).map(|it| it.tokens.end) else { return from..from };
        let inside = |it: &usize| block.contains(self.text.tokens[*it].bytes()) && !self.spoken[*it];
        let end = (from..end.max(from)).take_while(inside).last().map_or(from, |it| it + 1);
        from..end
    }

    /// The tokens before a quotation in its sentence, back to the quotation before.
    fn before(&self, block: usize, quote: Bytes) -> Range<usize> {
        let block = self.text.blocks[block].bytes;
        let to = self.text.token_at(quote.start);
        let Some(sentence) = self.text.sentences.get(self.text.sentence_of(to)) else { return to..to };
        let inside = |it: &usize| block.contains(self.text.tokens[*it].bytes());
        let from = (sentence.tokens.start..to).rev().take_while(inside).last().unwrap_or(to);
        from..to
    }

    pub(super) fn is_cue(&self, token: usize) -> bool {
        // "Let the press know", "made known".
        let made = || {
            let near = token.saturating_sub(MADE)..token;
            self.has(token, tag::KNOWN) && near.into_iter().any(|it| self.has(it, tag::MAKES))
        };
        (self.has(token, tag::CUE) || made())
            && !self.spoken[token]
            && (!self.is_noun_too(token) || self.follows_noun(token))
    }

    /// "states", "report": a noun as well.
    fn is_noun_too(&self, token: usize) -> bool {
        self.has(token, tag::GROUP | tag::TEXT | tag::ORGAN | tag::SOURCE)
    }

    /// Whether a speaker or a quotation stands right before a word.
    fn follows_noun(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1) else { return true };
        let quote = self.spoken[before]
            || self.text.mark(before) == Some(b',') && before > 0 && self.spoken[before - 1];
        quote
            || self.has(before, tag::PRONOUN | tag::IT | tag::TEXT | tag::ORGAN)
            || self.people.ending(token).is_some()
    }

    /// The nominals of some tokens of one sentence.
    fn among(&self, tokens: &Range<usize>) -> impl Iterator<Item = &Nominal> {
        let (start, end) = (tokens.start, tokens.end);
        let sentence = self.text.sentence_of(start);
        self.nominals(sentence).iter().filter(move |it| it.start >= start && it.tokens.end <= end)
    }

    /// After the quotation: "said X", "X said", "according to X", "so X", "were his words".
    fn following(&self, tokens: Range<usize>) -> Beside {
        let mut first = tokens.start;
        while first < tokens.end && self.text.tokens[first].kind == TokenKind::Mark {
            first += 1;
        }
        let rest = first..tokens.end;
        // "Q," Ruiz (Chile), member of the committee on rules of the assembly, said.
        let named = self.people.at(first).is_some();
        let near = first..tokens.end.min(first + if named { FAR } else { NEAR });
        if self.has(first, tag::SO) {
            let nominal = self.among(&(first + 1..tokens.end)).next().filter(|it| it.start <= first + 2);
            if nominal.is_some() {
                return Beside { cue: Some(first), nominal: nominal.cloned() };
            }
        }
        let source = near.clone().take(8).find(|it| self.has(*it, tag::SOURCE));
        if let Some(source) = source.filter(|it| !near.clone().take_while(|n| n < it).any(|n| self.is_cue(n)))
        {
            let after = self.has(source + 1, tag::OF | tag::AT);
            let own = self.among(&(first..source)).filter(|it| it.possessive).last();
            let next = || self.among(&(source + 1..tokens.end)).next();
            let last = || self.among(&(first..source)).last();
            let nominal = own.or_else(|| if after { next() } else { last() });
            return Beside { cue: Some(source), nominal: nominal.cloned() };
        }
        if let Some(found) = self.unnamed_speaker(first, tokens.end) {
            return found;
        }
        if let Some(found) = self.inverted_later(first, &tokens) {
            return found;
        }
        let subject = self.among(&rest).next().filter(|it| it.start <= first + 2);
        let cue = near.clone().find(|it| self.is_cue(*it) && subject.is_none_or(|s| !s.tokens.contains(it)));
        let Some(cue) = cue else {
            // "Q" - Ruiz
            let alone = self.among(&rest).next().filter(|it| {
                it.start == first
                    && it.tokens.end == tokens.end
                    && first > tokens.start
                    && !self.ends(tokens.start)
            });
            return Beside { cue: None, nominal: alone.cloned() };
        };
        if let Some(subject) = subject.filter(|it| it.tokens.end <= cue && !it.governed) {
            let told =
                self.has(cue.saturating_sub(1), tag::AUXILIARY | tag::WAS) && self.has(cue, tag::TELLS);
            let agent =
                self.among(&(cue + 1..tokens.end)).find(|it| it.start > 0 && self.has(it.start - 1, tag::BY));
            // "Q" the country welcomed the step, its ministry said.
            let source = self.among(&(cue + 1..tokens.end)).find(|it| {
                let fits = it.what.somebody() || it.what == What::Organ;
                fits && it.start > 0
                    && self.text.mark(it.start - 1) == Some(b',')
                    && self.is_cue(it.tokens.end)
            });
            let source = source.filter(|_| matches!(subject.what, What::Party(_)));
            let nominal = if told { agent.or(Some(subject)) } else { source.or(Some(subject)) };
            return Beside { cue: Some(cue), nominal: nominal.cloned() };
        }
        if let Some(agent) = self.passive(cue) {
            return Beside { cue: Some(cue), nominal: Some(agent.clone()) };
        }
        if cue > first + 3 {
            // "Q went out with it, Ruiz, chief of the bloc, told reporters".
            let who = |it: &&Nominal| it.what.somebody();
            let nominal = self.subject(first, cue).filter(who);
            return nominal
                .map_or_else(Beside::default, |it| Beside { cue: Some(cue), nominal: Some(it.clone()) });
        }
        let stop =
            (cue + 1..tokens.end).find(|it| matches!(self.text.low(*it), ";" | ":")).unwrap_or(tokens.end);
        let agent = self.among(&(cue + 1..stop)).find(|it| {
            let by = it.start > 0 && self.has(it.start - 1, tag::BY) && it.start <= cue + 2;
            it.start <= cue + 5 && (!it.governed || by)
        });
        let later = || {
            // "Q" went out with the decision, Ruiz, head of the bloc, told the press.
            let next = near.clone().find(|it| *it > cue + 3 && self.is_cue(*it))?;
            let who = |it: &&Nominal| it.what.somebody();
            Some(Beside { cue: Some(next), nominal: Some(self.subject(cue, next).filter(who)?.clone()) })
        };
        match agent {
            Some(_) => Beside { cue: Some(cue), nominal: agent.cloned() },
            None => later().unwrap_or(Beside { cue: Some(cue), nominal: None }),
        }
    }

    /// "it is not, said Ruiz": a verb after a comma, its subject after it.
    fn inverted_later(&self, first: usize, tokens: &Range<usize>) -> Option<Beside> {
        let fits = |it: &usize| {
            self.is_cue(*it)
                && !self.has(*it, tag::TELLS)
                && (*it == first || self.text.mark(*it - 1) == Some(b','))
                && !self.words.ing_form(self.text.low(*it))
        };
        let cue = (first..tokens.end.min(first + NEAR)).find(fits)?;
        // "Wrote on Twitter Ruiz".
        let over = if self.has(cue + 1, tag::PREPOSITION) { cue + 3 } else { cue + 1 };
        let starts = |it: &&Nominal| it.start == cue + 1 || it.start == over && it.what.somebody();
        let nominal = self.among(&(cue + 1..tokens.end)).find(|it| starts(it) && !it.governed)?;
        Some(Beside { cue: Some(cue), nominal: Some(nominal.clone()) })
    }

    /// "the winner told the press": a person spoken of, by a word that is no title.
    fn spoken_of(&self, first: usize, end: usize) -> Option<Beside> {
        if !self.has(first, tag::DEFINITE) {
            return None;
        }
        let cue = (first + 1..end.min(first + 4)).find(|it| self.is_cue(*it)).filter(|it| *it > first + 1)?;
        let plain = |it: usize| {
            let token = self.text.tokens[it];
            token.kind == TokenKind::Word && !token.capital && !self.has(it, !tag::FIELD)
        };
        let unknown = (first + 1..cue).all(plain) && self.among(&(first..cue)).next().is_none();
        let nominal = self.group(first + 1..cue, first, What::Described);
        unknown.then_some(Beside { cue: Some(cue), nominal: Some(nominal) })
    }

    /// "said the coach of Malta, Ana Ruiz": who is described first and named after a comma.
    fn named_after(&self, first: usize, end: usize) -> Option<Beside> {
        let from = first + 1;
        if !(self.is_cue(first) && self.has(from, tag::DEFINITE)) {
            return None;
        }
        let comma =
            (from..end.min(from + DESCRIBED)).find(|it| self.text.tokens[*it].kind == TokenKind::Mark);
        let comma = comma.filter(|it| self.text.mark(*it) == Some(b','))?;
        let named = self.among(&(comma + 1..end)).find(|it| it.start == comma + 1)?;
        let person = matches!(named.what, What::Person(_)) && !(from..comma).any(|it| self.is_cue(it));
        person.then(|| Beside { cue: Some(first), nominal: Some(named.clone()) })
    }

    /// A speaker who is only described beside the quotation.
    fn unnamed_speaker(&self, first: usize, end: usize) -> Option<Beside> {
        let somebody = self.somebody(first, end).or_else(|| self.named_after(first, end));
        somebody.or_else(|| self.spoken_of(first, end))
    }

    /// "a fisherman in Valletta said", "said a coach from Baku": nobody with a name or an office.
    fn somebody(&self, first: usize, end: usize) -> Option<Beside> {
        let inverted = self.is_cue(first) && self.has(first + 1, tag::INDEFINITE);
        let from = if inverted { first + 1 } else { first };
        if !self.has(from, tag::INDEFINITE) {
            return None;
        }
        let mut words = from + 1..end.min(from + SOMEBODY);
        let stop = words.find(|it| self.is_cue(*it) || self.text.tokens[*it].kind == TokenKind::Mark)?;
        let cue = if inverted { first } else { stop };
        let told = inverted && !self.is_cue(stop) || !inverted && self.is_cue(stop);
        let known =
            self.among(&(from..stop)).any(|it| it.start == from || it.what != What::Name && !it.governed);
        let nominal = self.group(from + 1..stop, from, What::Group);
        // "Another part reads".
        let thing = stop == from + 2 && self.has(stop - 1, tag::NOT_NAME);
        (told && !known && !thing && from + 1 < stop)
            .then_some(Beside { cue: Some(cue), nominal: Some(nominal) })
    }

    fn ends(&self, at: usize) -> bool {
        matches!(self.text.low(at), "." | "!" | "?")
    }

    /// Before the quotation: "X said", "X, who …, said", "according to X", "X:".
    fn preceding(&self, tokens: Range<usize>) -> Beside {
        if tokens.is_empty() {
            return Beside::default();
        }
        let cue = tokens.clone().rev().find(|it| self.is_cue(*it));
        let source = tokens.clone().rev().find(|it| self.has(*it, tag::SOURCE) && !self.spoken[*it]);
        if let Some(source) = source.filter(|it| cue.is_none_or(|cue| cue <= *it)) {
            let own = self.among(&tokens).filter(|it| it.tokens.end < source && it.possessive).last();
            let nominal = own.or_else(|| self.among(&(source + 1..tokens.end)).next());
            if nominal.is_some() {
                return Beside { cue: Some(source), nominal: nominal.cloned() };
            }
        }
        if let Some(cue) = cue {
            let nominal = self.subject(tokens.start, cue);
            if nominal.is_some() {
                return Beside { cue: Some(cue), nominal: nominal.cloned() };
            }
        }
        let colon = tokens.end.checked_sub(1).is_some_and(|it| self.text.mark(it) == Some(b':'));
        let fits = |it: &&Nominal| !it.governed && !it.possessive && !it.relative && it.what != What::Name;
        let agent = self.among(&tokens).filter(|it| it.start > 0 && self.has(it.start - 1, tag::BY)).last();
        let last = || self.among(&tokens).filter(|it| !(it.relative && it.what == What::It)).last();
        let nominal = if colon { last() } else { None };
        // "Was suspended by the assembly over "Q"": who does it, where something is done.
        let done = |it: &Nominal| {
            (it.tokens.end..it.tokens.end + 3).any(|at| self.has(at, tag::AUXILIARY | tag::WAS))
        };
        let first = self.among(&tokens).find(fits);
        let agent_first = agent.filter(|_| cue.is_none() && first.is_some_and(done));
        // "For Ruiz it is "Q"", "for the host, President Ruiz, it is enough: "Q"".
        let mind = |it: &&Nominal| {
            let next = it.governed && it.start == tokens.start + 1;
            let comma = it.start.checked_sub(1).is_some_and(|at| self.text.mark(at) == Some(b','));
            let apposed = comma && it.start <= tokens.start + APPOSED;
            let opens = next || apposed && self.has(tokens.start, tag::PREPOSITION);
            opens && matches!(it.what, What::Person(_) | What::Name)
        };
        let is = |it: &Nominal| (it.tokens.end..tokens.end).any(|at| self.has(at, tag::COPULA));
        let minded = self.among(&tokens).find(mind).filter(|it| cue.is_none() && (!colon || is(it)));
        let nominal = minded.or(nominal).or(agent_first).or(first).or(agent);
        Beside { cue, nominal: nominal.cloned() }
    }

    /// The subject of a verb of saying, among the nominals before it.
    fn subject(&self, first: usize, cue: usize) -> Option<&Nominal> {
        let fits = |it: &&Nominal| !it.governed && !it.possessive;
        if self.words.ing_form(self.text.low(cue)) {
            let finite = (first..cue).find(|it| self.is_cue(*it) && !self.words.ing_form(self.text.low(*it)));
            return match finite {
                Some(finite) => self.inverted(finite, cue).or_else(|| self.subject(first, finite)),
                None => self.among(&(first..cue)).find(fits),
            };
        }
        if let Some(agent) = self.passive(cue) {
            return Some(agent);
        }
        if let Some(who) = (cue.saturating_sub(2)..cue).find(|it| self.has(*it, tag::WHO)) {
            let end = who - usize::from(self.text.mark(who.saturating_sub(1)) == Some(b','));
            let head = self.among(&(first..end)).filter(|it| it.tokens.end == end).last();
            if head.is_some() {
                return head;
            }
        }
        let mut end = cue;
        // "X, who met Y, said": over what stands between commas.
        if end > first && self.text.mark(end - 1) == Some(b',') {
            let open = (first..end - 1).rev().find(|it| self.text.mark(*it) == Some(b','));
            end = open.unwrap_or(end);
        }
        // "The state had, noted the Secretariat, "Q"".
        let apart = cue > first && self.text.mark(cue - 1) == Some(b',') && !self.has(cue, tag::TELLS);
        let closed =
            |it: &&Nominal| self.text.tokens.get(it.tokens.end).is_some_and(|it| it.kind == TokenKind::Mark);
        if let Some(said) = self.inverted(cue, cue + 6).filter(|it| apart && closed(it)) {
            return Some(said);
        }
        let near = |it: &&Nominal| it.what != What::Name || it.tokens.end == cue || it.tokens.end == end;
        let before: Vec<&Nominal> = self.among(&(first..end)).filter(fits).filter(near).collect();
        let adjacent = before.iter().rev().find(|it| self.leads(it.tokens.end, end)).copied();
        adjacent.or_else(|| self.inverted(cue, cue + 6)).or_else(|| before.last().copied())
    }

    /// "As said Ruiz": the subject right after the verb.
    fn inverted(&self, cue: usize, end: usize) -> Option<&Nominal> {
        self.among(&(cue + 1..end)).find(|it| it.start == cue + 1 && !it.governed && it.what != What::Name)
    }

    /// "was told by X".
    fn passive(&self, cue: usize) -> Option<&Nominal> {
        let passive = (cue.saturating_sub(2)..cue).any(|it| self.has(it, tag::AUXILIARY));
        let sentence = self.text.sentences.get(self.text.sentence_of(cue))?;
        let by = passive.then(|| {
            self.among(&(cue + 1..sentence.tokens.end))
                .find(|it| it.start <= cue + BY_NEAR && self.has(it.start - 1, tag::BY))
        });
        by.flatten()
    }

    /// Only adverbs, auxiliaries and short groups of place or time stand between a subject and its verb.
    fn leads(&self, from: usize, to: usize) -> bool {
        let gap = from..to;
        gap.len() <= 8
            && gap.clone().all(|it| {
                !matches!(self.text.low(it), ";" | ":" | "(")
                    && !self.has(it, tag::AND | tag::WHO)
                    && !self.is_cue(it)
            })
    }
}
