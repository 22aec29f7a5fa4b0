//! One aiproc at a time changes a project: reading, editing and saving are one step.
//!
//! The folder of the project file is locked, so that no file is left behind and the lock outlives a new file that
//! takes the old one's name. It is advice among aiproc commands; an editor does not see it, and saving still compares
//! what is there with what was read.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::error::CliError;
use super::open::folder_of;

/// While this lives, no other aiproc changes the project.
#[derive(Debug)]
pub struct Held {
    _folder: Option<File>,
}

/// How often it tries, and how long it waits in between: eight seconds in all.
const TRIES: usize = 400;
const PAUSE: Duration = Duration::from_millis(20);

/// Takes the project file for this command alone; waits a little while another has it.
pub fn hold(path: &Path) -> Result<Held, CliError> {
    // a link leads to the folder in which the file itself lies
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // where folders cannot be opened or locked, the comparison at saving must do
    let Ok(folder) = File::open(folder_of(&target)) else { return Ok(Held { _folder: None }) };
    for _ in 0..TRIES {
        match folder.try_lock() {
            Ok(()) => return Ok(Held { _folder: Some(folder) }),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Ok(Held { _folder: None }),
        }
    }
    let message = format!("{} is being changed by another aiproc; nothing was written", path.display());
    Err(CliError::input(message).hint("Wait for the other command to end, then run this one again."))
}
