//! Segments: tokens and sentences of a document, offsets kept.
//!
//! Offsets are bytes of the document's own text. Nothing is normalised away: a token knows where it stands, and its
//! lower-case form lies in a buffer beside it. Tokens split at hyphens and apostrophes ("Secretary", "-", "General";
//! "Council", "'s"), so that names and endings can be matched apart; [`Token::glued`] tells that no space came between.

use std::ops::Range;

use crate::index::{Hints, Index, List, Places, WordId, WordInfo};
use crate::letter::{
    DIGIT, LETTER, OTHER, SPACE, UPPER, char_at, class, is_apostrophe, is_invisible, is_letter, token_end,
    word_end,
};
use crate::pack::{Governs, Grammar};

/// A half-open range of bytes. Public results are converted to code points at the very end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Bytes {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl Bytes {
    pub(crate) fn new(start: usize, end: usize) -> Bytes {
        Bytes { start, end }
    }

    pub(crate) fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    pub(crate) fn contains(&self, other: Bytes) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub(crate) fn touches(&self, other: Bytes) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters (and digits after the first letter).
    Word,
    /// Digits, with inner points and commas.
    Number,
    /// One mark of punctuation or one symbol.
    Mark,
}

/// A token: sixteen bytes, for a long document has millions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// Its lower-case form.
    low: Low,
    pub(crate) kind: TokenKind,
    /// Begins with an upper-case letter.
    pub(crate) capital: bool,
    /// No white space before it.
    pub(crate) glued: bool,
    /// Of ASCII, with ASCII or nothing right after it.
    pub(crate) plain: bool,
}

/// Where the lower-case form of a token is found, and its number among the words of the pack.
#[derive(Clone, Copy, Debug)]
struct Low(u32);

impl Low {
    /// Set where the pack has the word and it is written otherwise: its form is that of the pack.
    const OF_PACK: u32 = 1 << 30;
    /// Set where the pack lacks the word and it is written otherwise: its form is in [`Text::lower`].
    const OF_TEXT: u32 = 1 << 31;

    /// The number of a word of the pack.
    fn id(self) -> WordId {
        WordId::new(self.0 & !(Low::OF_PACK | Low::OF_TEXT))
    }
}

impl Token {
    /// The number of its lower-case form among the words of the pack.
    pub(crate) fn id(&self) -> WordId {
        self.low.id()
    }

    /// Where it stands.
    pub(crate) fn bytes(&self) -> Bytes {
        Bytes::new(self.start as usize, self.end as usize)
    }
}

/// What a stretch of a document is; found by intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// The line ` date 2025-10-10 EN` of a capture.
    Capture,
    /// Headline or a second headline line.
    Headline,
    /// Heading within the text.
    Heading,
    /// Publication line, share buttons, "read also", credits: no acts are read there.
    Furniture,
    /// Caption of a picture.
    Caption,
    /// Byline.
    Byline,
    /// Running text.
    Paragraph,
}

/// A stretch of a document between two breaks.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) bytes: Bytes,
    pub(crate) kind: BlockKind,
}

/// A sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Its tokens, as a range into [`Text::tokens`].
    pub(crate) tokens: Range<usize>,
    pub(crate) bytes: Bytes,
    /// Index of the block it stands in.
    pub(crate) block: usize,
}

/// Most tokens of one sentence: text without stops is cut, so that work stays linear.
const LONGEST: usize = 600;

/// Most tokens of a dateline.
const DATELINE: usize = 16;

/// A document's text with its blocks, sentences and tokens.
#[derive(Debug)]
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    pub(crate) blocks: Vec<Block>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Token>,
    index: &'t Index,
    /// Lower-case forms that stand neither in the text nor in the pack.
    lower: String,
    /// Of which token each of them is, and where it ends; the first entry is of none.
    lower_ends: Vec<(u32, u32)>,
}

impl<'t> Text<'t> {
    /// Cuts the blocks of `text` into tokens and sentences, and finds the number of each word.
    pub(crate) fn new(text: &'t str, blocks: Vec<Block>, index: &'t Index) -> Text<'t> {
        let mut out = Text {
            text,
            blocks,
            sentences: Vec::new(),
            tokens: Vec::with_capacity(text.len() / 4),
            index,
            lower: String::new(),
            lower_ends: vec![(0, 0)],
        };
        for block in 0..out.blocks.len() {
            let first = out.tokens.len();
            out.tokenise(out.blocks[block].bytes);
            out.cut(first, block);
        }
        out
    }

    /// The words of a token as written.
    pub(crate) fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| token.bytes().of(self.text))
    }

    /// The words of a token in lower case, with straight apostrophes.
    pub(crate) fn low(&self, token: usize) -> &str {
        match self.tokens.get(token) {
            Some(it) if it.low.0 < Low::OF_PACK => it.bytes().of(self.text),
            Some(it) if it.low.0 == Low::OF_TEXT => {
                let place = 1 + self.lower_ends[1..].partition_point(|it| (it.0 as usize) < token);
                &self.lower[self.lower_ends[place - 1].1 as usize..self.lower_ends[place].1 as usize]
            }
            Some(it) => self.index.vocabulary().word(it.id()),
            None => "",
        }
    }

    /// The mark of ASCII that a token is; nothing for words and other marks.
    pub(crate) fn mark(&self, token: usize) -> Option<u8> {
        let token =
            self.tokens.get(token).filter(|it| it.kind == TokenKind::Mark && it.end == it.start + 1)?;
        self.text.as_bytes().get(token.start as usize).copied()
    }

    /// The number of a token's lower-case form.
    pub(crate) fn id(&self, token: usize) -> WordId {
        self.tokens.get(token).map_or(WordId::UNKNOWN, Token::id)
    }

    /// The number of a token's lower-case form; that of no word from `end` on.
    pub(crate) fn id_before(&self, token: usize, end: usize) -> WordId {
        if token < end { self.id(token) } else { WordId::UNKNOWN }
    }

    /// What a token's lower-case form can be.
    pub(crate) fn info(&self, token: usize) -> Option<&'t WordInfo> {
        self.index.info(self.id(token))
    }

    /// What a token is in its clause; nothing for words that the pack lacks.
    pub(crate) fn places(&self, token: usize) -> Places {
        self.index.places(self.id(token))
    }

    /// Whether a token governs acts: "plan to".
    pub(crate) fn governs(&self, token: usize) -> bool {
        self.info(token).is_some_and(|word| word.governs.is_some() || self.verb_governs(token).is_some())
    }

    /// What a verb does to the act it governs, whichever of its words a token is.
    pub(crate) fn verb_governs(&self, token: usize) -> Option<Governs> {
        self.info(token)?.verbs.iter().find_map(|(lemma, _)| self.index.verb_governs(*lemma))
    }

    /// Whether a name of the atlas may begin with a token and the one after it.
    pub(crate) fn may_begin_name(&self, at: usize) -> bool {
        self.index.may_begin_name(self.id(at), self.id(at + 1))
    }

    /// What a token may turn out to be.
    pub(crate) fn hints(&self, token: usize) -> Hints {
        self.index.hints(self.id(token))
    }

    /// Whether a token is an adverb, by list or ending.
    pub(crate) fn is_adverb(&self, token: usize) -> bool {
        let id = self.id(token);
        if id.is_known() {
            return self.index.hints(id).any(Hints::ADVERB);
        }
        self.index.ends_as_adverb(self.low(token))
    }

    /// Whether a list of the pack has a token's lower-case form.
    pub(crate) fn is_in(&self, list: List, token: usize) -> bool {
        self.index.is_in(list, self.id(token))
    }

    /// Whether a list of the pack has the lower-case form of one of the tokens.
    pub(crate) fn has_in(&self, list: List, token: &Token) -> bool {
        self.index.is_in(list, token.id())
    }

    /// The bytes from the first to the last of some tokens.
    pub(crate) fn bytes(&self, tokens: Range<usize>) -> Bytes {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                Bytes::new(first.start as usize, last.end as usize)
            }
            (Some(first), _) => Bytes::new(first.start as usize, first.start as usize),
            _ => Bytes::default(),
        }
    }

    /// Index of the first token that ends after byte `at`.
    pub(crate) fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.end as usize <= at)
    }

    /// The tokens of some bytes.
    pub(crate) fn tokens_of(&self, bytes: Bytes) -> std::ops::Range<usize> {
        self.token_at(bytes.start)..self.token_at(bytes.end.saturating_sub(1)) + 1
    }

    /// How many tokens some words (in lower case, a space between two) take that stand at a token.
    pub(crate) fn stands(&self, at: usize, words: &str) -> Option<usize> {
        let mut len = 0;
        for word in words.split(' ') {
            if self.low(at + len) != word {
                return None;
            }
            len += 1;
        }
        Some(len)
    }

    /// Whether some words stand at a token.
    pub(crate) fn has_words(&self, at: usize, words: &[WordId]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.id(at + n) == *word)
    }

    /// Index of the sentence that holds a token.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    fn tokenise(&mut self, block: Bytes) {
        let whole = self.text.as_bytes();
        let bytes = whole.get(..block.end).unwrap_or_default();
        let (mut at, mut glued) = (block.start, false);
        while let Some(first) = bytes.get(at).copied() {
            let class = class(first);
            if class & SPACE != 0 {
                glued = false;
                at += 1;
                continue;
            }
            // Most marks are a byte of ASCII; "'s" is an ending.
            if class == 0 && !matches!(first, b'\'' | b'`') {
                let low = Low(self.index.vocabulary().get_mark(first).number());
                let plain = whole.get(at + 1).is_none_or(u8::is_ascii);
                let (start, end) = (at as u32, at as u32 + 1);
                self.tokens.push(Token {
                    start,
                    end,
                    low,
                    kind: TokenKind::Mark,
                    capital: false,
                    glued,
                    plain,
                });
                (at, glued) = (at + 1, true);
                continue;
            }
            if class & (LETTER | DIGIT) == 0 {
                (at, glued) = self.mark_or_letter(at, block.end, glued);
                continue;
            }
            let number = class & DIGIT != 0;
            let (mut end, capital) = if number { (at + 1, false) } else { word_end(bytes, at) };
            let mut seen = if capital { class | UPPER } else { class };
            if number || bytes.get(end).is_some_and(|it| !it.is_ascii()) {
                let (last, more) = token_end(bytes, self.text, end, number);
                end = last;
                seen |= more;
            }
            let kind = if number { TokenKind::Number } else { TokenKind::Word };
            if seen & OTHER == 0 {
                let plain = whole.get(end).is_none_or(u8::is_ascii);
                let capital = class & UPPER != 0;
                let low = self.ascii(whole.get(at..).unwrap_or_default(), end - at, seen);
                let (start, end) = (at as u32, end as u32);
                self.tokens.push(Token { start, end, low, kind, capital, glued, plain });
            } else {
                self.push(at..end, kind, glued, seen);
            }
            (at, glued) = (end, true);
        }
    }

    /// A token that begins with neither letter nor digit of ASCII, or white space that is none of ASCII: where it ends,
    /// and whether what follows is glued.
    fn mark_or_letter(&mut self, at: usize, block_end: usize, glued: bool) -> (usize, bool) {
        let bytes = self.text.as_bytes().get(..block_end).unwrap_or_default();
        let first = char_at(self.text, at);
        let mut end = at + first.len_utf8();
        if !first.is_ascii() && (first.is_whitespace() || is_invisible(first)) {
            return (end, glued && is_invisible(first));
        }
        let kind = if is_letter(first) {
            TokenKind::Word
        } else if first.is_numeric() {
            TokenKind::Number
        } else {
            TokenKind::Mark
        };
        let ending = || bytes.get(end).is_some_and(|it| matches!(it, b's' | b'S'));
        let apostrophe = glued && is_apostrophe(first) && ending();
        let mut class = class(bytes[at]);
        if kind != TokenKind::Mark || apostrophe {
            let (last, more) = token_end(bytes, self.text, end, kind == TokenKind::Number);
            end = last;
            class |= more;
        }
        self.push(at..end, kind, glued, class);
        (end, true)
    }

    /// Adds a token with its lower-case form; `class` is what its bytes are.
    fn push(&mut self, place: Range<usize>, kind: TokenKind, glued: bool, class: u8) {
        let bytes = self.text.as_bytes().get(place.start..).unwrap_or_default();
        let (first, len) = (bytes.first().copied().unwrap_or_default(), place.len());
        let ascii = class & OTHER == 0;
        let (low, capital) = if ascii && first != b'`' {
            (self.ascii(bytes, len, class), first.is_ascii_uppercase())
        } else {
            let capital = char_at(self.text, place.start).is_uppercase();
            (self.fold(place.clone()), capital)
        };
        let plain = ascii && bytes.get(len).is_none_or(u8::is_ascii);
        let (start, end) = (place.start as u32, place.end as u32);
        self.tokens.push(Token { start, end, low, kind, capital, glued, plain });
    }

    /// The lower-case form of the word of ASCII at the head of some bytes; `class` is what its bytes are.
    #[inline(always)]
    fn ascii(&mut self, bytes: &[u8], len: usize, class: u8) -> Low {
        let id = self.index.vocabulary().get_ascii(bytes, len);
        if class & UPPER == 0 {
            return Low(id.number());
        }
        if id.is_known() {
            return Low(id.number() | Low::OF_PACK);
        }
        let written = bytes.get(..len).unwrap_or_default();
        self.lower.extend(written.iter().map(|it| char::from(it.to_ascii_lowercase())));
        self.lowered()
    }

    /// The lower-case form of some words that are not all of ASCII, with straight apostrophes.
    fn fold(&mut self, place: Range<usize>) -> Low {
        let written = self.text.get(place).unwrap_or_default();
        let start = self.lower.len();
        for c in written.chars() {
            self.lower.extend((if is_apostrophe(c) { '\'' } else { c }).to_lowercase());
        }
        let id = self.index.vocabulary().get(&self.lower[start..]);
        let as_written = self.lower[start..] == *written;
        if as_written || id.is_known() {
            self.lower.truncate(start);
            return Low(id.number() | if as_written { 0 } else { Low::OF_PACK });
        }
        self.lowered()
    }

    /// Enters the lower-case form that was added last, of the token that comes next.
    fn lowered(&mut self) -> Low {
        self.lower_ends.push((self.tokens.len() as u32, self.lower.len() as u32));
        Low(Low::OF_TEXT)
    }

    fn cut(&mut self, first: usize, block: usize) {
        let mut start = first;
        let last = self.tokens.len();
        if let Some(end) = self.dateline(first) {
            self.sentences.push(Sentence { tokens: start..end, bytes: self.bytes(start..end), block });
            start = end;
        }
        let mut at = start;
        while at < last {
            let mut end = at + 1;
            let endless = at - start >= LONGEST;
            if endless || self.tokens[at].kind == TokenKind::Mark && self.ends_sentence(at, first) {
                while end < last && self.tokens[end].glued && is_closing(self.word(end)) {
                    end += 1;
                }
                let opens = endless
                    || end >= last
                    || !self.tokens[end].glued && self.may_open(end)
                    || is_wide_stop(self.word(at));
                if opens {
                    self.sentences.push(Sentence {
                        tokens: start..end,
                        bytes: self.bytes(start..end),
                        block,
                    });
                    start = end;
                }
            }
            at = end;
        }
        if start < last {
            self.sentences.push(Sentence { tokens: start..last, bytes: self.bytes(start..last), block });
        }
    }

    /// Where a dateline with a day or an agency ends that a block begins with: "BAKU, Oct 7 (Agency) - ". What it names is
    /// no part of the sentence after it.
    fn dateline(&self, first: usize) -> Option<usize> {
        let end = self.tokens.len().min(first + DATELINE);
        let mark = |at: &usize| self.tokens[*at].kind == TokenKind::Mark && !self.tokens[*at].glued;
        let dash = |at: &usize| *at > first && mark(at) && is_dash(self.word(*at));
        let at = (first..end).find(dash)?;
        let plain = |at: usize| match self.tokens[at].kind {
            TokenKind::Word => self.tokens[at].capital || self.is_in(List::Time, at),
            TokenKind::Number => true,
            TokenKind::Mark => matches!(self.word(at), "," | "." | "(" | ")" | "/"),
        };
        let told = |at: usize| self.tokens[at].kind == TokenKind::Number || self.word(at) == "(";
        let fits = self.tokens[first].capital && (first..at).all(plain) && (first..at).any(told);
        let end = (at..self.tokens.len()).find(|it| !is_dash(self.word(*it)))?;
        (fits && !self.tokens[end].glued && self.may_open(end)).then_some(end)
    }

    /// Whether a sentence is only the dateline of the one after it.
    pub(crate) fn is_dateline(&self, sentence: &Sentence) -> bool {
        is_dash(self.word(sentence.tokens.end - 1))
    }

    fn ends_sentence(&self, at: usize, first: usize) -> bool {
        let stop = match self.mark(at) {
            Some(mark) => matches!(mark, b'.' | b'!' | b'?'),
            None => true,
        };
        stop && self.is_stop(at, first)
    }

    fn is_stop(&self, at: usize, first: usize) -> bool {
        match self.word(at) {
            "!" | "?" | "…" | "。" | "！" | "？" | "؟" => true,
            "." if at > first && self.tokens[at].glued => {
                let initial = self.tokens[at - 1].capital && self.low(at - 1).chars().count() == 1;
                !initial && !self.is_in(List::Abbreviation, at - 1)
                    || initial && self.ends_initials(at, first)
            }
            "." => true,
            _ => false,
        }
    }

    /// "In Washington, D.C. The leaders": after several initials a word of grammar with a capital begins a sentence.
    fn ends_initials(&self, stop: usize, first: usize) -> bool {
        let initial = |at: usize| self.tokens[at].capital && self.low(at).chars().count() == 1;
        let several = stop >= first + 3 && self.word(stop - 2) == "." && initial(stop - 3);
        let next = stop + 1;
        several
            && self.tokens.get(next).is_some_and(|it| it.capital)
            && self.low(next).chars().count() > 1
            && self.info(next).is_some_and(|it| it.has(Grammar::Determiner) || it.has(Grammar::Pronoun))
    }

    /// Whether a token may begin a sentence: a capital, a number, a mark, or a letter of a script without case.
    fn may_open(&self, at: usize) -> bool {
        self.word(at).chars().next().is_none_or(|c| !c.is_lowercase())
    }
}

/// A hyphen, dash or minus.
pub(crate) fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "–" | "—" | "−")
}

/// A closing quotation mark or bracket.
fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "’" | "'" | "»" | ")" | "]" | "“" | "」" | "』" | "." | "!" | "?")
}

/// Full stops of scripts that put no space after them.
fn is_wide_stop(mark: &str) -> bool {
    matches!(mark, "。" | "！" | "？")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Text<'_> {
        let blocks = vec![Block { bytes: Bytes::new(0, words.len()), kind: BlockKind::Paragraph }];
        Text::new(words, blocks, crate::read::english().1)
    }

    fn check_sentences(words: &str, expected: &[&str]) {
        let text = text(words);
        let found: Vec<&str> = text.sentences.iter().map(|sentence| sentence.bytes.of(words)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn tokens_split_at_apostrophes_and_hyphens() {
        let text = text("The Council’s Secretary-General met 1,200 guests.");
        let found: Vec<&str> = (0..text.tokens.len()).map(|token| text.low(token)).collect();
        assert_eq!(
            found,
            ["the", "council", "'s", "secretary", "-", "general", "met", "1,200", "guests", "."]
        );
    }

    #[test]
    fn sentences_end_at_stops_and_not_at_abbreviations() {
        check_sentences("Mr. Ruiz met J. Doe. They talked.", &["Mr. Ruiz met J. Doe.", "They talked."]);
        check_sentences("\"We met. All agreed.\" It ended.", &["\"We met.", "All agreed.\"", "It ended."]);
        check_sentences("上海。北京。", &["上海。", "北京。"]);
    }

    #[test]
    fn a_dateline_is_no_part_of_the_sentence_after_it() {
        check_sentences("BAKU, Oct 7 (Agency) - Leaders met.", &["BAKU, Oct 7 (Agency) -", "Leaders met."]);
        check_sentences(
            "Baku, 7 October 2025 -- The council met.",
            &["Baku, 7 October 2025 --", "The council met."],
        );
        check_sentences("The council - of 12 - met.", &["The council - of 12 - met."]);
        check_sentences("Malta - a member since 2004 - left.", &["Malta - a member since 2004 - left."]);
    }
}
