//! Quotation marks.
//!
//! Marks are paired block by block, so that one never closed cannot shift the rest of the document. A straight mark
//! opens or closes by what stands beside it; inside an open quotation an opening mark begins a nested one. A mark left
//! open in one block is closed by a loose one early in the blocks after it, or not at all.

use crate::text::{Block, BlockKind, Bytes};

/// What stands between marks.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// Blocks of its first and last byte.
    pub(super) blocks: (usize, usize),
    /// Marks included.
    pub(super) bytes: Bytes,
    /// Without marks; one part a block.
    pub(super) parts: Vec<Bytes>,
    /// The mark that closes it is missing.
    pub(super) open: bool,
}

/// How many blocks on a mark left open can be closed.
const BLOCKS: usize = 4;
/// How often a block is read again after a mark that is never closed.
const AGAIN: usize = 3;

/// An open quotation while marks are read.
#[derive(Clone, Copy)]
struct Open {
    mark: char,
    at: usize,
    end: usize,
}

/// What the marks of a block are.
struct Scan {
    /// With the marks, and without.
    pairs: Vec<(Bytes, Bytes)>,
    /// The outermost mark left open.
    open: Option<Open>,
    /// A closing mark before any other.
    loose: Option<Open>,
}

/// The marks that can close an opening one.
fn closing(mark: char) -> &'static [char] {
    match mark {
        '"' => &['"', '”'],
        '“' => &['”', '"'],
        '«' => &['»'],
        '„' => &['“', '”', '"'],
        '‘' => &['’', '\''],
        '‚' => &['‘', '’'],
        '\'' => &['\'', '’'],
        '「' => &['」'],
        '『' => &['』'],
        _ => &[],
    }
}

/// Where quotation marks may begin in some words.
fn places(words: &str) -> Box<dyn Iterator<Item = usize> + '_> {
    if words.is_ascii() {
        return Box::new(memchr::memchr2_iter(b'"', b'\'', words.as_bytes()));
    }
    if memchr::memchr2(0xC2, 0xE3, words.as_bytes()).is_none() {
        return Box::new(memchr::memchr3_iter(b'"', b'\'', 0xE2, words.as_bytes()));
    }
    let mut near = memchr::memchr3_iter(b'"', b'\'', 0xE2, words.as_bytes()).peekable();
    let mut far = memchr::memchr2_iter(0xC2, 0xE3, words.as_bytes()).peekable();
    Box::new(std::iter::from_fn(move || match (near.peek(), far.peek()) {
        (Some(a), Some(b)) if a < b => near.next(),
        (Some(_), None) => near.next(),
        _ => far.next(),
    }))
}

/// Outermost pairs of marks of all blocks that can hold speech.
pub(super) fn pairs(text: &str, blocks: &[Block]) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    // A mark left open: where, and in which block.
    let mut left: Option<(usize, Open)> = None;
    for (n, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Capture | BlockKind::Furniture | BlockKind::Byline) {
            continue;
        }
        let scan = scan(text, block.bytes);
        let closed = left
            .zip(scan.loose)
            .filter(|((from, open), loose)| n - from <= BLOCKS && closing(open.mark).contains(&loose.mark));
        if let Some(((from, open), loose)) = closed {
            while found.last().is_some_and(|it| it.bytes.start >= open.at) {
                found.pop();
            }
            let bytes = Bytes::new(open.at, loose.end);
            let parts = (from..=n).map(|it| {
                let block = blocks[it].bytes;
                Bytes::new(block.start.max(open.end), block.end.min(loose.at))
            });
            found.push(Pair { blocks: (from, n), bytes, parts: parts.collect(), open: false });
        }
        if closed.is_some() || !scan.pairs.is_empty() || scan.open.is_some() {
            left = None;
        }
        left = scan.open.map(|it| (n, it)).or(left);
        let pair =
            |(bytes, inner): (Bytes, Bytes), open| Pair { blocks: (n, n), bytes, parts: vec![inner], open };
        let opens = scan.open.filter(|it| it.at == block.bytes.start && !matches!(it.mark, '\'' | '‘'));
        if let Some(it) = opens {
            let inner = Bytes::new(it.end, block.bytes.end);
            found.push(pair((block.bytes, inner), true));
        } else {
            found.extend(scan.pairs.into_iter().map(|it| pair(it, false)));
        }
    }
    found
}

/// Reads the marks of a block; after a mark never closed, what follows it once more without it.
fn scan(text: &str, block: Bytes) -> Scan {
    let mut first = scan_from(text, block, block.start);
    let mut open = first.open;
    for _ in 0..AGAIN {
        let Some(it) = open.filter(|it| it.at > block.start) else { break };
        let rest = scan_from(text, block, it.end);
        first.pairs.extend(rest.pairs);
        open = rest.open;
        if open.is_some() {
            first.open = open;
        }
    }
    first
}

fn scan_from(text: &str, block: Bytes, from: usize) -> Scan {
    let body = text.get(from..block.end).unwrap_or("");
    let mut open: Vec<Open> = Vec::new();
    let mut scan = Scan { pairs: Vec::new(), open: None, loose: None };
    let first = text.get(block.start..from).and_then(|it| it.chars().next_back()).unwrap_or(' ');
    for at in places(body) {
        let mut rest = body.get(at..).unwrap_or("").chars();
        let Some(mark) = rest.next() else { break };
        let next = rest.next().unwrap_or(' ');
        let before = body.get(..at).and_then(|it| it.chars().next_back()).unwrap_or(first);
        let it = Open { mark, at: from + at, end: from + at + mark.len_utf8() };
        let opens = !before.is_alphanumeric()
            && !next.is_whitespace()
            && !matches!(before, '.' | ',' | '!' | '?' | '=');
        let closes = open.iter().rposition(|it| closing(it.mark).contains(&mark)).filter(|_| {
            !(opens && mark == '"') || !before.is_whitespace() && !matches!(before, '(' | '—' | '-')
        });
        let apostrophe = matches!(mark, '\'' | '’') && next.is_alphanumeric() && before.is_alphanumeric();
        if let (Some(n), false) = (closes, apostrophe) {
            let start = open[n];
            open.truncate(n);
            if open.is_empty() {
                scan.pairs.push((Bytes::new(start.at, it.end), Bytes::new(start.end, it.at)));
            }
        } else if !closing(mark).is_empty() && opens && !apostrophe {
            open.push(it);
        } else if open.is_empty() && scan.pairs.is_empty() && scan.loose.is_none() {
            scan.loose =
                matches!(mark, '"' | '”' | '»' | '“').then_some(it).filter(|_| !before.is_whitespace());
        }
    }
    scan.open = open.first().copied().filter(|it| !matches!(it.mark, '\'' | '‘'));
    scan
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words between the marks of a text whose lines are its blocks.
    fn quoted(text: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            blocks.push(Block { bytes: Bytes::new(at, at + line.len()), kind: BlockKind::Paragraph });
            at += line.len() + 1;
        }
        let words = |it: &Pair| it.parts.iter().map(|it| it.of(text)).collect::<Vec<_>>().join(" ");
        pairs(text, &blocks).iter().map(words).collect()
    }

    #[test]
    fn marks_of_several_scripts_are_paired() {
        assert_eq!(quoted("a «b c d» e „f g h“ i „k l m” n ‘o p q’ r"), ["b c d", "f g h", "k l m", "o p q"]);
    }

    #[test]
    fn marks_of_one_glyph_nest() {
        assert_eq!(quoted("\"we open the \"plus\" format,\" she said."), ["we open the \"plus\" format,"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(quoted("the union's plan isn’t 'new at all' he said"), ["new at all"]);
    }

    #[test]
    fn a_mark_closed_in_a_later_paragraph_holds_both() {
        assert_eq!(
            quoted("She said: “We met today.\nWe go on tomorrow.” All left.\n“And so on.”"),
            ["We met today. We go on tomorrow.", "And so on."]
        );
    }

    #[test]
    fn a_mark_never_closed_shifts_nothing() {
        assert_eq!(
            quoted("He called it \"a new page. Then \"we are open\" was said.\n\"All of us,\" he said."),
            ["we are open", "All of us,"]
        );
        assert_eq!(quoted("“First part\n“Second part.” He left."), ["First part", "Second part."]);
    }
}
