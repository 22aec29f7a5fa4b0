//! The trail for people: plain lines, of which each says by its number where it belongs.
//!
//! Indentation helps the eye alone; a screen reader hears `1.2`. No line is wider than the terminal, and the
//! indentation stops growing where the lines would become too short to read.

use unicode_width::UnicodeWidthStr;

use crate::cli::context::Context;
use crate::cli::table::{Lines, draw};
use crate::cli::words::{count, one_line};
use crate::render::view::{
    ChainView, GoLiveView, InputLine, NodeView, OverviewView, SampleView, Shown, StepView, TrailView,
};

/// Everything that the view shows.
pub fn write(view: &TrailView, context: &Context) -> String {
    let mut page = Page { width: context.width, out: String::new() };
    match &view.shows {
        Shown::Overview(overview) => {
            page.line("", &format!("{}, {}", view.project, view.authority));
            page.overview(overview, view, context);
        }
        Shown::Chain(chain) => page.chain(chain),
        Shown::Sample(sample) => page.sample(sample),
    }
    page.out
}

struct Page {
    width: usize,
    out: String,
}

impl Page {
    /// A text wrapped to the width; its later lines begin below its first word, not below the lead.
    fn line(&mut self, lead: &str, text: &str) {
        let mut line = lead.to_owned();
        let rest = " ".repeat(lead.width().min(self.width / 2));
        let mut empty = true;
        for word in one_line(text).split(' ') {
            if !empty && line.width() + 1 + word.width() > self.width {
                self.out.push_str(line.trim_end());
                self.out.push('\n');
                line.clone_from(&rest);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }

    fn overview(&mut self, overview: &OverviewView, view: &TrailView, context: &Context) {
        let held = overview.parts.iter().filter(|c| c.count > 0);
        let parts = held.map(|c| format!("{}: {}", c.of.title, c.count)).collect::<Vec<_>>().join(" · ");
        let states = overview.answers.iter().filter(|c| c.count > 0);
        let states = states.map(|c| format!("{} {}", c.count, c.of.title)).collect::<Vec<_>>().join(", ");
        self.line("", if parts.is_empty() { "Nothing is on the trail yet." } else { &parts });
        self.line("", &format!("Answers on {}: {}.", view.date, if states.is_empty() { "none" } else { &states }));
        if let Some(day) = &overview.go_live {
            self.line("", &balance(day));
        }
        self.blank();
        match overview.orphans.is_empty() {
            true if overview.parts.iter().all(|part| part.count == 0) => {}
            true => self.line("", "The trail breaks off nowhere."),
            false => {
                let places = count(overview.orphans.len(), "place");
                self.line("", &format!("The trail breaks off in {places}:"));
                for orphan in &overview.orphans {
                    self.line("  - ", &format!("{}: {}", orphan.fault.title, told(&orphan.node)));
                }
            }
        }
        let Some(first) = overview.inputs.first() else { return };
        let rows: Vec<Vec<String>> = overview.inputs.iter().map(row).collect();
        let table = draw(context, Lines::Framed, &["Input", "Became", "Answer", "Shown by"], &rows);
        self.blank();
        self.out.push_str(&table);
        self.out.push_str("\n\n");
        self.line("", &format!("Follow one, both ways: aiproc trail inputs.{}", first.id));
    }

    fn chain(&mut self, chain: &ChainView) {
        self.line("", &told(&chain.start));
        if let Some(line) = &chain.input {
            self.input(line, "  ");
        }
        for (title, steps) in [("Where it comes from", &chain.back), ("Where it leads", &chain.onwards)] {
            self.blank();
            self.line("", title);
            if steps.is_empty() {
                self.line("  ", "Nothing is recorded.");
            }
            self.steps(steps);
        }
    }

    /// Neighbours of one link below which nothing follows share a line; else each has its own.
    fn steps(&mut self, steps: &[StepView]) {
        let mut n = 0;
        while let Some(step) = steps.get(n) {
            let alike =
                steps[n..].iter().take_while(|other| other.link.id == step.link.id && other.depth == step.depth);
            let run = alike.count();
            // The last of the run may have children of its own; it then stands alone.
            let followed = steps.get(n + run).is_some_and(|next| next.depth > step.depth);
            let short = if followed { run - 1 } else { run };
            let indent = " ".repeat((2 * step.depth).min(self.width / 4));
            if short > 1 && matches!(step.link.id.as_str(), "takes-part" | "member") {
                let ids = steps[n..n + short].iter().map(|s| s.node.id.as_str()).collect::<Vec<_>>().join(", ");
                let number = &steps[n + short - 1].number;
                let last = number.rsplit_once('.').map_or(number.as_str(), |(_, last)| last);
                self.line(&format!("{indent}{} to {last} ", step.number), &format!("{}: {ids}", step.link.title));
                n += short;
            } else {
                let again = if step.again { " (see elsewhere in this list)" } else { "" };
                let text = format!("{}: {}{again}", step.link.title, told(&step.node));
                self.line(&format!("{indent}{} ", step.number), &text);
                n += 1;
            }
        }
    }

    fn sample(&mut self, sample: &SampleView) {
        let (drawn, all) = (sample.inputs.len(), count(sample.population, "input"));
        let who = "Who draws with this seed draws the same: aiproc explain audit-sample";
        self.line("", &format!("Drawn by lot: {drawn} of {all}, seed {}. {who}", sample.seed));
        for (n, line) in sample.inputs.iter().enumerate() {
            self.blank();
            self.line(&format!("{}. ", n + 1), &format!("inputs.{}, “{}”", line.id, line.says));
            let who = line.from.iter().map(|who| who.title.as_str()).collect::<Vec<_>>().join("; ");
            self.line("   ", &format!("Said by: {}", if who.is_empty() { "not recorded" } else { &who }));
            self.line("   ", &format!("Heard in: {}, activities.{}", line.activity.title, line.activity.id));
            self.input(line, "   ");
            let led = line.led_to.iter().map(|node| node.at.as_str()).collect::<Vec<_>>().join(", ");
            self.line("   ", &format!("Leads to: {}", if led.is_empty() { "nothing that is recorded" } else { &led }));
        }
    }

    fn input(&mut self, line: &InputLine, indent: &str) {
        if let Some(day) = line.received {
            self.line(indent, &format!("Received: {day}"));
        }
        let reason = line.reason.as_ref().map(|reason| format!(". {reason}")).unwrap_or_default();
        self.line(indent, &format!("What became of it: {}{reason}", line.status.title));
        self.line(indent, &format!("Answer: {}", answer(line)));
        if let Some(address) = &line.answer_url {
            self.line(indent, address);
        }
    }
}

fn told(node: &NodeView) -> String {
    if node.title.is_empty() { node.at.clone() } else { format!("{}, {}", node.at, node.title) }
}

fn row(line: &InputLine) -> Vec<String> {
    let shown = line.led_to.iter().map(|node| node.at.as_str()).collect::<Vec<_>>().join(", ");
    let shown = if shown.is_empty() { "–".to_owned() } else { shown };
    vec![line.id.clone(), line.status.title.clone(), short(line), shown]
}

/// The state of the answer, and the one day that matters: that of the answer, else that of the promise.
fn short(line: &InputLine) -> String {
    let day = line.answered_on.or(line.due).map(|day| format!(" {day}")).unwrap_or_default();
    format!("{}{day}", line.state.title)
}

/// The state of the answer with its days.
fn answer(line: &InputLine) -> String {
    let mut parts = vec![line.state.title.clone()];
    parts.extend(line.answered_on.map(|day| format!("on {day}")));
    parts.extend(line.due.map(|day| format!("due {day}")));
    parts.extend(line.days_late.map(|n| format!("{} late", count(usize::try_from(n).unwrap_or_default(), "day"))));
    parts.join(", ")
}

fn balance(day: &GoLiveView) -> String {
    let mut text = format!("First use on {}: of {} heard before,", day.on, count(day.heard_before, "input"));
    text +=
        &format!(" {} answered before, {} after, {} not yet.", day.answered_before, day.answered_after, day.unanswered);
    if day.answered_undated > 0 {
        text += &format!(" Answered on a day that is not recorded: {}.", day.answered_undated);
    }
    if day.undated > 0 {
        text += &format!(" Without a day: {}.", count(day.undated, "input"));
    }
    text
}
