//! The shell: what knows the world outside.

pub mod error;
pub mod files;
