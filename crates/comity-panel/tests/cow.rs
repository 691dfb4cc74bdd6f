//! The panels of an imported data set are the data set's own rows: over a sample written here, and over the whole file of
//! the Correlates of War project where it is at hand.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use comity_model::Day;
use comity_panel::{Format, Kind, Options};
use comity_record::{Access, NoNames, Record};

/// Organisation, year, state → code; as the panel has it, and as the file has it.
type Cells = BTreeMap<(String, i16, i32), i8>;

fn record(text: &str) -> (tempfile::TempDir, Record) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::open(&folder.path().join("r"), Access::Create).expect("a record");
    let entries = comity_import::cow::entries("igo_year.csv", text, &mut |_, _| {})
        .unwrap_or_else(|it| panic!("{} mistakes, first {:?}", it.len(), it.first()));
    let instant = "2026-06-01T00:00:00Z".parse().expect("an instant");
    record.bulk(entries, instant, &mut |_| {}).expect("room");
    (folder, record)
}

fn panel(record: &Record, kind: Kind) -> String {
    let options = Options {
        kind,
        source: Some("cow-igo-3.0".to_owned()),
        organisations: Vec::new(),
        from: None,
        until: None,
        known: Day::year(2026),
    };
    let mut out = Vec::new();
    comity_panel::write(record, &NoNames, &options, Format::Csv, &mut out, &mut |_, _| {}).expect("a panel");
    String::from_utf8(out).expect("text")
}

/// The cells of a panel, by one of its two columns of codes.
fn cells(panel: &str, column: &str) -> Cells {
    let mut reader = csv::Reader::from_reader(panel.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|it| it == name).expect("a column");
    let (org, year, state, code) = (at("cow_org"), at("year"), at("ccode"), at(column));
    let mut cells = Cells::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let number = |at: usize| row[at].parse::<i32>().expect("a number");
        let key = (row[org].to_owned(), number(year) as i16, number(state));
        assert_eq!(cells.insert(key.clone(), number(code) as i8), None, "{key:?} stands twice");
    }
    cells
}

/// The cells of the file: an empty one is a state that is no member of the system of states.
fn file(text: &str) -> Cells {
    let columns: BTreeMap<&str, i32> = comity_import::codes::cow_states()
        .iter()
        .map(|it| (it.column, it.number.parse().expect("a number")))
        .collect();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let mut cells = Cells::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let at = |name: &str| &row[header.iter().position(|it| it == name).expect("a column")];
        let year = at("year").trim_end_matches(".0").parse().expect("a year");
        for (name, value) in header.iter().zip(&row) {
            let Some(state) = columns.get(name) else { continue };
            let code =
                if value.is_empty() { -1 } else { value.trim_end_matches(".0").parse().expect("a code") };
            cells.insert((at("ioname").to_owned(), year, *state), code);
        }
    }
    cells
}

fn check(text: &str) {
    let (_folder, record) = record(text);
    let expected = file(text);
    let panel = panel(&record, Kind::OrganisationYear);
    for column in ["code_on_31_dec", "code_any_day"] {
        let found = cells(&panel, column);
        let differ: Vec<_> = expected
            .iter()
            .filter(|(key, code)| found.get(*key) != Some(*code))
            .map(|(key, code)| (key, *code, found.get(key)))
            .collect();
        let shown: Vec<_> = differ.iter().take(20).collect();
        assert!(
            differ.is_empty(),
            "{column}: {} of {} cells differ: {shown:#?}",
            differ.len(),
            expected.len()
        );
        assert_eq!(found.len(), expected.len());
    }
}

/// Written for this test: two organisations, one of which pauses, and all the ways in which codes can follow one another.
const SAMPLE: &str = "\
ioname,orgname,year,usa,canada,wgermany,germany,egermany,zambia,sdate
ALPHA,Alpha Organisation,1953,1,0,,,,,1953
ALPHA,Alpha Organisation,1954,1,2,,,0,,1953
ALPHA,Alpha Organisation,1955,-9,2,1,,0,,1953
ALPHA,Alpha Organisation,1956,1,1,1,,-9,,1953
ALPHA,Alpha Organisation,1960,0,-9,1,,-9,,1953
ALPHA,Alpha Organisation,1961,1,-9,1,,3,,1953
BETA,Beta Union,1960,-9,3,1,-9,1,,1960
BETA,Beta Union,1961,-9,0,,1,,0,1960
BETA,Beta Union,1962,1,1,,1,,1,1960
";

#[test]
fn a_sample_comes_back_as_it_was() {
    check(SAMPLE);
}

#[test]
fn by_state_the_other_meaning_of_minus_one_is_told() {
    let (_folder, record) = record(SAMPLE);
    let panel = panel(&record, Kind::StateYear);
    let line = |start: &str| panel.lines().find(|it| it.starts_with(start)).map(str::to_owned);
    // Beta does not exist in 1956, Canada does.
    let beta = line("1956,Beta Union,Beta Union,BETA,,state:CA").expect("a row");
    assert!(beta.contains(",-1,-1,organisation-not-in-existence,"), "{beta}");
    // Zambia exists from 1961 on, by what the file says of it: no rows before.
    assert_eq!(line("1956,Alpha Organisation,Alpha Organisation,ALPHA,,state:ZM"), None);
    assert!(line("1961,Beta Union,Beta Union,BETA,,state:ZM").is_some());
}

#[test]
fn dyads_stand_in_both_directions() {
    let (_folder, record) = record(SAMPLE);
    let dyads = panel(&record, Kind::Dyad);
    let pair = |one: &str, other: &str| {
        let count = |line: &&str| {
            line.starts_with("1962,Beta Union")
                && line.contains(&format!("{one},"))
                && line.contains(&format!("{other},"))
        };
        dyads.lines().filter(count).count()
    };
    assert_eq!(pair("state:US", "state:CA"), 2);
    let joint = panel(&record, Kind::Joint);
    assert!(joint.contains("1962,state:US,2,state:CA,20,1,1,1,1\n"), "{joint}");
    assert!(joint.contains("1962,state:CA,20,state:US,2,1,1,1,1\n"), "{joint}");
    assert!(joint.contains("1961,state:US,2,state:CA,20,0,0,0,0\n"), "{joint}");
}

#[test]
#[allow(clippy::print_stdout)]
fn the_whole_file_comes_back_as_it_was() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("COMITY_SHARED").map_or(beside, Into::into);
    let path = shared.join("data/cow/igo_year_formatv3.csv.gz");
    let Ok(bytes) = std::fs::File::open(&path) else {
        println!("skipped: {} is not at hand; the sample stands for it", path.display());
        return;
    };
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut text).expect("a gzip file");
    check(&String::from_utf8_lossy(&text));
}

#[test]
fn parquet_has_the_rows_of_csv() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let (_folder, record) = record(SAMPLE);
    let csv = panel(&record, Kind::OrganisationYear);
    let options = Options {
        kind: Kind::OrganisationYear,
        source: Some("cow-igo-3.0".to_owned()),
        organisations: Vec::new(),
        from: None,
        until: None,
        known: Day::year(2026),
    };
    let mut out = Vec::new();
    comity_panel::write(&record, &NoNames, &options, Format::Parquet, &mut out, &mut |_, _| {})
        .expect("a panel");
    let reader = SerializedFileReader::new(bytes::Bytes::from(out)).expect("a Parquet file");
    let rows = reader.get_row_iter(None).expect("rows").map(|row| {
        let row = row.expect("a row");
        let cells = row.get_column_iter().map(|(_, field)| match field {
            parquet::record::Field::Null => String::new(),
            parquet::record::Field::Str(text) => text.clone(),
            other => other.to_string(),
        });
        cells.collect::<Vec<_>>().join(",")
    });
    let lines: Vec<String> = csv.lines().skip(1).map(str::to_owned).collect();
    assert_eq!(rows.collect::<Vec<_>>(), lines);
}
