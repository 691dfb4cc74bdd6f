//! The questions.

use comity::record::Side;

use crate::answer::{
    Act, Chairs, Compared, Disputes, Document, Documents, Expectations, Exports, Initiatives, Said, Search,
    Sources, Standings, Subjects, Timeline,
};

use super::param::{ABOUT, ACT, COMPARED, DOCUMENT, KIND, NAME, ORG, PARTY, PERSON, ROWS, WORDS};
use super::{Question, any, one};
use crate::rows::Form;

/// A question about nobody in particular that has pages of lines.
const LIST: Question = Question {
    name: "",
    path: "",
    what: "",
    id: None,
    params: &[],
    rows: &[],
    pages: true,
    seldom: false,
    held: |_, _| None,
    answer: |_, _| any(()),
    schema: |it| it.subschema_for::<Subjects>(),
};

/// A question that has one answer.
const ONE: Question = Question { pages: false, ..LIST };

/// All of them.
pub(crate) static QUESTIONS: [Question; 21] = [
    Question {
        name: "organisations",
        path: "/org",
        what: "Organisations of which the record says anything",
        rows: &["subjects"],
        answer: |ask, _| any(ask.orgs()?),
        ..LIST
    },
    Question {
        name: "standings",
        path: "/org/{id}/standings",
        what: "Who stands where in an organisation on a day, as known on a day: full, associate, candidate, observer, partner, and what lies ahead",
        id: Some(ORG),
        rows: &["standings"],
        held: |ask, id| ask.listing_held(ask.org_held(id)?, Form::Json),
        answer: |ask, id| one(ask.listing(Side::Org(ask.org(id)?.id), Form::Json)?),
        schema: |it| it.subschema_for::<Standings>(),
        ..LIST
    },
    Question {
        name: "chairs",
        path: "/org/{id}/chairs",
        what: "Who chaired, chairs and is to chair an organisation and its bodies; who is due by its rule is a forecast and never an act",
        id: Some(ORG),
        rows: &["chairs"],
        answer: |ask, id| any(ask.chairs(&ask.org(id)?.id)?),
        schema: |it| it.subschema_for::<Chairs>(),
        ..ONE
    },
    Question {
        name: "timeline",
        path: "/org/{id}/timeline",
        what: "Acts of an organisation by day",
        id: Some(ORG),
        params: &[KIND, ROWS],
        rows: &["acts"],
        answer: |ask, id| any(ask.timeline(&ask.org(id)?.id)?),
        schema: |it| it.subschema_for::<Timeline>(),
        ..LIST
    },
    Question {
        name: "charter",
        path: "/org/{id}/charter",
        what: "The law of an organisation on a day, by its lines: bodies, kinds of standing, the rule of the chair, exit",
        id: Some(ORG),
        answer: |ask, id| any(ask.charter(&ask.org(id)?.id)?),
        schema: |_| schemars::json_schema!({ "type": "object", "description": "A charter, as `comity charter show` has it" }),
        ..ONE
    },
    Question {
        name: "expected_of_organisation",
        path: "/org/{id}/expected",
        what: "What lies ahead of an organisation; forecasts are labelled and never acts",
        id: Some(ORG),
        rows: &["expected"],
        answer: |ask, id| any(ask.expected(Some(&ask.org(id)?))?),
        schema: |it| it.subschema_for::<Expectations>(),
        ..LIST
    },
    Question {
        name: "disputes_of_organisation",
        path: "/org/{id}/disputes",
        what: "Where sources about an organisation or a party differ, each with its words",
        id: Some(ORG),
        rows: &["disputes"],
        answer: |ask, id| any(ask.disputes(Some(&ask.org(id)?.id))?),
        schema: |it| it.subschema_for::<Disputes>(),
        ..LIST
    },
    Question {
        name: "exports",
        path: "/org/{id}/export",
        what: "Files of an organisation in forms that others use (PROV, Popolo, FollowTheMoney, Frictionless, panels), and what each form cannot hold",
        id: Some(ORG),
        rows: &["exports"],
        answer: |ask, id| any(crate::export::list(ask, &ask.org(id)?)?),
        schema: |it| it.subschema_for::<Exports>(),
        ..ONE
    },
    Question {
        name: "standings_of_party",
        path: "/party/{id}/standings",
        what: "Where a party stands on a day, as known on a day",
        id: Some(PARTY),
        rows: &["standings"],
        held: |ask, id| ask.listing_held(ask.party_held(id)?, Form::Json),
        answer: |ask, id| one(ask.listing(Side::Party(ask.party(id)?.id), Form::Json)?),
        schema: |it| it.subschema_for::<Standings>(),
        ..LIST
    },
    Question {
        name: "timeline_of_party",
        path: "/party/{id}/timeline",
        what: "Acts of or about a party by day: what it proposed, took, gave up",
        id: Some(PARTY),
        params: &[KIND, ROWS],
        rows: &["acts"],
        answer: |ask, id| any(ask.timeline(&ask.party(id)?.id)?),
        schema: |it| it.subschema_for::<Timeline>(),
        ..LIST
    },
    Question {
        name: "persons",
        path: "/person",
        what: "Persons whose words the record has",
        rows: &["subjects"],
        answer: |ask, _| any(ask.persons()?),
        ..LIST
    },
    Question {
        name: "said",
        path: "/person/{id}",
        what: "Words of a person, verbatim, with the documents that have them",
        id: Some(PERSON),
        params: &[ABOUT],
        rows: &["quotations"],
        answer: |ask, id| any(ask.said(id)?),
        schema: |it| it.subschema_for::<Said>(),
        ..ONE
    },
    Question {
        name: "act",
        path: "/act/{*id}",
        what: "An act as a chain, proposed, decided, in force, each stage with its claims and words; and what the charter says",
        id: Some(ACT),
        rows: &["chain"],
        answer: |ask, id| any(ask.act(id)?),
        schema: |it| it.subschema_for::<Act>(),
        ..ONE
    },
    Question {
        name: "documents",
        path: "/document",
        what: "Documents, the latest recorded first",
        rows: &["documents"],
        answer: |ask, _| any(ask.documents()?),
        schema: |it| it.subschema_for::<Documents>(),
        ..LIST
    },
    Question {
        name: "document",
        path: "/document/{id}",
        what: "A document: its text, its source chain, and its reading",
        id: Some(DOCUMENT),
        answer: |ask, id| any(ask.document(id)?),
        schema: |it| it.subschema_for::<Document>(),
        ..ONE
    },
    Question {
        name: "expected",
        path: "/expected",
        what: "What lies ahead of all organisations; forecasts are labelled and never acts",
        rows: &["expected"],
        seldom: true,
        answer: |ask, _| any(ask.expected(None)?),
        schema: |it| it.subschema_for::<Expectations>(),
        ..LIST
    },
    Question {
        name: "disputes",
        path: "/disputes",
        what: "Where sources differ, each with its words",
        rows: &["disputes"],
        seldom: true,
        answer: |ask, _| any(ask.disputes(None)?),
        schema: |it| it.subschema_for::<Disputes>(),
        ..LIST
    },
    Question {
        name: "sources",
        path: "/sources",
        what: "What the record draws from",
        rows: &["sources"],
        answer: |ask, _| any(ask.sources()?),
        schema: |it| it.subschema_for::<Sources>(),
        ..LIST
    },
    Question {
        name: "search",
        path: "/search",
        what: "Documents and filings that have words",
        params: &[WORDS],
        rows: &["found"],
        answer: |ask, _| any(ask.search(ask.required("q")?)?),
        schema: |it| it.subschema_for::<Search>(),
        ..LIST
    },
    Question {
        name: "initiative",
        path: "/initiative",
        what: "What became of what was put forward under a name",
        params: &[NAME],
        answer: |ask, _| any(ask.initiatives(ask.required("name")?)?),
        schema: |it| it.subschema_for::<Initiatives>(),
        ..ONE
    },
    Question {
        name: "compare",
        path: "/compare",
        what: "What differs between two days, two known days, or two organisations",
        params: &COMPARED,
        rows: &["changes"],
        answer: |ask, _| {
            let subject = ask.named(ask.required("subject")?)?;
            let other = ask.wish.param("other").map(|it| ask.named(it)).transpose()?;
            any(ask.compare(&subject, other.as_ref())?)
        },
        schema: |it| it.subschema_for::<Compared>(),
        ..ONE
    },
];
