//! The text of a baseline: written whole, in an order that does not depend on how it came about.

use super::edit::{Value, written};
use super::model::{Baseline, BaselineFinding, BaselineTaken};

const HEAD: &str = "\
# Findings that were there when this baseline was written. `aiproc check --baseline` does not count them.
# It grows only by `aiproc baseline add`; what is mended is taken out by `aiproc baseline prune`.
format = 1
";

/// The baseline as a file.
pub fn text(baseline: &Baseline) -> String {
    let mut text = HEAD.to_owned();
    for (id, taken) in baseline.taken.iter() {
        text += &table("taken", id, &taken_fields(taken));
    }
    let mut findings: Vec<(&str, &BaselineFinding)> = baseline.findings.iter().collect();
    findings.sort_by_key(|(id, f)| (&f.file, f.rule.as_str(), &f.subject, *id));
    for (id, finding) in findings {
        let fields = [
            ("file", Value::from(finding.file.as_str())),
            ("rule", finding.rule.as_str().into()),
            ("subject", finding.subject.as_str().into()),
        ];
        text += &table("findings", id, &fields);
    }
    text
}

fn taken_fields(taken: &BaselineTaken) -> [(&'static str, Value); 4] {
    [
        ("on", taken.on.into()),
        ("by", taken.by.as_str().into()),
        ("reason", taken.reason.as_str().into()),
        ("findings", taken.findings.0.into()),
    ]
}

fn table(group: &str, id: &str, fields: &[(&str, Value)]) -> String {
    let lines: String = fields.iter().map(|(key, value)| format!("{key} = {}\n", written(value))).collect();
    format!("\n[{group}.{id}]\n{lines}")
}
