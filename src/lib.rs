//! `aiproc`: stakeholder engagement in the public procurement of artificial intelligence, made computable.
//!
//! A procurement project is one text file. The playbook (content under `playbook/`) says what a good procurement
//! asks; the library joins the two, judges, asks and writes documents. Dependencies point downwards only
//! (`tests/layers.rs` reads every `use`):
//!
//! ```text
//!  5  shell         cli · terminal · main            knows the world: files, clock, environment, terminal
//!  4  presentation  render · report                  values → text, to a writer
//!  3  reasoning     check · interview                pure functions of what lies below, and today
//!  2  join          join                             playbook × project → facts, each with its reason
//!  1  knowledge     playbook · project               text → validated model; neither knows the other
//!  0  vocabulary    id · scale · lifecycle · date · vocabulary · markdown · map · text · embedded
//! ```
//!
//! Where things are: a rule's logic in `check/kinds/`, a computed fact in `join/`, a field of the project file in
//! `project/model/`, a document's facts in `render/view/`, its layout in `templates/`, all words in `playbook/`.

pub mod check;
pub mod cli;
pub mod date;
pub mod embedded;
pub mod id;
pub mod interview;
pub mod join;
pub mod lifecycle;
mod map;
pub mod markdown;
pub mod playbook;
pub mod project;
pub mod render;
pub mod report;
pub mod scale;
pub mod terminal;
mod text;
pub mod vocabulary;
