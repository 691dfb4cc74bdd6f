//! comity keeps the institutional order of international organisations as software.
//!
//! The façade: a document in, a reading out.
//!
//! ```
//! let text = "The Council of Heads of State of the CIS met in Dushanbe on 10 October 2025.";
//! let document = comity::document("example.txt", text.as_bytes())?;
//! let reading = comity::read(&document);
//! let claim = &reading.claims[0];
//! assert_eq!(claim.kind, comity::Kind::Convene);
//! assert_eq!(claim.place.as_deref(), Some("Dushanbe"));
//! # Ok::<(), comity::NotText>(())
//! ```
//!
//! What was found is plain data (see `comity-model`); every claim carries the words that prove it, and spans count
//! Unicode code points of the document's text.

pub mod base;
mod filing;
pub mod known;
pub mod record;
pub mod table;

use sha2::{Digest, Sha256};

pub use comity_charter as charter;
pub use comity_export as export;
pub use comity_import as import;
pub use comity_model::*;
pub use comity_panel as panel;
pub use comity_read::pack;
pub use comity_read::{Packs, check};
pub use filing::{Filed, Instrument, act_of, filing};

/// The bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` is not text: byte {at} is {byte:#04x}")]
pub struct NotText {
    /// The document's path.
    pub path: String,
    /// Where the first byte stands that no text has.
    pub at: usize,
    /// That byte.
    pub byte: u8,
}

/// Makes a document of bytes: UTF-8 or UTF-16 by its mark, UTF-8, else the code page that fits best.
pub fn document(path: &str, bytes: &[u8]) -> Result<Document, NotText> {
    document_of(path, bytes.to_vec())
}

/// Makes a document of bytes that nobody else needs: those of UTF-8 are its text, and no copy is made.
pub fn document_of(path: &str, bytes: Vec<u8>) -> Result<Document, NotText> {
    let binary = bytes
        .iter()
        .take(8192)
        .position(|byte| *byte == 0)
        .filter(|_| !bytes.starts_with(&[0xFF, 0xFE]) && !bytes.starts_with(&[0xFE, 0xFF]));
    if let Some(at) = binary {
        return Err(NotText { path: path.to_owned(), at, byte: bytes[at] });
    }
    let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    Ok(Document {
        path: path.to_owned(),
        text: decode(bytes),
        digest: format!("sha256:{digest}"),
        lang: None,
        published_on: None,
    })
}

/// Text of bytes.
fn decode(bytes: Vec<u8>) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
        return encoding.decode(&bytes).0.into_owned();
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.as_bytes();
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, chardetng::Utf8Detection::Allow).decode(bytes).0.into_owned()
        }
    }
}

/// Reads a document with the shipped packs. Total: any text gives a reading, perhaps empty, perhaps with notes.
pub fn read(document: &Document) -> Reading {
    comity_read::read(document, Packs::shipped())
}
