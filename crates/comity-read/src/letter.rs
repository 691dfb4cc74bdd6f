//! Letters, digits and marks: what the bytes of a text are, and where a word or number ends.

/// The character at a byte.
pub(crate) fn char_at(text: &str, at: usize) -> char {
    text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// A letter of ASCII.
pub(crate) const LETTER: u8 = 1;
/// A capital letter of ASCII.
pub(crate) const UPPER: u8 = 2;
/// A digit of ASCII.
pub(crate) const DIGIT: u8 = 4;
/// No ASCII.
pub(crate) const OTHER: u8 = 8;
/// White space of ASCII.
pub(crate) const SPACE: u8 = 16;

/// What each byte is.
pub(crate) static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => LETTER,
            b'A'..=b'Z' => LETTER | UPPER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t'..=b'\r' => SPACE,
            128.. => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

pub(crate) fn class(byte: u8) -> u8 {
    CLASSES[byte as usize]
}

/// Where a word or number ends whose first character ends at `at`, and what its bytes from there on are.
pub(crate) fn token_end(bytes: &[u8], text: &str, mut at: usize, number: bool) -> (usize, u8) {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let own = if number { DIGIT } else { LETTER | DIGIT };
    let mut seen = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let class = class(byte);
        if class & own != 0 || number && matches!(byte, b'.' | b',') && digit(at + 1) {
            at += 1;
        } else if class == OTHER {
            let c = char_at(text, at);
            if !(c.is_alphanumeric() && !(number && is_letter(c)) || is_combining(c)) {
                break;
            }
            at += c.len_utf8();
        } else {
            break;
        }
        seen |= class;
    }
    (at, seen)
}

/// Letters of any script.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// Marks that join the letter before them.
pub(crate) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}')
}

/// Zero-width characters: they neither part nor make words.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Apostrophes, straight, curly and the modifier letters.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}
