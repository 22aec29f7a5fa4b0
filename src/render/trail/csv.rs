//! The trail as rows: a row for each input, or for each step of a chain.

use crate::date::Date;
use crate::render::csv::row;
use crate::render::view::{InputLine, NodeView, Shown, StepView, TrailView};

/// The columns of an input.
const INPUT: [&str; 19] = [
    "id",
    "says",
    "from",
    "activity",
    "received",
    "status",
    "reason",
    "decision",
    "options",
    "requirements",
    "award_criteria",
    "clauses",
    "answer_state",
    "due",
    "answered_on",
    "answered_by",
    "answer_url",
    "days_late",
    "at",
];

/// The columns of a step.
const STEP: [&str; 10] =
    ["direction", "number", "depth", "link", "part", "id", "title", "at", "written_at", "shown_elsewhere"];

/// The trail as a table with one line of headings. Columns hold ids, so that rows can be joined with other tables.
pub fn csv(view: &TrailView) -> String {
    let mut out = String::new();
    match &view.shows {
        Shown::Overview(overview) => {
            out += &row(INPUT);
            overview.inputs.iter().for_each(|line| out += &row(cells(line).iter().map(String::as_str)));
        }
        Shown::Sample(sample) => {
            out += &row(std::iter::once("drawn").chain(INPUT));
            for (n, line) in sample.inputs.iter().enumerate() {
                let drawn = (n + 1).to_string();
                out += &row(std::iter::once(drawn.as_str()).chain(cells(line).iter().map(String::as_str)));
            }
        }
        Shown::Chain(chain) => {
            out += &row(STEP);
            let start = &chain.start;
            let first = ["start", "", "0", "", &start.part.id, &start.id, &start.title, &start.at, "", ""];
            out += &row(first);
            chain.back.iter().for_each(|step| out += &step_row("back", step));
            chain.onwards.iter().for_each(|step| out += &step_row("onwards", step));
        }
    }
    out
}

fn step_row(direction: &str, step: &StepView) -> String {
    let (depth, places) = (step.depth.to_string(), step.places.join(" "));
    let node = &step.node;
    let again = if step.again { "yes" } else { "no" };
    row([
        direction,
        &step.number,
        &depth,
        &step.link.id,
        &node.part.id,
        &node.id,
        &node.title,
        &node.at,
        &places,
        again,
    ])
}

fn cells(line: &InputLine) -> [String; 19] {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let led = |part: &str| {
        let ids = line.led_to.iter().filter(|node: &&NodeView| node.part.id == part);
        ids.map(|node| node.id.as_str()).collect::<Vec<_>>().join(" ")
    };
    [
        line.id.clone(),
        line.says.clone(),
        line.from.iter().map(|who| who.id.as_str()).collect::<Vec<_>>().join(" "),
        line.activity.id.clone(),
        day(line.received),
        line.status.id.clone(),
        line.reason.clone().unwrap_or_default(),
        line.decision.as_ref().map(|d| d.id.clone()).unwrap_or_default(),
        led("options"),
        led("requirements"),
        led("award-criteria"),
        led("clauses"),
        line.state.id.clone(),
        day(line.due),
        day(line.answered_on),
        line.answered_by.clone().unwrap_or_default(),
        line.answer_url.clone().unwrap_or_default(),
        line.days_late.map(|n| n.to_string()).unwrap_or_default(),
        format!("inputs.{}", line.id),
    ]
}
