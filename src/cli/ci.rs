//! Files that make a forge judge the plan. They lie at the root of the repository, name the folder of the project, and
//! are written once.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::context::here;
use super::error::CliError;
use crate::embedded::CI;
use crate::vocabulary;

vocabulary! {
    /// Where the plan is judged on every change.
    "a forge"
    pub enum Forge {
        /// GitHub Actions.
        Github = "github",
        /// GitLab CI/CD.
        Gitlab = "gitlab",
        /// Nowhere.
        None = "none",
    }
}

/// A file to be written.
pub struct CiFile {
    /// Where.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What is left to be done by a person.
    pub remark: String,
}

/// The file for a project in `folder`, which need not be there yet; nothing where none is wanted.
pub fn file(forge: Forge, folder: &Path) -> Result<Option<CiFile>> {
    let here = here()?;
    let folder = plain(&here.join(folder));
    let root = folder.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&folder);
    let path = |inside: &str| near(&here, &root.join(inside));
    let source = "Then set AIPROC_SOURCE and AIPROC_COMMIT, as the file says";
    let (name, path, remark) = match forge {
        Forge::None => return Ok(None),
        Forge::Github => ("github.yml", path(".github/workflows/aiproc.yml"), format!("{source}.")),
        Forge::Gitlab if root.join(".gitlab-ci.yml").exists() => {
            let include = "and add to .gitlab-ci.yml: include: [{local: .gitlab/aiproc.yml}]";
            ("gitlab.yml", path(".gitlab/aiproc.yml"), format!("{source}, {include}"))
        }
        Forge::Gitlab => ("gitlab.yml", path(".gitlab-ci.yml"), format!("{source}.")),
    };
    let text = CI.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text);
    let project = project(&folder, root)?;
    Ok(Some(CiFile { path, text: text.replacen("AIPROC_PROJECT: \".\"", &project, 1), remark }))
}

/// The line that names the project. Forges put values in place of some texts, so those cannot name a folder.
fn project(folder: &Path, root: &Path) -> Result<String> {
    let inside = folder.strip_prefix(root).unwrap_or(folder).to_string_lossy().replace('\\', "/");
    if inside.contains('$') || inside.chars().any(char::is_control) {
        return Err(CliError::usage(format!("a folder named “{inside}” cannot be named in a file for a forge"))
            .hint("Forges put other words where a dollar sign stands. Choose another name for the folder.")
            .into());
    }
    // A hyphen would make it an option.
    let shown = match inside.as_str() {
        "" => ".".to_owned(),
        name if name.starts_with('-') => format!("./{name}"),
        name => name.to_owned(),
    };
    Ok(format!("AIPROC_PROJECT: {}", serde_json::to_string(&shown)?))
}

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => out.push(part),
        }
    }
    out
}

/// A path as it is shortest from here.
fn near(here: &Path, path: &Path) -> PathBuf {
    for (up, above) in here.ancestors().enumerate() {
        if let Ok(rest) = path.strip_prefix(above)
            && above.parent().is_some()
        {
            return std::iter::repeat_n(PathBuf::from(".."), up).chain([rest.to_owned()]).collect();
        }
    }
    path.to_owned()
}
