//! The declarations from which tables and closed words become readable.

use toml::Spanned;
use toml::de::DeValue;

use super::{Read, Reader};
use crate::vocabulary::Vocabulary;

/// A word of a closed list, as a value.
pub(crate) fn read_word<'t, T: Vocabulary + Read>(
    value: &'t Spanned<DeValue<'t>>,
    reader: &mut Reader<'t>,
) -> Option<T> {
    match value.get_ref() {
        DeValue::String(text) => reader.word(text, value.span()),
        _ => {
            reader.expected(&format!("{} in quotation marks", T::NOUN), &T::shape(), value);
            None
        }
    }
}

/// Makes closed vocabularies readable.
#[doc(hidden)]
#[macro_export]
macro_rules! readable_words {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::project::read::Read for $name {
            fn read<'t>(
                value: &'t toml::Spanned<toml::de::DeValue<'t>>,
                reader: &mut $crate::project::read::Reader<'t>,
            ) -> Option<Self> {
                $crate::project::read::read_word(value, reader)
            }
            fn shape() -> $crate::project::read::Shape {
                use $crate::vocabulary::Vocabulary;
                $crate::project::read::Shape::Word(<$name>::NOUN, || <$name>::words().collect())
            }
        }
        impl $crate::project::inspect::Inspect for $name {
            fn see(&self) -> $crate::project::inspect::Seen<'_> {
                $crate::project::inspect::see_word(*self)
            }
        }
    )+};
}

/// Declares a table of the project file: its fields with meaning and privacy class; reader, description and JSON
/// Schema follow from it. `checked by` names what is judged between its fields, once each of them is good.
#[macro_export]
#[doc(hidden)]
macro_rules! table {
    ($(#[doc = $doc:literal])+ $noun:literal pub struct $name:ident {
        $($(#[doc = $meaning:literal])+ $key:literal $privacy:ident $field:ident: $ty:ty,)+
    } $(checked by $check:path)?) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            $($(#[doc = $meaning])+ #[serde(rename = $key)] pub $field: $ty,)+
        }

        impl $name {
            /// The description of this table.
            pub const SPEC: $crate::project::read::TableSpec = $crate::project::read::TableSpec {
                noun: $noun,
                meaning: concat!($($doc),+).trim_ascii(),
                fields: &[$($crate::project::read::FieldSpec {
                    key: $key,
                    meaning: concat!($($meaning),+).trim_ascii(),
                    privacy: $crate::project::read::Privacy::$privacy,
                    shape: <$ty as $crate::project::read::Read>::shape,
                    required: || <$ty as $crate::project::read::Read>::absent().is_none(),
                }),+],
            };
        }

        impl $crate::project::read::Read for $name {
            fn read<'t>(
                value: &'t toml::Spanned<toml::de::DeValue<'t>>,
                reader: &mut $crate::project::read::Reader<'t>,
            ) -> Option<Self> {
                let table = reader.table(value, &Self::SPEC)?;
                let mut found = 0;
                // every field is read before any is missed, so that all problems are reported
                $(let $field = reader.field::<$ty>(table, value.span(), &Self::SPEC, $key, &mut found);)+
                if found < table.len() {
                    reader.unknown_keys(table, value.span(), &Self::SPEC);
                }
                let read = Self { $($field: $field?),+ };
                $($check(&read, &mut $crate::project::between::Between::new(table, reader))?;)?
                Some(read)
            }
            fn shape() -> $crate::project::read::Shape {
                $crate::project::read::Shape::Table(&Self::SPEC)
            }
        }

        impl $crate::project::inspect::Inspect for $name {
            const HOLDS_EVIDENCE: bool = $(<$ty as $crate::project::inspect::Inspect>::HOLDS_EVIDENCE ||)+ false;
            fn see(&self) -> $crate::project::inspect::Seen<'_> {
                $crate::project::inspect::Seen::Table(self)
            }
            fn gather<'a>(&'a self, gathered: &mut $crate::project::inspect::Gathered<'a, '_>) {
                $(gathered.within($crate::project::path::Step::Key($key), &self.$field);)+
            }
        }

        impl $crate::project::inspect::Fields for $name {
            fn spec(&self) -> &'static $crate::project::read::TableSpec {
                &Self::SPEC
            }
            fn field(&self, key: &str) -> $crate::project::inspect::Seen<'_> {
                match key {
                    $($key => $crate::project::inspect::Inspect::see(&self.$field),)+
                    _ => $crate::project::inspect::Seen::Absent,
                }
            }
        }
    };
}
