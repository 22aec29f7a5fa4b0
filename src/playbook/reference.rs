//! Methods, sources and glossary: on what a claim rests, and what a word means.

use super::record::record;
use crate::vocabulary;

record! {
    /// How a computed fact is computed.
    Methods titled title
    pub struct Method {
        /// What people call it.
        "title" title: String,
    }
    /// The long texts of a method.
    pub struct MethodText {
        /// What it tells.
        "what" what: String,
        /// The calculation in plain words.
        "how" how: String,
        /// What it does not tell.
        "limits" limits: String,
    }
}

vocabulary! {
    /// How far a source was read.
    "a degree of reading"
    pub enum HowRead {
        /// Read in full.
        Read = "read",
        /// Read in part.
        Excerpt = "excerpt",
        /// Recalled: check before quoting.
        Recalled = "recalled",
    }
}

vocabulary! {
    /// The kind of a source.
    "a kind of source"
    pub enum SourceKind {
        /// The founding texts.
        FoundingText = "founding-text",
        /// Law.
        Law = "law",
        /// Standards.
        Standard = "standard",
        /// Public guidance.
        Guidance = "guidance",
        /// Research.
        Research = "research",
        /// Cases.
        Case = "case",
        /// Data.
        Data = "data",
    }
}

record! {
    /// A text on which claims rest. It has no sources of its own.
    Sources titled title
    pub struct Source {
        /// Code in the founding list.
        #[serde(default)] "code" code: String,
        /// Title.
        "title" title: String,
        /// Author.
        #[serde(default)] "author" author: Option<String>,
        /// Year, or years.
        #[serde(default)] "year" year: Option<serde_json::Value>,
        /// Kind.
        "kind" kind: SourceKind,
        /// How far it was read.
        "read" read: HowRead,
    }
    /// The long texts of a source.
    pub struct SourceText {
        /// Where it is, as printed.
        #[serde(default)] "url" url: Option<String>,
        /// What could not be read.
        #[serde(default)] "note" note: Option<String>,
    }
}

record! {
    /// A word of the field.
    Glossary titled term
    pub struct Term {
        /// The English term.
        "term" term: String,
        /// The Spanish term.
        #[serde(default)] "es" es: Option<String>,
        /// The Catalan term.
        #[serde(default)] "ca" ca: Option<String>,
        /// Whether the Spanish form was seen in a source.
        #[serde(default)] "es-verified" es_verified: bool,
        /// Whether the Catalan form was seen in a source.
        #[serde(default)] "ca-verified" ca_verified: bool,
        /// Related entries.
        #[serde(default)] "see" see: Vec<String>,
    }
    /// The long texts of a glossary entry.
    pub struct TermText {
        /// What it means, in at most 25 words.
        "definition" definition: String,
    }
}
