//! Which of the files that a project names are there; the shell looks, nobody else.

use std::borrow::Cow;

use crate::map::Set;
use crate::project::read::Evidence;

/// The files that are there, as relative paths with forward slashes.
#[derive(Clone, Debug, Default)]
pub struct Folder(Set<String>);

impl Folder {
    /// A folder with these files; `./` and doubled slashes do not matter.
    pub fn new(paths: impl IntoIterator<Item = String>) -> Self {
        let plain = |path: String| match plain(&path) {
            Cow::Borrowed(_) => path,
            Cow::Owned(plain) => plain,
        };
        Self(paths.into_iter().map(plain).collect())
    }

    /// Whether the path is there; `./` and doubled slashes do not matter.
    pub fn has(&self, path: &str) -> bool {
        self.0.contains(&*plain(path))
    }

    /// Whether what is named as evidence can be found: a page is taken to be there, a file is looked for.
    pub fn holds(&self, evidence: &Evidence) -> bool {
        match evidence {
            Evidence::Url(_) => true,
            Evidence::Path(path) => self.has(path),
        }
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
