//! Quotation marks.
//!
//! Marks are paired block by block, so that one never closed cannot shift the rest of the document. A straight mark
//! opens or closes by what stands beside it; inside an open quotation an opening mark begins a nested one.

use crate::text::{Block, Bytes};

/// An open quotation while marks are read.
struct Open {
    mark: char,
    at: usize,
    end: usize,
}

/// The mark that closes an opening one.
fn closing(mark: char) -> Option<char> {
    Some(match mark {
        '"' => '"',
        '“' => '”',
        '«' => '»',
        '„' => '“',
        '‘' => '’',
        '\'' => '\'',
        '「' => '」',
        _ => return None,
    })
}

/// Whether a quotation mark may begin with a byte. No byte inside a character passes.
fn may_be_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | 0xC2 | 0xE2 | 0xE3)
}

/// Outermost pairs of marks in a block: with the marks, and without.
pub(super) fn pairs(text: &str, block: &Block) -> Vec<(Bytes, Bytes)> {
    let body = block.bytes.of(text);
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    for at in body.bytes().enumerate().filter(|(_, byte)| may_be_mark(*byte)).map(|(at, _)| at) {
        let mut rest = body[at..].chars();
        let Some(c) = rest.next() else { break };
        let end = at + c.len_utf8();
        let next = rest.next().unwrap_or(' ');
        let before = body[..at].chars().next_back().unwrap_or(' ');
        let opens =
            !before.is_alphanumeric() && !next.is_whitespace() && !matches!(before, '.' | ',' | '!' | '?');
        let closes = open.iter().rposition(|it| closing(it.mark) == Some(c)).filter(|_| {
            !(opens && c == '"') || !before.is_whitespace() && !matches!(before, '(' | '—' | '-')
        });
        let apostrophe = matches!(c, '\'' | '’') && next.is_alphanumeric() && before.is_alphanumeric();
        if let (Some(n), false) = (closes, apostrophe) {
            let start = open[n].at;
            let inner = Bytes::new(block.bytes.start + open[n].end, block.bytes.start + at);
            open.truncate(n);
            if open.is_empty() {
                found.push((Bytes::new(block.bytes.start + start, block.bytes.start + end), inner));
            }
        } else if closing(c).is_some() && opens && !apostrophe && (c != '\'' || !before.is_alphanumeric()) {
            open.push(Open { mark: c, at, end });
        }
    }
    if let Some(first) = open.first().filter(|it| it.at == 0 && it.mark != '\'' && it.mark != '‘') {
        let inner = Bytes::new(block.bytes.start + first.end, block.bytes.end);
        found.push((Bytes::new(block.bytes.start + first.at, block.bytes.end), inner));
        found.sort_by_key(|(bytes, _)| bytes.start);
        let whole = found
            .iter()
            .position(|(bytes, _)| bytes.start == block.bytes.start && bytes.end == block.bytes.end);
        if let Some(whole) = whole {
            let keep = found[whole];
            found.retain(|(bytes, _)| !keep.0.contains(*bytes) || *bytes == keep.0);
        }
    }
    found
}
