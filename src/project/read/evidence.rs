//! Evidence: where the proof of a claim lies. Whether it is there is for the check to find out.

use std::borrow::Cow;
use std::ops::Range;

use schemars::JsonSchema;
use toml::Spanned;
use toml::de::DeValue;

use super::{Read, Reader, Shape};
use crate::project::problem::ProblemCode;

/// Something that shows that a claim holds: a path inside the project's folder, or a web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A file, relative to the folder of the project file, with forward slashes.
    Path(String),
    /// A web address, `https:` or `http:`.
    Url(String),
}

impl Evidence {
    /// Takes `text` as evidence, or says why it cannot be.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let odd = |c: char| c.is_control() || c == '\\';
        if let Some(address) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
            let whole = !address.is_empty() && !address.contains(|c: char| odd(c) || c.is_whitespace());
            return if whole {
                Ok(Self::Url(text.to_owned()))
            } else {
                Err(format!("“{text}” is not a web address"))
            };
        }
        let outside = text.starts_with('/') || text.split('/').any(|part| part == "..");
        if text.is_empty() {
            Err("evidence needs a path or a web address".to_owned())
        } else if outside || text.contains(odd) || text.contains(':') {
            Err(format!("“{text}” is neither a path inside the project's folder nor a web address"))
        } else {
            Ok(Self::Path(text.to_owned()))
        }
    }

    /// Takes the value of a field or a key as evidence, or reports why it cannot be.
    pub(super) fn check(text: &str, span: Range<usize>, reader: &mut Reader<'_>) -> Option<Self> {
        let message = match Self::new(text) {
            Ok(evidence) => return Some(evidence),
            Err(message) => message,
        };
        let hint = match Self::new(&text.replace('\\', "/")) {
            Ok(Self::Path(path)) => format!("Write \"{path}\", with forward slashes."),
            Ok(Self::Url(_)) | Err(_) => {
                "Copy the document into the folder, and write for example \"evidence/minutes.md\"; or give its web address, \"https://…\".".to_owned()
            }
        };
        reader.problem(ProblemCode::BadEvidence, span, message, Some(hint));
        None
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        match self {
            Evidence::Path(text) | Evidence::Url(text) => text,
        }
    }
}

impl Read for Evidence {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            reader.expected("a path or a web address in quotation marks", &Self::shape(), value);
            return None;
        };
        Evidence::check(text, value.span(), reader)
    }
    fn shape() -> Shape {
        Shape::Evidence
    }
}

/// The form of evidence, as a regular expression for the JSON Schema: no more than what [`Evidence::new`] refuses.
pub(super) const EVIDENCE_PATTERN: &str = r"^(https?://[^\s\\]+|([^/\\:.][^/\\:]*|\.|\.[^/\\:.][^/\\:]*|\.\.[^/\\:]+)(/([^/\\:.][^/\\:]*|\.|\.[^/\\:.][^/\\:]*|\.\.[^/\\:]+)?)*)$";

impl JsonSchema for Evidence {
    fn schema_name() -> Cow<'static, str> {
        "Evidence".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": EVIDENCE_PATTERN })
    }
}
