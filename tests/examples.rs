//! The examples: everything that the tool makes of them is a golden file a person has read, and the figures worked out
//! by hand in their READMEs hold independently of those files.
//!
//! `SNAPSHOTS=overwrite cargo test --test examples` writes the golden files anew, to be read.

mod common;

use std::process::Command;

use common::repository;
use serde_json::Value;

/// The examples, each with the day on which it is looked at.
const EXAMPLES: &[(&str, &str)] =
    &[("benefit-triage", "2026-09-15"), ("minutes-assistant", "2026-06-01"), ("poor-plan", "2026-05-04")];

/// What a command prints, and its exit code.
fn aiproc(example: &str, today: &str, args: &[&str]) -> (String, i32) {
    let out = Command::new(env!("CARGO_BIN_EXE_aiproc"))
        .args(args)
        .args(["--project", &format!("examples/{example}"), "--today", today, "--no-input"])
        .current_dir(repository("."))
        .env_clear()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .output()
        .expect("aiproc runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(said.is_empty(), "{example} {args:?}: {said}");
    (String::from_utf8(out.stdout).expect("UTF-8"), out.status.code().expect("an exit code"))
}

fn json(example: &str, args: &[&str]) -> Value {
    let today = EXAMPLES.iter().find(|(name, _)| *name == example).expect("an example").1;
    let mut all = args.to_vec();
    all.extend(["--format", "json"]);
    serde_json::from_str(&aiproc(example, today, &all).0).expect("JSON")
}

fn golden(example: &str, file: &str, text: &str) {
    let path = repository("examples").join(example).join("expected").join(file);
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(&path, None).raw());
}

#[test]
fn every_example_is_known_here() {
    let mut found: Vec<String> = std::fs::read_dir(repository("examples"))
        .expect("the folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, EXAMPLES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn documents() {
    for (example, today) in EXAMPLES {
        golden(example, "plan.md", &aiproc(example, today, &["plan"]).0);
        golden(example, "map.md", &aiproc(example, today, &["map", "show", "--format", "markdown"]).0);
        let playbook = aiproc::playbook::Playbook::built_in();
        for canvas in playbook.ids(aiproc::playbook::Kind::Canvases) {
            golden(example, &format!("canvas-{canvas}.md"), &aiproc(example, today, &["canvas", canvas]).0);
        }
    }
}

#[test]
fn reports() {
    for (example, today) in EXAMPLES {
        golden(example, "check.txt", &aiproc(example, today, &["check"]).0);
        golden(example, "check.json", &aiproc(example, today, &["check", "--format", "json"]).0);
        golden(example, "status.txt", &aiproc(example, today, &["status"]).0);
        golden(example, "trail.txt", &aiproc(example, today, &["trail"]).0);
        golden(example, "map.txt", &aiproc(example, today, &["map", "show"]).0);
    }
}

#[test]
fn finished_plans_are_clean_and_the_poor_one_is_not() {
    for (example, today) in &EXAMPLES[..2] {
        let (text, code) = aiproc(example, today, &["check", "--fail-on", "note"]);
        assert_eq!(code, 0, "{example}\n{text}");
    }
    assert_eq!(aiproc("poor-plan", "2026-05-04", &["check"]).1, 1);
}

/// Figures worked out by hand, in the README of each example.
#[test]
fn figures() {
    let plan = json("benefit-triage", &["plan"]);
    assert_eq!(plan["budget"]["total"]["amount"], 90_000.0);
    assert_eq!(by_phase(&plan), [42_000.0, 22_000.0, 26_000.0]);
    assert_eq!(plan["budget"]["share"], 7.5);
    assert_eq!(calendar(&plan), ["2025-09-01", "2028-12-31"]);
    assert_eq!(status(&plan), [9, 3, 2, 2]);
    assert_eq!(plan["people"]["count"], 18);

    let plan = json("minutes-assistant", &["plan"]);
    assert_eq!(plan["budget"]["total"]["amount"], 2_000.0);
    assert_eq!(by_phase(&plan), [300.0, 900.0, 800.0]);
    assert_eq!(plan["budget"]["share"], 10.0);
    assert_eq!(calendar(&plan), ["2024-09-02", "2027-08-31"]);
    assert_eq!(status(&plan), [3, 2, 1, 0]);

    let plan = json("poor-plan", &["plan"]);
    assert_eq!(plan["budget"]["total"]["amount"], 3_000.0);
    assert_eq!(by_phase(&plan), [3_000.0, 0.0, 0.0]);
    assert_eq!(calendar(&plan), ["2026-01-12", "2026-12-31"]);
    assert_eq!(status(&plan), [1, 0, 1, 1]);

    assert_eq!(answers("benefit-triage"), [14, 0, 0, 2, 0, 0]);
    assert_eq!(answers("minutes-assistant"), [6, 0, 0, 0, 0, 0]);
    assert_eq!(answers("poor-plan"), [0, 0, 0, 0, 2, 1]);

    let expected =
        [("benefit-triage", [68, 1, 0, 0]), ("minutes-assistant", [32, 0, 0, 0]), ("poor-plan", [8, 6, 14, 10])];
    for (example, [evidenced, claimed, open, gates_shut]) in expected {
        let status = json(example, &["status"]);
        let judged: Vec<&Value> = status["phases"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|p| p["stages"].as_array().into_iter().flatten())
            .filter(|s| s["judged"] == true)
            .collect();
        let sum = |key: &str| judged.iter().filter_map(|s| s[key].as_u64()).sum::<u64>();
        assert_eq!(
            [sum("evidenced"), sum("claimed"), sum("open"), sum("gates_shut")],
            [evidenced, claimed, open, gates_shut],
            "{example}"
        );
    }
}

fn by_phase(plan: &Value) -> Vec<f64> {
    let phases = plan["budget"]["phases"].as_array().expect("phases");
    phases.iter().map(|p| p["sum"]["amount"].as_f64().expect("an amount")).collect()
}

fn calendar(plan: &Value) -> [&str; 2] {
    let days: Vec<&str> = plan["calendar"].as_array().expect("days").iter().filter_map(|e| e["on"].as_str()).collect();
    [days[0], days[days.len() - 1]]
}

/// Inputs accepted, partly accepted, rejected, pending.
fn status(plan: &Value) -> [usize; 4] {
    let inputs = plan["inputs"]["inputs"].as_array().expect("inputs");
    ["accepted", "partly", "rejected", "pending"]
        .map(|word| inputs.iter().filter(|i| i["status"]["id"] == word).count())
}

/// Inputs answered in time, late, on no recorded day; to be answered, overdue, with no day promised.
fn answers(example: &str) -> [u64; 6] {
    let counts = &json(example, &["trail"])["overview"]["answers"];
    ["in-time", "late", "undated", "not-due", "overdue", "open"].map(|state| {
        let of = counts.as_array().expect("counts").iter().find(|c| c["of"]["id"] == state);
        of.and_then(|c| c["count"].as_u64()).expect("a count")
    })
}

/// Every number of the plan can be asked for its reason.
#[test]
fn every_reason_names_facts_rule_and_source() {
    for (example, _) in EXAMPLES {
        let plan = json(example, &["plan"]);
        let mut reasons = Vec::new();
        collect(&plan, &mut reasons);
        assert!(reasons.len() > 20, "{example}: only {} reasons", reasons.len());
        let mut named = 0;
        for reason in reasons {
            let facts = reason["facts"].as_array().expect("a list of facts");
            named += facts.len();
            let rule = reason["rule"].as_str().expect("a rule");
            let (page, code) = aiproc(example, "2026-01-01", &["explain", &format!("methods/{rule}")]);
            assert_eq!(code, 0, "{page}");
            let sources = reason["sources"].as_array().expect("a list of sources");
            let provenance = reason["provenance"].as_str().expect("a provenance");
            assert!(!sources.is_empty() || provenance == "proposed", "{reason}");
        }
        assert!(named > 50, "{example}: the reasons name only {named} facts");
    }
}

fn collect<'a>(value: &'a Value, reasons: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if key == "because" {
                    reasons.extend(value.as_array().expect("because is a list"));
                } else {
                    collect(value, reasons);
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, reasons)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
