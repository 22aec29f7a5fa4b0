//! `aiproc facts`: what law, risk and documents rest on, asked for one by one, set, forgotten or shown.

use anyhow::Result;
use clap::Args;

use super::change;
use super::context::{Context, say};
use super::error::{CliError, Done};
use super::open::OpenProject;
use super::shape::Shape;
use super::table::{Lines, draw};
use super::words::{count, list, one_line, refuse_placeholders};
use crate::id::nearest;
use crate::interview::facts::{Facts, Options, Standing, When};
use crate::interview::{Answer, Interview, Kind as Asked, Question};
use crate::playbook::{FactPart, FactQuestion, Playbook};
use crate::project::edit::Edit;
use crate::report;
use crate::terminal::Keeping;
use crate::vocabulary::Vocabulary;

#[derive(Args, Debug)]
pub struct FactsArgs {
    /// Only these: parts (system, class, telling, people, dependence, mission, days), or single facts by their names
    #[arg(value_name = "FACT", conflicts_with_all = ["set", "forget"])]
    facts: Vec<String>,
    /// Set a fact, for example ai=yes or annex-iii=5a,5b; of points, none says that each was looked at; between several
    /// texts stands a semicolon; may be repeated
    #[arg(long, value_name = "FACT=VALUE")]
    set: Vec<String>,
    /// Take a fact out of the file: it is not known after all; may be repeated
    #[arg(long, value_name = "FACT")]
    forget: Vec<String>,
    /// Ask again for what is known
    #[arg(long, conflicts_with_all = ["set", "forget", "show"])]
    again: bool,
    /// Only show the facts and what is known of them
    #[arg(long, conflicts_with_all = ["set", "forget"])]
    show: bool,
    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "text", requires = "show", value_parser = super::word::<Shape>())]
    format: Shape,
}

/// Asks for the facts, sets them, or shows them.
pub fn run(args: &FactsArgs, context: &mut Context) -> Result<Done> {
    let mut open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    if !args.set.is_empty() || !args.forget.is_empty() {
        open.hold()?;
        return set(args, &mut open, &playbook, context);
    }
    let mut options = Options { again: args.again, ..Options::default() };
    for word in &args.facts {
        match (FactPart::from_word(&word.to_lowercase()), named(word, &playbook)) {
            (Some(part), _) => options.parts.push(part),
            (None, Some(fact)) => options.facts.push(fact.id.to_string()),
            (None, None) if word.contains('=') => {
                let error = CliError::usage(format!("“{word}” is no fact"));
                return Err(error.hint(format!("To set one: aiproc facts --set {word}")).into());
            }
            (None, None) => return Err(unknown(word, &playbook, true).into()),
        }
    }
    let mut facts = interview(&open, &playbook, context, &options)?;
    if args.show {
        return show(&facts.standing(), &options, args.format, &playbook, context);
    }
    if !context.can_prompt() {
        return Err(CliError::usage("nobody can be asked here")
            .hint("Set facts: aiproc facts --set ai=yes --set annex-iii=none")
            .hint("See them, with the names to set them by: aiproc facts --show")
            .into());
    }
    if facts.next().is_none() {
        say("Nothing is to be asked here: it is known, or others have to be known first, or do not matter.");
        say("See all: aiproc facts --show. Change one: aiproc facts FACT");
        return Ok(Done::Clean);
    }
    let outcome =
        super::ask(context, &mut facts, Keeping::EachAnswer, &mut |edits| change::save_quietly(&mut open, edits))?;
    let open_now = |fact: &&Standing<'_>| fact.when == When::Now && fact.told.is_none();
    let left = match facts.standing().iter().filter(open_now).count() {
        0 => "No fact that is asked for at this stage is missing".to_owned(),
        1 => "1 fact that is asked for at this stage is not known".to_owned(),
        n => format!("{n} facts that are asked for at this stage are not known"),
    };
    say(format!("{outcome}\n{left}: aiproc facts --show. What follows from those that are: aiproc law"));
    super::stopped(outcome.stop)
}

fn interview<'p>(
    open: &OpenProject,
    playbook: &'p Playbook,
    context: &Context,
    options: &Options,
) -> Result<Facts<'p>> {
    // It was read before, so there is no problem to tell.
    Facts::new(playbook, &open.opened.text, context.today, options)
        .map_err(|_| CliError::input("the project file has problems; see them: aiproc check").into())
}

/// The fact that a word means: its id, its place in the file, or the last part of that where only one ends so.
fn named<'p>(word: &str, playbook: &'p Playbook) -> Option<&'p FactQuestion> {
    let same = |name: &str| name.eq_ignore_ascii_case(word);
    let facts = || playbook.facts().iter();
    let ends = || facts().filter(|fact| same(last(fact)));
    facts().find(|fact| same(&fact.id) || same(&fact.field)).or_else(|| ends().next().filter(|_| ends().count() == 1))
}

/// The last part of its place.
fn last(fact: &FactQuestion) -> &str {
    fact.field.rsplit('.').next().unwrap_or_default()
}

/// A word that names no fact; `parts` are named too where they can be given.
fn unknown(word: &str, playbook: &Playbook, parts: bool) -> CliError {
    let places = |chosen: &dyn Fn(&FactQuestion) -> bool| -> Vec<String> {
        playbook.facts().iter().filter(|fact| chosen(fact)).map(|fact| fact.field.to_string()).collect()
    };
    let several = places(&|fact| last(fact) == word);
    if !several.is_empty() {
        let error = CliError::usage(format!("“{word}” is the end of several facts"));
        return error.hint(format!("Name the one that you mean: {}", list(&several)));
    }
    if let Some(part) = FactPart::from_word(word) {
        let error = CliError::usage(format!("“{word}” is a part, and no single fact"));
        return error.hint(format!("Its facts: {}", list(&places(&|fact| fact.part == part))));
    }
    let error = CliError::usage(format!("no fact is called “{word}”"));
    let mut names: Vec<&str> = if parts { FactPart::words().collect() } else { Vec::new() };
    for fact in playbook.facts() {
        names.extend([&*fact.id, &*fact.field, last(fact)]);
    }
    match nearest(&word.to_lowercase(), names) {
        Some(near) => error.hint(format!("Did you mean {near}?")),
        None => error,
    }
    .hint("See all: aiproc facts --show")
}

/// What is to happen to a fact.
enum Change<'a> {
    Set(&'a str),
    Forget(&'a str),
}

impl Change<'_> {
    /// The word for the fact.
    fn word(&self) -> &str {
        match self {
            Change::Set(given) => given.split_once('=').map_or(*given, |(word, _)| word).trim(),
            Change::Forget(word) => word,
        }
    }

    /// What to write, or why it cannot be.
    fn edits(&self, facts: &mut Facts<'_>, playbook: &Playbook) -> Result<Vec<Edit>, CliError> {
        match self {
            Change::Set(given) => one(given, facts, playbook),
            Change::Forget(word) => {
                let fact = named(word, playbook).ok_or_else(|| unknown(word, playbook, false))?;
                let answered = facts.answer(&fact.id, &Answer::Unknown);
                answered.map_err(|rejection| CliError::usage(format!("{}: {}", fact.field, rejection.message)))
            }
        }
    }
}

/// Sets and forgets facts, all of them or none. One that cannot be taken is tried again after the others, for it may
/// hang on them: the order in which they are given means nothing.
fn set(args: &FactsArgs, open: &mut OpenProject, playbook: &Playbook, context: &Context) -> Result<Done> {
    let mut facts = interview(open, playbook, context, &Options::default())?;
    let before = facts.outlook().clone();
    let (mut edits, mut wrong): (Vec<Edit>, Vec<CliError>) = Default::default();
    let sets = args.set.iter().map(|given| Change::Set(given));
    let mut changes: Vec<Change<'_>> = sets.chain(args.forget.iter().map(|word| Change::Forget(word))).collect();
    twice(&changes, playbook)?;
    let mut left = usize::MAX;
    while changes.len() < left {
        left = changes.len();
        wrong.clear();
        changes.retain(|change| match change.edits(&mut facts, playbook) {
            Ok(more) => {
                edits.extend(more);
                false
            }
            Err(error) => {
                wrong.push(error);
                true
            }
        });
    }
    let given = args.set.len() + args.forget.len();
    match wrong.len() {
        0 => {}
        1 if given > 1 => return Err(wrong.remove(0).hint("None of the others was written either.").into()),
        1 => return Err(wrong.remove(0).into()),
        n => {
            let error = CliError::usage(format!("{n} of {given} facts cannot be taken, and nothing was written"));
            let told = |wrong: CliError| match wrong.hints.is_empty() {
                true => wrong.message,
                false => {
                    let stop = if wrong.message.ends_with('?') { "" } else { "." };
                    format!("{}{stop} {}", wrong.message, wrong.hints.join(" "))
                }
            };
            return Err(wrong.into_iter().map(told).fold(error, CliError::hint).into());
        }
    }
    let lines: Vec<String> = edits.iter().map(ToString::to_string).collect();
    let lines: Vec<String> = lines.iter().flat_map(|edit| edit.lines()).map(shortened).collect();
    let told = match &lines[..] {
        [one] => one.clone(),
        several => {
            let each: String = several.iter().flat_map(|line| ["\n  ", line]).collect();
            format!("{}{each}", count(several.len(), "change"))
        }
    };
    change::save(open, &edits, &told)?;
    let mut remarks = facts.outlook().since(&before, playbook.labels());
    if let Some(last) = remarks.last_mut() {
        last.push_str(" Why, and what follows: aiproc law");
    }
    remarks.iter().for_each(say);
    Ok(Done::Clean)
}

/// Refuses two changes of one fact: nobody can tell which is meant.
fn twice(changes: &[Change<'_>], playbook: &Playbook) -> Result<(), CliError> {
    let mut seen: Vec<&str> = Vec::new();
    for fact in changes.iter().filter_map(|change| named(change.word(), playbook)) {
        if seen.contains(&&*fact.id) {
            return Err(CliError::usage(format!("{} is given twice", fact.field)).hint("Give it once."));
        }
        seen.push(&fact.id);
    }
    Ok(())
}

/// Reads `FACT=VALUE`: what to write, or why it cannot be taken.
fn one(given: &str, facts: &mut Facts<'_>, playbook: &Playbook) -> Result<Vec<Edit>, CliError> {
    let example = "For example: aiproc facts --set ai=yes";
    let (word, value) =
        given.split_once('=').ok_or_else(|| CliError::usage(format!("“{given}” is not FACT=VALUE")).hint(example))?;
    let (word, value) = (word.trim(), value.trim());
    let fact = named(word, playbook).ok_or_else(|| unknown(word, playbook, false))?;
    refuse_placeholders(&[("--set", value, "VALUE")])?;
    if value.is_empty() {
        let error = CliError::usage(format!("“{given}” gives no value"));
        return Err(error.hint(format!("To take the fact out of the file: aiproc facts --forget {word}")));
    }
    let Some(question) = facts.question(&fact.id) else { return Ok(Vec::new()) };
    if question.present.as_ref().is_some_and(|present| present.typed().trim() == value) {
        return Ok(Vec::new());
    }
    let taken = facts.answer(&fact.id, &read(value, &question));
    taken.map_err(|rejection| {
        let error = CliError::usage(format!("{}: {}", fact.field, rejection.message));
        let choices: Vec<&str> = question.choices.iter().map(|choice| choice.id.as_str()).collect();
        match choices.is_empty() {
            true => error.hint(format!("About it: aiproc explain {}", fact.id)),
            false => error.hint(format!("Use one of: {}.", choices.join(", "))),
        }
    })
}

/// A value as it is typed after `=`.
fn read(value: &str, question: &Question) -> Answer {
    let choice = |word: &str| {
        let word = word.trim();
        // as a project file writes yes and no
        let word = match word.to_lowercase().as_str() {
            "true" => "yes",
            "false" => "no",
            _ => word,
        };
        question.choice(word).map_or_else(|| word.to_owned(), |choice| choice.id.clone())
    };
    let parts = |between: &[char]| -> Vec<String> {
        value.split(between).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    match question.kind {
        Asked::OneOf => Answer::Choice(choice(value)),
        Asked::SeveralOf => Answer::Choices(parts(&[',', ';', ' ']).iter().map(|part| choice(part)).collect()),
        Asked::Texts => Answer::Texts(parts(&[';'])),
        Asked::Text => Answer::Text(value.to_owned()),
    }
}

fn show(
    all: &[Standing<'_>],
    options: &Options,
    format: Shape,
    playbook: &Playbook,
    context: &mut Context,
) -> Result<Done> {
    let everything = options.parts.is_empty() && options.facts.is_empty();
    let chosen = |fact: &&Standing<'_>| {
        let named = options.parts.contains(&fact.record.part) || options.facts.iter().any(|id| *id == *fact.record.id);
        // A program leaves out by itself what it has no use for.
        let matters = format == Shape::Json || fact.when == When::Now || fact.told.is_some();
        if everything { matters } else { named }
    };
    let shown: Vec<&Standing<'_>> = all.iter().filter(chosen).collect();
    if format == Shape::Json {
        serde_json::to_writer_pretty(context.out(), &report::facts(&shown))?;
        writeln!(context.out())?;
        return Ok(Done::Clean);
    }
    let row = |fact: &&Standing<'_>| {
        let told = match (&fact.told, fact.when) {
            (Some(told), _) => one_line(told),
            (None, When::Now) => "not known".to_owned(),
            (None, When::Later) => {
                let stage = fact.record.since.map_or("", |stage| playbook.stage_title(stage));
                format!("not known; asked from “{stage}” on")
            }
            (None, When::OnceKnown) => "asked once others are known".to_owned(),
            (None, When::Never) => "does not matter here".to_owned(),
        };
        vec![fact.record.field.to_string(), told, one_line(&fact.record.question)]
    };
    for part in FactPart::ALL {
        let rows: Vec<Vec<String>> = shown.iter().filter(|fact| fact.record.part == *part).map(row).collect();
        if !rows.is_empty() {
            let table = draw(context, Lines::Framed, &["Fact", "What is known", "Question"], &rows);
            let heading = one_line(playbook.labels().get("fact-parts", part.as_str()));
            writeln!(context.out(), "{heading} ({part})\n{table}\n")?;
        }
    }
    let known = shown.iter().filter(|fact| fact.told.is_some()).count();
    let out = context.out();
    writeln!(out, "{known} of {} known.", shown.len())?;
    if everything && all.len() > shown.len() {
        let more = all.len() - shown.len();
        writeln!(
            out,
            "{more} more are asked for at later stages, once others are known, or not here: aiproc list facts"
        )?;
    }
    writeln!(out, "Answer them: aiproc facts. Set one: aiproc facts --set FACT=VALUE. About one: aiproc explain FACT")?;
    Ok(Done::Clean)
}

/// So much of what was written is told.
const TOLD: usize = 90;

/// A line, cut where it is long.
fn shortened(line: &str) -> String {
    match line.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
