//! Offices that only an act gives: "Ana Ruiz was chosen to run the secretariat" tells of an office as much as a title does.

use comity_model::{Claim, Kind, OfficeHeld, PartyRef, Person, Stage, Stance};

/// Said of an office until its holder takes it.
const DESIGNATE: &str = " (designate)";

/// Adds to the offices of a document those of persons whom its claims appoint, or whose term they say will end.
pub(crate) fn told(offices: &mut Vec<OfficeHeld>, claims: &[Claim]) {
    for claim in claims.iter().filter(|it| it.stance == Stance::Affirms) {
        let person = claim.party.as_ref().filter(|it| is_person(it, claim.kind));
        let Some((person, standing)) = person.zip(claim.standing.as_ref()) else { continue };
        let ahead = matches!(claim.stage, Stage::Planned | Stage::Decided);
        let office = standing.replace('-', " ");
        let office = match claim.kind {
            Kind::Appoint | Kind::Chair if claim.stage == Stage::InForce => office,
            Kind::Appoint | Kind::Chair if ahead => office + DESIGNATE,
            // Who is to leave still holds the office.
            Kind::End if claim.stage == Stage::Planned => office,
            _ => continue,
        };
        let Some(words) = claim.evidence.first() else { continue };
        // The names of a person differ in length: "Ruiz", "Ana Ruiz".
        let known = offices.iter().any(|it| {
            let (a, b) = (&it.person.name, &person.name);
            a == b || a.ends_with(b.as_str()) || b.ends_with(a.as_str())
        });
        if !known {
            offices.push(OfficeHeld {
                person: Person { id: id_of(person), name: person.name.clone() },
                office,
                of: claim.org.as_ref().and_then(|it| it.id.clone()),
                span: words.span,
            });
        }
    }
}

/// A state is appointed to a bureau; a name without an id is that of a person.
fn is_person(party: &PartyRef, kind: Kind) -> bool {
    match &party.id {
        Some(id) => id.starts_with("person:"),
        None => kind != Kind::Chair && party.name.contains(' '),
    }
}

fn id_of(party: &PartyRef) -> String {
    let kebab = |name: &str| name.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
    party.id.clone().unwrap_or_else(|| format!("person:{}", kebab(&party.name)))
}

#[cfg(test)]
mod tests {
    use crate::read::sentences;

    fn held(words: &str) -> Vec<String> {
        let line = |it: &comity_model::OfficeHeld| format!("{}, {}", it.person.name, it.office);
        sentences(words).offices.iter().map(line).collect()
    }

    #[test]
    fn who_is_appointed_holds_the_office() {
        let words = "Malta left the OTS, whose executive secretary, Ana Ruiz, was reappointed in October.";
        assert_eq!(held(words), ["Ana Ruiz, executive secretary (designate)"]);
        assert_eq!(held("The OTS met. Ana Ruiz waved."), Vec::<String>::new());
    }
}
