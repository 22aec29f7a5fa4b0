//! `aiproc map`: who is affected, who can affect it, and who is missing.

mod show;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::change;
use super::context::{Context, say};
use super::error::{CliError, Done};
use super::open::OpenProject;
use super::words::new_id;
use crate::date::Date;
use crate::id::{Id, nearest};
use crate::interview::mapping::{Mapping, Options};
use crate::join::Joined;
use crate::playbook::{Kind, Playbook};
use crate::project::FieldPath;
use crate::project::edit::{Edit, Value};
use crate::project::model::Stakeholder;
use crate::render::view::Audience;
use crate::scale::{Score, Sector};
use crate::terminal::Keeping;
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

#[derive(Args, Debug)]
pub struct MapArgs {
    #[command(subcommand)]
    command: Option<MapCommand>,
}

#[derive(Subcommand, Debug)]
enum MapCommand {
    /// Add a stakeholder
    #[command(
        before_help = "Example: aiproc map add claimants --type people-subject-to-decisions --name \"People claiming benefit\" --power 1 --interest 4 --exposure 5"
    )]
    Add {
        /// Its id: lower-case letters, digits and hyphens
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        fields: Box<StakeholderFields>,
    },
    /// Change a stakeholder
    #[command(before_help = "Example: aiproc map set claimants --power 2 --route \"Panel reports to the council\"")]
    Set {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        fields: Box<StakeholderFields>,
        /// Take a field out, for example --unset note
        #[arg(long, value_name = "FIELD")]
        unset: Vec<String>,
    },
    /// Take a stakeholder off the map
    #[command(before_help = "Example: aiproc map remove claimants")]
    Remove {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
        /// Even if other parts of the plan name it
        #[arg(long)]
        force: bool,
    },
    /// Show the map: table, power–interest grid, salience, exposure, who is missing
    #[command(before_help = "Example: aiproc map show --format markdown")]
    Show {
        /// How to show it
        #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<MapFormat>())]
        format: MapFormat,
        /// For those who work on the project: also fields that are not for the public
        #[arg(long)]
        internal: bool,
    },
}

vocabulary! {
    /// How the map is shown.
    "a format"
    pub enum MapFormat {
        /// For people.
        Text = "text",
        /// For programs.
        Json = "json",
        /// As a document.
        Markdown = "markdown",
    }
}

/// Every field of a stakeholder, as options.
#[derive(Args, Debug)]
struct StakeholderFields {
    /// Actor type of the playbook (aiproc list actors)
    #[arg(long = "type", value_name = "TYPE")]
    actor_type: Option<String>,
    /// Name of the organisation or group
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// How far it can change the outcome
    #[arg(long, value_name = "1..5")]
    power: Option<Score>,
    /// How much it cares about the outcome
    #[arg(long, value_name = "1..5")]
    interest: Option<Score>,
    /// How much the system can affect its rights, income, liberty, health or work
    #[arg(long, value_name = "1..5")]
    exposure: Option<Score>,
    /// Whether its claim is seen as rightful
    #[arg(long, value_name = "true|false", action = clap::ArgAction::Set)]
    legitimacy: Option<bool>,
    /// Whether its claim cannot wait
    #[arg(long, value_name = "true|false", action = clap::ArgAction::Set)]
    urgency: Option<bool>,
    /// Who gave the scores: a role, not a person
    #[arg(long, value_name = "ROLE")]
    scored_by: Option<String>,
    /// When they were given [default: today, with --scored-by]
    #[arg(long, value_name = "DATE", requires = "scored_by")]
    scored_on: Option<Date>,
    /// How its voice reaches the decision
    #[arg(long, value_name = "TEXT")]
    route: Option<String>,
    /// A stakeholder for whom it speaks; may be repeated
    #[arg(long, value_name = "ID")]
    represents: Vec<String>,
    /// What keeps its members from taking part; may be repeated
    #[arg(long = "barrier", value_name = "TEXT")]
    barriers: Vec<String>,
    /// A language in which its members are at ease; may be repeated
    #[arg(long = "language", value_name = "LANGUAGE")]
    languages: Vec<String>,
    /// Whether its members must be sought offline
    #[arg(long, value_name = "true|false", action = clap::ArgAction::Set)]
    seek_offline: Option<bool>,
    /// A declared conflict of interest, or the statement that there is none
    #[arg(long, value_name = "TEXT")]
    conflict: Option<String>,
    /// The day of that declaration
    #[arg(long, value_name = "DATE", requires = "conflict")]
    conflict_on: Option<Date>,
    /// A stakeholder that it trusts; may be repeated
    #[arg(long, value_name = "ID")]
    trusts: Vec<String>,
    /// A stakeholder that it funds; may be repeated
    #[arg(long, value_name = "ID")]
    funds: Vec<String>,
    /// A stakeholder on which it depends; may be repeated
    #[arg(long, value_name = "ID")]
    depends_on: Vec<String>,
    /// What is worth remembering about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl StakeholderFields {
    /// Every option that was given, as one field of the file each, in the order of the file.
    fn leaves(&self, today: Date) -> Vec<(Place, Value)> {
        let text = |t: &Option<String>| t.clone().map(Value::Text);
        let score = |s: Option<Score>| s.map(|s| Value::Integer(i64::from(s.get())));
        let list = |l: &Vec<String>| (!l.is_empty()).then(|| Value::TextList(l.clone()));
        let scored_on = self.scored_by.as_ref().map(|_| Value::Date(self.scored_on.unwrap_or(today)));
        [
            (("name", None), text(&self.name)),
            (("type", None), text(&self.actor_type)),
            (("power", None), score(self.power)),
            (("interest", None), score(self.interest)),
            (("exposure", None), score(self.exposure)),
            (("legitimacy", None), self.legitimacy.map(Value::Bool)),
            (("urgency", None), self.urgency.map(Value::Bool)),
            (("scored", Some("by")), text(&self.scored_by)),
            (("scored", Some("on")), scored_on),
            (("route", None), text(&self.route)),
            (("represents", None), list(&self.represents)),
            (("barriers", None), list(&self.barriers)),
            (("languages", None), list(&self.languages)),
            (("seek-offline", None), self.seek_offline.map(Value::Bool)),
            (("conflict", Some("declared")), text(&self.conflict)),
            (("conflict", Some("on")), self.conflict_on.map(Value::Date)),
            (("relations", Some("trusts")), list(&self.trusts)),
            (("relations", Some("funds")), list(&self.funds)),
            (("relations", Some("depends-on")), list(&self.depends_on)),
            (("note", None), text(&self.note)),
        ]
        .into_iter()
        .filter_map(|(place, value)| Some((place, value?)))
        .collect()
    }
}

/// Fields of one part stand together, as a record that is not there yet holds them.
fn together(leaves: Vec<(Place, Value)>) -> Vec<(&'static str, Value)> {
    let mut fields: Vec<(&'static str, Value)> = Vec::new();
    for ((name, part), value) in leaves {
        match (part, fields.last_mut()) {
            (None, _) => fields.push((name, value)),
            (Some(part), Some((last, Value::Table(parts)))) if *last == name => parts.push((part.to_owned(), value)),
            (Some(part), _) => fields.push((name, Value::Table(vec![(part.to_owned(), value)]))),
        }
    }
    fields
}

/// A field of a stakeholder, and the part of it, if it has parts.
type Place = (&'static str, Option<&'static str>);

fn path_of((name, part): Place) -> FieldPath {
    part.map_or_else(|| FieldPath::of([name]), |part| FieldPath::of([name, part]))
}

/// Whether a stakeholder has a field that consists of parts; what is there must keep the parts that are not named.
fn has_parts(stakeholder: &Stakeholder, name: &str) -> bool {
    match name {
        "scored" => stakeholder.scored.is_some(),
        "conflict" => stakeholder.conflict.is_some(),
        "relations" => stakeholder.relations.is_some(),
        _ => false,
    }
}

/// Runs the subcommand; without one, asks.
pub fn run(args: &MapArgs, context: &mut Context) -> Result<Done> {
    let mut open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    match &args.command {
        Some(MapCommand::Add { id, fields }) => add(id, fields, &mut open, &playbook, context.today),
        Some(MapCommand::Set { id, fields, unset }) => set(id, fields, unset, &mut open, &playbook, context.today),
        Some(MapCommand::Remove { id, force }) => remove(id, *force, &mut open),
        Some(MapCommand::Show { format, internal }) => {
            let audience = if *internal { Audience::Internal } else { Audience::Public };
            show::show(*format, audience, &open, &playbook, context)
        }
        None => ask(&mut open, &playbook, context),
    }
}

fn known_type(playbook: &Playbook, actor_type: &str) -> Result<(), CliError> {
    if playbook.actors().contains(actor_type) {
        return Ok(());
    }
    let error = CliError::usage(format!("“{actor_type}” is not an actor type of the playbook"));
    if Sector::from_word(actor_type).is_some() {
        let types = format!("That is a sector. See its types: aiproc list actors --sector {actor_type}");
        return Err(error.hint(types));
    }
    let near = nearest(actor_type, playbook.ids(Kind::Actors));
    Err(match near {
        Some(near) => error.hint(format!("Did you mean {near}?")),
        None => error,
    }
    .hint("See all: aiproc list actors"))
}

fn add(id: &str, fields: &StakeholderFields, open: &mut OpenProject, playbook: &Playbook, today: Date) -> Result<Done> {
    open.hold()?;
    let id = new_id(id)?;
    let missing: Vec<&str> = [("--type TYPE", fields.actor_type.is_none()), ("--name NAME", fields.name.is_none())]
        .into_iter()
        .filter_map(|(flag, missing)| missing.then_some(flag))
        .collect();
    if !missing.is_empty() {
        let needs = format!("a stakeholder needs {}", missing.join(" and "));
        return Err(match &fields.actor_type {
            None => CliError::usage(needs).hint("See the types: aiproc list actors"),
            // One mistake does not hide the other.
            Some(given) => match known_type(playbook, given) {
                Ok(()) => CliError::usage(needs),
                Err(unknown) => CliError { message: format!("{needs}; {}", unknown.message), ..unknown },
            },
        }
        .into());
    }
    known_type(playbook, fields.actor_type.as_deref().unwrap_or_default())?;
    known_stakeholders(fields, open, Some(&id))?;
    let edit = Edit::AddStakeholder { id: id.clone(), fields: together(fields.leaves(today)) };
    change::save(open, &[edit], &format!("added stakeholder {id}. Undo: aiproc map remove {id}"))?;
    Ok(Done::Clean)
}

fn set(
    id: &str,
    fields: &StakeholderFields,
    unset: &[String],
    open: &mut OpenProject,
    playbook: &Playbook,
    today: Date,
) -> Result<Done> {
    open.hold()?;
    let id = there(id, open)?;
    if let Some(actor_type) = &fields.actor_type {
        known_type(playbook, actor_type)?;
    }
    known_stakeholders(fields, open, None)?;
    let leaves = fields.leaves(today);
    let given: Vec<FieldPath> = leaves.iter().map(|(place, _)| path_of(*place)).collect();
    let old = open.project.stakeholders.get(id.as_str());
    // Part by part where the field is there already, so that parts nobody named stay.
    let (apart, whole): (Vec<_>, Vec<_>) =
        leaves.into_iter().partition(|((name, _), _)| old.is_some_and(|old| has_parts(old, name)));
    let apart = apart.into_iter().map(|(place, value)| (path_of(place), value));
    let whole = together(whole).into_iter().map(|(name, value)| (FieldPath::of([name]), value));
    let mut edits: Vec<Edit> =
        whole.chain(apart).map(|(field, value)| Edit::SetStakeholder { id: id.clone(), field, value }).collect();
    for name in unset {
        let known = Stakeholder::SPEC.fields.iter().map(|f| f.key);
        let head = name.split('.').next().unwrap_or(name);
        if !known.clone().any(|key| key == head) {
            let error = CliError::usage(format!("“{name}” is not a field of a stakeholder"));
            return Err(match nearest(head, known) {
                Some(near) => error.hint(format!("Did you mean {near}?")).into(),
                None => error.into(),
            });
        }
        let field: FieldPath = name.parse().map_err(CliError::usage)?;
        if given.iter().any(|set| set.is_within(&field) || field.is_within(set)) {
            return Err(CliError::usage(format!("“{name}” cannot be given and taken out at the same time"))
                .hint("Leave out one of the two.")
                .into());
        }
        edits.push(Edit::UnsetStakeholder { id: id.clone(), field });
    }
    if edits.is_empty() {
        return Err(CliError::usage("nothing to change")
            .hint("Name a field, for example: aiproc map set ID --power 3")
            .into());
    }
    let what = format!("changed {} {} of {id}", edits.len(), if edits.len() == 1 { "field" } else { "fields" });
    change::save(open, &edits, &what)?;
    Ok(Done::Clean)
}

fn remove(id: &str, force: bool, open: &mut OpenProject) -> Result<Done> {
    open.hold()?;
    let id = there(id, open)?;
    let own = FieldPath::of(["stakeholders", id.as_str()]);
    let named: Vec<String> = open
        .project
        .references
        .iter()
        .filter(|r| r.id == id && r.to == crate::project::Referent::Stakeholder && !r.path.is_within(&own))
        .map(|r| r.path.to_string())
        .collect();
    if !named.is_empty() && !force {
        return Err(CliError::input(format!("{id} is named in {}", named.join(", ")))
            .hint("Take it out there first, or remove it all the same with --force; `aiproc check` will then point at each place.")
            .into());
    }
    change::save(open, &[Edit::RemoveStakeholder { id: id.clone() }], &format!("removed stakeholder {id}"))?;
    Ok(Done::Clean)
}

/// The id, if the project has it.
fn there(id: &str, open: &OpenProject) -> Result<Id> {
    let known = || open.project.stakeholders.keys();
    match known().find(|k| *k == id).and_then(|k| Id::new(k).ok()) {
        Some(id) => Ok(id),
        None => {
            let error = CliError::input(format!("there is no stakeholder “{id}” in this project"));
            Err(match nearest(id, known()) {
                Some(near) => error.hint(format!("Did you mean {near}?")),
                None => error.hint("See all: aiproc map show"),
            }
            .into())
        }
    }
}

fn known_stakeholders(fields: &StakeholderFields, open: &OpenProject, new: Option<&Id>) -> Result<()> {
    let named = fields.represents.iter().chain(&fields.trusts).chain(&fields.funds).chain(&fields.depends_on);
    for id in named {
        if new.is_none_or(|new| new.as_str() != id) {
            there(id, open)?;
        }
    }
    Ok(())
}

fn ask(open: &mut OpenProject, playbook: &Playbook, context: &mut Context) -> Result<Done> {
    if !context.can_prompt() {
        return Err(CliError::usage("nobody can be asked here")
            .hint("Add a stakeholder: aiproc map add ID --type TYPE --name NAME")
            .hint("See the map: aiproc map show")
            .into());
    }
    let project = open.project.clone();
    let joined = Joined::with_files(playbook, &project, context.today, open.evidence());
    let mut interview = Mapping::new(&joined, Options::default());
    let outcome =
        super::ask(context, &mut interview, Keeping::EachAnswer, &mut |edits| change::save_quietly(open, edits))?;
    say(format!("{outcome}\nThe map is in {}. See it: aiproc map show", open.path.display()));
    super::stopped(outcome.stop)
}
