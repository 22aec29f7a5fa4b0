//! Findings for code scanning: SARIF 2.1.0 (OASIS, errata 01), as GitHub and other readers take it.
//!
//! The results come first and the table of rules after them: which playbooks were used is known only then. A plan of
//! which something cannot be told has a result with its level like any other, for it counts towards the verdict;
//! SARIF's kind `open` would force the level `none`, which readers hide.

use serde::Serialize;
use serde_json::{Value, json};

use super::sarif_rules::rules;
use super::{Judged, Reporter, Run, Shown, Totals, Unreadable, Written, listed, repository_path, sentence};
use crate::check::{Finding, Outcome};
use crate::project::ProblemCode;
use crate::project::model::Waiver;
use crate::scale::Severity;
use crate::vocabulary::Vocabulary;

/// Findings for code scanning.
pub(super) struct Sarif;

/// Results that GitHub takes of one run; a file with more is refused.
const MOST_RESULTS: usize = 25_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    level: &'static str,
    message: Value,
    locations: [Value; 1],
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    properties: Value,
}

impl Reporter for Sarif {
    fn start(&self, _: &Run) -> String {
        "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"version\": \"2.1.0\",\n  \
         \"runs\": [\n    {\n      \"results\": ["
            .to_owned()
    }

    fn project(&self, _: &Run, judged: &Judged<'_>) -> String {
        let uri = uri(judged.file);
        listed(judged.ranked().iter().map(|shown| result(judged, &uri, shown)), DEPTH)
    }

    fn fit(&self, piece: String, before: Written) -> (String, usize) {
        let room = MOST_RESULTS.saturating_sub(before.findings);
        let starts = || piece.match_indices(RESULT_STARTS).map(|(at, _)| at);
        let all = starts().count();
        match starts().nth(room) {
            None => (piece, 0),
            Some(at) => (piece[..at].trim_end_matches(',').to_owned(), all - room),
        }
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn unreadable(&self, _: &Run, file: &Unreadable) -> String {
        let uri = uri(&file.file);
        let notifications = file.placed().map(|(problem, line, column)| {
            let text = sentence(&problem.message, problem.hint.as_deref().unwrap_or_default());
            json!({
                "level": "error",
                "descriptor": { "id": problem.code.as_str() },
                "message": message(&text),
                "locations": [location(&uri, json!({ "startLine": line, "startColumn": column }))],
            })
        });
        listed(notifications, 6)
    }

    fn unreadable_last(&self) -> bool {
        true
    }

    fn end(&self, run: &Run, totals: &Totals, unreadable: &[String]) -> String {
        let driver = json!({
            "name": "aiproc",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules(&totals.playbooks),
            "notifications": ProblemCode::ALL.iter().map(|code| json!({
                "id": code.as_str(),
                "shortDescription": { "text": code.meaning() },
            })).collect::<Vec<_>>(),
        });
        let mut properties = json!({ "today": run.today.to_string(), "playbook": totals.playbook });
        if let Some(organisation) = &totals.organisation {
            properties["organisation"] = json!(organisation);
        }
        let fields = [
            ("tool", json!({ "driver": driver })),
            ("columnKind", json!("unicodeCodePoints")),
            ("automationDetails", json!({ "id": format!("aiproc/{}", run.today) })),
            ("properties", properties),
        ];
        let mut out = if totals.summary.total() == 0 { "]" } else { "\n      ]" }.to_owned();
        for (name, value) in fields {
            out += &format!(",\n      \"{name}\": {}", indented(&value, "      "));
        }
        let mut invocation = vec![format!("\"executionSuccessful\": {}", totals.unreadable == 0)];
        invocation.push(format!("\"toolExecutionNotifications\": {}", list(unreadable.to_vec())));
        let configuration: Vec<Value> = left_out(totals).into_iter().chain(weakened(totals)).collect();
        let configuration = listed(configuration.into_iter(), 6);
        let configuration = if configuration.is_empty() { Vec::new() } else { vec![configuration] };
        invocation.push(format!("\"toolConfigurationNotifications\": {}", list(configuration)));
        let invocation = invocation.join(",\n          ");
        format!(
            "{out},\n      \"invocations\": [\n        {{\n          {invocation}\n        }}\n      ]\n    }}\n  ]\n}}\n"
        )
    }
}

/// How many lists and objects lie around a record.
const DEPTH: usize = 4;
/// How a result begins: nothing inside one stands at this indentation with a line of its own, for texts hold no line
/// ends.
const RESULT_STARTS: &str = "\n        {\n";

fn list(pieces: Vec<String>) -> String {
    if pieces.is_empty() { "[]".to_owned() } else { format!("[{}\n          ]", pieces.join(",")) }
}

fn indented(value: &Value, indent: &str) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default().replace('\n', &format!("\n{indent}"))
}

fn result<'a>(judged: &Judged<'_>, uri: &str, shown: &Shown<'a>) -> SarifResult<'a> {
    let finding = shown.finding;
    let region = json!({
        "startLine": shown.line,
        "startColumn": shown.column,
        "endLine": shown.end_line,
        "endColumn": shown.end_column,
    });
    let mut properties = json!({
        "outcome": finding.outcome.as_str(),
        "subject": finding.subject.to_string(),
        "fixable": finding.fix.is_some(),
    });
    if !finding.missing.is_empty() {
        properties["missing"] = finding.missing.iter().map(ToString::to_string).collect::<Vec<_>>().into();
    }
    SarifResult {
        rule_id: &finding.rule,
        level: level(finding.severity),
        message: message(&sentence(&finding.message, &finding.help)),
        locations: [location(uri, region)],
        partial_fingerprints: json!({ "primaryLocationLineHash": shown.fingerprint }),
        suppressions: suppression(judged, finding).into_iter().collect(),
        baseline_state: match finding.outcome {
            Outcome::Known => Some("unchanged"),
            Outcome::Found | Outcome::CannotTell | Outcome::Waived => None,
        },
        properties,
    }
}

/// Why a finding does not count: a waiver stands in the plan itself, a baseline beside it.
fn suppression(judged: &Judged<'_>, finding: &Finding) -> Option<Value> {
    match finding.outcome {
        Outcome::Found | Outcome::CannotTell => None,
        Outcome::Known => Some(json!({
            "kind": "external",
            "status": "accepted",
            "justification": "It was there when the baseline was written.",
        })),
        Outcome::Waived => {
            let waivers = &judged.joined.project.waivers;
            let waiver = finding.waiver.as_ref().and_then(|id| waivers.iter().find(|(own, _)| own == id));
            let why = waiver.map_or_else(|| "It is waived.".to_owned(), |(id, waiver)| justification(id, waiver));
            Some(json!({ "kind": "inSource", "status": "accepted", "justification": why }))
        }
    }
}

fn justification(id: &str, waiver: &Waiver) -> String {
    let approved = waiver.approved_by.as_ref().map(|by| format!(", approved by {by}")).unwrap_or_default();
    format!("{} (waiver {id} by {}{approved}, until {})", waiver.reason, waiver.by, waiver.until)
}

fn left_out(totals: &Totals) -> Option<Value> {
    let n = totals.left_out;
    let text = format!("{n} results are left out: readers take at most {MOST_RESULTS} in one run. Check fewer plans.");
    (n > 0).then(|| json!({ "level": "warning", "message": message(&text) }))
}

fn weakened(totals: &Totals) -> impl Iterator<Item = Value> {
    totals.weakened.iter().map(|weakened| {
        let how = if weakened.retired { "retired" } else { "replaced" };
        let text = sentence(
            &format!("{}/{} is {how} by the organisation's playbook", weakened.kind, weakened.id),
            &weakened.why,
        );
        json!({ "level": "note", "message": message(&text) })
    })
}

pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn location(uri: &str, region: Value) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region } })
}

/// A message. In SARIF, `[words](address)` is a link and `{0}` a placeholder; what a person wrote is neither.
fn message(text: &str) -> Value {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let digits = rest[c.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
        if rest.starts_with("](") {
            out.push('\\');
            out.push(c);
        } else if c == '{' && digits > 0 && rest[1 + digits..].starts_with('}') {
            out.push_str(&format!("{{{}}}", &rest[..digits + 2]));
            rest = &rest[digits + 2..];
            continue;
        } else {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    json!({ "text": out })
}

/// A file as a reference: relative to where the tool runs, with forward slashes and all else escaped.
fn uri(file: &str) -> String {
    let path = repository_path(file);
    let drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    let start = match path {
        _ if drive => "file:///",
        path if path.starts_with('/') => "file://",
        _ => "",
    };
    let mut out = start.to_owned();
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            b':' if drive && at == 1 => out.push(':'),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_references() {
        assert_eq!(uri("./a b/ü:%.toml"), "a%20b/%C3%BC%3A%25.toml");
        assert_eq!(uri("/srv/plan.toml"), "file:///srv/plan.toml");
        assert_eq!(uri("C:/plans/a.toml"), "file:///C:/plans/a.toml");
        assert_eq!(uri("../a\n.toml"), "../a%0A.toml");
    }

    #[test]
    fn messages_hold_neither_links_nor_placeholders() {
        let text = |plain: &str| message(plain)["text"].as_str().unwrap_or_default().to_owned();
        assert_eq!(text("[here](https://x.example)"), "[here\\](https://x.example)");
        assert_eq!(text("{0} {a} { 1 } [b]"), "{{0}} {a} { 1 } [b]");
        assert_eq!(text("{12"), "{12");
    }
}
