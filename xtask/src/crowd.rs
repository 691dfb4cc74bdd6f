//! `cargo xtask crowd ROWS RECORD`: a record of many organisations, to measure by. Each is one of the shipped base under a
//! number of its own (`org:b0`, `org:b1`, …): as many parties, spells and chairs as organisations have.

use std::collections::BTreeMap;
use std::path::Path;

use comity::record::{Access, Body, Entry, Record};

/// The time of every entry, so that two records of the same size are the same.
const RECORDED: &str = "2026-01-01T00:00:00Z";

/// Runs the task; prints how many organisations there are.
#[allow(clippy::print_stdout)]
pub(crate) fn run(arguments: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let [rows, path] = arguments else { return Err("usage: cargo xtask crowd ROWS RECORD".into()) };
    let rows: usize = rows.parse()?;
    let mut by_org: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in comity_import::base::entries() {
        if let Some(org) = org_of(&entry.body) {
            by_org.entry(org.clone()).or_default().push(entry);
        }
    }
    let mut record = Record::open(Path::new(path), Access::Create)?;
    let (mut organisations, mut standings) = (0, 0);
    let mut batch = Vec::new();
    for own in by_org.values().cycle() {
        batch.extend(own.iter().map(|it| Entry { body: renamed(&it.body, organisations), ..it.clone() }));
        organisations += 1;
        standings += own.iter().filter(|it| matches!(it.body, Body::Standing(_))).count();
        if batch.len() > 50_000 || standings >= rows {
            record.bulk(std::mem::take(&mut batch), RECORDED.parse()?, &mut |_| {})?;
        }
        if standings >= rows {
            break;
        }
    }
    println!("{organisations}");
    Ok(())
}

fn org_of(body: &Body) -> Option<&String> {
    match body {
        Body::Standing(row) => Some(&row.org),
        Body::Chair(row) => Some(&row.org),
        _ => None,
    }
}

fn renamed(body: &Body, number: usize) -> Body {
    let mut body = body.clone();
    match &mut body {
        Body::Standing(row) => row.org = format!("org:b{number}"),
        Body::Chair(row) => row.org = format!("org:b{number}"),
        _ => {}
    }
    body
}
