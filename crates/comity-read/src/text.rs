//! Segments: tokens and sentences of a document, offsets kept.
//!
//! Offsets are bytes of the document's own text. Nothing is normalised away: a token knows where it stands, and its
//! lower-case form lies in a buffer beside it. Tokens split at hyphens and apostrophes ("Secretary", "-", "General";
//! "Council", "'s"), so that names and endings can be matched apart; [`Token::glued`] tells that no space came between.

use std::num::NonZeroU32;
use std::ops::Range;

use crate::index::{Hints, Index, List, WordId, WordInfo};

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

/// A token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// Number of its lower-case form among the words of the pack.
    pub(crate) id: WordId,
    /// Number of its lower-case form among those that do not stand in the text, if that is not as written.
    low: Option<NonZeroU32>,
    pub(crate) kind: TokenKind,
    /// Begins with an upper-case letter.
    pub(crate) capital: bool,
    /// No white space before it.
    pub(crate) glued: bool,
    /// Of ASCII, with ASCII or nothing right after it.
    pub(crate) plain: bool,
}

impl Token {
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
    /// Lower-case forms that do not stand in the text.
    lower: String,
    /// Where each of them ends; the first entry is where they begin.
    lower_ends: Vec<u32>,
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
            lower_ends: vec![0],
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
        let Some(token) = self.tokens.get(token) else { return "" };
        match token.low.map(|it| it.get() as usize) {
            Some(low) => &self.lower[self.lower_ends[low - 1] as usize..self.lower_ends[low] as usize],
            None => token.bytes().of(self.text),
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
        self.tokens.get(token).map_or(WordId::UNKNOWN, |token| token.id)
    }

    /// The number of a token's lower-case form; that of no word from `end` on.
    pub(crate) fn id_before(&self, token: usize, end: usize) -> WordId {
        if token < end { self.id(token) } else { WordId::UNKNOWN }
    }

    /// What a token's lower-case form can be.
    pub(crate) fn info(&self, token: usize) -> Option<&'t WordInfo> {
        self.index.info(self.id(token))
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
        let text = block.of(self.text);
        let bytes = text.as_bytes();
        let (mut at, mut glued) = (0, false);
        while let Some(first) = bytes.get(at).copied() {
            if matches!(first, b' ' | b'\t'..=b'\r') {
                glued = false;
                at += 1;
                continue;
            }
            let first = if first.is_ascii() { char::from(first) } else { char_at(text, at) };
            if !first.is_ascii() && (first.is_whitespace() || is_invisible(first)) {
                glued = glued && is_invisible(first);
                at += first.len_utf8();
                continue;
            }
            let kind = if is_letter(first) {
                TokenKind::Word
            } else if first.is_numeric() {
                TokenKind::Number
            } else {
                TokenKind::Mark
            };
            let mut end = at + first.len_utf8();
            let apostrophe = is_apostrophe(first) && glued && text[end..].starts_with(['s', 'S']);
            let mut class = if first.is_ascii() { class(bytes[at]) } else { OTHER };
            if kind != TokenKind::Mark || apostrophe {
                let (last, more) = token_end(text, end, kind);
                end = last;
                class |= more;
            }
            self.push(Bytes::new(block.start + at, block.start + end), kind, first, glued, class);
            glued = true;
            at = end;
        }
    }

    /// Adds a token with its lower-case form.
    fn push(&mut self, bytes: Bytes, kind: TokenKind, first: char, glued: bool, class: u8) {
        let written = bytes.of(self.text);
        let vocabulary = self.index.vocabulary();
        let ascii = class & OTHER == 0;
        let start = self.lower.len();
        let id = if ascii && first != '`' {
            if class & UPPER != 0 {
                self.lower.push_str(written);
                self.lower[start..].make_ascii_lowercase();
            }
            if kind == TokenKind::Mark && written.len() == 1 {
                vocabulary.get(written)
            } else {
                vocabulary.get_ascii(written.as_bytes())
            }
        } else {
            for c in written.chars() {
                self.lower.extend((if is_apostrophe(c) { '\'' } else { c }).to_lowercase());
            }
            let id = vocabulary.get(&self.lower[start..]);
            if self.lower[start..] == *written {
                self.lower.truncate(start);
            }
            id
        };
        let low = (self.lower.len() > start).then(|| {
            self.lower_ends.push(self.lower.len() as u32);
            NonZeroU32::new(self.lower_ends.len() as u32 - 1)
        });
        let (low, start, end) = (low.flatten(), bytes.start as u32, bytes.end as u32);
        let next = self.text.as_bytes().get(bytes.end);
        let plain = ascii && next.is_none_or(u8::is_ascii);
        self.tokens.push(Token { start, end, id, low, kind, capital: first.is_uppercase(), glued, plain });
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
        let dash = |at: &usize| is_dash(self.word(*at)) && !self.tokens[*at].glued && *at > first;
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
        match self.word(at) {
            "!" | "?" | "…" | "。" | "！" | "？" | "؟" => true,
            ";" => false,
            "." if at > first && self.tokens[at].glued => {
                let initial = self.tokens[at - 1].capital && self.low(at - 1).chars().count() == 1;
                !initial && !self.is_in(List::Abbreviation, at - 1)
            }
            "." => true,
            _ => false,
        }
    }

    /// Whether a token may begin a sentence: a capital, a number, a mark, or a letter of a script without case.
    fn may_open(&self, at: usize) -> bool {
        self.word(at).chars().next().is_none_or(|c| !c.is_lowercase())
    }
}

/// The character at a byte.
fn char_at(text: &str, at: usize) -> char {
    text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// A letter of ASCII.
const LETTER: u8 = 1;
/// A capital letter of ASCII.
const UPPER: u8 = 2;
/// A digit of ASCII.
const DIGIT: u8 = 4;
/// No ASCII.
const OTHER: u8 = 8;

/// What each byte is.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => LETTER,
            b'A'..=b'Z' => LETTER | UPPER,
            b'0'..=b'9' => DIGIT,
            128.. => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> u8 {
    CLASSES[byte as usize]
}

/// Where a word or number ends whose first character ends at `at`, and what its bytes from there on are.
fn token_end(text: &str, mut at: usize, kind: TokenKind) -> (usize, u8) {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let number = kind == TokenKind::Number;
    let own = if number { DIGIT } else { LETTER | DIGIT };
    let mut seen = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let class = class(byte);
        if class == OTHER {
            let c = char_at(text, at);
            if !(c.is_alphanumeric() && !(number && is_letter(c)) || is_combining(c)) {
                break;
            }
            at += c.len_utf8();
        } else if class & own != 0 || number && matches!(byte, b'.' | b',') && digit(at + 1) {
            at += 1;
        } else {
            break;
        }
        seen |= class;
    }
    (at, seen)
}

/// Letters of any script.
fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// Marks that join the letter before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}')
}

/// Zero-width characters: they neither part nor make words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Apostrophes, straight, curly and the modifier letters.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

/// A hyphen, dash or minus.
fn is_dash(mark: &str) -> bool {
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
