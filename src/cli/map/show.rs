//! `aiproc map show`: the map as a table and a power–interest grid for people, as a document, or for programs.

use std::collections::BTreeMap;

use anyhow::Result;

use super::MapFormat;
use crate::cli::context::Context;
use crate::cli::error::Done;
use crate::cli::open::OpenProject;
use crate::cli::table::{Lines, draw, fits};
use crate::cli::words::one_line;
use crate::join::Joined;
use crate::join::attendance::Came;
use crate::join::mapping::Placed;
use crate::playbook::Playbook;
use crate::playbook::labels::Labels;
use crate::render::Renderer;
use crate::render::view::{self, Audience};
use crate::scale::Score;

pub(super) fn show(
    format: MapFormat,
    audience: Audience,
    open: &OpenProject,
    playbook: &Playbook,
    context: &mut Context,
) -> Result<Done> {
    let joined = open.joined(playbook, context.today);
    match format {
        MapFormat::Json => {
            serde_json::to_writer_pretty(context.out(), &view::map_for(&joined, audience))?;
            writeln!(context.out())?;
        }
        MapFormat::Markdown => {
            let text = Renderer::new(playbook, &[])?.map_for(&joined, audience)?;
            write!(context.out(), "{text}")?;
        }
        MapFormat::Text => text(&joined, context)?,
    }
    Ok(Done::Clean)
}

fn text(joined: &Joined<'_>, context: &mut Context) -> Result<()> {
    let labels = joined.playbook.labels();
    let short = ["#", "Stakeholder", "Sector", "P", "I", "E", "Salience", "Promised", "Earned"];
    let spelled =
        ["Number", "Stakeholder", "Sector", "Power", "Interest", "Exposure", "Salience", "Promised", "Earned"];
    let score = |s: Option<Score>| s.map_or("–".to_owned(), |s| s.to_string());
    let level = |l: Option<crate::scale::ParticipationLevel>| l.map_or("–".to_owned(), |l| l.to_string());
    // Who has got less than can still be got sees both.
    let earned = |placed: &Placed<'_>| {
        let got = placed.earned.map(|level| level.to_string());
        let most = placed.attainable.filter(|_| placed.attainable > placed.earned);
        let most = most.map(|most| labels.get("map", "possible").replace("{level}", most.as_str()));
        match (got, most) {
            (Some(got), Some(most)) => format!("{got}\n({most})"),
            (got, most) => got.or(most).unwrap_or_else(|| "–".to_owned()),
        }
    };
    let row = |(n, placed): (usize, &Placed<'_>)| {
        let s = placed.stakeholder;
        vec![
            (n + 1).to_string(),
            format!("{}\n{}", one_line(&s.name), placed.id),
            placed.sector().map_or("–".to_owned(), |s| labels.get("sectors", s.as_str()).to_owned()),
            score(s.power),
            score(s.interest),
            score(s.exposure),
            placed.salience.map_or("–".to_owned(), |s| labels.get("salience", s.as_str()).to_owned()),
            level(placed.declared),
            earned(placed),
        ]
    };
    let rows: Vec<Vec<String>> = joined.stakeholders.iter().enumerate().map(row).collect();
    let drawn = fits(context, Lines::Framed, &short, &rows);
    let table = draw(context, Lines::Framed, if drawn { &short } else { &spelled }, &rows);
    let accessible = context.plain_prompts();
    let came = who_came(joined, context);
    let out = context.out();
    if joined.stakeholders.is_empty() {
        writeln!(out, "Nobody is on the map yet. Begin with: aiproc map")?;
    } else {
        writeln!(out, "{table}")?;
        if drawn {
            writeln!(out, "{}", labels.get("map", "short_columns"))?;
        }
        for placed in joined.stakeholders.iter().filter(|s| is_owed_more(s)) {
            let floor = placed.floor().map_or("", |f| f.as_str());
            writeln!(
                out,
                "! Strongly exposed, to be promised {floor} at least: {}",
                one_line(&placed.stakeholder.name)
            )?;
        }
        // A drawing says nothing to who reads line by line; power and interest stand above.
        if !accessible {
            writeln!(out)?;
            write!(out, "{}", grid(&joined.stakeholders, labels))?;
        }
    }
    if let Some(came) = came {
        writeln!(out, "\n{came}")?;
    }
    let missing = joined.missing();
    if !missing.sectors.is_empty() {
        let names: Vec<&str> = missing.sectors.iter().map(|s| labels.get("sectors", s.as_str())).collect();
        writeln!(out, "\nNobody stands for: {}", names.join(", "))?;
    }
    let unmapped = joined.unmapped_affected();
    if !unmapped.is_empty() {
        writeln!(out, "\nAffected people and workers not on the map yet; who are they here?")?;
        for actor in unmapped {
            writeln!(out, "  {} — aiproc explain {}", one_line(&actor.title), actor.id)?;
        }
    }
    Ok(())
}

/// Who came to the sessions held, beside what each was promised; nothing while nobody was counted.
fn who_came(joined: &Joined<'_>, context: &Context) -> Option<String> {
    let row = |(placed, came): (&Placed<'_>, Came)| {
        vec![
            one_line(&placed.stakeholder.name),
            placed.declared.map_or("–".to_owned(), |level| level.to_string()),
            came.sessions.to_string(),
            came.people.to_string(),
            came.hours_shown().map_or("–".to_owned(), |hours| hours.to_string()),
        ]
    };
    let rows: Vec<Vec<String>> = joined.who_came().into_iter().map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let heading = |name| joined.playbook.labels().get("map", name);
    let [sessions, people, hours] = ["came_sessions", "came_people", "came_hours"].map(heading);
    let headings = ["Stakeholder", "Promised", sessions, people, hours];
    let table = draw(context, Lines::Framed, &headings, &rows);
    Some(format!("{}\n{table}\n{}", heading("came"), heading("came_intro").trim()))
}

/// Whether a stakeholder is owed more than it is promised, whatever its quadrant says.
fn is_owed_more(placed: &Placed<'_>) -> bool {
    placed.floor().is_some_and(|floor| placed.declared.is_none_or(|declared| declared < floor))
}

/// The power–interest grid: power upwards, interest to the right; numbers are those of the table, `!` marks exposed.
fn grid(stakeholders: &[Placed<'_>], labels: &Labels) -> String {
    let mut cells: BTreeMap<(u8, u8), Vec<String>> = BTreeMap::new();
    let mut unscored = Vec::new();
    for (n, placed) in stakeholders.iter().enumerate() {
        let mark = if placed.floor().is_some() { "!" } else { "" };
        match (placed.stakeholder.power, placed.stakeholder.interest) {
            (Some(p), Some(i)) => cells.entry((p.get(), i.get())).or_default().push(format!("{}{mark}", n + 1)),
            (None, _) | (_, None) => unscored.push((n + 1).to_string()),
        }
    }
    let cell = |p: u8, i: u8| cells.get(&(p, i)).map(|c| c.join(" ")).unwrap_or_default();
    let column = |i: u8| (1..=5).map(|p| cell(p, i).len()).max().unwrap_or(0).max(5);
    let rule = |left: &str| -> String {
        let parts: Vec<String> = (1..=5).map(|i| "-".repeat(column(i) + 2)).collect();
        format!("{left}+{}+\n", parts.join("+"))
    };
    let label = |name| labels.get("map", name);
    let mut text = format!("{}\n", label("power"));
    for p in (1..=5).rev() {
        text.push_str(&rule("    "));
        let row: Vec<String> = (1..=5).map(|i| format!(" {:<width$} ", cell(p, i), width = column(i))).collect();
        text.push_str(&format!("  {p} |{}|\n", row.join("|")));
    }
    text.push_str(&rule("    "));
    let feet: Vec<String> = (1..=5).map(|i| format!(" {i:<width$} ", width = column(i))).collect();
    text.push_str(&format!("     {}  {}\n", feet.join(" "), label("interest")));
    for name in ["grid_corners", "grid_mark"] {
        text.extend([label(name), "\n"]);
    }
    if !unscored.is_empty() {
        text.push_str(&format!("{}: {}\n", label("unscored"), unscored.join(", ")));
    }
    text
}
