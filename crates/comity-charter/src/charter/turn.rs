//! Reads a chair rule: order, term, start, exceptions.

use comity_model::Day;

use super::section::{Known, Named, PERIOD_HINT};
use super::table::Table;
use super::{ChairRule, Exception, ExceptionKind, Period, Principle, Resume, Start, Turn};

/// `[[chair]]`.
pub fn chair(table: &Table<'_>, known: &Known<'_>) -> ChairRule {
    let principle = if table.needed("principle").text.is_empty() { None } else { table.choice("principle") };
    let groups: std::collections::BTreeMap<String, Vec<String>> = table
        .by_key("groups")
        .into_iter()
        .map(|(name, parties)| {
            parties.iter().for_each(|it| known.party(table, it));
            (name.text, parties.into_iter().map(|it| it.text).collect())
        })
        .collect();
    let exceptions = table.below("exception", "exception");
    let rule = ChairRule {
        body: known.reference(table, "body", Named::Body),
        principle: principle.unwrap_or(Principle::Election),
        lang: table.text("lang"),
        term: table
            .parsed("term", "a period", PERIOD_HINT, Period::parse)
            .unwrap_or(Period { months: 12, days: 0 }),
        start: start(table),
        order: order(table, known, &groups, principle),
        groups,
        schedule: schedule(table, known),
        holders: known.references(table, "holders", Named::Standing),
        tolerated: known.references(table, "tolerated", Named::Standing),
        decided_by: known.reference(table, "decided-by", Named::Body),
        team: table.text("team"),
        exceptions: exceptions.iter().map(|it| exception(it, known)).collect(),
        cite: known.cite(table),
    };
    complete(table, &rule, principle);
    in_order(&exceptions, &rule, principle);
    table.finish();
    rule
}

/// What a principle needs.
fn complete(table: &Table<'_>, rule: &ChairRule, principle: Option<Principle>) {
    use Principle::{Acronym, Alphabet, Groups, Schedule, Sequence};
    match principle {
        Some(Alphabet | Acronym | Groups | Sequence) if rule.order.is_empty() => table.missing("order"),
        // A list of which one knows only that it exists is written as an empty one.
        Some(Schedule) if rule.schedule.is_empty() && (rule.cite.verified || !table.has("schedule")) => {
            table.missing("schedule");
        }
        _ => {}
    }
    if rule.holders.is_empty() {
        table.missing("holders");
    }
}

/// Whoever an exception passes over has a place in the order.
fn in_order(tables: &[Table<'_>], rule: &ChairRule, principle: Option<Principle>) {
    let known = |party: &String| {
        rule.order.iter().any(|it| it.party == *party)
            || rule.groups.values().flatten().any(|it| it == party)
            || rule.schedule.iter().any(|it| it.1 == *party)
    };
    for (table, exception) in tables.iter().zip(&rule.exceptions) {
        let Some(party) = &exception.party else { continue };
        if !known(party) && principle.is_some_and(Principle::is_ordered) {
            let message = format!("`{party}` of an exception has no place in the order");
            table.file.problem("not-in-order", message, &table.at, "add it to `order`".to_owned());
        }
    }
}

/// `01-01`, `["01-01", "07-01"]`, `["05", "11"]` or the name of an event.
fn start(table: &Table<'_>) -> Start {
    let words = table.words("start");
    if words.is_empty() {
        table.missing("start");
    }
    let part =
        |text: &str, max: u8| text.parse::<u8>().ok().filter(|n| (1..=max).contains(n) && text.len() == 2);
    let days: Option<Vec<(u8, u8)>> = words
        .iter()
        .map(|it| it.text.split_once('-').and_then(|(month, day)| Some((part(month, 12)?, part(day, 31)?))))
        .collect();
    let months: Option<Vec<u8>> = words.iter().map(|it| part(&it.text, 12)).collect();
    match (days, months) {
        (Some(days), _) if !days.is_empty() => Start::Days(days),
        (_, Some(months)) if !months.is_empty() => Start::Months(months),
        _ => {
            const EVENTS: [&str; 4] = ["summit", "session", "ministerial", "handover"];
            if let Some(word) = words.first()
                && !EVENTS.contains(&word.text.as_str())
            {
                let what = "a start: `01-01`, `05`, or an event";
                table.file.unknown("bad-value", what, &word.text, EVENTS, &word.at);
            }
            Start::Event(words.first().map(|it| it.text.clone()).unwrap_or_default())
        }
    }
}

/// `[["state:AM", "Armenia"], …]`, or names of groups.
fn order(
    table: &Table<'_>,
    known: &Known<'_>,
    groups: &std::collections::BTreeMap<String, Vec<String>>,
    principle: Option<Principle>,
) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for row in table.rows("order") {
        let Some(party) = row.first() else { continue };
        if principle == Some(Principle::Groups) {
            if !groups.contains_key(&party.text) {
                let names = groups.keys().map(String::as_str);
                table.file.unknown("unknown-group", "a group of this chair", &party.text, names, &party.at);
            }
        } else {
            known.party(table, party);
        }
        if turns.iter().any(|it| it.party == party.text) {
            let message = format!("`{}` stands twice in the order", party.text);
            table.file.problem("defined-twice", message, &party.at, "remove one".to_owned());
        }
        let name = row.get(1).map(|it| it.text.clone()).unwrap_or_default();
        if principle == Some(Principle::Alphabet) {
            if name.is_empty() {
                let message = format!("`{}` has no name to sort by", party.text);
                let hint = format!("write `[\"{}\", \"its name in that alphabet\"]`", party.text);
                table.file.problem("missing-field", message, &party.at, hint);
            } else if turns.last().is_some_and(|last| last.name.to_lowercase() > name.to_lowercase()) {
                let message = format!("`{name}` stands after a name that follows it in the alphabet");
                table.file.problem("order-not-alphabetical", message, &party.at, "move it up".to_owned());
            }
        }
        turns.push(Turn { party: party.text.clone(), name });
    }
    turns
}

/// `[["2015-01-01", "state:LV"], …]`.
fn schedule(table: &Table<'_>, known: &Known<'_>) -> Vec<(Day, String)> {
    let mut list: Vec<(Day, String)> = Vec::new();
    for row in table.rows("schedule") {
        let [first, party] = &row[..] else {
            if let Some(word) = row.first() {
                let message = "a line of `schedule` needs a day and a party".to_owned();
                let hint = "write `[\"2027-01-01\", \"state:…\"]`".to_owned();
                table.file.problem("wrong-type", message, &word.at, hint);
            }
            continue;
        };
        known.party(table, party);
        match Day::parse(&first.text) {
            Err(error) => {
                let hint = "write as much of it as is known: a year, a month or a day".to_owned();
                table.file.problem("bad-day", error.to_string(), &first.at, hint);
            }
            Ok(day) => {
                if list.last().is_some_and(|(last, _)| !super::before(*last, day)) {
                    let message = format!("`{day}` stands after a term that does not begin before it");
                    table.file.problem(
                        "terms-out-of-order",
                        message,
                        &first.at,
                        "put terms in order".to_owned(),
                    );
                }
                list.push((day, party.text.clone()));
            }
        }
    }
    list
}

/// `[[chair.exception]]`.
fn exception(table: &Table<'_>, known: &Known<'_>) -> Exception {
    let kind: Option<ExceptionKind> =
        if table.needed("kind").text.is_empty() { None } else { table.choice("kind") };
    let party = table.word("party");
    let holders = table.words("holder");
    party.iter().chain(&holders).for_each(|it| known.party(table, it));
    let term = table.day("term");
    let (since, to) = (table.day("since"), table.day("to"));
    if term.is_none() && since.is_none() && table.word("term").is_none() {
        table.missing("term");
    }
    if term.is_none() && party.is_none() {
        let message = "an exception over several terms needs the party that is passed over".to_owned();
        table.file.problem("missing-field", message, &table.at, "add `party = …`".to_owned());
    }
    if term.is_some() && holders.is_empty() && kind != Some(ExceptionKind::Vacant) {
        let message = "an exception to a term needs who held instead".to_owned();
        table.file.problem("missing-field", message, &table.at, "add `holder = …`".to_owned());
    }
    let exception = Exception {
        // One that is missing has been noted; the rest of the table is read all the same.
        kind: kind.unwrap_or(ExceptionKind::Skip),
        term,
        party: party.map(|it| it.text),
        holder: holders.into_iter().map(|it| it.text).collect(),
        resume: table.choice::<Resume>("resume").unwrap_or_default(),
        why: table.needed("why").text,
        cite: known.cite(table),
        from: since,
        until: to,
    };
    table.finish();
    exception
}
