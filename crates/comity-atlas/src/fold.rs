//! Folding of names, the same when the atlas is built and when a text is looked up.

/// The folded form of one character: lower case, one hyphen, one apostrophe; nothing for characters that do not count.
pub(crate) fn fold(c: char) -> Folded {
    match c {
        'a'..='z' => Folded::One(c),
        'A'..='Z' => Folded::One(c.to_ascii_lowercase()),
        '’' | '‘' | 'ʼ' | '`' | 'ʻ' | '´' => Folded::One('\''),
        '‐' | '‑' | '–' | '—' => Folded::One('-'),
        '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' => Folded::Nothing,
        ' ' | '\t'..='\r' => Folded::One(' '),
        _ if c.is_ascii() && c != '`' => Folded::One(c),
        _ if c.is_whitespace() => Folded::One(' '),
        _ => match c.to_lowercase().next() {
            Some(low) => Folded::One(plain(low)),
            None => Folded::One(c),
        },
    }
}

/// Outcome of folding a character.
pub(crate) enum Folded {
    /// One character.
    One(char),
    /// None: zero-width characters.
    Nothing,
}

/// Latin letters without their accents.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ş' | 'š' | 'ś' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ğ' => 'g',
        'ё' => 'е',
        _ => c,
    }
}

/// Keys under which a name is found: folded, and with the spellings that differ by country made one.
#[allow(dead_code)]
pub(crate) fn keys(name: &str) -> Vec<String> {
    let mut key = String::new();
    for c in name.chars() {
        match fold(c) {
            Folded::One(' ') if key.ends_with(' ') => {}
            Folded::One(c) => key.push(c),
            Folded::Nothing => {}
        }
    }
    let key = key.trim().to_owned();
    let mut keys = vec![key.clone()];
    for (a, b) in [
        ("organisation", "organization"),
        ("co-operation", "cooperation"),
        ("centre", "center"),
        ("programme", "program"),
    ] {
        for key in keys.clone() {
            for (from, to) in [(a, b), (b, a)] {
                if key.contains(from) {
                    keys.push(key.replace(from, to));
                }
            }
        }
    }
    if key.contains('-') {
        keys.push(key.replace('-', " "));
    }
    keys.sort();
    keys.dedup();
    keys
}
