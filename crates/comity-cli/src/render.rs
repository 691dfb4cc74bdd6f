//! Readings and diagnostics for people: text for terminals, HTML for browsers.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use comity::{Claim, Diagnostic, Document, Evidence, Reading, Severity, Span};
use unicode_width::UnicodeWidthChar;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const BLUE: Style = AnsiColor::Blue.on_default();
const GREEN: Style = AnsiColor::Green.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();

/// Columns of the terminal; 100 in pipes.
pub fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)).clamp(40, 160)
}

/// The contract's word for a value of a plain enumeration.
pub fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The act in one line.
pub fn headline(claim: &Claim) -> String {
    let org = claim.org.as_ref().map_or("", |it| it.name.as_str());
    let party = claim.party.as_ref().map(|it| it.name.as_str());
    let what = claim.standing.as_deref().or(claim.object.as_deref());
    let mut line = format!("{} · {}", word(&claim.kind), word(&claim.stage));
    if claim.stance != comity::Stance::Affirms {
        let _ = write!(line, " ({})", word(&claim.stance));
    }
    let _ = write!(line, " · {org}");
    for part in [party, what].into_iter().flatten() {
        let _ = write!(line, " · {part}");
    }
    if let Some(when) = &claim.when {
        let _ = write!(line, " · {}", when.edtf);
    }
    if let Some(place) = &claim.place {
        let _ = write!(line, " · {place}");
    }
    line
}

/// A reading for a terminal.
pub fn text(document: &Document, reading: &Reading, width: usize) -> String {
    let mut out = String::new();
    let chars: Vec<char> = document.text.chars().collect();
    frame(reading, &mut out);
    let (news, background): (Vec<&Claim>, Vec<&Claim>) = reading.claims.iter().partition(|it| !it.background);
    for claim in news.iter().chain(&background) {
        claim_text(document, claim, &chars, width, &mut out);
    }
    quotations(reading, width, &mut out);
    for office in &reading.offices {
        let of = office.of.as_deref().map_or(String::new(), |it| format!(" · {it}"));
        let _ = writeln!(out, "{DIM}office{DIM:#}  {} · {}{of}", office.person.name, office.office);
    }
    for note in &reading.notes {
        let _ = writeln!(out, "{YELLOW}note[{}]{YELLOW:#}: {}", note.code, note.message);
    }
    out
}

fn frame(reading: &Reading, out: &mut String) {
    let it = &reading.document;
    let title = it
        .title
        .as_deref()
        .map_or_else(|| it.path.clone(), |title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let _ = writeln!(out, "{BOLD}{title}{BOLD:#}");
    let mut parts = vec![it.lang.clone()];
    parts.extend(it.published.as_ref().map(|it| it.edtf.clone()));
    parts.extend(it.publisher.as_ref().map(|it| it.name.clone()));
    parts.extend(it.sources.iter().map(|it| format!("← {}", it.name)));
    parts.extend(it.authors.iter().map(|it| format!("by {it}")));
    let _ = writeln!(out, "{DIM}{}{DIM:#}\n", parts.join(" · "));
}

fn claim_text(document: &Document, claim: &Claim, chars: &[char], width: usize, out: &mut String) {
    let style = if claim.background { DIM } else { GREEN };
    let _ = writeln!(out, "{style}{}{style:#}", headline(claim));
    let Some(evidence) = claim.evidence.first() else { return };
    let line = chars[..evidence.span.start].iter().filter(|c| **c == '\n').count() + 1;
    let column = chars[..evidence.span.start].iter().rev().take_while(|c| **c != '\n').count() + 1;
    let said = claim.said_by.as_deref().map_or(String::new(), |it| format!(" · said in {it}"));
    let _ = writeln!(
        out,
        "  {BLUE}-->{BLUE:#} {}:{line}:{column} {DIM}{} · {}{said} · {:.2}{DIM:#}",
        document.path, claim.id, claim.rule, claim.confidence
    );
    underlined(claim, evidence, chars, width.saturating_sub(4), out);
    out.push('\n');
}

/// Labels of the roles in a stretch of text.
fn labels(claim: &Claim) -> Vec<(Span, &'static str)> {
    claim.roles.iter().map(|it| (it.span, it.role.as_str())).collect()
}

/// The evidence, wrapped, with the roles underlined and named.
fn underlined(claim: &Claim, evidence: &Evidence, chars: &[char], width: usize, out: &mut String) {
    let labels = labels(claim);
    let mut start = evidence.span.start;
    while start < evidence.span.end {
        let mut end = start;
        let (mut used, mut space) = (0, None);
        while end < evidence.span.end {
            let c = chars[end];
            used += if c.is_whitespace() { 1 } else { c.width().unwrap_or(0) };
            if used > width {
                break;
            }
            if c.is_whitespace() {
                space = Some(end);
            }
            end += 1;
        }
        if end < evidence.span.end {
            end = space.filter(|it| *it > start).unwrap_or(end.max(start + 1));
        }
        row(&chars[start..end], start, &labels, out);
        start = end;
        while start < evidence.span.end && chars[start].is_whitespace() {
            start += 1;
        }
    }
}

/// One row of text, its underlines and their names.
fn row(chars: &[char], start: usize, labels: &[(Span, &'static str)], out: &mut String) {
    let line: String = chars
        .iter()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .map(|c| if c.is_whitespace() { ' ' } else { *c })
        .collect();
    let _ = writeln!(out, "   {BLUE}|{BLUE:#} {line}");
    let mut marks = String::new();
    // Names that would run into one another go to a line of their own.
    let mut names: Vec<String> = Vec::new();
    for (n, c) in chars.iter().enumerate() {
        let cells = if c.is_whitespace() { 1 } else { c.width().unwrap_or(0) };
        let label = labels.iter().find(|(span, _)| span.start <= start + n && start + n < span.end);
        for _ in 0..cells {
            marks.push(if label.is_some() { '^' } else { ' ' });
        }
        if let Some((_, name)) = label.filter(|(span, _)| span.start == start + n) {
            let column = marks.len() - cells;
            let free = names.iter().position(|line| line.len() <= column).unwrap_or(names.len());
            if free == names.len() {
                names.push(String::new());
            }
            let line = &mut names[free];
            line.push_str(&" ".repeat(column - line.len()));
            line.push_str(name);
            line.push(' ');
        }
    }
    if !marks.trim().is_empty() {
        let _ = writeln!(out, "   {BLUE}|{BLUE:#} {GREEN}{}{GREEN:#}", marks.trim_end());
        for line in names {
            let _ = writeln!(out, "   {BLUE}|{BLUE:#} {DIM}{}{DIM:#}", line.trim_end());
        }
    }
}

fn quotations(reading: &Reading, width: usize, out: &mut String) {
    for it in &reading.quotations {
        let speaker = it.speaker.as_ref().map_or("?", |it| it.name.as_str());
        let words = it.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let room = width.saturating_sub(speaker.len() + 12).max(20);
        let short: String = words.chars().take(room).collect();
        let dots = if words.chars().count() > room { "…" } else { "" };
        let _ = writeln!(out, "{DIM}{:<6}{DIM:#}  {BOLD}{speaker}{BOLD:#}: “{short}{dots}”", it.id);
    }
}

/// A diagnostic: message, place, line with carets, hints.
pub fn diagnostic(it: &Diagnostic) -> String {
    let kind = if it.severity == Severity::Error { "error" } else { "warning" };
    let mut out = format!("{kind}[{}]: {}\n", it.code, it.message);
    if let Some(place) = &it.primary {
        let gutter = place.line.to_string().len();
        let _ = writeln!(out, "{:gutter$}--> {}:{}:{}", "", place.path, place.line, place.column);
        let _ = writeln!(out, "{:gutter$} |\n{} | {}", "", place.line, place.source);
        let carets = "^".repeat(place.width.min(place.source.chars().count().max(1)));
        let _ = writeln!(out, "{:gutter$} | {:indent$}{carets}", "", "", indent = place.column - 1);
    }
    for hint in &it.hints {
        let _ = writeln!(out, "  = hint: {hint}");
    }
    out
}

/// A finding: message, the act's words, the article, the earlier entry, each with its place.
pub fn finding(it: &comity::charter::Finding, words: Option<&comity::Place>) -> String {
    use comity::charter::Severity as Weight;
    let style = match it.severity {
        Weight::Error => AnsiColor::Red.on_default().bold(),
        Weight::Warning => YELLOW,
        Weight::Note => BLUE,
    };
    let mut out = format!("{style}{}[{}]{style:#}: {BOLD}{}{BOLD:#}\n", it.severity, it.code, it.message);
    if let Some(place) = words {
        let _ = writeln!(out, "  --> {}:{}:{}", place.path, place.line, place.column);
        let quoted: String = place.source.chars().skip(place.column - 1).take(place.width).collect();
        let _ = writeln!(out, "      “{}”", quoted.trim());
    } else if !it.act.is_empty() {
        let _ = writeln!(out, "  --> {}", it.act);
    }
    if let Some(article) = &it.article {
        let read = if article.verified { "" } else { " (unverified)" };
        let _ = writeln!(out, "  = article: {}, {}{read}", article.article, article.title);
        let _ =
            writeln!(out, "    {DIM}{}:{} · {}{DIM:#}", article.place.path, article.place.line, article.url);
    }
    if let Some(against) = &it.against {
        let (source, read) = against.source();
        let read = if read { "" } else { " (unverified)" };
        let _ = writeln!(out, "  = against: {against}{read}");
        let place = comity::base::place(against).map_or(String::new(), |it| format!("{it} · "));
        let _ = writeln!(out, "    {DIM}{place}{}{DIM:#}", source.unwrap_or("no source"));
    }
    out
}

/// An act that passes, and by which line of the charter.
pub fn ground(act: &comity::Act, it: &comity::charter::Ground, words: Option<&comity::Place>) -> String {
    let party = act.party.as_ref().map(|it| it.name.as_str());
    let what = act.standing.as_deref().or(act.object.as_deref());
    let org = act.org.as_ref().map_or("", |it| it.name.as_str());
    let parts = [Some(org), party, what].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut out = format!("{GREEN}passes{GREEN:#}: {} · {} · {parts}\n", word(&act.kind), word(&act.stage));
    if let Some(place) = words {
        let _ = writeln!(out, "  --> {}:{}:{}", place.path, place.line, place.column);
    }
    let read = if it.article.verified { "" } else { " (unverified)" };
    let _ = writeln!(out, "  = by: {}: {}{read}", it.article.article, it.what);
    let place = &it.article.place;
    let _ = writeln!(out, "    {DIM}{}:{} · {}{DIM:#}", place.path, place.line, it.article.url);
    out
}

/// One page: the text with the words of claims and quotations marked, and the list of claims. No script.
pub fn html(document: &Document, reading: &Reading) -> String {
    let escape = |text: &str| html_escape::encode_safe(text).into_owned();
    let title = reading.document.title.clone().unwrap_or_else(|| document.path.clone());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{}</title><style>{STYLE}</style></head><body><main><h1>{}</h1><div class=\"text\">",
        escape(&reading.document.lang),
        escape(&title),
        escape(&title)
    );
    marked(document, reading, &mut out);
    out.push_str("</div><h2>Claims</h2><ol>");
    for claim in &reading.claims {
        let _ = write!(
            out,
            "<li id=\"{0}\"><a href=\"#{0}-words\">{1}</a> <small>{2}</small></li>",
            escape(&claim.id),
            escape(&headline(claim)),
            escape(&claim.rule)
        );
    }
    out.push_str("</ol></main></body></html>\n");
    out
}

/// The text cut at every border of a span, each piece marked with the claims that it proves.
fn marked(document: &Document, reading: &Reading, out: &mut String) {
    let chars: Vec<char> = document.text.chars().collect();
    let spans: Vec<(Span, &Claim)> = reading
        .claims
        .iter()
        .flat_map(|claim| claim.evidence.iter().map(move |it| (it.span, claim)))
        .collect();
    let quotes: Vec<Span> = reading.quotations.iter().map(|it| it.span).collect();
    let mut borders: Vec<usize> = spans
        .iter()
        .map(|(span, _)| *span)
        .chain(quotes.iter().copied())
        .flat_map(|it| [it.start, it.end])
        .chain([0, chars.len()])
        .collect();
    borders.sort_unstable();
    borders.dedup();
    for pair in borders.windows(2) {
        let piece: String = chars[pair[0]..pair[1]].iter().collect();
        let words = html_escape::encode_safe(&piece);
        let over: Vec<&Claim> = spans
            .iter()
            .filter(|(span, _)| span.start <= pair[0] && pair[1] <= span.end)
            .map(|(_, claim)| *claim)
            .collect();
        let quoted = quotes.iter().any(|it| it.start <= pair[0] && pair[1] <= it.end);
        let first: Vec<&str> = over
            .iter()
            .filter(|it| it.evidence.first().is_some_and(|it| it.span.start == pair[0]))
            .map(|it| it.id.as_str())
            .collect();
        for id in first {
            let _ = write!(out, "<a id=\"{id}-words\"></a>");
        }
        let tip = over.iter().map(|it| headline(it)).collect::<Vec<_>>().join("\n");
        let class = if quoted { " class=\"quoted\"" } else { "" };
        let _ = match (over.is_empty(), quoted) {
            (true, false) => write!(out, "{words}"),
            (true, true) => write!(out, "<span{class}>{words}</span>"),
            (false, _) => {
                write!(out, "<mark{class} title=\"{}\">{words}</mark>", html_escape::encode_safe(&tip))
            }
        };
    }
}

const STYLE: &str = ":root{color-scheme:light dark}body{font:1.05rem/1.6 Georgia,serif;margin:2rem auto;max-width:46rem;padding:0 1rem}.text{white-space:pre-wrap;overflow-wrap:anywhere}mark{background:light-dark(#ffe9a8,#5b4a00);color:inherit;border-radius:2px}.quoted{text-decoration:underline dotted}small{opacity:.7}li{margin:.3rem 0}";
