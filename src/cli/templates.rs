//! Templates of the user: read from a folder, never through a link that leads out of it.

use std::path::Path;

use anyhow::Result;

use super::error::CliError;
use super::files;

/// The templates of the folder, as (name, text).
pub fn overrides(folder: Option<&Path>) -> Result<Vec<(String, String)>> {
    let Some(folder) = folder else { return Ok(Vec::new()) };
    if !folder.is_dir() {
        return Err(CliError::usage(format!("{} is not a folder", folder.display())).into());
    }
    let mut found = Vec::new();
    collect(folder, folder, &mut found)?;
    if found.is_empty() {
        return Err(CliError::usage(format!("{} holds no template (no file ends in .jinja)", folder.display()))
            .hint("Templates are named as the built-in ones, for example plan.md.jinja.")
            .into());
    }
    Ok(found)
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) -> Result<()> {
    for path in files::entries(folder)? {
        // A link could lead out of the folder, so none is followed.
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, found)?;
        } else if path.extension().is_some_and(|e| e == "jinja") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push((name, files::read(&path)?.text));
        }
    }
    Ok(())
}
