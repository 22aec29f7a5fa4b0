//! Evidence: where the proof of a claim lies. Whether it is there is for the check to find out.

use std::borrow::Cow;

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
        if text.starts_with("https://") || text.starts_with("http://") {
            return Ok(Self::Url(text.to_owned()));
        }
        let outside = text.starts_with('/') || text.split('/').any(|part| part == "..");
        if text.is_empty() {
            Err("evidence needs a path or a web address".to_owned())
        } else if outside || text.contains(['\\', '\0']) || text.contains("://") || text.get(1..2) == Some(":") {
            Err(format!("“{text}” is neither a path inside the project's folder nor a web address"))
        } else {
            Ok(Self::Path(text.to_owned()))
        }
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
            reader.expected("a path or a web address in quotation marks", value);
            return None;
        };
        Evidence::new(text)
            .map_err(|message| {
                let hint = "Write a path such as evidence/minutes.md, with forward slashes, or https://…".to_owned();
                reader.problem(ProblemCode::BadEvidence, value.span(), message, Some(hint));
            })
            .ok()
    }
    fn shape() -> Shape {
        Shape::Evidence
    }
}

impl JsonSchema for Evidence {
    fn schema_name() -> Cow<'static, str> {
        "Evidence".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(https?://.+|[^/\\\\:][^\\\\:]*)$" })
    }
}
