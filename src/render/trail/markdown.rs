//! The trail as Markdown. Every text of the project passes the escaper; words come from the labels.

use std::fmt::Write as _;

use crate::playbook::labels::Labels;
use crate::render::escape::{code, link, text};
use crate::render::view::{ChainView, InputLine, NodeView, OverviewView, SampleView, Shown, StepView, TrailView};

/// The trail as a document.
pub fn markdown(view: &TrailView, labels: &Labels) -> String {
    let mut page = Page { labels, out: String::new() };
    page.heading(1, &format!("{}: {}", page.word("title"), view.project));
    page.paragraph(&[&view.authority, &view.date.to_string()].map(|part| text(part)).join(" · "));
    match &view.shows {
        Shown::Overview(overview) => page.overview(overview),
        Shown::Chain(chain) => page.chain(chain),
        Shown::Sample(sample) => page.sample(sample),
    }
    let end = page.out.trim_end().len();
    page.out.truncate(end);
    page.out.push('\n');
    page.out
}

struct Page<'a> {
    labels: &'a Labels,
    out: String,
}

impl<'a> Page<'a> {
    fn word(&self, name: &'a str) -> &'a str {
        self.labels.get("trail", name)
    }

    /// A sentence of the labels with its placeholders filled, as plain text.
    fn say(&self, name: &'a str, values: &[(&str, String)]) -> String {
        let filled = |sentence: String, (name, value): &(&str, String)| sentence.replace(&format!("{{{name}}}"), value);
        values.iter().fold(self.word(name).to_owned(), filled)
    }

    fn heading(&mut self, level: usize, title: &str) {
        // writing to a text cannot fail
        let _ = write!(self.out, "{} {}\n\n", "#".repeat(level), text(title));
    }

    fn paragraph(&mut self, markdown: &str) {
        let _ = write!(self.out, "{markdown}\n\n");
    }

    fn overview(&mut self, overview: &OverviewView) {
        for counts in [&overview.parts, &overview.answers] {
            let shown = counts.iter().filter(|c| c.count > 0);
            let line = shown.map(|c| format!("{}: {}", c.of.title, c.count)).collect::<Vec<_>>().join(" · ");
            if !line.is_empty() {
                self.paragraph(&text(&line));
            }
        }
        if let Some(day) = &overview.go_live {
            let balance = self.say(
                "go_live",
                &[
                    ("day", day.on.to_string()),
                    ("heard", day.heard_before.to_string()),
                    ("before", day.answered_before.to_string()),
                    ("after", day.answered_after.to_string()),
                    ("open", day.unanswered.to_string()),
                ],
            );
            self.paragraph(&text(&balance));
        }
        self.heading(2, self.word("breaks"));
        if overview.orphans.is_empty() {
            self.paragraph(&text(self.word("no_breaks")));
        }
        for orphan in &overview.orphans {
            let _ = writeln!(self.out, "- {}: {}", text(&orphan.fault.title), node(&orphan.node));
        }
        if !overview.orphans.is_empty() {
            self.out.push('\n');
        }
        self.inputs(&overview.inputs);
    }

    fn sample(&mut self, sample: &SampleView) {
        let how = self.say(
            "sample",
            &[
                ("size", sample.inputs.len().to_string()),
                ("population", sample.population.to_string()),
                ("seed", sample.seed.to_string()),
            ],
        );
        self.paragraph(&text(&how));
        self.inputs(&sample.inputs);
    }

    fn inputs(&mut self, inputs: &[InputLine]) {
        if inputs.is_empty() {
            return;
        }
        self.heading(2, self.word("inputs"));
        let headings = ["id", "said", "became", "leads_to", "answer"].map(|name| text(self.word(name)));
        let _ = writeln!(self.out, "| {} |\n|{}", headings.join(" | "), " --- |".repeat(headings.len()));
        for line in inputs {
            let became = [Some(line.status.title.clone()), line.reason.clone()];
            let became = became.into_iter().flatten().collect::<Vec<_>>().join(": ");
            let led = line.led_to.iter().map(|n| code(&n.at)).collect::<Vec<_>>().join(", ");
            let cells = [code(&line.id), text(&line.says), text(&became), led, self.answer(line)];
            let _ = writeln!(self.out, "| {} |", cells.join(" | "));
        }
        self.out.push('\n');
    }

    fn answer(&self, line: &InputLine) -> String {
        let due = line.due.map(|day| self.say("due_on", &[("day", day.to_string())]));
        let parts = [Some(line.state.title.clone()), line.answered_on.map(|day| day.to_string()), due];
        let plain = text(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
        match &line.answer_url {
            Some(address) => format!("{plain}, {}", link(self.word("published"), address)),
            None => plain,
        }
    }

    fn chain(&mut self, chain: &ChainView) {
        self.paragraph(&node(&chain.start));
        if let Some(line) = &chain.input {
            let reason = line.reason.as_ref().map(|reason| format!(": {}", text(reason))).unwrap_or_default();
            let answer = self.answer(line);
            self.paragraph(&format!("{}{reason}", text(&line.status.title)));
            self.paragraph(&answer);
        }
        for (title, steps) in [("back", &chain.back), ("onwards", &chain.onwards)] {
            self.heading(2, self.word(title));
            if steps.is_empty() {
                self.paragraph(&text(self.word("nothing")));
                continue;
            }
            steps.iter().for_each(|step| self.step(step));
            self.out.push('\n');
        }
    }

    /// Markdown takes lists that are nested very deep for code, so the depth that is drawn ends; the number goes on.
    fn step(&mut self, step: &StepView) {
        let indent = "  ".repeat(step.depth.min(8) - 1);
        let again = if step.again { format!(" ({})", text(self.word("again"))) } else { String::new() };
        let _ = writeln!(self.out, "{indent}- {}: {}{again}", text(&step.link.title), node(&step.node));
    }
}

fn node(node: &NodeView) -> String {
    if node.title.is_empty() { code(&node.at) } else { format!("{} {}", code(&node.at), text(&node.title)) }
}
