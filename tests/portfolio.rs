//! `check` over many plans, with a policy, a baseline and fixes, as a person or a CI job runs it.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn aiproc(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_aiproc"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1780300000") // 2026-06-01
        .env("COLUMNS", "120")
        .output()
        .expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}\n{}", out(output)))
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn plan(name: &str) -> String {
    common::text(&format!("examples/{name}/aiproc.toml"))
}

/// A folder with a good plan, a poor one, a broken one, and two that nobody means.
fn portfolio() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    write(here, "b/poor/aiproc.toml", &plan("poor-plan"));
    write(here, "a/good/aiproc.toml", &plan("minutes-assistant"));
    for file in common::files(&common::repository("examples/minutes-assistant/evidence")) {
        write(here, &format!("a/good/evidence/{}", file.path), &file.text);
    }
    write(here, "c/broken/aiproc.toml", "format = 1\n[project\n");
    write(here, ".gitignore", "drafts/\n");
    write(here, "drafts/aiproc.toml", "nonsense");
    write(here, ".hidden/aiproc.toml", "nonsense");
    folder
}

#[test]
fn what_one_person_leaves_out_everywhere_hides_no_plan() {
    let folder = portfolio();
    let here = folder.path();
    for list in [".ignore", ".git/info/exclude", "home/.config/git/ignore"] {
        write(here, list, "poor/\n");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_aiproc"));
    command.args(["check", ".", "--format", "json", "--today", "2026-06-01"]).current_dir(here);
    let output = command.env_clear().env("HOME", here.join("home")).output().expect("the program runs");
    assert_eq!(names(&json(&output)), ["b/poor/aiproc.toml"], "{}", err(&output));
}

fn names(result: &Value) -> Vec<&str> {
    let findings = result["findings"].as_array().expect("a list").iter();
    let mut names: Vec<&str> = findings.map(|f| f["file"].as_str().expect("a file")).collect();
    names.dedup();
    names
}

#[test]
fn every_plan_below_a_folder_is_judged_and_a_broken_one_stops_nothing() {
    let folder = portfolio();
    let output = aiproc(folder.path(), &["check", ".", "--format", "json"]);
    assert_eq!(code(&output), 2, "what could not be judged has not passed: {}", err(&output));
    let result = json(&output);
    assert_eq!(names(&result), ["b/poor/aiproc.toml"], "the good plan has no finding, and ignored ones are not read");
    assert_eq!(result["summary"]["projects"], 2);
    assert_eq!(result["summary"]["unreadable"], 1);
    assert_eq!(result["problems"][0]["file"], "c/broken/aiproc.toml");
    // a plan that is named is judged wherever it lies
    for (form, place) in [("json", "/problems/0/file"), ("json --summary", "/projects/0/file")] {
        let form: Vec<&str> = form.split(' ').collect();
        let output = aiproc(folder.path(), &[&["check", "drafts/aiproc.toml", "--format"], &form[..]].concat());
        let alone = json(&output);
        assert_eq!(alone.pointer(place).and_then(Value::as_str), Some("drafts/aiproc.toml"));
        assert_eq!(alone["playbook"], result["playbook"], "it is told also where nothing could be judged");
    }
    let output = aiproc(folder.path(), &["check", "drafts"]);
    assert!(out(&output).contains("drafts/aiproc.toml"), "a folder that is named is walked, ignored or not");
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    let output = aiproc(folder.path(), &["check", "empty"]);
    assert_eq!((code(&output), out(&output).as_str()), (2, ""));
    assert!(err(&output).contains("there is no aiproc.toml in empty or below it"), "{}", err(&output));
}

#[test]
fn output_is_the_same_on_any_number_of_threads() {
    let folder = portfolio();
    for n in 0..30 {
        let poor = n % 7 == 0;
        write(
            folder.path(),
            &format!("many/{n:03}/aiproc.toml"),
            &plan(if poor { "poor-plan" } else { "benefit-triage" }),
        );
    }
    for format in ["text", "json"] {
        let one = aiproc(folder.path(), &["check", ".", "--format", format, "--threads", "1"]);
        assert!(out(&one).contains("many/028/aiproc.toml"));
        for threads in ["2", "3", "16"] {
            let many = aiproc(folder.path(), &["check", ".", "--format", format, "--threads", threads]);
            assert_eq!(out(&many), out(&one), "{format} on {threads} threads");
            assert_eq!(err(&many), err(&one));
        }
    }
}

#[test]
fn a_summary_has_a_line_for_each_plan() {
    let folder = portfolio();
    let output = aiproc(folder.path(), &["check", ".", "--summary"]);
    assert_eq!(code(&output), 2);
    let text = out(&output);
    for (plan, verdict) in [("a/good", "passes"), ("b/poor", "fails"), ("c/broken", "not judged")] {
        let line = text.lines().find(|line| line.contains(plan)).unwrap_or_else(|| panic!("{plan}\n{text}"));
        assert!(line.contains(verdict), "{line}");
    }
    let result = json(&aiproc(folder.path(), &["check", ".", "--summary", "--format", "json"]));
    let projects = result["projects"].as_array().expect("a list");
    let failed: Vec<&Value> = projects.iter().map(|p| &p["failed"]).collect();
    assert_eq!(failed, [&Value::Bool(false), &Value::Bool(true), &Value::Null]);
    let whole = json(&aiproc(folder.path(), &["check", ".", "--format", "json"]));
    assert_eq!(result["summary"], whole["summary"], "both count the same");
    let errors: u64 = projects.iter().filter_map(|p| p["errors"].as_u64()).sum();
    assert_eq!(result["summary"]["errors"], errors);
}

#[test]
fn a_plan_cannot_turn_itself_green() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let honest = plan("poor-plan");
    write(here, "base/aiproc.toml", &honest);
    assert_eq!(code(&aiproc(here, &["check", "base"])), 1);
    let errors = json(&aiproc(here, &["check", "base", "--format", "json"]))["summary"]["errors"].clone();
    // The change lowers every error of the plan, waives the shut gates, and takes rules away by a folder of its own.
    let findings = json(&aiproc(here, &["check", "base", "--format", "json"]));
    let found: Vec<&Value> = findings["findings"].as_array().expect("a list").iter().collect();
    let mut rules: Vec<&str> = found.iter().filter_map(|f| f["rule"].as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    let lowered: String = rules.iter().map(|rule| format!("{rule} = \"note\"\n")).collect();
    let waiver = "[waivers.all]\nrule = \"gate-shut\"\nreason = \"later\"\nby = \"us\"\nuntil = 2030-01-01\napproved-by = \"them\"\n";
    let changed = format!("{honest}\n[policy.severities]\n{lowered}\n{waiver}").replacen(
        "[project]",
        "[project]\nplaybook = \"house\"",
        1,
    );
    write(here, "change/aiproc.toml", &changed);
    write(here, "change/house/overlay.yaml", "name: House\nfor-playbook: 0.1.0\n");
    let retired: String = rules
        .iter()
        .filter(|rule| !matches!(**rule, "gate-shut"))
        .map(|rule| format!("- kind: rules\n  id: {rule}\n  why: not wanted\n  by: us\n  on: 2026-01-01\n"))
        .collect();
    write(here, "change/house/retired.yaml", &retired);
    let green = aiproc(here, &["check", "change"]);
    assert_eq!(code(&green), 0, "by its own policy it passes\n{}{}", out(&green), err(&green));
    let held = aiproc(here, &["check", "change", "--policy", "base/aiproc.toml", "--format", "json"]);
    assert_eq!(code(&held), 1, "{}", err(&held));
    assert_eq!(json(&held)["summary"]["errors"], errors, "judged by the other revision, nothing is gained");
    assert!(err(&held).contains("the waiver “all” is not in the policy that was given"), "{}", err(&held));
    // A policy file may let a plan's own waivers hold; then only these count.
    write(here, "policy.toml", "format = 1\n[policy]\nown-waivers = true\nprofile = \"strict\"\n");
    let strict = json(&aiproc(here, &["check", "change", "--policy", "policy.toml", "--format", "json"]));
    let shut = |result: &Value| {
        result["findings"]
            .as_array()
            .expect("a list")
            .iter()
            .any(|f| f["rule"] == "gate-shut" && f["outcome"] == "found")
    };
    assert!(!shut(&strict) && shut(&json(&held)), "the plan's own waiver of all gates holds only where it may");
    assert_eq!(strict["summary"]["notes"], 0, "strict knows no notes");
}

#[test]
fn a_policy_differs_by_stage_and_risk_class() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    write(here, "aiproc.toml", &plan("poor-plan"));
    let severity = |policy: &str| {
        write(here, "policy.toml", &format!("format = 1\n{policy}"));
        let output = aiproc(here, &["check", "--policy", "policy.toml", "--format", "json"]);
        let result = json(&output);
        let findings = result["findings"].as_array().expect("a list").clone();
        let one = findings.iter().find(|f| f["rule"] == "activity-without-decision").expect("it is found");
        (one["severity"].as_str().expect("a word").to_owned(), result["summary"]["fail_on"].clone())
    };
    assert_eq!(severity("").0, "error");
    assert_eq!(severity("[policy.severities]\nactivity-without-decision = \"note\"\n").0, "note");
    let for_stage = "[policy.stages.actors-and-engagement]\nfail-on = \"note\"\n\
                     severities = { activity-without-decision = \"warning\" }\n";
    assert_eq!(severity(for_stage), ("warning".to_owned(), Value::from("note")));
    let other_stage = for_stage.replace("actors-and-engagement", "contract");
    assert_eq!(severity(&other_stage).0, "error");
    let for_class = "[policy.risk-classes.high]\nseverities = { activity-without-decision = \"note\" }\n";
    assert_eq!(severity(&format!("{for_stage}{for_class}")).0, "note", "the class goes before the stage");
    write(here, "policy.toml", "format = 1\n[policy.severities]\nactivity-without-decison = \"note\"\n");
    let output = aiproc(here, &["check", "--policy", "policy.toml"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("Did you mean “activity-without-decision”?"), "{}", err(&output));
}

#[test]
fn a_baseline_knows_what_was_there_and_does_not_grow_by_itself() {
    let folder = portfolio();
    let here = folder.path();
    let add = ["baseline", "add", "base.toml", "b", "--by", "head of procurement", "--reason", "Plan of 2024"];
    assert_eq!(code(&aiproc(here, &add)), 0);
    let output = aiproc(here, &["check", "b", "--baseline", "base.toml", "--format", "json"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let result = json(&output);
    let all = result["findings"].as_array().expect("a list").len();
    assert_eq!(result["summary"]["known"], all, "nothing is hidden, nothing counts");
    // moved lines change nothing; a new fault counts
    let moved = format!("# one\n# two\n\n{}", plan("poor-plan"));
    write(here, "b/poor/aiproc.toml", &moved);
    assert_eq!(code(&aiproc(here, &["check", "b", "--baseline", "base.toml"])), 0);
    let worse = format!(
        "{moved}\n[activities.new-demo]\nmechanism = \"supplier-demonstration\"\nstage = \"problem-and-needs\"\n"
    );
    write(here, "b/poor/aiproc.toml", &worse);
    let output = aiproc(here, &["check", "b", "--baseline", "base.toml", "--format", "json"]);
    assert_eq!(code(&output), 1);
    let again = aiproc(here, &add);
    assert_eq!(code(&again), 2);
    assert!(err(&again).contains("a baseline does not grow by itself"), "{}", err(&again));
    let before = fs::read_to_string(here.join("base.toml")).expect("it is there");
    let grown = aiproc(here, &[&add[..], &["--grow"]].concat());
    assert_eq!(code(&grown), 0, "{}", err(&grown));
    let after = fs::read_to_string(here.join("base.toml")).expect("it is there");
    assert!(after.contains("[taken.time-2]") && after.len() > before.len());
    // what is mended is named, and goes with prune
    write(here, "b/poor/aiproc.toml", &moved);
    let output = aiproc(here, &["check", "b", "--baseline", "base.toml"]);
    assert!(err(&output).contains("of the baseline") && err(&output).contains("prune base.toml"), "{}", err(&output));
    assert_eq!(code(&aiproc(here, &["baseline", "prune", "base.toml", "b"])), 0);
    let pruned = fs::read_to_string(here.join("base.toml")).expect("it is there");
    let findings = |text: &str| text.matches("\n[findings.").count();
    assert_eq!(findings(&pruned), findings(&before));
    assert!(err(&aiproc(here, &["baseline", "prune", "base.toml", "b"])).contains("nothing was changed"));
    // a plan that is not judged keeps its entries
    let kept = aiproc(here, &["baseline", "prune", "base.toml", "a"]);
    assert!(err(&kept).contains("of plans that were not judged stay; nothing was changed"), "{}", err(&kept));
    // nor does a run that looks at other plans call them mended
    let other = aiproc(here, &["check", "a", "--baseline", "base.toml"]);
    assert!(!err(&other).contains("of the baseline"), "{}", err(&other));
    // nor does an entry whose file somebody changed by hand count as one that is gone
    write(here, "base.toml", &pruned.replace("b/poor/aiproc.toml", "z/aiproc.toml"));
    let by_hand = aiproc(here, &["check", "b", "--baseline", "base.toml"]);
    assert!(!err(&by_hand).contains("of the baseline"), "{}", err(&by_hand));
}

const STALE: &str = "\n# why we thought so\n[waivers.stale]\nrule = \"short-consultation-window\"\n\
                     subject = \"activities.nowhere\"\nreason = \"r\" # kept\nby = \"b\"\nuntil = 2027-01-01\n";

#[test]
fn fixes_change_only_what_is_stale_and_only_once() {
    let folder = portfolio();
    let here = folder.path();
    for ends in ["\n", "\r\n"] {
        let text = format!(
            "{}{STALE}\n[waivers.also-stale]\nrule = \"gate-shut\"\nsubject = \"answers.nothing\"\nreason = \"r\"\nby = \"b\"\nuntil = 2026-01-01\n",
            plan("minutes-assistant")
        );
        let text = text.replace('\n', ends);
        write(here, "a/good/aiproc.toml", &text);
        let shown = aiproc(here, &["check", "a", "--fix", "--dry-run"]);
        assert_eq!(code(&shown), 1, "{}", err(&shown));
        let diff = out(&shown);
        let lines = |sign: char| {
            diff.lines()
                .filter(|l| l.starts_with(sign) && !l.starts_with([sign; 3].iter().collect::<String>().as_str()))
                .count()
        };
        assert_eq!((lines('+'), lines('-')), (0, 13), "{diff}");
        assert_eq!(
            fs::read_to_string(here.join("a/good/aiproc.toml")).expect("it is there"),
            text,
            "nothing is written"
        );
        let fixed = aiproc(here, &["check", "a", "--fix", "--fail-on", "note"]);
        assert_eq!(code(&fixed), 0, "{}{}", out(&fixed), err(&fixed));
        let after = fs::read_to_string(here.join("a/good/aiproc.toml")).expect("it is there");
        assert!(after.contains("# why we thought so"), "a comment on its own line stays");
        assert!(!after.contains("[waivers.stale]") && !after.contains("[waivers.also-stale]"));
        assert!(text.starts_with(after.trim_end().trim_end_matches("# why we thought so").trim_end()));
        let again = aiproc(here, &["check", "a", "--fix", "--dry-run"]);
        assert_eq!((code(&again), out(&again).as_str()), (0, ""));
    }
    // an expired waiver of a fault that is still there wants a decision, and so does everything else
    let before = fs::read_to_string(here.join("b/poor/aiproc.toml")).expect("it is there");
    aiproc(here, &["check", "b", "--fix"]);
    let after = fs::read_to_string(here.join("b/poor/aiproc.toml")).expect("it is there");
    assert!(before.contains("[waivers.reply-will-come]") && !after.contains("[waivers.reply-will-come]"));
    let kept = |text: &str| text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let gone: Vec<String> = kept(&before).into_iter().filter(|line| !kept(&after).contains(line)).collect();
    assert_eq!(gone.len(), 4, "the heading and three lines that no other waiver has: {gone:?}");
}

/// The TOML blocks of a page.
fn blocks(page: &str) -> Vec<String> {
    let text = common::text(page);
    let after = text.split("```toml\n").skip(1);
    after.map(|rest| rest.split_once("```").expect("a block ends").0.to_owned()).collect()
}

#[test]
fn what_the_page_on_judging_shows_can_be_written() {
    let blocks = blocks("docs/judging.md");
    let of_plans = blocks.iter().filter(|block| !block.starts_with("format"));
    let policies: Vec<&String> = blocks.iter().filter(|block| block.starts_with("format")).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let mut plans = 0;
    for block in of_plans {
        write(here, "aiproc.toml", &format!("{}\n{block}", plan("minutes-assistant")));
        let output = aiproc(here, &["check", "--format", "json"]);
        assert!(code(&output) < 2, "{block}\n{}{}", out(&output), err(&output));
        let dangling =
            json(&output)["findings"].as_array().expect("a list").iter().any(|f| f["rule"] == "dangling-reference");
        assert!(!dangling, "{block}\n{}", out(&output));
        plans += 1;
    }
    assert_eq!((plans, policies.len()), (2, 1), "the page shows a policy of a plan, a waiver, and a policy of its own");
    write(here, "aiproc.toml", &plan("minutes-assistant"));
    write(here, "policy.toml", policies[0]);
    write(here, "house/overlay.yaml", &common::text("overlays/canada/overlay.yaml"));
    let output = aiproc(here, &["check", "--policy", "policy.toml"]);
    assert!(code(&output) < 2, "{}{}", out(&output), err(&output));
}

#[test]
fn what_is_waived_is_a_finding_that_is_set_aside() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    aiproc(here, &["init", "plan", "--no-input", "--title", "T", "--authority", "A"]);
    let file = here.join("plan/aiproc.toml");
    let plan = fs::read_to_string(&file).expect("a plan");
    let before = json(&aiproc(here, &["check", "plan", "--format", "json"]));
    let waived = "\n[waivers.gate]\nrule = \"gate-shut\"\nsubject = \"answers.mission-without-technology\"\nreason = \"r\"\n\
                  by = \"Officer\"\nuntil = 2029-01-01\napproved-by = \"Secretary\"\n\n[waivers.item]\n\
                  rule = \"required-item-open\"\nsubject = \"answers.measurable-target\"\nreason = \"r\"\n\
                  by = \"Officer\"\nuntil = 2029-01-01\n";
    fs::write(&file, plan + waived).expect("a plan");
    let after = json(&aiproc(here, &["check", "plan", "--format", "json"]));
    let places = |report: &Value| -> Vec<(String, String)> {
        let findings = report["findings"].as_array().expect("a list").iter();
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        findings.map(|f| (text(&f["rule"]), text(&f["subject"]))).collect()
    };
    assert_eq!(places(&after), places(&before), "nothing is hidden");
    let of = |report: &Value, name: &str| report["summary"][name].as_u64().expect("a number");
    assert_eq!((of(&before, "waived"), of(&after, "waived")), (0, 2));
    assert_eq!(of(&after, "errors"), of(&before, "errors") - 1, "the gate");
    assert_eq!(of(&after, "warnings"), of(&before, "warnings") - 1, "the item");
    let log = json(&aiproc(here, &["check", "plan", "--format", "sarif"]));
    let results = log["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(results.iter().filter(|result| result["suppressions"][0].is_object()).count(), 2);
    // A second waiver of the same gate that nobody approved changes nothing of what is said.
    let said = |report: &Value| {
        let findings = report["findings"].as_array().expect("a list").clone();
        findings.into_iter().find(|f| f["outcome"] == "waived").map(|f| f["message"].clone())
    };
    let plan = fs::read_to_string(&file).expect("a plan");
    let second = "\n[waivers.another]\nrule = \"gate-shut\"\nsubject = \"answers.mission-without-technology\"\n\
                  reason = \"r\"\nby = \"Officer\"\nuntil = 2029-01-01\n";
    fs::write(&file, plan + second).expect("a plan");
    assert_eq!(said(&json(&aiproc(here, &["check", "plan", "--format", "json"]))), said(&after));
    // The line is drawn at the first finding that counts, not at one that is set aside.
    let text = out(&aiproc(here, &["check", "plan"]));
    assert!(text.contains("waived[gate-shut]") && text.contains("14 | stage"), "{text}");
}
