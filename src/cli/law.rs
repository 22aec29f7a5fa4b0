//! `aiproc law`: what the law asks, step by step and duty by duty. Information, not legal advice.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::context::{Context, say};
use super::error::Done;
use super::files;
use super::table::{Lines, draw};
use super::templates::overrides;
use super::words::one_line;
use crate::join::Joined;
use crate::join::law::Standing;
use crate::playbook::labels::Labels;
use crate::render::view::{LawDocument, LawEntry, LawGroup};
use crate::render::{Renderer, view};
use crate::vocabulary;

vocabulary! {
    /// How the law is shown.
    "a format"
    pub enum LawFormat {
        /// For people.
        Text = "text",
        /// As a document.
        Markdown = "markdown",
        /// For programs.
        Json = "json",
    }
}

#[derive(Args, Debug)]
pub struct LawArgs {
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<LawFormat>())]
    format: LawFormat,
    /// Write it to this file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// A folder with templates of your own
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

/// Tells what the law asks.
pub fn run(args: &LawArgs, context: &mut Context) -> Result<Done> {
    let open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    let joined = Joined::new(&playbook, &open.project, context.today);
    let shown = match args.format {
        LawFormat::Markdown => {
            let overrides = overrides(args.templates.as_deref())?;
            Renderer::new(&playbook, &overrides)?.law(&joined)?
        }
        LawFormat::Json => serde_json::to_string_pretty(&view::law(&joined))? + "\n",
        LawFormat::Text => text(&view::law(&joined), playbook.labels(), context),
    };
    match &args.out {
        Some(path) => {
            files::write_output(path, &shown)?;
            say(format!("Wrote {}", path.display()));
        }
        None => write!(context.out(), "{shown}")?,
    }
    Ok(Done::Clean)
}

fn text(document: &LawDocument, labels: &Labels, context: &Context) -> String {
    let law = &document.law;
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    let project = &document.project;
    line(&format!("{}, {}, on {}", one_line(&project.title), one_line(&project.authority), document.date));
    line(&textwrap(&law.not_advice, context.width));
    let class = match (&law.class, &law.class_between[..]) {
        (Some(class), _) => class.title.clone(),
        (None, [from, to]) => format!("cannot be told yet, between {} and {}", from.title, to.title),
        (None, _) => "cannot be told yet".to_owned(),
    };
    line(&format!("\nClass under the AI Act: {class}"));
    if law.class.is_none() {
        line(&textwrap(labels.get("law", "class_facts"), context.width));
    }
    let steps: Vec<Vec<String>> = law
        .steps
        .iter()
        .map(|s| {
            let named = if s.facts.is_empty() { &s.missing } else { &s.facts };
            let facts = named.iter().map(|f| format!("{} = {}", f.path, f.value.as_deref().unwrap_or("?")));
            let facts = facts.collect::<Vec<_>>().join(", ");
            vec![s.step.title.clone(), s.answer_title.clone(), facts, s.references.join(", ")]
        })
        .collect();
    line(&draw(context, Lines::Framed, &["Step", "Answer", "Rests on", "Article"], &steps));
    for group in &law.duties {
        line(&format!("\nDuties, {}: {}", group.standing.title, group.entries.len()));
        let row = |d: &LawEntry| vec![named(d), d.on.clone(), d.reads.clone()];
        let rows: Vec<Vec<String>> = group.entries.iter().map(row).collect();
        line(&draw(context, Lines::Framed, &["Duty", "Falls on", "Why"], &rows));
    }
    line("\nWhere the law speaks of reaching people (duties to inform are no participation)");
    let row = |h: &LawEntry| {
        let strength = h.strength.as_ref().map(|s| s.title.clone()).unwrap_or_default();
        vec![named(h), strength, h.participation_title.clone(), h.standing.title.clone(), h.reads.clone()]
    };
    let rows: Vec<Vec<String>> = law.hooks.iter().map(row).collect();
    line(&draw(context, Lines::Framed, &["Matter", "How strongly", "Participation", "State", "Why"], &rows));
    let untold = |group: &LawGroup| group.standing.id == Standing::CannotTell.as_str();
    if law.duties.iter().filter(|group| untold(group)).flat_map(|group| &group.entries).any(|d| !d.missing.is_empty()) {
        line("\nFacts that are missing to tell what applies: answer them with `aiproc facts`.");
    }
    line("\nRecord what meets a duty, or why it does not apply, under [hooks.ID]; see `aiproc explain ID`.");
    out
}

/// A duty or hook: its number, its id and what people call it.
fn named(entry: &LawEntry) -> String {
    format!("{} {} ({})", entry.reference, one_line(&entry.duty.title), entry.duty.id)
}

/// A text broken at spaces to fit the width.
fn textwrap(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let fits = lines[last].is_empty() || lines[last].chars().count() + 1 + word.chars().count() <= width;
        if !fits {
            lines.push(word.to_owned());
        } else {
            if !lines[last].is_empty() {
                lines[last].push(' ');
            }
            lines[last].push_str(word);
        }
    }
    lines.join("\n")
}
