//! `aiproc playbook book`: the whole playbook as pages of Markdown.

use std::path::Path;

use anyhow::Result;

use crate::cli::context::{Context, say};
use crate::cli::error::{CliError, Done};
use crate::cli::files;
use crate::cli::templates::overrides;
use crate::cli::words::{count, quoted};
use crate::render::Renderer;

/// Writes the book into a folder; what is there and differs is written over only when asked.
pub fn run(folder: &Path, templates: Option<&Path>, force: bool, context: &mut Context) -> Result<Done> {
    let playbook = context.playbook_here()?;
    let overrides = overrides(templates)?;
    let pages = Renderer::new(&playbook, &overrides)?.book(&playbook)?;
    let first = pages.first().map(|(_, text)| text.lines().next().unwrap_or_default().to_owned()).unwrap_or_default();
    // A folder whose first page is ours holds an older book; in any other, a page could be somebody's own.
    let ours = folder.join(FIRST);
    let is_book = ours.is_file() && files::read(&ours)?.text.lines().next() == Some(&first);
    let mut written = Vec::new();
    for (path, text) in &pages {
        let path = folder.join(path);
        if path.is_file() {
            match files::read(&path) {
                Ok(opened) if opened.text == *text => continue,
                _ if force || is_book => {}
                _ => {
                    let error = CliError::input(format!("{} is there already; nothing was written", path.display()));
                    return Err(error.hint("Choose another folder, or write over it with --force.").into());
                }
            }
        }
        written.push((path, text));
    }
    for (path, text) in &written {
        files::write_output(path, text)?;
    }
    say(match written.len() {
        0 => format!("{} is as it was: {}", folder.display(), count(pages.len(), "page")),
        n => format!("Wrote {} of {} into {}", n, count(pages.len(), "page"), quoted(folder)),
    });
    Ok(Done::Clean)
}

/// The first page.
const FIRST: &str = "README.md";
