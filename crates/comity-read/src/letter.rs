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

/// Where letters and digits of ASCII end that begin at `at`, and whether a capital letter is among them; eight bytes are
/// looked at together, for where a word ends cannot be guessed.
#[inline]
pub(crate) fn word_end(bytes: &[u8], mut at: usize) -> (usize, bool) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut capital = false;
    while let Some(next) = bytes.get(at..).and_then(|it| it.first_chunk()) {
        let all = u64::from_le_bytes(*next);
        let low = all & !HIGH;
        // The high bit of each byte that is between two others, where none of the bytes had it.
        let between = |all: u64, first: u8, last: u8| {
            let reaches = all + ONES * u64::from(0x80 - first);
            reaches & !(all + ONES * u64::from(0x7F - last))
        };
        let letters = between(low | (ONES * 0x20), b'a', b'z') & !all & HIGH;
        let inner = letters | between(low, b'0', b'9') & !all & HIGH;
        let stop = !inner & HIGH;
        let own = (stop & stop.wrapping_neg()).wrapping_sub(1);
        // The bit that small letters have goes to the place of the high one.
        capital |= letters & own & !(all << 2) != 0;
        let len = stop.trailing_zeros() / 8;
        at += len as usize;
        if len < 8 {
            return (at, capital);
        }
    }
    while let Some(byte) = bytes.get(at).filter(|it| it.is_ascii_alphanumeric()) {
        capital |= byte.is_ascii_uppercase();
        at += 1;
    }
    (at, capital)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_ends_where_its_letters_do(text in "[a-zA-Z0-9@`{\\[/:. é-]{0,40}", at in 0usize..4) {
            let bytes = text.as_bytes();
            let at = at.min(bytes.len());
            let end = at + bytes[at..].iter().take_while(|it| it.is_ascii_alphanumeric()).count();
            let capital = bytes[at..end].iter().any(u8::is_ascii_uppercase);
            prop_assert_eq!(word_end(bytes, at), (end, capital));
        }
    }
}
