//! x
pub mod check;
pub mod cli;
pub mod date;
pub mod embedded;
pub mod id;
pub mod interview;
pub mod join;
pub mod lifecycle;
pub mod playbook;
pub mod project;
pub mod scale;
pub mod terminal;
pub mod vocabulary;
