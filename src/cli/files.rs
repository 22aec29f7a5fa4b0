//! Reading and writing files. A file is after any crash or full disk either as it was or as it was to be.
//!
//! A new text goes to a temporary file in the same folder, is forced to the disk and takes the old one's name; then
//! the folder is forced to the disk. Only a kill in between can leave a file `.aiproc-….tmp` behind. Nothing here
//! looks at what the text means.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::error::CliError;
use crate::project::document::LARGEST;

/// A file as it was read; a later save compares it with the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The text, byte for byte.
    pub text: String,
}

/// Reads a text file.
pub fn read(path: &Path) -> Result<Opened, CliError> {
    let text = String::from_utf8(bytes(path)?).map_err(|error| {
        let utf16 = error.as_bytes().starts_with(b"\xff\xfe") || error.as_bytes().starts_with(b"\xfe\xff");
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        let message = match utf16 {
            true => format!("{} is written as UTF-16, not as UTF-8", path.display()),
            false => {
                format!("{} is not written as UTF-8: line {line} has a character that cannot be read", path.display())
            }
        };
        CliError::input(message).hint("In your editor, save the file with the encoding UTF-8.")
    })?;
    Ok(Opened { text })
}

/// Replaces the text of a file that was read before, unless it has changed on the disk since.
pub fn save(path: &Path, text: &str, opened: &Opened) -> Result<Opened, CliError> {
    // a link stays a link: the file it leads to is replaced
    let target = fs::canonicalize(path).map_err(|error| unreadable(path, &error))?;
    let old = regular(&target, path)?;
    if old.permissions().readonly() {
        let error = CliError::input(format!("{} is write-protected; nothing was written", path.display()));
        return Err(error.hint("Allow writing to the file, then try again."));
    }
    let temporary = filled(&target, path, text, Some(&old))?;
    // as late as can be, so that little time is left in which another program could write
    if bytes(path)? != opened.text.as_bytes() {
        let message =
            format!("{} has been changed by another program since it was read; nothing was written", path.display());
        return Err(CliError::input(message).hint("Run the command again: it will then begin from the changed file."));
    }
    temporary.persist(&target).map_err(|error| unwritable(path, &error.error))?;
    settle(&target, path)?;
    Ok(Opened { text: text.to_owned() })
}

/// Writes a file that must not be there yet, and the folders on the way to it.
pub fn write_new(path: &Path, text: &str) -> Result<(), CliError> {
    let taken = || {
        CliError::input(format!("{} is there already; nothing was written", path.display()))
            .hint("Choose another name, or remove it first.")
    };
    if path.symlink_metadata().is_ok() {
        return Err(taken());
    }
    folders(path)?;
    filled(path, path, text, None)?.persist_noclobber(path).map_err(|error| match error.error.kind() {
        ErrorKind::AlreadyExists => taken(),
        _ => unwritable(path, &error.error),
    })?;
    settle(path, path)
}

/// Writes a document that the program makes, over an older one if there is one; also the folders on the way to it.
///
/// A name that promises a document of an office program is refused: what is written is text.
pub fn write_output(path: &Path, text: &str) -> Result<(), CliError> {
    const OFFICE: [&str; 7] = ["docx", "doc", "odt", "pdf", "rtf", "xlsx", "ods"];
    let promised = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if promised.is_some_and(|ending| OFFICE.contains(&&*ending)) {
        let message = format!("{} would be plain text under the name of another format", path.display());
        let markdown = path.with_extension("md");
        return Err(CliError::usage(message)
            .hint(format!("Write {}; a program such as pandoc makes other documents of it.", markdown.display())));
    }
    let old = match fs::metadata(path) {
        Ok(old) if old.is_file() => old,
        Ok(old) if old.is_dir() => return Err(is_folder(path)),
        // a pipe or a device such as /dev/stdout has no other name to take
        Ok(_) => return fs::write(path, text).map_err(|error| unwritable(path, &error)),
        Err(_) => {
            folders(path)?;
            filled(path, path, text, None)?.persist(path).map_err(|error| unwritable(path, &error.error))?;
            return settle(path, path);
        }
    };
    let target = fs::canonicalize(path).map_err(|error| unwritable(path, &error))?;
    filled(&target, path, text, Some(&old))?.persist(&target).map_err(|error| unwritable(path, &error.error))?;
    settle(&target, path)
}

/// Writes behind what a file of another program holds already; the file is made if it is not there.
pub fn append(path: &Path, text: &str) -> Result<(), CliError> {
    let mut options = File::options();
    let write = |mut file: File| file.write_all(text.as_bytes());
    options.append(true).create(true).open(path).and_then(write).map_err(|error| unwritable(path, &error))
}

/// What lies in a folder, by name.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let listed: io::Result<Vec<PathBuf>> =
        fs::read_dir(folder).and_then(|all| all.map(|entry| entry.map(|e| e.path())).collect());
    let mut found = listed.map_err(|error| unreadable(folder, &error))?;
    found.sort();
    Ok(found)
}

fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    let too_large = || CliError::input(format!("{} is larger than 32 MiB", path.display()));
    let size = regular(path, path)?.len();
    if size > LARGEST {
        return Err(too_large());
    }
    // with room for one more byte, a file of that size is read at one go
    let mut bytes = Vec::with_capacity(size as usize + 1);
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    // it may have grown since
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) }
}

/// What the system knows of a file, which must not be a folder, a pipe or a device.
fn regular(target: &Path, shown: &Path) -> Result<Metadata, CliError> {
    let known = fs::metadata(target).map_err(|error| unreadable(shown, &error))?;
    if known.is_dir() {
        Err(is_folder(shown))
    } else if known.is_file() {
        Ok(known)
    } else {
        Err(CliError::input(format!("{} is a device or a pipe, not a file", shown.display())))
    }
}

/// A temporary file beside the target that holds the text and is on the disk.
fn filled(target: &Path, shown: &Path, text: &str, old: Option<&Metadata>) -> Result<NamedTempFile, CliError> {
    let fill = || -> io::Result<NamedTempFile> {
        let mut builder = Builder::new();
        builder.prefix(".aiproc-").suffix(".tmp");
        let new = for_a_new_file();
        if let (None, Some(permissions)) = (old, &new) {
            builder.permissions(permissions.clone());
        }
        let mut temporary = builder.tempfile_in(folder_of(target))?;
        temporary.write_all(text.as_bytes())?;
        if let Some(old) = old {
            keep_owner(temporary.as_file(), old);
            temporary.as_file().set_permissions(old.permissions())?;
        }
        temporary.as_file().sync_all()?;
        Ok(temporary)
    };
    fill().map_err(|error| unwritable(shown, &error))
}

/// What the user's own settings leave of "everybody may read and write", as for any new file.
fn for_a_new_file() -> Option<Permissions> {
    #[cfg(unix)]
    return Some(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    return None;
}

/// Where the system allows it, a file that belongs to someone else stays theirs.
fn keep_owner(file: &File, old: &Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let changed = file.metadata().map_or(true, |new| (new.uid(), new.gid()) != (old.uid(), old.gid()));
        if changed && fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
            // the group alone may be allowed
            let _ = fchown(file, None, Some(old.gid()));
        }
    }
    #[cfg(not(unix))]
    let _ = (file, old);
}

/// Forces the new name to the disk. Systems that cannot do it for folders are left alone.
fn settle(target: &Path, shown: &Path) -> Result<(), CliError> {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder_of(target))
        && let Err(error) = folder.sync_all()
        && !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported)
    {
        let message = format!("{} is written, but the disk did not confirm it: {}", shown.display(), plain(&error));
        return Err(CliError::input(message).hint("Check the disk before you go on."));
    }
    let _ = (target, shown);
    Ok(())
}

fn folders(path: &Path) -> Result<(), CliError> {
    fs::create_dir_all(folder_of(path)).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => unwritable(path, &ErrorKind::NotADirectory.into()),
        _ => unwritable(path, &error),
    })
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    }
}

fn is_folder(path: &Path) -> CliError {
    CliError::input(format!("{} is a folder, not a file", path.display())).hint("Name the file itself.")
}

fn unreadable(path: &Path, error: &io::Error) -> CliError {
    if error.kind() == ErrorKind::NotFound {
        let message = match path.is_symlink() {
            true => format!("{} is a link to something that is not there", path.display()),
            false => format!("{} is not there", path.display()),
        };
        return CliError::input(message);
    }
    CliError::input(format!("{} cannot be read: {}", path.display(), plain(error)))
}

fn unwritable(path: &Path, error: &io::Error) -> CliError {
    let error_text = plain(error);
    CliError::input(format!("{} cannot be written: {error_text}; what was there before is as it was", path.display()))
}

/// The system's reason in plain words.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "its folder is not there".to_owned(),
        ErrorKind::PermissionDenied => "you are not allowed to".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "you have used up your share of the disk".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        _ => error.to_string(),
    }
}
