//! Text with places left open, written once and filled in again and again.

/// Stands in a text for what comes later. Text from outside never has it where pages are made: see [`crate::page::text`].
pub(crate) const MARK: char = '\u{1}';

/// A text and its open places.
#[derive(Debug)]
pub(crate) struct Open {
    text: Box<str>,
    /// Where, and which filling goes there.
    places: Box<[(u32, u8)]>,
}

impl Open {
    /// A text with a mark at each place. The first of the endings that stands before a mark says which filling goes there,
    /// and is left out.
    pub(crate) fn new(marked: &str, endings: &[&str]) -> Open {
        let mut text = String::with_capacity(marked.len());
        let mut places = Vec::new();
        let mut parts = marked.split(MARK).peekable();
        while let Some(part) = parts.next() {
            text.push_str(part);
            let which = endings.iter().position(|it| text.ends_with(it)).unwrap_or_default();
            if parts.peek().is_some() {
                let ending = endings.get(which).filter(|it| text.ends_with(**it));
                text.truncate(text.len() - ending.map_or(0, |it| it.len()));
                places.push((text.len() as u32, which as u8));
            }
        }
        Open { text: text.into(), places: places.into() }
    }

    /// A text with one place.
    pub(crate) fn at(text: String, place: usize) -> Open {
        Open { text: text.into(), places: Box::new([(place as u32, 0)]) }
    }

    /// Writes the text with its places filled.
    pub(crate) fn fill(&self, out: &mut String, fillings: &[&str]) {
        let mut from = 0;
        for (place, which) in &self.places {
            out.push_str(&self.text[from..*place as usize]);
            out.push_str(fillings[usize::from(*which)]);
            from = *place as usize;
        }
        out.push_str(&self.text[from..]);
    }

    /// Bytes that it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len() + size_of_val(&*self.places) + size_of::<Open>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_what_stands_before_them() {
        let open = Open::new("<a href='/x?\u{1}'><a href='/y?z=1&amp;\u{1}#w'>?", &["?", "&amp;"]);
        let fill = |fillings: [&str; 2]| {
            let mut out = String::new();
            open.fill(&mut out, &fillings);
            out
        };
        assert_eq!(fill(["", ""]), "<a href='/x'><a href='/y?z=1#w'>?");
        assert_eq!(fill(["?on=1", "&amp;on=1"]), "<a href='/x?on=1'><a href='/y?z=1&amp;on=1#w'>?");
    }
}
