//! `check --fix`: changes that mend a finding and can neither lose nor invent anything.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use similar::TextDiff;

use super::court::{Court, shown};
use crate::cli::change::refused;
use crate::cli::context::{Context, say};
use crate::cli::words::count;
use crate::cli::{files, lock};
use crate::project::edit::Edit;
use crate::project::file::ProjectFile;

/// Mends every plan, or shows how; says whether anything is, or would be, changed.
pub fn all(court: &Court<'_>, paths: &[PathBuf], dry_run: bool, context: &mut Context) -> Result<bool> {
    let mut changed = false;
    for path in paths {
        changed |= one(court, path, dry_run, context)?;
    }
    if dry_run && !changed {
        say("Nothing can be mended without a decision of yours.");
    }
    Ok(changed)
}

fn one(court: &Court<'_>, path: &Path, dry_run: bool, context: &mut Context) -> Result<bool> {
    let _held = if dry_run { None } else { Some(lock::hold(path)?) };
    let name = shown(path);
    let fixes = court.judged(path, &name, &mut Vec::new(), &mut HashSet::new(), |judged, _| {
        let fixes =
            judged.report.findings.iter().filter(|f| f.outcome.counts()).filter_map(|f| f.fix.as_deref().cloned());
        fixes.collect::<Vec<Edit>>()
    });
    // What cannot be judged cannot be mended; judging tells why.
    let Ok(fixes) = fixes else { return Ok(false) };
    if fixes.is_empty() {
        return Ok(false);
    }
    let opened = files::read(path)?;
    let mut file = ProjectFile::new(opened.text.clone());
    for fix in &fixes {
        file = file.apply(fix).map_err(|refusal| refused(&refusal))?;
    }
    if dry_run {
        let diff = TextDiff::from_lines(opened.text.as_str(), file.text());
        let shown = diff.unified_diff().context_radius(3).header(&name, &name).to_string();
        write!(context.out(), "{}", crate::report::visible(&shown))?;
    } else {
        files::save(path, file.text(), &opened)?;
        say(format!("Wrote {name}: mended {}", count(fixes.len(), "finding")));
    }
    Ok(true)
}
