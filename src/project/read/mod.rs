//! Reading a project file field by field, so that every problem is found and not only the first.
//!
//! [`table!`](crate::table) declares a table of the file once; its reader, its description and its JSON Schema come
//! from that declaration. A value is read from the spanned tree, and a problem names the place of the value itself.

mod advice;
mod evidence;
mod keyed;
mod reader;
mod refer;
mod spec;
mod table;
mod values;

pub use evidence::Evidence;
pub use keyed::{AsKey, Key, Keyed, PathKey, WordKey};
pub use reader::Reader;
pub use refer::{Ref, Reference, Referent, Refers};
pub use spec::{FieldSpec, Privacy, Shape, TableSpec};
pub(crate) use table::read_word;
pub use values::{Amount, Bounded, Capitals, Count};

use toml::Spanned;
use toml::de::DeValue;

/// Reads itself from a value of the project file.
pub trait Read: Sized {
    /// The value, or nothing after its problems were reported.
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self>;
    /// What stands for a field that is not there; nothing means that it must be there.
    fn absent() -> Option<Self> {
        None
    }
    /// What a value holds.
    fn shape() -> Shape;
}
