//! The trail as Markdown and as CSV. What is shown is decided by the view; here it is only written down.

mod csv;
mod markdown;

pub use csv::csv;
pub use markdown::markdown;
