//! What a project already holds for a block of a canvas: fields and computed facts, as lines, lists and tables.
//!
//! Fields that share a record (`options.*.name`, `options.*.gains`) become one table with a row for each record.

use schemars::JsonSchema;
use serde::Serialize;

use super::chosen::Found;
use super::value::{field_of, is_internal};
use super::words::Lens;
use super::{Audience, Reason};
use crate::playbook::FilledFrom as Source;
use crate::project::inspect::Seen;
use crate::project::read::Shape;

/// A text of a table, list or line, with its address if it leads somewhere.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// The web address.
    pub url: Option<String>,
}

impl Cell {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), url: None }
    }
}

/// A label with what is recorded.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Line {
    /// What people call it.
    pub label: String,
    /// What is recorded; several for a list.
    pub values: Vec<Cell>,
}

/// A table: every row has as many cells as there are columns; a cell without text is empty.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Option<Cell>>>,
}

/// A piece of what is recorded.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ContentView {
    /// Lines of label and value; they stand before the table.
    pub lines: Vec<Line>,
    /// A table.
    pub table: Option<Table>,
    /// A remark in a sentence.
    pub note: Option<String>,
    /// Why computed values are what they are.
    pub because: Vec<Reason>,
}

/// All that fills a block.
#[derive(Default)]
pub(super) struct Filling {
    pub(super) content: Vec<ContentView>,
    /// Labels of single fields that hold nothing.
    pub(super) missing: Vec<String>,
    /// How many values are recorded but not for the public.
    pub(super) hidden: usize,
    /// Shapes that were found, for the check of the block.
    pub(super) found: Found,
}

impl Filling {
    /// Adds a piece; lines join the lines before them.
    pub(super) fn push(&mut self, piece: ContentView) {
        match self.content.last_mut() {
            Some(last)
                if last.table.is_none() && last.note.is_none() && piece.table.is_none() && piece.note.is_none() =>
            {
                last.lines.extend(piece.lines);
                last.because.extend(piece.because);
            }
            _ => self.content.push(piece),
        }
    }
}

/// Fields by record, single fields, or a computed fact.
enum Group<'p> {
    Records(&'p str, Vec<&'p Source>),
    Single(Vec<&'p str>),
    Computed(&'p Source),
}

fn groups(sources: &[Source]) -> Vec<Group<'_>> {
    let mut all: Vec<Group<'_>> = Vec::new();
    for source in sources {
        if source.from.starts_with("facts.") {
            all.push(Group::Computed(source));
            continue;
        }
        let table = source.from.split_once(".*").map(|(table, _)| table);
        let same = all.iter_mut().find(|g| match (g, table) {
            (Group::Records(own, _), Some(table)) => *own == table,
            (Group::Single(_), None) => true,
            _ => false,
        });
        match (same, table) {
            (Some(Group::Records(_, sources)), _) => sources.push(source),
            (Some(Group::Single(fields)), _) => fields.push(&source.from),
            (_, Some(table)) => all.push(Group::Records(table, vec![source])),
            (_, None) => all.push(Group::Single(vec![&source.from])),
        }
    }
    all
}

/// The field by which a record is known, where the file has one.
fn name_field(table: &str) -> Option<&'static str> {
    Some(match table {
        "stakeholders" => "stakeholders.*.name",
        "decisions" => "decisions.*.question",
        "options" => "options.*.name",
        "inputs" => "inputs.*.says",
        "requirements" => "requirements.*.text",
        "award-criteria" => "award-criteria.*.text",
        "clauses" => "clauses.*.text",
        "facilities" => "facilities.*.name",
        "assessments" => "assessments.*.kind",
        _ => return None,
    })
}

impl Lens<'_> {
    /// What the project holds for the patterns of a block.
    pub(super) fn filling(&self, sources: &[Source], audience: Audience) -> Filling {
        let mut filling = Filling::default();
        for group in groups(sources) {
            match group {
                // Ratings of the house are internal, and so is what is computed from them.
                Group::Computed(source) if audience == Audience::Public && source.from == "facts.readiness" => {
                    filling.hidden += self.project.readiness.len();
                }
                Group::Computed(source) => self.computed(source, &mut filling),
                Group::Single(fields) => self.single(&fields, audience, &mut filling),
                Group::Records(table, sources) => self.records(table, &sources, audience, &mut filling),
            }
        }
        filling
    }

    fn single(&self, patterns: &[&str], audience: Audience, filling: &mut Filling) {
        let mut lines = Vec::new();
        let indicator = self.project.mission.as_ref().and_then(|m| m.target.as_ref()).map(|t| t.indicator.as_str());
        let today = self.project.matching("mission.target.baseline").first().map(|(_, seen)| *seen);
        for pattern in patterns {
            // What is counted and how many there are today make one sentence.
            let both = patterns.contains(&"mission.target.indicator") && patterns.contains(&"mission.target.baseline");
            if let (true, Some(indicator), Some(Seen::Number(n))) = (both, indicator, today) {
                filling.found.number = true;
                if *pattern == "mission.target.indicator" {
                    continue;
                }
                if *pattern == "mission.target.baseline" {
                    let values = [("label", indicator), ("value", &self.numbers.show(n))];
                    let value = Cell::plain(self.say("format", "labelled", &values));
                    lines.push(Line { label: self.field_label(pattern), values: vec![value] });
                    continue;
                }
            }
            let Some(field) = field_of(pattern) else { continue };
            let seen = self.project.matching(pattern).first().map_or(Seen::Absent, |(_, seen)| *seen);
            if seen.is_absent() {
                filling.missing.push(self.field_label(pattern));
                continue;
            }
            if audience == Audience::Public && is_internal(pattern) {
                filling.hidden += 1;
                continue;
            }
            filling.found.note(&field.shape, pattern, seen);
            let values: Vec<Cell> = match (&field.shape, seen) {
                (Shape::List(inner), Seen::List(list)) => {
                    (0..list.count()).filter_map(|n| self.cell(inner, pattern, list.at(n))).collect()
                }
                // A sum needs its currency.
                (_, Seen::Number(n)) if *pattern == "project.value.amount" => {
                    let currency = self.project.project.value.as_ref().map(|v| v.currency.to_string());
                    vec![Cell::plain(self.numbers.money(n, currency.as_deref()))]
                }
                _ => self.cell(&field.shape, pattern, seen).into_iter().collect(),
            };
            lines.push(Line { label: self.field_label(pattern), values });
        }
        if !lines.is_empty() {
            filling.push(ContentView { lines, ..ContentView::default() });
        }
    }

    /// An activity that names no part of the decision serves those of its mechanism.
    fn of_mechanism(&self, pattern: &str, id: &str) -> Option<Cell> {
        let activity = self.project.activities.get(id).filter(|_| pattern == "activities.*.functions")?;
        let functions = self.list(self.functions_of(activity).into_iter().map(|f| self.word(f).title));
        (!functions.is_empty()).then(|| Cell::plain(functions))
    }

    fn records(&self, table: &str, sources: &[&Source], audience: Audience, filling: &mut Filling) {
        let mut patterns: Vec<&str> = sources.iter().map(|s| s.from.as_str()).collect();
        // Several choices of the same field make one column.
        let mut seen = Vec::new();
        patterns.retain(|p| {
            !seen.contains(p) && {
                seen.push(*p);
                true
            }
        });
        let name = name_field(table);
        let keyed = self.project.matching(table);
        let entries = match keyed.first() {
            Some((_, Seen::Keyed(entries))) => Some(entries),
            _ => None,
        };
        let ids = entries.into_iter().flat_map(|entries| entries.each()).map(|(id, _)| id);
        let ids: Vec<&str> = ids.filter(|id| self.means(sources, id, filling)).collect();
        // The name stands in the first column anyway.
        let others: Vec<&str> = patterns.iter().copied().filter(|p| Some(*p) != name).collect();
        let mut columns: Vec<(&str, Vec<Option<Cell>>)> = Vec::new();
        for pattern in &others {
            let Some(field) = field_of(pattern) else { continue };
            let mut cells = Vec::new();
            for id in &ids {
                let seen = self.project.matching(&pattern.replacen('*', id, 1));
                let seen = seen.first().map_or(Seen::Absent, |(_, seen)| *seen);
                if audience == Audience::Public && is_internal(pattern) {
                    filling.hidden += usize::from(!seen.is_absent());
                    continue;
                }
                filling.found.note(&field.shape, pattern, seen);
                cells.push(self.cell(&field.shape, pattern, seen).or_else(|| self.of_mechanism(pattern, id)));
            }
            if cells.iter().any(Option::is_some) {
                columns.push((pattern, cells));
            } else if audience == Audience::Internal || !is_internal(pattern) {
                filling.missing.push(self.field_label(pattern));
            }
        }
        let names: Vec<String> = ids.iter().map(|id| self.record_name(table, id)).collect();
        if name.is_some_and(|n| patterns.contains(&n)) {
            for n in &names {
                filling.found.note(&Shape::Text, name.unwrap_or_default(), Seen::Text(n));
            }
        }
        let wants_name = name.is_some_and(|n| patterns.contains(&n));
        // Records of which nothing is known but the name are shown only where the name is asked for.
        let rows: Vec<usize> =
            (0..ids.len()).filter(|n| wants_name || columns.iter().any(|(_, cells)| cells[*n].is_some())).collect();
        if rows.is_empty() {
            return;
        }
        let content = match columns.as_slice() {
            [] => {
                let label = name.map_or_else(|| self.field_label(table), |n| self.field_label(n));
                let values = rows.iter().map(|n| Cell::plain(names[*n].clone())).collect();
                ContentView { lines: vec![Line { label, values }], ..ContentView::default() }
            }
            [(pattern, cells)] if !wants_name => {
                // A bare number says nothing: it stands with what it counts.
                let number = matches!(field_of(pattern).map(|f| &f.shape), Some(Shape::Number | Shape::Integer(..)));
                let value = |cell: Cell| match number {
                    true => {
                        let field = self.field_label(pattern).to_lowercase();
                        Cell::plain(self.say("format", "number-of", &[("field", &field), ("number", &cell.text)]))
                    }
                    false => cell,
                };
                let line = |n: &usize| Line {
                    label: names[*n].clone(),
                    values: cells[*n].clone().map(value).into_iter().collect(),
                };
                let mut lines: Vec<Line> = rows.iter().map(line).collect();
                let lack = (0..ids.len()).filter(|n| table == "activities" && cells[*n].is_none());
                let values: Vec<Cell> = lack.map(|n| Cell::plain(names[n].clone())).collect();
                if !values.is_empty() {
                    lines.push(Line { label: self.label("canvas", "not_recorded_for").to_owned(), values });
                }
                ContentView { lines, ..ContentView::default() }
            }
            _ => {
                let heading = name.map_or_else(|| self.field_label(table), |n| self.field_label(n));
                let table = Table {
                    columns: std::iter::once(heading)
                        .chain(columns.iter().map(|(pattern, _)| self.field_label(pattern)))
                        .collect(),
                    rows: rows
                        .iter()
                        .map(|n| {
                            let first = Some(Cell::plain(names[*n].clone()));
                            std::iter::once(first).chain(columns.iter().map(|(_, cells)| cells[*n].clone())).collect()
                        })
                        .collect(),
                };
                ContentView { table: Some(table), ..ContentView::default() }
            }
        };
        filling.push(content);
    }
}
