//! The tables of one project, written as text.

use super::random::Random;
use super::words::{ITEMS, PARTIES, SAYINGS, SUBJECTS, TOWNS, USES};
use super::{Generated, Size};

/// A project that grows as text.
struct Writer {
    random: Random,
    size: Size,
    /// Where in the lists of parties and mechanisms this project begins.
    first: usize,
    text: String,
    evidence: Vec<String>,
}

/// Adds a line to the text.
macro_rules! line {
    ($writer:expr, $($arg:tt)*) => {{
        let line = format!($($arg)*);
        $writer.text.push_str(&line);
        $writer.text.push('\n');
    }};
}

/// A project of this size.
pub(super) fn project(mut random: Random, size: Size, number: usize) -> Generated {
    let first = random.below(PARTIES.len() * USES.len());
    let mut writer = Writer { random, size, first, text: String::new(), evidence: Vec::new() };
    writer.about(number);
    writer.options();
    for n in 0..size.decisions {
        writer.decision(n);
    }
    for n in 0..size.stakeholders {
        writer.stakeholder(n);
    }
    for n in 0..size.activities {
        writer.activity(n);
    }
    for n in 0..size.sessions {
        writer.session(n);
    }
    for n in 0..size.inputs {
        writer.input(n);
    }
    for n in 0..size.requirements {
        writer.requirement(n);
    }
    writer.answers();
    Generated { text: writer.text, evidence: writer.evidence }
}

/// The day so many days after the start of 2025, by months of 28 days: in order, and always a date.
fn day(n: usize) -> String {
    format!("{}-{:02}-{:02}", 2025 + n / 336, n % 336 / 28 + 1, n % 28 + 1)
}

impl Writer {
    /// The id of stakeholder `n`: the kinds in turn, numbered from the second turn on.
    fn party(&self, n: usize) -> String {
        let stem = PARTIES[(n + self.first) % PARTIES.len()].0;
        match n / PARTIES.len() {
            0 => stem.to_owned(),
            turn => format!("{stem}-{}", turn + 1),
        }
    }

    fn activity_id(&self, n: usize) -> String {
        format!("{}-{}", USES[(n + self.first) % USES.len()].0, n + 1)
    }

    fn about(&mut self, number: usize) {
        let (subject, does, problem, annex) = self.random.of(SUBJECTS);
        let town = self.random.of(TOWNS);
        let stage = self.random.of(&["monitoring-and-redress", "impact-evaluation", "renewal-or-retirement"]);
        let route = self.random.of(&["tender", "extended-pilot", "added-feature"]);
        let go_live = self.random.between(460, 640);
        line!(self, "# Made up, to measure with.\nformat = 1\n\n[project]");
        line!(self, "title = \"{subject} {number}\"\nauthority = \"Town of {town}\"");
        line!(self, "summary = \"{problem}\"\ncountry = \"ES\"\nlanguage = \"en\"\nstage = \"{stage}\"");
        line!(self, "entry-route = \"{route}\"\nstart = {}", day(self.random.between(0, 60)));
        line!(self, "value = {{ amount = {}_000, currency = \"EUR\" }}", self.random.between(40, 900));
        line!(self, "fictional = true\n\n[timeline]\nnotice-published = {}", day(go_live - 260));
        line!(self, "contract-signed = {}\ngo-live = {}", day(go_live - 120), day(go_live));
        line!(self, "contract-ends = {}\n\n[system]\nname = \"{subject}\"\ndoes = \"{does}\"", day(go_live + 1000));
        line!(self, "ai = true\nrole = \"deployer\"\nbody = \"public-authority\"\nprohibited-practices = []");
        match annex {
            Some(area) => line!(self, "annex-iii = [\"{area}\"]       # as the legal service reads it"),
            None => line!(self, "annex-iii = []"),
        }
        for fact in ["profiling", "interacts-with-people", "workplace", "personal-data", "public-facing"] {
            if self.random.chance(85) {
                line!(self, "{fact} = {}", self.random.chance(50));
            }
        }
        line!(self, "\n[infrastructure]\ndependent-units = {}", self.random.between(1, 5));
        line!(self, "replacement-months = {}\nopt-out = {}", self.random.between(3, 24), self.random.chance(60));
        line!(self, "\n[mission]\nchallenge = \"{problem}\"\nowner = \"Directorate in charge\"");
        line!(self, "target = {{ indicator = \"Cases each year\", baseline = 31, value = 10, by = {} }}", day(1200));
        if self.random.chance(70) {
            line!(self, "stop-criteria = [\"The oversight group asks for it.\"]");
        }
    }

    fn options(&mut self) {
        line!(self, "\n[options.shorter-form]\nname = \"A shorter form and two more people\"\nuses-ai = false");
        line!(self, "gains = \"Everyone: fewer papers to bring.\"\nchosen = false");
        line!(self, "\n[options.assistant]\nname = \"The system, with a person who decides\"\nuses-ai = true");
        line!(self, "losses = \"People whose letters are read badly.\"\nchosen = true");
    }

    fn decision(&mut self, n: usize) {
        let on = 250 + self.random.between(0, 300);
        line!(self, "\n[decisions.decision-{}]\nquestion = \"Do we go on, with which limits, or stop?\"", n + 1);
        line!(self, "on = {}\noptions-frozen = {}\ndecider = \"Town council\"", day(on), day(on - 14));
        if self.random.chance(50) {
            line!(self, "raci = {{ accountable = \"{}\", consulted = [\"{}\"] }}", self.party(2), self.party(0));
        }
    }

    fn stakeholder(&mut self, n: usize) {
        let (_, name, kind, power, exposure) = PARTIES[(n + self.first) % PARTIES.len()];
        line!(self, "\n[stakeholders.{}]\nname = \"{name}\"\ntype = \"{kind}\"\npower = {power}", self.party(n));
        line!(self, "interest = {}", self.random.between(1, 5));
        if self.random.chance(85) {
            line!(self, "exposure = {exposure}");
        }
        line!(self, "legitimacy = true\nurgency = {}", self.random.chance(40));
        if self.random.chance(60) {
            line!(self, "scored = {{ by = \"Engagement office\", on = {} }}", day(self.random.between(60, 120)));
        }
        if exposure >= 4 && self.random.chance(70) {
            line!(self, "route = \"Two seats on the oversight group.\"\nbarriers = [\"Working hours\", \"Language\"]");
        }
        if self.random.chance(30) {
            let other = self.random.below(self.size.stakeholders);
            line!(self, "relations = {{ trusts = [\"{}\"] }}", self.party(other));
        }
    }

    fn activity(&mut self, n: usize) {
        let (mechanism, name, level, stage) = USES[(n + self.first) % USES.len()];
        let opens = 100 + self.random.between(0, 500);
        let closes = opens + self.random.between(0, 60);
        line!(self, "\n[activities.{}]\nname = \"{name}\"\nmechanism = \"{mechanism}\"", self.activity_id(n));
        line!(self, "stage = \"{stage}\"\nlevel = \"{level}\"\nstakeholders = [{}]", self.some_parties());
        line!(self, "decision = \"decision-{}\"", self.random.between(1, self.size.decisions));
        line!(self, "opens = {}", day(opens));
        if self.random.chance(85) {
            line!(self, "closes = {}", day(closes));
        }
        if self.random.chance(75) {
            line!(self, "open-to-influence = \"Limits, words, start date.\"");
            line!(self, "closed-to-influence = \"The duty to decide each case.\"");
        }
        line!(self, "members = {}\nhours = {}", self.random.between(6, 40), self.random.between(1, 12));
        line!(self, "channels = [{}]", self.random.of(&["\"online\"", "\"in-person\", \"phone\"", "\"in-person\""]));
        line!(self, "support = [{}]", self.random.of(&["", "\"care\", \"travel\"", "\"easy-read\", \"meals\""]));
        line!(self, "budget = {}", self.random.between(2, 90) * 100);
        if self.random.chance(70) {
            let published =
                if self.random.chance(60) { format!(", published = {}", day(closes + 21)) } else { String::new() };
            line!(self, "response = {{ by = \"Directorate in charge\", due = {}{published} }}", day(closes + 28));
        }
        let about = self.activity_id(n);
        self.evidence_line(&about);
    }

    fn session(&mut self, n: usize) {
        let of = n % self.size.activities;
        line!(self, "\n[sessions.session-{}]\nactivity = \"{}\"", n + 1, self.activity_id(of));
        line!(self, "on = {}\nhours = 2", day(200 + self.random.between(0, 400)));
        let from = self.random.below(self.size.stakeholders);
        line!(self, "took-part = {{ {} = {} }}", self.party(from), self.random.between(1, 12));
        self.evidence_line(&format!("session-{}", n + 1));
    }

    fn input(&mut self, n: usize) {
        let (says, reason) = SAYINGS[n % SAYINGS.len()];
        let received = 200 + self.random.between(0, 300);
        let from = self.random.below(self.size.stakeholders);
        line!(self, "\n[inputs.input-{}]\nactivity = \"{}\"", n + 1, self.activity_id(n % self.size.activities));
        line!(self, "from = [\"{}\"]\nsays = \"{says}\"\nreceived = {}", self.party(from), day(received));
        let status = self.random.of(&["accepted", "partly", "rejected", "pending"]);
        line!(self, "status = \"{status}\"");
        if status != "pending" {
            line!(
                self,
                "reason = \"{reason}\"\ndecision = \"decision-{}\"",
                self.random.between(1, self.size.decisions)
            );
            line!(self, "answered = {{ on = {}, by = \"Directorate in charge\" }}", day(received + 30));
        }
    }

    fn requirement(&mut self, n: usize) {
        line!(self, "\n[requirements.requirement-{}]\ntext = \"Each warning shows the words it rests on.\"", n + 1);
        if self.random.chance(70) {
            line!(self, "from = [\"input-{}\"]", self.random.between(1, self.size.inputs));
        }
    }

    fn answers(&mut self) {
        let first = self.random.below(ITEMS.len());
        for n in 0..self.size.answers {
            let (item, note) = ITEMS[(first + n) % ITEMS.len()];
            let on = day(120 + self.random.between(0, 300));
            line!(self, "\n[answers.{item}]");
            if self.random.chance(60) {
                line!(self, "state = \"evidenced\"\nnote = \"{note}\"\nby = \"Project lead\"\non = {on}");
                self.evidence_line(item);
            } else {
                line!(self, "state = \"answered\"\nnote = \"{note}\"\nby = \"Project lead\"\non = {on}");
            }
            if self.random.chance(50) {
                line!(self, "approved = {{ by = \"Head of audit\", on = {} }}", day(500));
            }
        }
    }

    /// Some neighbouring stakeholders, as entries of a list.
    fn some_parties(&mut self) -> String {
        let count = self.random.between(2, self.size.together).min(self.size.stakeholders);
        let first = self.random.below(self.size.stakeholders);
        let ids = (first..first + count).map(|n| format!("\"{}\"", self.party(n % self.size.stakeholders)));
        ids.collect::<Vec<_>>().join(", ")
    }

    /// Names a document, which is there in four of five cases.
    fn evidence_line(&mut self, about: &str) {
        let path = format!("evidence/{about}.md");
        line!(self, "evidence = [\"{path}\"]");
        if self.random.chance(80) {
            self.evidence.push(path);
        }
    }
}
