//! Members of the United Nations: two tables of the Treaty Collection and what is entered by hand.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use csv::StringRecord;

/// `base/by-hand/un.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ByHand {
    org: String,
    standing: String,
    /// First day of the Charter.
    in_force: String,
    /// What original members became members by, and where that can be read.
    charter: String,
    charter_source: String,
    /// What stands before the number of a resolution.
    resolution: String,
    /// What stands before the number of a registration.
    registered: String,
    admission_body: String,
    admission_source: String,
    /// Name in the tables → id.
    names: BTreeMap<String, String>,
    /// Number in the table → number.
    resolutions: BTreeMap<String, String>,
    change: Vec<Change>,
    interruption: Vec<Interruption>,
}

/// What a line says otherwise than its table.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    party: String,
    from: Option<String>,
    note: Option<String>,
    source: Option<String>,
}

/// Days on which a member was none.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Interruption {
    party: String,
    from: String,
    until: String,
    note: String,
    source: String,
    verified: bool,
}

/// One line, in the order of the columns.
#[derive(Clone, Default)]
struct Line {
    party: String,
    from: String,
    until: String,
    decided_on: String,
    decided_by: String,
    instrument: String,
    source: String,
    verified: bool,
    note: String,
}

/// The text of `base/standings/un.csv`.
pub fn derive(root: &Path, data: &Path) -> Result<String, Box<dyn Error>> {
    let hand: ByHand = toml::from_str(&fs::read_to_string(root.join("by-hand/un.toml"))?)?;
    let mut lines = original(&hand, &data.join("un_charter_original_ratifications.csv"))?;
    lines.extend(admitted(&hand, &data.join("un_admissions_with_resolution.csv"))?);
    for change in &hand.change {
        let line = lines.iter_mut().find(|it| it.party == change.party);
        let line = line.ok_or_else(|| format!("no table has `{}`", change.party))?;
        line.from = change.from.clone().unwrap_or_else(|| line.from.clone());
        line.note = [change.note.as_deref().unwrap_or_default(), &line.note].join("; ");
        line.note = line.note.trim_matches([';', ' ']).to_owned();
        if let Some(source) = &change.source {
            line.source = format!("{}; {source}", line.source);
        }
    }
    let broken: Vec<Line> =
        hand.interruption.iter().map(|it| interrupt(&mut lines, it)).collect::<Result<_, _>>()?;
    lines.extend(broken);
    let mut observers = csv::Reader::from_path(root.join("by-hand/un-observers.csv"))?;
    let header = observers.headers()?.clone();
    let mut rows: Vec<StringRecord> = observers.records().collect::<Result<_, _>>()?;
    rows.extend(lines.iter().map(|it| record(&hand, it)));
    super::write(&header, &rows)
}

fn record(hand: &ByHand, it: &Line) -> StringRecord {
    let status = if it.verified { "sourced" } else { "unverified" };
    StringRecord::from(vec![
        hand.org.as_str(),
        &it.party,
        &hand.standing,
        "full",
        &it.from,
        &it.until,
        &it.decided_on,
        &it.decided_by,
        &it.instrument,
        &it.source,
        status,
        &it.note,
    ])
}

fn original(hand: &ByHand, path: &Path) -> Result<Vec<Line>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for row in csv::Reader::from_path(path)?.deserialize() {
        let (state, ratified): (String, String) = row?;
        let ratified = day(&ratified)?;
        lines.push(Line {
            party: id(hand, &state)?,
            from: ratified.clone().max(hand.in_force.clone()),
            instrument: hand.charter.clone(),
            source: hand.charter_source.clone(),
            verified: true,
            note: format!("original member; ratified {ratified}"),
            ..Line::default()
        });
    }
    Ok(lines)
}

fn admitted(hand: &ByHand, path: &Path) -> Result<Vec<Line>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for row in csv::Reader::from_path(path)?.deserialize() {
        let (state, number, adopted, _, registered): (String, String, String, String, String) = row?;
        let (number, adopted) = (hand.resolutions.get(&number).unwrap_or(&number), day(&adopted)?);
        lines.push(Line {
            party: id(hand, &state)?,
            from: adopted.clone(),
            decided_on: adopted,
            decided_by: hand.admission_body.clone(),
            instrument: if number.is_empty() {
                String::new()
            } else {
                format!("{}{number}", hand.resolution)
            },
            source: hand.admission_source.clone(),
            verified: true,
            note: format!("{}{registered}", hand.registered),
            ..Line::default()
        });
    }
    Ok(lines)
}

/// Ends a member's line where it was broken off; gives the line after.
fn interrupt(lines: &mut [Line], it: &Interruption) -> Result<Line, String> {
    let line = lines.iter_mut().find(|line| line.party == it.party);
    let line = line.ok_or_else(|| format!("no table has `{}`", it.party))?;
    let after = Line {
        party: it.party.clone(),
        from: it.until.clone(),
        instrument: line.instrument.clone(),
        source: it.source.clone(),
        verified: it.verified,
        note: it.note.clone(),
        ..Line::default()
    };
    line.until = it.from.clone();
    Ok(after)
}

fn id(hand: &ByHand, name: &str) -> Result<String, String> {
    let by_hand = hand.names.get(name).map(String::as_str);
    by_hand
        .or_else(|| comity_import::id_of(name))
        .map(str::to_owned)
        .ok_or_else(|| format!("the atlas has no `{name}`, or several; say under `names` whom it means"))
}

/// `9 Nov 1946` → `1946-11-09`.
fn day(text: &str) -> Result<String, String> {
    let day = comity_import::un::written(text)
        .ok_or_else(|| format!("`{text}` is not a day such as `9 Nov 1946`"))?;
    Ok(day.to_string())
}
