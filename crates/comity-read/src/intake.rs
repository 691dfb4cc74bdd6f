//! Intake: what the lines of a document are, and what its frame says of publication, publisher, authors and credits.

use comity_model::{Day, Document};
use memchr::memmem::Finder;

use crate::index::{Index, List};
use crate::pack::{Intake, Pack};
use crate::text::{Block, BlockKind, Bytes};

/// What intake finds.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// Blocks in order; they do not overlap; white space and nothing else lies between them.
    pub(crate) blocks: Vec<Block>,
    /// Title of the document.
    pub(crate) title: Option<Bytes>,
    /// Publication as printed: EDTF (day, or day with floating time) and place.
    pub(crate) published: Option<(String, Bytes)>,
    /// Publication day for relative dates: printed, else of the capture line, else as the caller says.
    pub(crate) published_on: Option<Day>,
    /// Bylines.
    pub(crate) authors: Vec<(String, Bytes)>,
    /// Publisher, where the text names it.
    pub(crate) publisher: Option<(String, Bytes)>,
    /// Textual sources, nearest first.
    pub(crate) sources: Vec<(String, Bytes)>,
    /// Picture credits: kind, name, place.
    pub(crate) credits: Vec<(String, String, Bytes)>,
}

/// Longest line that is furniture rather than text, in bytes.
const SHORT: usize = 110;

/// Characters from the beginning of a text by which its language is known.
const SAMPLE: usize = 4000;

/// Frequent words of one language, without one of another, that make sure of it.
const SURE: usize = 24;

/// The words after a publisher's name in look-up form: built once for a pack.
#[derive(Debug)]
pub(crate) struct Cues {
    /// Each with the space before it, and whether a source may follow.
    cues: Vec<(String, bool)>,
    /// Those that a source may follow.
    citing: Vec<Finder<'static>>,
    /// The last bytes of the others, a bit each.
    ends: [u64; 4],
}

impl Cues {
    pub(crate) fn new(words: &Intake) -> Cues {
        let cues = words.cites.iter().map(|cue| (format!(" {cue}"), true));
        let cues: Vec<(String, bool)> =
            cues.chain(words.reports.iter().map(|cue| (format!(" {cue}"), false))).collect();
        // A space is in every line: they are sought without the one before them.
        let citing = words.cites.iter().map(|cue| Finder::new(cue).into_owned()).collect();
        let mut ends = [0; 4];
        for last in words.reports.iter().filter_map(|it| it.bytes().last()) {
            ends[usize::from(last / 64)] |= 1 << (last % 64);
        }
        Cues { cues, citing, ends }
    }

    /// Whether one that a source may follow may stand in some words.
    fn cite(&self, words: &str) -> bool {
        self.citing.iter().any(|it| it.find(words.as_bytes()).is_some())
    }

    /// Whether some words end with one that no source may follow.
    fn close(&self, words: &str) -> bool {
        let words = words.trim_end();
        let Some(last) = words.bytes().last() else { return false };
        let may = self.ends[usize::from(last / 64)] & 1 << (last % 64) != 0;
        may && self.cues.iter().any(|(cue, cites)| !cites && words.ends_with(cue.as_str()))
    }
}

/// Finds the layout of a document by the words of its language.
pub(crate) fn layout(document: &Document, pack: &Pack, index: &Index, cues: &Cues) -> Layout {
    let mut layout = Layout { published_on: document.published_on, ..Layout::default() };
    for bytes in stretches(&document.text) {
        line(&document.text, bytes, pack, index, &mut layout);
    }
    closing(&document.text, &mut layout);
    cited(&document.text, cues, &mut layout);
    layout
}

/// Guesses the language (ISO 639-1) of a document: the capture line, else script and frequent words.
pub(crate) fn language(document: &Document, packs: &[(&Pack, &Index)]) -> String {
    if let Some((_, lang)) = document.text.lines().next().and_then(captured) {
        return lang;
    }
    if let Some(lang) = &document.lang {
        return lang.clone();
    }
    let sample = sample(&document.text);
    let script = if sample.is_ascii() { None } else { by_script(sample) };
    script.map_or_else(|| by_words(sample, packs), str::to_owned)
}

/// The first characters of a text, so many as its language is known by.
fn sample(text: &str) -> &str {
    let first = |byte: u8| byte & 0xC0 != 0x80;
    let end = match text.as_bytes().get(..SAMPLE) {
        None => None,
        Some(head) if head.is_ascii() => Some(SAMPLE),
        Some(head) => {
            let rest = SAMPLE - count(head, first);
            let mut more = text.bytes().enumerate().skip(SAMPLE).filter(|(_, it)| first(*it));
            more.nth(rest).map(|it| it.0)
        }
    };
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// How many bytes are so; in one byte each, sixteen at a time are counted.
fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    bytes.chunks(128).map(|part| usize::from(part.iter().map(|it| u8::from(is(*it))).sum::<u8>())).sum()
}

/// The language of a text whose script tells it.
fn by_script(sample: &str) -> Option<&'static str> {
    let mut letters = count(sample.as_bytes(), |it| it.is_ascii_alphabetic());
    let others = count(sample.as_bytes(), |it| it >= 0xC0);
    if others * 3 <= letters {
        return None;
    }
    let (mut cyrillic, mut arabic, mut chinese) = (0, 0, 0);
    for c in sample.chars().filter(|it| !it.is_ascii()) {
        letters += usize::from(c.is_alphabetic());
        cyrillic += usize::from(matches!(c, '\u{400}'..='\u{4FF}'));
        arabic += usize::from(matches!(c, '\u{600}'..='\u{6FF}'));
        chinese += usize::from(matches!(c, '\u{4E00}'..='\u{9FFF}'));
    }
    if cyrillic * 3 > letters {
        let sample = sample.to_lowercase();
        let kazakh = sample
            .chars()
            .filter(|c| matches!(c, 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і'))
            .count();
        return Some(if kazakh * 25 > sample.chars().count() { "kk" } else { "ru" });
    }
    if arabic * 3 > letters {
        return Some("ar");
    }
    (chinese * 3 > letters).then_some("zh")
}

/// The language whose frequent words are most of a text; no more of it is read than it takes to be sure.
fn by_words(sample: &str, packs: &[(&Pack, &Index)]) -> String {
    let mut counts = vec![0; packs.len()];
    let from = |word: &str| {
        let start = word.as_ptr() as usize - sample.as_ptr() as usize;
        sample.as_bytes().get(start..).unwrap_or_default()
    };
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        for (n, (_, index)) in packs.iter().enumerate() {
            let vocabulary = index.vocabulary();
            let id = if word.is_ascii() {
                vocabulary.get_ascii(from(word), word.len())
            } else {
                vocabulary.get(&word.to_lowercase())
            };
            counts[n] += usize::from(index.is_in(List::Frequent, id));
        }
        if counts.contains(&SURE) && counts.iter().sum::<usize>() == SURE {
            break;
        }
    }
    let best = (0..packs.len()).max_by_key(|n| counts[*n]).filter(|n| counts[*n] > 0);
    best.map_or_else(|| "en".to_owned(), |n| packs[n].0.lang.clone())
}

/// ` date 2025-10-10 EN`: the day and the language.
fn captured(line: &str) -> Option<(Day, String)> {
    let mut parts = line.split_whitespace();
    let word = parts.next()?;
    let day = Day::parse(parts.next()?).ok()?;
    let lang = parts.next().filter(|it| it.len() == 2 && it.is_ascii())?;
    (word == "date" && parts.next().is_none()).then(|| (day, lang.to_lowercase()))
}

/// Stretches of text: lines, where a line that is broken off in mid-sentence and goes on with a small letter is joined
/// to the next, and so is one that is broken because the text's width was reached.
fn stretches(text: &str) -> Vec<Bytes> {
    let mut found: Vec<Bytes> = Vec::new();
    let lines = lines(text);
    let width = width(&lines);
    let (mut open, mut length) = (false, 0);
    for line in &lines {
        let body = line.bytes.of(text);
        if body.is_empty() {
            (open, length) = (false, 0);
            continue;
        }
        let goes_on =
            body.chars().next().is_some_and(|c| c.is_lowercase() || c.is_numeric() && body.len() > 60);
        let full = width.filter(|_| length > 0).is_some_and(|width| {
            let first = body.split_whitespace().next().unwrap_or("");
            length + 1 + first.chars().count() > width && !is_item(first)
        });
        match found.last_mut() {
            Some(last) if full || open && goes_on => last.end = line.bytes.end,
            _ => found.push(line.bytes),
        }
        open = !body.ends_with(['.', '!', '?', ':', '"', '”', '»', '…']);
        length = line.length;
    }
    found
}

/// A line of a text.
struct Line {
    /// Without the white space around it.
    bytes: Bytes,
    /// Its characters, with the white space before it.
    length: usize,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text.get(start..end).unwrap_or("").trim_end();
        let body = line.trim_start();
        let (from, to) = (start + (line.len() - body.len()), start + line.len());
        let length = if line.is_ascii() { line.len() } else { line.chars().count() };
        lines.push(Line { bytes: Bytes::new(from, to), length });
        start = end + 1;
    }
    lines
}

/// Least and most characters of a line in a text whose lines are broken at a width.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=110;

/// Most days between the publication day that is known and one that a line of the text gives.
const CLOCK: i64 = 31;

/// The width at which the lines of a text are broken: several lines come near to it and hardly one is longer.
fn width(lines: &[Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|it| it.length).filter(|it| *it > 0).collect();
    let rank = lengths.len() / 20;
    if rank >= lengths.len() {
        return None;
    }
    let width = *lengths.select_nth_unstable_by(rank, |a, b| b.cmp(a)).1;
    let near = lengths.iter().filter(|it| **it + 12 >= width && **it <= width).count();
    (WIDTHS.contains(&width) && near >= 4 && near * 4 >= lengths.len()).then_some(width)
}

/// Whether a word begins an item of a list.
fn is_item(word: &str) -> bool {
    let numbered =
        word.ends_with(['.', ')']) && word.len() < 5 && word.starts_with(|c: char| c.is_alphanumeric());
    numbered || matches!(word, "-" | "–" | "—" | "•" | "*" | "·" | "o")
}

/// Says what one stretch is.
fn line(text: &str, bytes: Bytes, pack: &Pack, index: &Index, layout: &mut Layout) {
    let body = bytes.of(text);
    let short = body.len() < SHORT;
    let low = if short { body.to_lowercase() } else { String::new() };
    let first = layout.blocks.iter().all(|it| it.kind == BlockKind::Capture);
    let sentence = body.ends_with(['.', '!', '?', '”', '"', '»', ':', ';', '…']);
    let capture = if layout.blocks.is_empty() { captured(body) } else { None };
    let kind = if let Some((day, _)) = capture {
        layout.published_on = layout.published_on.or(Some(day));
        BlockKind::Capture
    } else if short
        && (credit(text, bytes, &low, &pack.intake, layout) || publication(body, bytes, pack, index, layout))
    {
        BlockKind::Furniture
    } else if short && starts(&low, &pack.intake.by).is_some() && !sentence {
        let cut = starts(&low, &pack.intake.by).unwrap_or(0);
        let name = body.get(cut..).unwrap_or("").trim_matches([' ', ':']);
        let start = bytes.end - name.len();
        layout.authors.push((name.to_owned(), Bytes::new(start, bytes.end)));
        BlockKind::Byline
    } else if short && !sentence && starts(&low, &pack.intake.furniture).is_some() {
        BlockKind::Furniture
    } else if !sentence && layout.title.is_none() && body.len() < 260 && first {
        layout.title = Some(bytes);
        BlockKind::Headline
    } else if !sentence
        && short
        && layout.title.is_some()
        && starts(&low, &pack.intake.captions).is_some()
        && personal(body, 7)
    {
        BlockKind::Caption
    } else if !sentence && short {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    };
    layout.blocks.push(Block { bytes, kind });
}

/// Length of the phrase that a line begins with, at a word's end.
fn starts(low: &str, phrases: &[String]) -> Option<usize> {
    let fits = |it: &&String| {
        low.strip_prefix(it.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    phrases.iter().filter(fits).map(String::len).max()
}

/// A picture credit: "Photo credit: Akorda".
fn credit(text: &str, bytes: Bytes, low: &str, words: &Intake, layout: &mut Layout) -> bool {
    let Some(cut) = starts(low, &words.credits) else { return false };
    let body = bytes.of(text);
    let Some(rest) = body.get(cut..) else { return false };
    let name = rest.trim_start_matches([':', ' ', '-', '–']);
    if !rest.starts_with(':') && !name.is_empty() && rest.split_whitespace().count() > 6 {
        return false;
    }
    let kind = body.split_whitespace().next().unwrap_or("").trim_end_matches(':').to_lowercase();
    layout.credits.push((kind, name.to_owned(), Bytes::new(bytes.end - name.len(), bytes.end)));
    true
}

/// A publication line: a date, perhaps a time, and hardly another word.
fn publication(body: &str, bytes: Bytes, pack: &Pack, index: &Index, layout: &mut Layout) -> bool {
    if !body.bytes().any(|it| it.is_ascii_digit()) {
        return false;
    }
    let blocks = vec![Block { bytes: Bytes::new(0, body.len()), kind: BlockKind::Paragraph }];
    let text = crate::text::Text::new(body, blocks, index);
    let dates = crate::time::find(&text, &pack.time, None);
    let Some(date) = dates.iter().find(|it| it.start.is_full()) else { return false };
    let clock = time_of_day(body);
    let rest = body.len() - (date.bytes.end - date.bytes.start) - clock.as_ref().map_or(0, String::len);
    let prose = body.ends_with('.') && rest > 25;
    if rest > 45 || prose {
        return false;
    }
    // A page's clock shows the day it was visited, which may be long before or after.
    let far =
        |known: Day| known.ordinal().zip(date.start.ordinal()).is_some_and(|(a, b)| (a - b).abs() > CLOCK);
    if layout.published.is_none() && !layout.published_on.is_some_and(far) {
        let edtf = clock.map_or_else(|| date.start.to_string(), |clock| format!("{}T{clock}", date.start));
        layout.published = Some((edtf, bytes));
        layout.published_on = Some(date.start);
    }
    true
}

/// The first "15:28" in a line.
fn time_of_day(body: &str) -> Option<String> {
    body.match_indices(':').find_map(|(at, _)| {
        let hour = body.get(at.checked_sub(2)?..at)?.trim();
        let minute = body.get(at + 1..at + 3)?;
        let valid = hour.parse::<u8>().ok()? < 24
            && minute.parse::<u8>().ok()? < 60
            && minute.chars().all(|c| c.is_ascii_digit());
        valid.then(|| format!("{hour:0>2}:{minute}"))
    })
}

/// A last line that is just a personal name is a byline.
fn closing(text: &str, layout: &mut Layout) {
    let several = layout.blocks.len() > 2;
    let Some(last) = layout.blocks.last_mut().filter(|it| several && it.kind == BlockKind::Heading) else {
        return;
    };
    let body = last.bytes.of(text);
    if personal(body, 4) && layout.authors.is_empty() {
        last.kind = BlockKind::Byline;
        layout.authors.push((body.to_owned(), last.bytes));
    }
}

/// Two to `most` words, each with a capital.
fn personal(body: &str, most: usize) -> bool {
    let words: Vec<&str> = body.split_whitespace().collect();
    (2..=most).contains(&words.len())
        && words.iter().all(|it| it.chars().next().is_some_and(char::is_uppercase))
}

/// "…, Kazinform News Agency cites Akorda." and "…, TASS reports.": publisher and source at a sentence's end. The first
/// that is found counts.
fn cited(text: &str, cues: &Cues, layout: &mut Layout) {
    let cited = cues.cite(text);
    for block in layout.blocks.iter().filter(|it| it.kind == BlockKind::Paragraph) {
        let body = block.bytes.of(text);
        let cites = cited && cues.cite(body);
        for stop in memchr::memchr2_iter(b'.', b'\n', body.as_bytes()) {
            // The stop inside a name of the internet ends no sentence.
            let inner = || body[stop + 1..].starts_with(char::is_alphanumeric);
            if !(cites || cues.close(&body[..stop])) || inner() {
                continue;
            }
            let Some(comma) = memchr::memrchr(b',', &body.as_bytes()[..stop]) else { continue };
            let tail = &body[comma + 1..stop];
            if !(cues.close(tail) || cites && cues.cite(tail)) {
                continue;
            }
            let Some((name, source)) = publisher(tail, cues) else { continue };
            let at = |part: &str| {
                let start = block.bytes.start + comma + 1 + (part.as_ptr() as usize - tail.as_ptr() as usize);
                (part.to_owned(), Bytes::new(start, start + part.len()))
            };
            layout.publisher = Some(at(name));
            layout.sources.extend(source.map(at));
            return;
        }
    }
}

/// "Kazinform News Agency cites Akorda", "TASS reports": publisher and source.
fn publisher<'t>(tail: &'t str, cues: &Cues) -> Option<(&'t str, Option<&'t str>)> {
    let site = |it: &str| it.contains('.') && !it.contains(char::is_whitespace);
    let named =
        |it: &str| it.split_whitespace().count() <= 6 && (it.starts_with(char::is_uppercase) || site(it));
    cues.cues.iter().find_map(|(cue, cites)| {
        let found = tail.find(cue.as_str())?;
        let (name, source) = (tail[..found].trim(), tail[found + cue.len()..].trim());
        let fits = named(name) && (*cites || source.is_empty());
        fits.then_some((name, Some(source).filter(|it| *cites && named(it))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{page, sentences};

    const PAGE: &str = " date 2024-05-02 EN\n    Ministers of the OTS meet in Baku\n\n    15:28, 2 May 2024\n\n    Ministers of the \
                        OTS met in Baku on Thursday. They spoke of trade and of roads at some length.\n\n    A photo of the \
                        hall\n    Photo credit: Ana Ruiz\n\n    Ana Ruiz\n";

    #[test]
    fn a_page_falls_into_its_parts() {
        let document = page(PAGE);
        let (pack, index) = crate::read::english();
        let layout = layout(&document, pack, index, &Cues::new(&pack.intake));
        let kinds: Vec<BlockKind> = layout.blocks.iter().map(|it| it.kind).collect();
        assert_eq!(kinds.first(), Some(&BlockKind::Capture));
        assert_eq!(kinds.get(1), Some(&BlockKind::Headline));
        assert!(kinds.contains(&BlockKind::Paragraph));
        assert_eq!(layout.published_on.map(|it| it.to_string()), Some("2024-05-02".into()));
    }

    #[test]
    fn who_reports_is_the_publisher_a_site_as_well() {
        let (pack, index) = crate::read::english();
        for (end, name) in [
            ("Example News reports", Some("Example News")),
            ("360.example reports", Some("360.example")),
            ("news.example cites the Bureau", Some("news.example")),
            ("the man reports", None),
        ] {
            let text = format!("Ministers of the OTS met in Baku on Thursday and spoke of trade, {end}.\n");
            let layout = layout(&page(&text), pack, index, &Cues::new(&pack.intake));
            assert_eq!(layout.publisher.map(|it| it.0).as_deref(), name, "{end}");
        }
    }

    #[test]
    fn lines_broken_at_a_width_are_joined() {
        let text = "The ministers of the union met on Friday in the port with the President\n\
                    Anastasia Ruiz and spoke of trade and of roads at some length. They saw\n\
                    Jonathan Bell as well, in the capital, where the leaders of the union do\n\
                    meet too, and where all of them agreed on the date and the place of it.\n\n\
                    Roads and trade\nAll of them left on Sunday.\n";
        let found: Vec<&str> = stretches(text).iter().map(|it| it.of(text)).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].contains("They saw\nJonathan Bell"), "{found:?}");
    }

    #[test]
    fn languages_are_told_apart() {
        assert_eq!(sentences("The ministers of the union met in the city on Friday.").document.lang, "en");
        assert_eq!(sentences("Министры стран союза встретились в пятницу в городе.").document.lang, "ru");
    }
}
