//! x
pub mod date;
pub mod id;
pub mod lifecycle;
pub mod project;
pub mod scale;
pub mod vocabulary;
