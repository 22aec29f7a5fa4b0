//! `aiproc playbook`: for people who write content.

mod book;
mod new;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::context::{Context, content_files};
use super::error::Done;
use super::words::count;
use crate::join::lint;
use crate::playbook::{Kind, Playbook};
use crate::report::visible;
use crate::scale::Provenance;
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

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
    /// Lay out a new record with every field that its kind has
    #[command(before_help = "Example: aiproc playbook new actors school-canteens --in house")]
    New(new::NewArgs),
    /// Write the whole playbook as a book of Markdown pages
    #[command(before_help = "Example: aiproc playbook book --out book")]
    Book {
        /// The folder to write into
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// A folder with templates of your own
        #[arg(long, value_name = "DIR")]
        templates: Option<PathBuf>,
        /// Write over pages that are there and are not of an older book
        #[arg(long)]
        force: bool,
    },
    /// Count the records of each kind, and where their claims come from
    #[command(before_help = "Example: aiproc playbook stats --format json")]
    Stats {
        /// As a table, or as JSON
        #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<StatsFormat>())]
        format: StatsFormat,
    },
}

vocabulary! {
    /// How counts are written.
    "a format"
    pub enum StatsFormat {
        /// A table for people.
        Text = "text",
        /// JSON for programs.
        Json = "json",
    }
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
                writeln!(out, "{}", visible(&format!("{}/{problem}", folder.display())))?;
            }
            match problems.len() {
                0 => writeln!(out, "{} read, no problem found.", count(files.len(), "file"))?,
                n => writeln!(out, "{}.", count(n, "problem"))?,
            }
            Ok(if problems.is_empty() { Done::Clean } else { Done::Findings })
        }
        PlaybookCommand::New(args) => new::run(args, context),
        PlaybookCommand::Book { out, templates, force } => book::run(out, templates.as_deref(), *force, context),
        PlaybookCommand::Stats { format } => stats(*format, context),
    }
}

/// Counts by kind and provenance, of the playbook that is meant; sources claim nothing themselves.
fn stats(format: StatsFormat, context: &mut Context) -> Result<Done> {
    let playbook = context.open_playbook(None)?;
    let mut counts = serde_json::Map::new();
    for kind in Kind::ALL {
        let written = playbook.written(*kind);
        let mut of = serde_json::Map::new();
        of.insert("records".to_owned(), written.len().into());
        for provenance in Provenance::ALL.iter().filter(|_| *kind != Kind::Sources) {
            let n = written.iter().filter(|(_, record)| record["provenance"] == provenance.as_str()).count();
            of.insert(provenance.to_string(), n.into());
        }
        counts.insert(kind.to_string(), of.into());
    }
    let out = context.out();
    match format {
        StatsFormat::Json => writeln!(out, "{:#}", serde_json::Value::Object(counts))?,
        StatsFormat::Text => {
            write!(out, "{:<18} {:>8}", "kind", "records")?;
            Provenance::ALL.iter().try_for_each(|p| write!(out, " {:>9}", p.as_str()))?;
            writeln!(out)?;
            for (kind, of) in &counts {
                write!(out, "{kind:<18} {:>8}", of["records"].to_string())?;
                for provenance in Provenance::ALL {
                    let n = of.get(provenance.as_str()).map_or_else(|| "–".to_owned(), ToString::to_string);
                    write!(out, " {n:>9}")?;
                }
                writeln!(out)?;
            }
        }
    }
    Ok(Done::Clean)
}
