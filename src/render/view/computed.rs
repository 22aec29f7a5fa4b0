//! Computed facts as the content of a canvas block (`facts.salience` and the like).

use super::fill::{Cell, ContentView, Filling, Line, Table};
use super::words::Lens;
use super::{LevelView, Named};
use crate::join::explained::Known;
use crate::playbook::FilledFrom as Source;

impl Lens<'_> {
    /// Adds what a computed fact says; nothing is added while there is nothing to compute it from.
    pub(super) fn computed(&self, source: &Source, filling: &mut Filling) {
        let fact = source.from.as_str();
        let content = match fact {
            "facts.infrastructure-score" => self.infrastructure_content(filling),
            "facts.risk-class" => self.risk_content(),
            "facts.salience" => self.salience_content(),
            "facts.power-interest" => self.grid_content(),
            "facts.levels" => self.levels_content(source, filling),
            "facts.coverage" => self.coverage_content(),
            "facts.missing-sectors" => self.missing_content(),
            "facts.budget" => self.budget_content(filling),
            "facts.inputs" => self.inputs_content(source, filling),
            "facts.readiness" => self.readiness_content(filling),
            _ => None,
        };
        match content {
            Some(content) => filling.push(content),
            None => filling.missing.push(self.label("facts", fact.trim_start_matches("facts.")).to_owned()),
        }
    }

    fn column(&self, name: &str) -> String {
        self.label("columns", name).to_owned()
    }

    fn columns(&self, names: &[&str]) -> Vec<String> {
        names.iter().map(|name| self.column(name)).collect()
    }

    fn line(&self, name: &str, value: String) -> Line {
        Line { label: self.column(name), values: vec![Cell::plain(value)] }
    }

    fn infrastructure_content(&self, filling: &mut Filling) -> Option<ContentView> {
        self.project.infrastructure.as_ref()?;
        filling.found.number = true;
        let view = self.infrastructure_view();
        let (from, to) = (view.from.to_string(), view.to.to_string());
        let name = if view.exact { "score-exact" } else { "score-between" };
        let score = self.say("infrastructure", name, &[("from", &from), ("to", &to)]);
        let class = view.class.map_or_else(|| self.label("infrastructure", "class-unknown").to_owned(), |c| c.title);
        let rows = view.points.into_iter().map(|p| {
            let given = if p.unknown {
                "point-unknown"
            } else if p.given {
                "point-given"
            } else {
                "point-not-given"
            };
            let facts = p
                .facts
                .into_iter()
                .filter_map(|f| Some(self.say("format", "labelled", &[("label", &f.label), ("value", &f.value?)])));
            let facts = self.list(facts);
            vec![
                some(p.label),
                some(self.label("infrastructure", given).to_owned()),
                (!facts.is_empty()).then(|| Cell::plain(facts)),
            ]
        });
        Some(ContentView {
            lines: vec![self.line("score", score), self.line("class", class)],
            table: Some(Table { columns: self.columns(&["question", "point", "recorded"]), rows: rows.collect() }),
            because: view.because,
            ..ContentView::default()
        })
    }

    fn risk_content(&self) -> Option<ContentView> {
        self.project.system.as_ref()?;
        let view = self.risk();
        let class = view.class.map_or_else(|| self.label("risk", "unknown").to_owned(), |c| c.title);
        let mut lines = vec![self.line("risk-class", class)];
        let said = |f: &super::FactView| {
            let value = f.value.clone().unwrap_or_else(|| self.label("format", "nothing").to_owned());
            Cell::plain(self.say("format", "labelled", &[("label", &f.label), ("value", &value)]))
        };
        if !view.facts.is_empty() {
            lines.push(Line { label: self.column("because"), values: view.facts.iter().map(said).collect() });
        }
        if !view.missing.is_empty() {
            let values = view.missing.iter().map(|f| Cell::plain(f.label.clone())).collect();
            lines.push(Line { label: self.column("missing"), values });
        }
        Some(ContentView { lines, because: view.because, ..ContentView::default() })
    }

    fn salience_content(&self) -> Option<ContentView> {
        let scored: Vec<_> = self.stakeholders.iter().filter(|s| s.salience.is_some()).collect();
        let because: Vec<_> = scored.iter().filter_map(|s| s.because_of_salience()).collect();
        let yes_no = |yes: bool| some(self.label("format", if yes { "yes" } else { "no" }).to_owned());
        let rows: Vec<_> = scored
            .iter()
            .filter_map(|s| {
                Some(vec![
                    some(s.stakeholder.name.clone()),
                    some(s.stakeholder.power?.to_string()),
                    yes_no(s.stakeholder.legitimacy?),
                    yes_no(s.stakeholder.urgency?),
                    some(self.word(s.salience?).title),
                ])
            })
            .collect();
        let columns = self.columns(&["stakeholder", "power", "legitimacy", "urgency", "salience"]);
        filled_table(columns, rows).map(|table| ContentView {
            table: Some(table),
            because: self.reasons(&because),
            ..ContentView::default()
        })
    }

    fn grid_content(&self) -> Option<ContentView> {
        let people = self.people(None);
        let rows: Vec<_> = people
            .quadrants
            .iter()
            .filter(|q| !q.stakeholders.is_empty())
            .map(|q| {
                let names = q.stakeholders.iter().map(|s| {
                    let number = |n: Option<u8>| n.map_or_else(String::new, |n| n.to_string());
                    let name = if s.exposed { "placed-exposed" } else { "placed" };
                    let values = [
                        ("name", s.stakeholder.title.as_str()),
                        ("power", &number(s.power)),
                        ("interest", &number(s.interest)),
                        ("exposure", &number(s.exposure)),
                    ];
                    self.say("map", name, &values)
                });
                vec![
                    some(q.quadrant.title.clone()),
                    some(names.collect::<Vec<_>>().join(self.label("format", "semicolon"))),
                ]
            })
            .collect();
        let because: Vec<_> =
            people.quadrants.into_iter().flat_map(|q| q.stakeholders).flat_map(|s| s.because).collect();
        let columns = self.columns(&["quadrant", "stakeholders"]);
        filled_table(columns, rows).map(|table| ContentView { table: Some(table), because, ..ContentView::default() })
    }

    fn levels_content(&self, source: &Source, filling: &mut Filling) -> Option<ContentView> {
        let title = |named: &Option<Named>| named.as_ref().map(|n| Cell::plain(n.title.clone()));
        let mut because = Vec::new();
        let rows: Vec<_> = self
            .levels
            .iter()
            .filter(|l| self.means(&[source], l.id, filling))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|l| {
                let level: LevelView = self.level_of(&[l]);
                filling.found.date |= level.until.is_some();
                because.extend(level.because.clone());
                vec![
                    some(self.activity_name(l.id).to_owned()),
                    some(self.playbook.stage_title(l.activity.stage).to_owned()),
                    title(&level.declared),
                    title(&level.earned),
                    title(&level.attainable),
                    level.until.map(|on| Cell::plain(on.to_string())),
                ]
            })
            .collect();
        let columns = self.columns(&["activity", "stage", "declared", "earned", "attainable", "until"]);
        filled_table(columns, rows).map(|table| ContentView { table: Some(table), because, ..ContentView::default() })
    }

    fn coverage_content(&self) -> Option<ContentView> {
        let all = self.coverage(None);
        let names = |all: &[Named]| {
            let text = self.list(all.iter().map(|h| h.title.clone()));
            (!text.is_empty()).then(|| Cell::plain(text))
        };
        let rows: Vec<_> =
            all.iter().map(|c| vec![some(c.stage.title.clone()), names(&c.present), names(&c.absent)]).collect();
        let because = all.into_iter().flat_map(|c| c.because).collect();
        let columns = self.columns(&["stage", "present", "absent"]);
        filled_table(columns, rows).map(|table| ContentView { table: Some(table), because, ..ContentView::default() })
    }

    fn missing_content(&self) -> Option<ContentView> {
        if self.stakeholders.is_empty() {
            return None;
        }
        let (sectors, because) = self.missing_sectors();
        if sectors.is_empty() {
            let note = Some(self.label("missing", "no-sector").to_owned());
            return Some(ContentView { note, because, ..ContentView::default() });
        }
        let line = |s: super::SectorGap| Line { label: s.sector.title, values: vec![Cell::plain(s.reason)] };
        let lines = sectors.into_iter().map(line).collect();
        Some(ContentView { lines, because, ..ContentView::default() })
    }

    fn budget_content(&self, filling: &mut Filling) -> Option<ContentView> {
        let view = self.budget_view(None);
        if !view.known {
            return None;
        }
        filling.found.number = true;
        let money = |sum: &super::Sum| self.numbers.money(sum.amount, sum.currency.as_deref());
        let mut rows: Vec<_> =
            view.phases.iter().map(|p| vec![some(p.phase.title.clone()), some(money(&p.sum))]).collect();
        rows.push(vec![some(self.column("total")), some(money(&view.total))]);
        let mut lines = Vec::new();
        if let Some(share) = view.share {
            lines.push(self.line("share", self.say("budget", "per-cent", &[("share", &self.numbers.show(share))])));
        }
        if !view.without.is_empty() {
            let values = view.without.iter().map(|a| Cell::plain(a.title.clone())).collect();
            lines.push(Line { label: self.column("without-budget"), values });
        }
        Some(ContentView {
            lines,
            table: Some(Table { columns: self.columns(&["phase", "budget"]), rows }),
            because: view.because.into_iter().chain(view.share_because).collect(),
            ..ContentView::default()
        })
    }

    fn readiness_content(&self, filling: &mut Filling) -> Option<ContentView> {
        if self.project.readiness.is_empty() {
            return None;
        }
        filling.found.number = true;
        let readiness = self.readiness();
        let mean = |mean: crate::join::readiness::Between| {
            // One decimal place: ratings are judgements.
            let show = |n: f64| self.numbers.show((n * 10.0).round() / 10.0);
            let name = if mean.exact().is_some() { "mean-exact" } else { "mean-between" };
            self.say("readiness", name, &[("from", &show(mean.from)), ("to", &show(mean.to))])
        };
        let rows = readiness.levers.iter().map(|l| vec![some(l.title.to_owned()), some(mean(l.mean.value))]).collect();
        let weakest = readiness.levers.iter().find(|l| Some(l.id) == readiness.weakest).map(|l| l.title);
        let cap = match readiness.capped.value {
            Known::Yes(true) => self.say("readiness", "capped", &[("level", &self.word(readiness.most).title)]),
            Known::Yes(false) => self.label("readiness", "not-capped").to_owned(),
            Known::Missing(_) => self.label("readiness", "unknown").to_owned(),
        };
        let lines = vec![
            self.line("overall", mean(readiness.overall.value)),
            self.line("weakest", weakest.unwrap_or_else(|| self.label("readiness", "unknown")).to_owned()),
            self.line("cap", cap),
        ];
        let because = [readiness.overall.because, readiness.capped.because].concat();
        Some(ContentView {
            lines,
            table: Some(Table { columns: self.columns(&["lever", "mean"]), rows }),
            because: self.reasons(&because),
            ..ContentView::default()
        })
    }

    fn inputs_content(&self, source: &Source, filling: &mut Filling) -> Option<ContentView> {
        let view = self.inputs_view(None);
        let rows: Vec<_> = view
            .inputs
            .into_iter()
            .filter(|i| self.means(&[source], &i.id, filling))
            .map(|i| {
                let became = match &i.reason {
                    Some(reason) => self.say("format", "labelled", &[("label", &i.status.title), ("value", reason)]),
                    None => i.status.title.clone(),
                };
                let answered = i.answered_on.map(|on| on.to_string()).or_else(|| i.answer_url.clone());
                vec![
                    some(i.says),
                    some(self.list(i.from.into_iter().map(|f| f.title))),
                    some(became),
                    answered.map(|text| Cell { text, url: i.answer_url }),
                ]
            })
            .collect();
        let columns = self.columns(&["said", "from", "became", "answered"]);
        filled_table(columns, rows).map(|table| ContentView { table: Some(table), ..ContentView::default() })
    }
}

fn some(text: String) -> Option<Cell> {
    (!text.is_empty()).then(|| Cell::plain(text))
}

fn filled_table(columns: Vec<String>, rows: Vec<Vec<Option<Cell>>>) -> Option<Table> {
    (!rows.is_empty()).then_some(Table { columns, rows })
}
