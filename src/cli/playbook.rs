//! `aiproc playbook`: for people who write content.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::context::{Context, content_files};
use super::error::Done;
use crate::join::lint;
use crate::playbook::Playbook;

/// Check playbook content
#[derive(Args, Debug)]
pub struct PlaybookArgs {
    #[command(subcommand)]
    command: PlaybookCommand,
}

#[derive(Subcommand, Debug)]
enum PlaybookCommand {
    /// Check a folder of content: every id, source, stage and field that it names
    #[command(before_help = "Example: aiproc playbook lint playbook")]
    Lint {
        /// A whole playbook, or an organisation's folder (one that holds overlay.yaml)
        #[arg(value_name = "DIR", default_value = "playbook")]
        folder: PathBuf,
    },
}

/// Runs the subcommand.
pub fn run(args: &PlaybookArgs, context: &mut Context) -> Result<Done> {
    match &args.command {
        PlaybookCommand::Lint { folder } => {
            let files = content_files(folder)?;
            let organisation = files.iter().any(|f| f.path == "overlay.yaml");
            let (playbook, mut problems) =
                if organisation { Playbook::draft_of_organisation(&files) } else { Playbook::draft_of_folder(&files) };
            // What cannot be read refers to nothing, so that all else would seem unused.
            if problems.is_empty() && !organisation {
                problems.extend(playbook.coherence_problems());
            }
            problems.extend(playbook.wording_problems());
            problems.extend(lint::problems(&playbook));
            problems.sort();
            problems.dedup();
            let out = context.out();
            for problem in &problems {
                writeln!(out, "{}/{problem}", folder.display())?;
            }
            match problems.len() {
                0 => writeln!(out, "{} files read, no problem found.", files.len())?,
                n => writeln!(out, "{n} {}.", if n == 1 { "problem" } else { "problems" })?,
            }
            Ok(if problems.is_empty() { Done::Clean } else { Done::Findings })
        }
    }
}
