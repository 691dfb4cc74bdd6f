//! Segments: tokens and sentences of a document, offsets kept.
//!
//! Offsets are bytes of the document's own text. Nothing is normalised away: a token knows where it stands, and its
//! lower-case form lies in a buffer beside it. Tokens split at hyphens and apostrophes ("Secretary", "-", "General";
//! "Council", "'s"), so that names and endings can be matched apart; [`Token::glued`] tells that no space came between.

use std::ops::Range;

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
    pub(crate) bytes: Bytes,
    pub(crate) kind: TokenKind,
    /// Begins with an upper-case letter.
    pub(crate) capital: bool,
    /// No white space before it.
    pub(crate) glued: bool,
    low: (u32, u32),
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

/// A document's text with its blocks, sentences and tokens.
#[derive(Debug)]
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    pub(crate) blocks: Vec<Block>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Token>,
    lower: String,
}

impl<'t> Text<'t> {
    /// Cuts the blocks of `text` into tokens and sentences. `abbreviations` are lower-case words, without their point,
    /// after which a point does not end a sentence.
    pub(crate) fn new(text: &'t str, blocks: Vec<Block>, abbreviations: &dyn Fn(&str) -> bool) -> Text<'t> {
        let mut out = Text {
            text,
            blocks,
            sentences: Vec::new(),
            tokens: Vec::new(),
            lower: String::with_capacity(text.len()),
        };
        for block in 0..out.blocks.len() {
            let first = out.tokens.len();
            out.tokenise(out.blocks[block].bytes);
            out.cut(first, block, abbreviations);
        }
        out
    }

    /// The words of a token as written.
    pub(crate) fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| token.bytes.of(self.text))
    }

    /// The words of a token in lower case, with straight apostrophes.
    pub(crate) fn low(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| &self.lower[token.low.0 as usize..token.low.1 as usize])
    }

    /// The bytes from the first to the last of some tokens.
    pub(crate) fn bytes(&self, tokens: Range<usize>) -> Bytes {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                Bytes::new(first.bytes.start, last.bytes.end)
            }
            (Some(first), _) => Bytes::new(first.bytes.start, first.bytes.start),
            _ => Bytes::default(),
        }
    }

    /// Index of the first token that ends after byte `at`.
    pub(crate) fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.bytes.end <= at)
    }

    /// Index of the sentence that holds a token.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    fn tokenise(&mut self, block: Bytes) {
        let text = block.of(self.text);
        let mut glued = false;
        let mut chars = text.char_indices().peekable();
        while let Some((at, first)) = chars.next() {
            if first.is_whitespace() || is_invisible(first) {
                glued = glued && is_invisible(first);
                continue;
            }
            let mut end = at + first.len_utf8();
            let kind = if is_letter(first) {
                TokenKind::Word
            } else if first.is_numeric() {
                TokenKind::Number
            } else {
                TokenKind::Mark
            };
            let apostrophe = is_apostrophe(first) && glued && text[end..].starts_with(['s', 'S']);
            if kind != TokenKind::Mark || apostrophe {
                while let Some((next, c)) = chars.peek().copied() {
                    let inner = kind == TokenKind::Number
                        && matches!(c, '.' | ',')
                        && text[next + 1..].starts_with(|c: char| c.is_ascii_digit());
                    if !(c.is_alphanumeric() && !(kind == TokenKind::Number && is_letter(c))
                        || is_combining(c)
                        || inner)
                    {
                        break;
                    }
                    end = next + c.len_utf8();
                    chars.next();
                }
            }
            let low = self.lower.len() as u32;
            for c in text[at..end].chars() {
                self.lower.extend((if is_apostrophe(c) { '\'' } else { c }).to_lowercase());
            }
            self.tokens.push(Token {
                bytes: Bytes::new(block.start + at, block.start + end),
                kind,
                capital: first.is_uppercase(),
                glued,
                low: (low, self.lower.len() as u32),
            });
            glued = true;
        }
    }

    fn cut(&mut self, first: usize, block: usize, abbreviations: &dyn Fn(&str) -> bool) {
        let mut start = first;
        let last = self.tokens.len();
        let mut at = first;
        while at < last {
            let mut end = at + 1;
            let endless = at - start >= LONGEST;
            if endless || self.ends_sentence(at, first, abbreviations) {
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

    fn ends_sentence(&self, at: usize, first: usize, abbreviations: &dyn Fn(&str) -> bool) -> bool {
        match self.word(at) {
            "!" | "?" | "…" | "。" | "！" | "？" | "؟" => true,
            ";" => false,
            "." if at > first && self.tokens[at].glued => {
                let before = self.low(at - 1);
                let initial = self.tokens[at - 1].capital && before.chars().count() == 1;
                !initial && !abbreviations(before)
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
        Text::new(words, blocks, &|word| word == "mr" || word == "u.s")
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
}
