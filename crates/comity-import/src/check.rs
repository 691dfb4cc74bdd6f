//! What a file of the base must keep as a whole: one organisation a file, lines in order, no party in one class twice at
//! a time, no suspension without something that is suspended, no two holders of one chair.

use comity_atlas::Atlas;
use comity_model::{ChairHeld, Day, Diagnostic, Label, Place, StandingHeld};
use csv::StringRecord;

use crate::line::{CHAIRS, Line, Reader, STANDINGS};
use crate::table::{Column, Row, Table};

/// Reads a file of standings; all its mistakes otherwise.
pub fn standings(path: &str, text: &str, atlas: &Atlas) -> Result<Vec<Line<StandingHeld>>, Vec<Diagnostic>> {
    let (lines, mut errors) = read(path, text, atlas, &STANDINGS, Reader::standing);
    one_organisation(path, lines.iter().map(|it| (it.row.org.as_str(), &it.place)), &mut errors);
    overlaps(&lines, &mut errors);
    overlays(&lines, &mut errors);
    if errors.is_empty() { Ok(lines) } else { Err(errors) }
}

/// Reads a file of chairs; all its mistakes otherwise.
pub fn chairs(path: &str, text: &str, atlas: &Atlas) -> Result<Vec<Line<ChairHeld>>, Vec<Diagnostic>> {
    let (lines, mut errors) = read(path, text, atlas, &CHAIRS, Reader::chair);
    one_organisation(path, lines.iter().map(|it| (it.row.org.as_str(), &it.place)), &mut errors);
    two_chairs(&lines, &mut errors);
    if errors.is_empty() { Ok(lines) } else { Err(errors) }
}

fn read<'a, T>(
    path: &str,
    text: &str,
    atlas: &'a Atlas,
    columns: &[Column],
    line: impl Fn(&mut Reader<'a>, &Row) -> T,
) -> (Vec<T>, Vec<Diagnostic>) {
    let mut table = match Table::open(path, text, columns) {
        Ok(table) => table,
        Err(error) => return (Vec::new(), vec![error]),
    };
    let header: StringRecord = columns.iter().map(|it| it.name).collect();
    let (mut lines, mut reader, mut before) = (Vec::new(), Reader::new(atlas), Vec::<String>::new());
    while let Some(row) = table.next_row() {
        match row {
            Err(error) => reader.errors.push(error),
            Ok(row) => {
                let cells: StringRecord = columns.iter().map(|it| row.get(it.name)).collect();
                let cells: Vec<String> = order(&header, &cells).into_iter().map(str::to_owned).collect();
                if cells < before {
                    let error = row.error("out-of-order", columns[0].name, "the line is out of order");
                    reader
                        .errors
                        .push(error.hint("sort the lines by their cells: `cargo xtask base` does it"));
                }
                lines.push(line(&mut reader, &row));
                before = cells;
            }
        }
    }
    (lines, reader.errors)
}

/// What a line is sorted by: all its cells; in a table of chairs first the body, the first day and the role.
pub fn order<'a>(header: &StringRecord, cells: &'a StringRecord) -> Vec<&'a str> {
    let of = |name: &str| header.iter().position(|it| it == name).and_then(|at| cells.get(at)).unwrap_or("");
    let first =
        if header.iter().any(|it| it == "holder") { ["org", "body", "from", "role"].as_slice() } else { &[] };
    first.iter().map(|name| of(name)).chain(cells.iter()).collect()
}

/// `cis.csv` speaks of `org:cis` only.
fn one_organisation<'a>(
    path: &str,
    lines: impl Iterator<Item = (&'a str, &'a Place)>,
    errors: &mut Vec<Diagnostic>,
) {
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".csv");
    for (org, place) in lines.filter(|(org, _)| org.strip_prefix("org:") != Some(stem)) {
        let message = format!("`{org}` stands in the file of `org:{stem}`");
        errors.push(
            Diagnostic::error("wrong-file", message, Some(place.clone()))
                .hint("move the line to the organisation's own file"),
        );
    }
}

fn overlaps(lines: &[Line<StandingHeld>], errors: &mut Vec<Diagnostic>) {
    for (n, line) in lines.iter().enumerate() {
        // Two kinds of suspension may lie over one standing.
        let same = |it: &&Line<StandingHeld>| {
            let kind = !line.row.class.is_overlay() || it.row.standing == line.row.standing;
            it.row.party == line.row.party && it.row.class == line.row.class && kind
        };
        for other in lines[..n].iter().filter(same) {
            if overlap(term(&other.row), term(&line.row)) {
                let message = format!("`{}` holds `{}` twice at a time", line.row.party, line.row.standing);
                errors.push(twice("standing-twice", message, &line.place, &other.place));
            }
        }
    }
}

/// A suspension or a withdrawal lies over a standing of the same party.
fn overlays(lines: &[Line<StandingHeld>], errors: &mut Vec<Diagnostic>) {
    for line in lines.iter().filter(|it| it.row.class.is_overlay()) {
        let mut below =
            lines.iter().filter(|it| it.row.party == line.row.party && !it.row.class.is_overlay());
        if !below.any(|it| !disjoint(term(&it.row), term(&line.row))) {
            let message = format!("nothing of `{}` lies below this line", line.row.party);
            errors.push(
                Diagnostic::error("overlay-without-standing", message, Some(line.place.clone()))
                    .hint("add the line of the standing that was suspended or given up"),
            );
        }
    }
}

fn two_chairs(lines: &[Line<ChairHeld>], errors: &mut Vec<Diagnostic>) {
    for (n, line) in lines.iter().enumerate().filter(|(_, it)| it.row.role == "chair") {
        for other in lines[..n].iter().filter(|it| it.row.role == "chair" && it.row.body == line.row.body) {
            if overlap((other.row.from, other.row.until), (line.row.from, line.row.until)) {
                let message = "two terms of one chair overlap".to_owned();
                let mut error = twice("two-chairs", message, &line.place, &other.place);
                error.hints.push("use the role `co-chair` for a chair that is shared".to_owned());
                errors.push(error);
            }
        }
    }
}

fn twice(code: &'static str, message: String, line: &Place, other: &Place) -> Diagnostic {
    let mut error = Diagnostic::error(code, message, Some(line.clone()))
        .hint(format!("compare line {}: end one before the other begins", other.line));
    error.labels.push(Label { place: other.clone(), message: "the other line".to_owned() });
    error
}

/// First day and first day after, where they are known.
type Term = (Option<Day>, Option<Day>);

fn term(row: &StandingHeld) -> Term {
    (row.from, row.until)
}

/// Whether two terms share a day for certain. What has no end goes on; a term whose first day is not known shares a day
/// for certain only with one that, too, has not ended.
fn overlap(one: Term, other: Term) -> bool {
    let ends = [one.1, other.1].into_iter().flatten().filter_map(|it| it.earliest()).min();
    let Some(ends) = ends else { return true };
    match (one.0.and_then(|it| it.latest()), other.0.and_then(|it| it.latest())) {
        (Some(a), Some(b)) => a.max(b) < ends,
        _ => false,
    }
}

/// Whether two terms share no day for certain.
fn disjoint(one: Term, other: Term) -> bool {
    let after = |until: Option<Day>, from: Option<Day>| match (until.and_then(|it| it.latest()), from) {
        (Some(until), Some(from)) => from.earliest().is_some_and(|from| until <= from),
        _ => false,
    };
    after(one.1, other.0) || after(other.1, one.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "org,party,standing,class,from,until,decided_on,decided_by,instrument,source,status,note\n";
    const CHAIR: &str = "org,body,holder,from,until,decided_on,role,source,status,note\n";

    fn codes(errors: Vec<Diagnostic>) -> String {
        let one = |it: &Diagnostic| {
            let place = it.primary.as_ref().map(|it| format!("{}:{}", it.line, it.column));
            format!("{} {}", it.code, place.unwrap_or_default())
        };
        errors.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    fn check(lines: &str, expected: &str) {
        let text = format!("{HEAD}{lines}");
        let said = standings("base/standings/cis.csv", &text, Atlas::shipped());
        assert_eq!(said.map_or_else(codes, |it| format!("{} good", it.len())), expected, "{lines}");
    }

    fn check_chairs(lines: &str, expected: &str) {
        let text = format!("{CHAIR}{lines}");
        let said = chairs("base/chairs/cis.csv", &text, Atlas::shipped());
        assert_eq!(said.map_or_else(codes, |it| format!("{} good", it.len())), expected, "{lines}");
    }

    #[test]
    fn good_lines() {
        check(
            "org:cis,state:AM,member,full,1993,,,,,https://e-cis.info,sourced,\n\
             org:cis,state:GE,member,full,1993-12,2009-08-18,,,,https://e-cis.info,sourced,\n\
             org:cis,state:GE,member,withdrawing,2008-08-18,2009-08-18,,,,https://e-cis.info,unverified,\n",
            "3 good",
        );
    }

    #[test]
    fn mistakes_of_one_line() {
        check("org:cis,state:ZZ,member,full,,,,,,x,sourced,\n", "unknown-id 2:9");
        check("org:cis,org:Cis,member,full,,,,,,x,sourced,\n", "unknown-id 2:9");
        check("org:cis,body:cis/economic-council,member,full,,,,,,x,sourced,\n", "wrong-kind 2:9");
        check("org:sco,state:AM,member,full,,,,,,x,sourced,\n", "wrong-file 2:1");
        check("org:cis,state:AM,Member,full,,,,,,x,sourced,\n", "not-kebab-case 2:18");
        check("org:cis,state:AM,member,member,,,,,,x,sourced,\n", "unknown-class 2:25");
        check("org:cis,state:AM,member,full,1993-13,,,,,x,sourced,\n", "not-a-day 2:30");
        check("org:cis,state:AM,member,full,1993,1992-12-31,,,,x,sourced,\n", "ends-before-it-begins 2:35");
        check("org:cis,state:AM,member,full,,,,,,,sourced,\n", "no-source 2:35");
        check("org:cis,state:AM,member,full,,,,,,x,sure,\n", "unknown-status 2:37");
    }

    #[test]
    fn mistakes_between_lines() {
        check(
            "org:cis,state:AM,member,full,1993,,,,,x,sourced,\norg:cis,state:AM,member,full,1994,1995,,,,x,sourced,\n",
            "standing-twice 3:1",
        );
        check(
            "org:cis,state:AM,member,full,1993,1994,,,,x,sourced,\norg:cis,state:AM,member,full,1994,,,,,x,sourced,\n",
            "2 good",
        );
        check(
            "org:cis,state:AM,member,full,,,,,,x,sourced,\norg:cis,state:AM,participant,full,,,,,,x,sourced,\n",
            "standing-twice 3:1",
        );
        check(
            "org:cis,state:AM,member,suspended,2020,,,,,x,sourced,\norg:cis,state:AM,member,full,1993,1994,,,,x,sourced,\n",
            "out-of-order 3:1; overlay-without-standing 2:1",
        );
    }

    #[test]
    fn chairs_have_one_holder() {
        check_chairs(
            "org:cis,,state:KZ,2022-01-01,2023-01-01,,chair,x,sourced,\norg:cis,,state:KG,2023-01-01,2024-01-01,,chair,x,sourced,\n",
            "2 good",
        );
        check_chairs(
            "org:cis,,,2021-01-01,2022-01-01,,chair,x,sourced,\norg:cis,,state:KG,2021-06,2024-01-01,,chair,x,sourced,\n",
            "vacant-without-note 2:10; two-chairs 3:1",
        );
        check_chairs(
            "org:cis,body:sco/council-of-heads-of-state,state:KG,2023,2024,,chair,x,sourced,\n",
            "body-of-another 2:9",
        );
    }
}
