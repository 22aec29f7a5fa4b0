//! What all kinds of content have in common: an id, sources, a provenance, and a split into what is judged with and
//! what is only read. Sources and provenance are only read.

use serde::de::DeserializeOwned;

use super::field::{Field, field};
use super::kind::Kind;
use super::text::Text;
use crate::lifecycle::Stage;
use crate::scale::Provenance;

/// What is needed of a record in order to judge.
pub trait Record: DeserializeOwned + Send + Sync + 'static {
    /// The kind.
    const KIND: Kind;
    /// What is only read: the long texts.
    type Text: RecordText;
    /// The fields of this part, in order.
    fn fields() -> Vec<Field>;
    /// The field that says what the file says for all its records.
    const PLACED: Option<&'static str> = None;
    /// The id.
    fn id(&self) -> &str;
    /// What people call it.
    fn title(&self) -> &str;
    /// Earlier ids.
    fn formerly(&self) -> &[Text];
    /// Takes note of the stage of the file that the record lies in.
    fn placed(&mut self, _stage: Stage) {}
    /// The stage, for records that lie in the file of one.
    fn stage(&self) -> Option<Stage> {
        None
    }
    /// The record that it follows, for an organisation's own items.
    fn after(&self) -> Option<&str> {
        None
    }
}

/// The long texts of a record.
pub trait RecordText: DeserializeOwned + Send + Sync + 'static {
    /// The fields of this part, in order, without the id.
    fn fields() -> Vec<Field>;
    /// The id.
    fn id(&self) -> &str;
}

/// Declares a kind of record: the part that judging needs and the part that is only read.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $kind:ident titled $title:ident $(placed $place:ident)?
        pub struct $name:ident {
            $($(#[doc = $meaning:literal])+ $(#[serde($($attribute:tt)*)])? $key:literal $field:ident: $ty:ty,)+
        }
        $(#[doc = $text_doc:literal])+
        pub struct $text:ident {
            $($(#[doc = $text_meaning:literal])+ $(#[serde($($text_attribute:tt)*)])?
                $text_key:literal $text_field:ident: $text_ty:ty,)*
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, serde::Deserialize)]
        #[non_exhaustive]
        pub struct $name {
            /// Kebab-case, never renamed.
            pub id: crate::playbook::Text,
            $($(#[doc = $meaning])+ $(#[serde($($attribute)*)])? #[serde(rename = $key)] pub $field: $ty,)+
            /// An earlier id, when a record had to be renamed.
            #[serde(default)]
            pub formerly: Vec<crate::playbook::Text>,
        }

        $(#[doc = $text_doc])+
        #[derive(Clone, Debug, serde::Deserialize)]
        #[non_exhaustive]
        pub struct $text {
            /// The id of the record.
            pub id: String,
            $($(#[doc = $text_meaning])+ $(#[serde($($text_attribute)*)])?
                #[serde(rename = $text_key)] pub $text_field: $text_ty,)*
            /// Ids of the sources it rests on.
            #[serde(default)]
            pub sources: Vec<String>,
            /// Whether the sources say it, or we derive or propose it.
            #[serde(default = "crate::playbook::record::unmarked")]
            pub provenance: crate::scale::Provenance,
            /// Why it replaces a record of the built-in playbook (organisation folders only).
            #[serde(default)]
            pub replaces: Option<String>,
        }

        impl crate::playbook::record::Record for $name {
            const KIND: crate::playbook::kind::Kind = crate::playbook::kind::Kind::$kind;
            type Text = $text;
            $(const PLACED: Option<&'static str> = Some(stringify!($place));)?
            fn fields() -> Vec<crate::playbook::field::Field> {
                crate::playbook::record::with_names(vec![
                    $(crate::playbook::field::field!($($meaning)+, [$($($attribute)*)?], $key, $ty),)+
                ])
            }
            fn id(&self) -> &str { &self.id }
            fn title(&self) -> &str { &self.$title }
            fn formerly(&self) -> &[crate::playbook::Text] { &self.formerly }
            $(
                fn placed(&mut self, stage: crate::lifecycle::Stage) { self.$place = stage; }
                fn stage(&self) -> Option<crate::lifecycle::Stage> { Some(self.$place) }
                fn after(&self) -> Option<&str> { self.after.as_deref() }
            )?
        }

        impl crate::playbook::record::RecordText for $text {
            fn fields() -> Vec<crate::playbook::field::Field> {
                crate::playbook::record::with_claims(vec![$(
                    crate::playbook::field::field!($($text_meaning)+, [$($($text_attribute)*)?], $text_key, $text_ty),
                )*])
            }
            fn id(&self) -> &str { &self.id }
        }
    };
}
pub(crate) use record;

/// A record's own fields between those by which every record is found.
pub(crate) fn with_names(own: Vec<Field>) -> Vec<Field> {
    let mut fields = vec![field!("Kebab-case, never renamed.", [], "id", Text)];
    fields.extend(own);
    fields.push(field!("An earlier id, when a record had to be renamed.", [default], "formerly", Vec<Text>));
    fields
}

/// A record's own long texts, then what every record says of its claim. Nothing is judged by that.
pub(crate) fn with_claims(mut own: Vec<Field>) -> Vec<Field> {
    own.extend([
        field!("Ids of the sources it rests on.", [default], "sources", Vec<String>),
        field!("Whether the sources say it, or we derive or propose it.", [default], "provenance", Provenance),
        field!(
            "Why it replaces a record of the built-in playbook (organisation folders only).",
            [default],
            "replaces",
            Option<String>
        ),
    ]);
    own
}

/// The provenance of a record that does not say: the loader reports it, and it never counts as sourced.
pub(crate) fn unmarked() -> Provenance {
    Provenance::Proposed
}
