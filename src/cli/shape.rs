//! How commands show what they know where there are two ways only: for people, and for programs.

use crate::vocabulary;

vocabulary! {
    /// How something is shown.
    "a format"
    pub enum Shape {
        /// For people.
        Text = "text",
        /// For programs.
        Json = "json",
    }
}
