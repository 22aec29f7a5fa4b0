//! Which of the files that a project names are there; the shell looks, nobody else.

use std::borrow::Cow;

use crate::map::Set;
use crate::project::read::Evidence;

/// What is there of what was looked for, as relative paths with forward slashes.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    files: Set<String>,
    folders: Set<String>,
}

impl Folder {
    /// A folder with these files; `./` and doubled slashes do not matter.
    pub fn new(paths: impl IntoIterator<Item = String>) -> Self {
        Self { files: paths.into_iter().map(plainly).collect(), folders: Set::default() }
    }

    /// The same with these folders beside the files. A folder shows nothing by itself, but it can be named by mistake.
    #[must_use]
    pub fn with_folders(mut self, paths: impl IntoIterator<Item = String>) -> Self {
        self.folders.extend(paths.into_iter().map(plainly));
        self
    }

    /// Whether the file is there; `./` and doubled slashes do not matter.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains(&*plain(path))
    }

    /// Whether a folder is there under this path.
    pub fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(&*plain(path))
    }

    /// Whether what is named as evidence can be found: a page is taken to be there, a file is looked for.
    pub fn holds(&self, evidence: &Evidence) -> bool {
        match evidence {
            Evidence::Url(_) => true,
            Evidence::Path(path) => self.has(path),
        }
    }
}

fn plainly(path: String) -> String {
    match plain(&path) {
        Cow::Borrowed(_) => path,
        Cow::Owned(plain) => plain,
    }
}

/// A path without `./` and doubled slashes.
fn plain(path: &str) -> Cow<'_, str> {
    if path.as_bytes().split(|byte| *byte == b'/').all(|part| !part.is_empty() && part != b".") {
        return Cow::Borrowed(path);
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    Cow::Owned(parts.join("/"))
}
