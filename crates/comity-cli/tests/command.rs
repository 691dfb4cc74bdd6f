//! The command line as a user meets it: output, messages and exit codes.

mod common;

use common::{comity, folder};

const SENTENCE: &[u8] = b"The OTS granted Hungary observer status on 12 November 2021.";

#[test]
fn a_reading_shows_the_act_and_its_words() {
    let folder = folder(&[("a.txt", SENTENCE)]);
    insta::assert_snapshot!(comity(folder.path(), &["read", "a.txt"]), @r"
    a.txt
    en

    grant · in_force · OTS · Hungary · observer · 2021-11-12
      --> a.txt:1:5 c1 · en/grant/grant-standing · 0.98
       | OTS granted Hungary observer status on 12 November 2021
       | ^^^         ^^^^^^^ ^^^^^^^^^^^^^^^    ^^^^^^^^^^^^^^^^
       | agent       party   standing           when

    exit 0
    ");
}

#[test]
fn an_explanation_names_rule_and_roles() {
    let folder = folder(&[("a.txt", SENTENCE)]);
    insta::assert_snapshot!(comity(folder.path(), &["explain", "a.txt", "c1"]), @r"
    c1  grant · in_force · OTS · Hungary · observer · 2021-11-12
      pack         en
      rule         en/grant/grant-standing
      stage        in_force (affirms)
      organisation OTS (org:ots, 4–7)
      agent        OTS (org:ots, 4–7)
      party        Hungary (state:HU, 16–23)
      standing     observer
      when         2021-11-12 (stated, from “12 November 2021”)
      evidence     4–59 “OTS granted Hungary observer status on 12 November 2021”
      background   false
      confidence   0.98
      signals      rule:grant/grant-standing, kind:grant, stage:inforce, tense:done, day, standing:said, party:obj, verbs-between:0, org:main, org:agent, org-named:1, agent:org
    exit 0
    ");
}

#[test]
fn an_unknown_claim_lists_those_there_are() {
    let folder = folder(&[("a.txt", SENTENCE)]);
    insta::assert_snapshot!(comity(folder.path(), &["explain", "a.txt", "c9"]), @r"
    error: there is no claim `c9`
      = hint: use one of c1
    exit 1
    ");
}

#[test]
fn a_missing_file() {
    insta::assert_snapshot!(comity(folder::<&str>(&[]).path(), &["read", "b.txt"]), @r"
    error: cannot read `b.txt`: there is no such file
      = hint: check the path, or use `-` for standard input
    exit 3
    ");
}

#[test]
fn a_binary_file() {
    let folder = folder(&[("b.bin", b"\x7fELF\x02\x00\x00")]);
    insta::assert_snapshot!(comity(folder.path(), &["read", "b.bin"]), @r"
    error: `b.bin` is not text: byte 5 is 0x00
      = hint: give plain text; convert PDF or Word files first
    exit 4
    ");
}

#[test]
fn an_empty_file() {
    let folder = folder(&[("e.txt", b"")]);
    insta::assert_snapshot!(comity(folder.path(), &["read", "e.txt"]), @r"
    e.txt


    note[empty-document]: the document has no text
    exit 0
    ");
}

#[test]
fn an_unknown_option() {
    let said = comity(folder::<&str>(&[]).path(), &["read", "--colour", "a.txt"]);
    assert!(said.starts_with("error: unexpected argument '--colour' found"), "{said}");
    assert!(said.ends_with("exit 2"), "{said}");
}

#[test]
fn a_bad_pack_has_a_place_and_a_hint() {
    let rule = b"[[rule]]\nname = \"admit\"\nact = \"grand\"\ndone = \"decided\"\n";
    let folder = folder(&[("xx/acts/grant.toml", rule)]);
    let said = comity(folder.path(), &["pack", "check", "xx"]);
    assert!(said.starts_with("error[bad-toml]: unknown variant `grand`"), "{said}");
    assert!(said.contains("--> acts/grant.toml:3:7\n"), "{said}");
    assert!(said.ends_with("exit 5"), "{said}");
}

#[test]
fn pages_escape_what_documents_hold() {
    let folder = folder(&[("x.txt", b"The OTS granted Hungary observer status. <script>alert(1)</script>")]);
    let page = comity(folder.path(), &["read", "--format", "html", "x.txt"]);
    assert!(page.contains("<mark"), "{page}");
    assert!(!page.contains("<script"), "{page}");
}

#[test]
fn many_files_keep_their_order() {
    let folder = folder(&[("d/b.txt", SENTENCE), ("d/a.txt", SENTENCE), ("d/c.md", SENTENCE)]);
    let lines = comity(folder.path(), &["read", "--format", "ndjson", "d"]);
    let paths: Vec<&str> =
        lines.lines().filter_map(|line| line.split("\"path\":\"").nth(1)?.split('"').next()).collect();
    assert_eq!(paths, ["d/a.txt", "d/b.txt"]);
}
