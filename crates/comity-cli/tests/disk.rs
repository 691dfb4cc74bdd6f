//! A disk that is full, and one that nobody may write: a message, and a record that answers and verifies as before.
//!
//! The disks are real ones in memory, so this needs the right to mount; without it (not root), it says so and passes.
#![allow(clippy::disallowed_methods, clippy::print_stderr)]

mod common;

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{comity, folder};

/// A disk of two megabytes.
struct Disk(tempfile::TempDir);

impl Disk {
    fn new() -> Option<Disk> {
        let disk = Disk(folder::<&str>(&[]));
        let made = disk.mount(&["-t", "tmpfs", "-o", "size=2m", "tmpfs"]);
        if !made {
            eprintln!("skipped: no right to mount a disk");
        }
        made.then_some(disk)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn mount(&self, options: &[&str]) -> bool {
        let quiet = || Stdio::null();
        let mut command = Command::new("mount");
        command.args(options).arg(self.path()).stdout(quiet()).stderr(quiet());
        command.status().is_ok_and(|it| it.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}

const HEAD: &str = "org,party,standing,from,source\n";

/// A disk with a record of one row.
fn with_record() -> Option<Disk> {
    let disk = Disk::new()?;
    std::fs::write(disk.path().join("one.csv"), format!("{HEAD}OECS,Grenada,member,1981-06-18,list\n"))
        .expect("room");
    let out = comity(disk.path(), &["import", "csv", "one.csv", "--empty"]);
    assert!(out.starts_with("imported  1 entries\n"), "{out}");
    Some(disk)
}

/// What the record answers and how it verifies.
fn state(disk: &Disk) -> String {
    let standing = comity(disk.path(), &["standing", "OECS", "--on", "1990-01-01"]);
    assert!(standing.contains("Grenada  1981-06-18 –"), "{standing}");
    let verified = comity(disk.path(), &["verify"]);
    assert!(verified.starts_with("sound  1 entries"), "{verified}");
    verified
}

#[test]
fn a_full_disk_is_said_and_nothing_of_the_record_is_lost() {
    let Some(disk) = with_record() else { return };
    let before = state(&disk);
    let mut table = HEAD.to_owned();
    for n in 0..20_000 {
        let _ = writeln!(table, "OECS,Dominica,member,{:04}-{:02}-01,list", 200 + n / 12, n % 12 + 1);
    }
    let other = folder(&[("many.csv", table)]);
    let many = other.path().join("many.csv");
    let out = comity(disk.path(), &["import", "csv", &many.display().to_string()]);
    assert!(
        out.contains(
            "error: the disk is full: nothing of this append is in `r.comity`, everything before it is"
        ),
        "{out}"
    );
    assert!(out.ends_with("exit 6"), "{out}");
    assert_eq!(state(&disk), before);
}

#[test]
fn a_disk_that_may_not_be_written_answers_and_refuses_to_append() {
    let Some(disk) = with_record() else { return };
    let before = state(&disk);
    assert!(disk.mount(&["-o", "remount,ro"]));
    let other = folder(&[("two.csv", format!("{HEAD}OECS,Dominica,member,1981-06-18,list\n"))]);
    let two = other.path().join("two.csv");
    let out = comity(disk.path(), &["import", "csv", &two.display().to_string()]);
    assert!(out.contains("error: `r.comity` may not be written"), "{out}");
    assert!(out.ends_with("exit 6"), "{out}");
    assert_eq!(state(&disk), before);
}
