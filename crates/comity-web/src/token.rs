//! Tokens: who may write, and what. They lie in a file beside the record; of a token only the SHA-256 is kept, which is
//! enough because a token is 256 random bits and nobody's password.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Recording documents.
    Record,
    /// Filing acts.
    File,
}

/// A token, without what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Its name.
    pub name: String,
    /// What it allows.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Timestamp>,
    /// SHA-256 of the token.
    hash: String,
}

/// Why tokens cannot be kept, or one does not count.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The file fails.
    #[error("the tokens in `{}` cannot be read or written: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// There are no random bits.
    #[error("this machine gives no random bits")]
    Random,
    /// There is one of that name.
    #[error("there is a token `{0}` already")]
    Taken(String),
    /// There is none of that name.
    #[error("there is no token `{0}` that could be revoked")]
    Unknown(String),
}

/// The tokens of a record.
#[derive(Clone, Debug)]
pub struct Tokens {
    path: PathBuf,
}

impl Tokens {
    /// The tokens of a record, in the file beside it.
    pub fn beside(record: &Path) -> Tokens {
        let mut path = record.as_os_str().to_owned();
        path.push(".tokens");
        Tokens { path: path.into() }
    }

    /// All of them, in the order in which they were made.
    pub fn list(&self) -> Result<Vec<Token>, TokenError> {
        let bytes = match std::fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(self.fails(error)),
        };
        serde_json::from_slice(&bytes).map_err(|it| self.fails(it.into()))
    }

    /// Makes a token: what is returned is told once and kept nowhere.
    pub fn create(&self, name: &str, scopes: &[Scope], now: Timestamp) -> Result<String, TokenError> {
        let mut all = self.list()?;
        if all.iter().any(|it| it.name == name && it.revoked_at.is_none()) {
            return Err(TokenError::Taken(name.to_owned()));
        }
        let mut bits = [0_u8; 32];
        getrandom::fill(&mut bits).map_err(|_| TokenError::Random)?;
        let token = format!("comity_{}", hex(&bits));
        let mut scopes = scopes.to_vec();
        scopes.sort();
        scopes.dedup();
        all.push(Token {
            name: name.to_owned(),
            scopes,
            created_at: now,
            revoked_at: None,
            hash: hash(&token),
        });
        self.write(&all)?;
        Ok(token)
    }

    /// Revokes a token; it counts no more from the next request on.
    pub fn revoke(&self, name: &str, now: Timestamp) -> Result<(), TokenError> {
        let mut all = self.list()?;
        let token = all.iter_mut().find(|it| it.name == name && it.revoked_at.is_none());
        token.ok_or_else(|| TokenError::Unknown(name.to_owned()))?.revoked_at = Some(now);
        self.write(&all)
    }

    /// The token that a client shows, where it counts.
    pub(crate) fn find(&self, shown: &str) -> Result<Option<Token>, TokenError> {
        // Hashes are compared: how long it takes says nothing about a token.
        let hash = hash(shown);
        Ok(self.list()?.into_iter().find(|it| it.revoked_at.is_none() && it.hash == hash))
    }

    /// Writes beside and renames, so that a reader never sees half of it; nobody else may read it.
    fn write(&self, all: &[Token]) -> Result<(), TokenError> {
        let bytes = serde_json::to_vec_pretty(all).map_err(|it| self.fails(it.into()))?;
        let mut beside = self.path.as_os_str().to_owned();
        beside.push(".new");
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&beside).and_then(|mut file| {
            std::io::Write::write_all(&mut file, &bytes)?;
            file.sync_all()
        });
        written.and_then(|()| std::fs::rename(&beside, &self.path)).map_err(|it| self.fails(it))
    }

    fn fails(&self, error: std::io::Error) -> TokenError {
        TokenError::File { path: self.path.clone(), error }
    }
}

fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_kept_as_its_hash_has_scopes_and_can_be_revoked() {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("a.comity");
        let (tokens, now) = (Tokens::beside(&record), Timestamp::UNIX_EPOCH);
        assert_eq!(tokens.list().expect("none"), []);
        let token = tokens.create("desk", &[Scope::File, Scope::Record, Scope::File], now).expect("a token");
        let kept = std::fs::File::open(folder.path().join("a.comity.tokens")).expect("a file");
        assert!(!std::io::read_to_string(&kept).expect("its text").contains(&token[7..]));
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&kept.metadata().expect("it")) & 0o777, 0o600);
        let found = tokens.find(&token).expect("read").expect("found");
        assert_eq!((found.name.as_str(), found.scopes), ("desk", vec![Scope::Record, Scope::File]));
        assert!(matches!(tokens.create("desk", &[], now), Err(TokenError::Taken(_))));
        assert_eq!(tokens.find("comity_0").expect("read"), None);
        tokens.revoke("desk", now).expect("revoked");
        assert_eq!(tokens.find(&token).expect("read"), None);
        assert!(matches!(tokens.revoke("desk", now), Err(TokenError::Unknown(_))));
    }
}
