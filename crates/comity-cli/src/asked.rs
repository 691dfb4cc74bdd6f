//! What questions to a record have in common: the file, the three clocks, the policy, the format.

use std::io::Write;
use std::path::PathBuf;

use comity::Day;
use comity::record::answer::Named;
use comity::record::{Access, AtlasNames, Policy, Question, Rank, Record};
use jiff::Timestamp;

use crate::failure::Failure;

/// The record.
#[derive(clap::Args)]
pub struct RecordFile {
    /// The record; by default COMITY_RECORD, else the one in your data folder
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

/// The three clocks of a question, and the sources that count most.
#[derive(clap::Args)]
pub struct Clocks {
    /// The day in the world, such as 2025-10-10, 2025-10 or 2025; by default the day of --known, else today
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Day>,
    /// Answer only from what was published by this day; by default today
    #[arg(long, value_name = "DAY", value_parser = day)]
    known: Option<Day>,
    /// Answer as this record would have at this instant, such as 2025-10-10T12:00:00Z; by default now
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    recorded: Option<Timestamp>,
    /// Ranks of sources, the one that counts most first, for this question only
    #[arg(long, value_name = "RANK,…", value_delimiter = ',', value_parser = rank)]
    prefer: Vec<Rank>,
}

/// The record and the three clocks of a question.
#[derive(clap::Args)]
pub struct Asked {
    #[command(flatten)]
    file: RecordFile,
    #[command(flatten)]
    clocks: Clocks,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Print the words that prove each line
    #[arg(long)]
    pub evidence: bool,
}

/// How to print an answer.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, in a terminal
    Text,
    /// One JSON object
    Json,
    /// One line a row, with a header
    Csv,
}

fn day(text: &str) -> Result<Day, String> {
    let day = Day::parse(text).map_err(|it| it.to_string())?;
    if day.year.is_some() { Ok(day) } else { Err(format!("`{text}` has no year")) }
}

/// An instant; of a day, its last.
pub fn instant(text: &str) -> Result<Timestamp, String> {
    let parsed = text.parse::<Timestamp>().or_else(|_| format!("{text}T23:59:59.999999Z").parse());
    parsed.map_err(|_| format!("`{text}` is no instant; expected `2025-10-10T12:00:00Z` or `2025-10-10`"))
}

fn rank(text: &str) -> Result<Rank, String> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|_| {
        format!("`{text}` is no rank; use instrument, own, participant, compiled, agency or other")
    })
}

/// The present instant; `COMITY_NOW` sets it, for tests and for replays of an archive.
pub fn now() -> Result<Timestamp, Failure> {
    match std::env::var("COMITY_NOW") {
        Ok(text) => instant(&text).map_err(|message| Failure::User {
            message: format!("COMITY_NOW: {message}"),
            hint: "unset it to use the clock".to_owned(),
        }),
        Err(_) => Ok(Timestamp::now()),
    }
}

/// Today, in UTC.
pub fn today() -> Result<Day, Failure> {
    let date = now()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    Ok(Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs()))
}

/// The shipped preference policy.
fn policy() -> Result<Policy, Failure> {
    comity::record::policy().map_err(|it| Failure::Internal(it.to_string()))
}

impl RecordFile {
    /// Opens it for questions. Where there is none yet, the shipped base answers, as a fresh record would, and a note says so.
    pub fn ask(&self) -> Result<Record, Failure> {
        let path = self.path()?;
        if path.exists() {
            return self.open(&path, Access::Read);
        }
        let _ = writeln!(
            anstream::stderr(),
            "note: there is no record `{}` yet, the shipped base answers",
            path.display()
        );
        let record = Record::in_memory(&path.display().to_string()).map_err(Failure::Record)?;
        let mut record = record.with_policy(policy()?);
        record.bulk(comity_import::base::entries(), now()?, &mut |_| {}).map_err(Failure::Record)?;
        Ok(record)
    }

    /// Opens it to look at the file itself.
    pub fn read(&self) -> Result<Record, Failure> {
        let path = self.path()?;
        self.open(&path, Access::Read)
    }

    /// Opens it to append; a record that is not there yet is created, with the folders above it.
    pub fn write(&self) -> Result<Record, Failure> {
        let path = self.path()?;
        if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty() && !it.exists()) {
            std::fs::create_dir_all(folder).map_err(|it| Failure::Missing {
                path: folder.display().to_string(),
                reason: it.to_string(),
            })?;
        }
        self.open(&path, Access::Create)
    }

    /// Opens it to append to what it has.
    pub fn amend(&self) -> Result<Record, Failure> {
        let path = self.path()?;
        self.open(&path, Access::Write)
    }

    fn open(&self, path: &std::path::Path, access: Access) -> Result<Record, Failure> {
        Ok(Record::open(path, access).map_err(Failure::Record)?.with_policy(policy()?))
    }

    /// The file.
    pub fn path(&self) -> Result<PathBuf, Failure> {
        if let Some(path) = &self.record {
            return Ok(path.clone());
        }
        let variable = |name: &str| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
        if let Some(path) = variable("COMITY_RECORD") {
            return Ok(path);
        }
        let folder = variable("XDG_DATA_HOME")
            .or_else(|| variable("APPDATA"))
            .or_else(|| variable("HOME").map(|it| it.join(".local").join("share")));
        folder.map(|it| it.join("comity").join("record.comity")).ok_or_else(|| Failure::User {
            message: "there is no data folder: neither XDG_DATA_HOME, APPDATA nor HOME is set".to_owned(),
            hint: "name the record with --record".to_owned(),
        })
    }
}

impl Asked {
    /// The record, opened for questions.
    pub fn record(&self) -> Result<Record, Failure> {
        self.file.ask()
    }

    /// The record, the question, and the one whom a name means then.
    pub fn about(&self, name: &str) -> Result<(Record, Question, Named), Failure> {
        let record = self.record()?;
        let question = self.question(&record)?;
        let named = subject(&record, name, question.on)?;
        Ok((record, question, named))
    }

    /// Whether the day in the world is given, and does not follow that of knowledge.
    pub fn names_day(&self) -> bool {
        self.clocks.on.is_some()
    }

    /// The question's clocks, policy and wish for evidence.
    pub fn question(&self, record: &Record) -> Result<Question, Failure> {
        Ok(Question { evidence: self.evidence, ..self.clocks.question(record)? })
    }
}

impl Clocks {
    /// A question with these clocks.
    pub fn question(&self, record: &Record) -> Result<Question, Failure> {
        let known = self.known.map_or_else(today, Ok)?;
        let on = self.on.or(self.known).map_or_else(today, Ok)?;
        Ok(Question { on, known, recorded: self.recorded, policy: self.policy(record), evidence: false })
    }

    fn policy(&self, record: &Record) -> Option<Policy> {
        let shipped = record.policy();
        (!self.prefer.is_empty()).then(|| Policy {
            name: "of this question".to_owned(),
            order: self.prefer.clone(),
            publishers: shipped.publishers.clone(),
        })
    }
}

/// Whom a person means: the one that a name can be, or the candidates as a failure.
pub fn subject(record: &Record, name: &str, on: Day) -> Result<Named, Failure> {
    let found = record.subjects(name, &AtlasNames, on).map_err(Failure::Record)?;
    one(found, name, "no party or organisation")
}

/// The only one of several, else a failure that names them.
pub fn one(mut found: Vec<Named>, name: &str, none: &str) -> Result<Named, Failure> {
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Failure::User {
            message: format!("{none} is called `{name}`"),
            hint: "use a name or id as `comity sources`, `timeline` or the atlas write it".to_owned(),
        }),
        _ => {
            let list: Vec<String> = found.iter().map(|it| format!("{} ({})", it.id, it.name)).collect();
            Err(Failure::User {
                message: format!("`{name}` can be several"),
                hint: format!("use one of {}", list.join(", ")),
            })
        }
    }
}
