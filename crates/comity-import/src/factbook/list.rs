//! What stands under "International organization participation": names of organisations, some with what the country is
//! there in brackets.

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item {
    /// The organisation as written.
    pub(crate) name: String,
    /// What stands in brackets.
    pub(crate) qualifier: Option<String>,
}

/// The items of a list, in order; `None` for a field that is empty, which says nothing.
pub(crate) fn items(text: &str) -> Option<Vec<Item>> {
    let text = untagged(text).replace("&nbsp;", " ").replace("&nbsp", " ").replace("&amp;", "&");
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if text == "none" {
        return Some(Vec::new());
    }
    Some(cut(text).into_iter().filter_map(item).collect())
}

/// A text without its tags.
fn untagged(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        match tag.split_once('>') {
            Some((_, after)) => rest = after,
            None => return out + "<" + tag,
        }
    }
    out + rest
}

/// Cuts at commas and semicolons outside brackets and quotation marks. A bracket that opens within another, or is never
/// closed, is a slip of the source and does not swallow what follows.
fn cut(text: &str) -> Vec<&str> {
    let (mut parts, mut from, mut open) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        match c {
            '(' => {
                if let Some(comma) = open.and_then(|open: usize| text[open..at].find(',').map(|it| open + it))
                {
                    parts.push(&text[from..comma]);
                    from = comma + 1;
                }
                open = Some(at);
            }
            ')' => open = None,
            ',' | ';' if open.is_none() => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    if let Some(comma) = open.and_then(|open| text[open..].find(',').map(|it| open + it)) {
        parts.push(&text[from..comma]);
        parts.extend(cut(&text[comma + 1..]));
    } else {
        parts.push(&text[from..]);
    }
    parts
}

fn item(part: &str) -> Option<Item> {
    let quotes: &[_] = &['"', '“', '”'];
    // "… was a member of the following: ADB": what stands before the colon is about the list.
    let part = part.rsplit_once(": ").map_or(part, |(_, rest)| rest);
    let (name, qualifier) = match part.split_once('(') {
        Some((name, rest)) => (name, Some(rest.trim().trim_end_matches(')').trim())),
        None => (part, None),
    };
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(quotes).to_owned();
    let qualifier = qualifier.map(|it| it.trim_matches(quotes).to_owned()).filter(|it| !it.is_empty());
    (!name.is_empty()).then_some(Item { name, qualifier })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = items(text).unwrap_or_default();
        let found: Vec<(&str, &str)> =
            found.iter().map(|it| (it.name.as_str(), it.qualifier.as_deref().unwrap_or(""))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn lists_with_slips() {
        check(
            "ADB, AfDB (nonregional member), UN",
            &[("ADB", ""), ("AfDB", "nonregional member"), ("UN", "")],
        );
        check(
            "OECD (Enhanced Engagement, EITI (compliant country), UN",
            &[("OECD", "Enhanced Engagement"), ("EITI", "compliant country"), ("UN", "")],
        );
        check("ICC (national committees), &nbsp; UNWTO", &[("ICC", "national committees"), ("UNWTO", "")]);
        check("APEC (observer, UN, WHO", &[("APEC", "observer"), ("UN", ""), ("WHO", "")]);
        check(
            "ISO (correspondent; subscriber), UN; WTO",
            &[("ISO", "correspondent; subscriber"), ("UN", ""), ("WTO", "")],
        );
        check(
            "takes no part now; was a member of: ADB, UN",
            &[("takes no part now", ""), ("ADB", ""), ("UN", "")],
        );
        check("<p>ADB, <em>UN</em></p>", &[("ADB", ""), ("UN", "")]);
        check("none", &[]);
        assert_eq!(items(" "), None);
    }
}
