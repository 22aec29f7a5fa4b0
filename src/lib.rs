//! x
pub mod check;
pub mod date;
pub mod embedded;
pub mod id;
pub mod join;
pub mod lifecycle;
pub mod playbook;
pub mod project;
pub mod report;
pub mod scale;
pub mod vocabulary;
