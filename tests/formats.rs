//! All formats carry the same findings, and what people wrote becomes structure in none of them.
//!
//! Each format is read back by a reader of its own (`tests/formats/read.rs`) and counted. One plan with every outcome,
//! judged by a small playbook so that a change of content changes nothing here, is shown in every format in
//! `tests/formats/report.*`, for a person to read; `SNAPSHOTS=overwrite cargo test --test formats` writes them anew.

mod common;
#[path = "formats/read.rs"]
mod read;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use aiproc::check::{self, Folder, Outcome, Report};
use aiproc::date::Date;
use aiproc::join::Joined;
use aiproc::playbook::Playbook;
use aiproc::project::{Document, Project};
use aiproc::report::{self, Format, Judged, Reporter, Row, Run, Totals, Unreadable, Written};
use aiproc::scale::Severity;
use aiproc::vocabulary::Vocabulary;
use common::repository;
use read::Seen;
use serde_json::Value;

/// A plan that can be judged, and how its report is changed before it is shown.
struct Plan {
    file: String,
    text: String,
    change: fn(&mut Report),
}

fn day() -> Date {
    "2026-09-15".parse().expect("a day")
}

/// What a whole run writes, and what it comes to.
fn shown(reporter: &dyn Reporter, playbook: &Arc<Playbook>, plans: &[Plan], broken: &[Unreadable]) -> (String, Totals) {
    let run = Run { today: day(), many: plans.len() > 1, colour: false, width: 100 };
    let mut totals = Totals { unreadable: broken.len(), ..Totals::default() };
    let mut written = Written::default();
    let (mut pieces, mut last) = (Vec::new(), Vec::new());
    for file in broken {
        let to = if reporter.unreadable_last() { &mut last } else { &mut pieces };
        to.push(reporter.unreadable(&run, file));
    }
    for plan in plans {
        judged(playbook, plan, |judged| {
            let (piece, left_out) = reporter.fit(reporter.project(&run, judged), written);
            written.findings += judged.report.findings.len();
            written.bytes += piece.len();
            pieces.push(piece);
            totals.add(Totals { left_out, ..Totals::of(judged, playbook) });
        });
    }
    pieces.retain(|piece| !piece.is_empty());
    let text = reporter.start(&run) + &pieces.join(reporter.between()) + &reporter.end(&run, &totals, &last);
    (text, totals)
}

fn judged(playbook: &Playbook, plan: &Plan, then: impl FnOnce(&Judged<'_>)) {
    let document = Document::parse(&plan.text).expect("TOML");
    let project = Project::read(&document).expect("a project");
    let folder = repository(plan.file.trim_end_matches("/aiproc.toml"));
    let there = if folder.is_dir() { common::files(&folder) } else { Vec::new() };
    let files = Folder::new(there.into_iter().map(|file| file.path));
    let joined = Joined::with_files(playbook, &project, day(), files);
    let mut report = check::run(&joined);
    (plan.change)(&mut report);
    let fail_on = Severity::Error;
    then(&Judged { file: &plan.file, document: &document, joined: &joined, report: &report, fail_on });
}

/// The same at a glance, as JSON.
fn summed_up(playbook: &Arc<Playbook>, plans: &[Plan], broken: &[Unreadable]) -> String {
    let run = Run { today: day(), many: true, colour: false, width: 100 };
    let mut totals = Totals { unreadable: broken.len(), ..Totals::default() };
    let mut rows: Vec<Row> = broken.iter().map(Row::unreadable).collect();
    for plan in plans {
        judged(playbook, plan, |judged| {
            rows.push(Row::of(judged));
            totals.add(Totals::of(judged, playbook));
        });
    }
    report::portfolio(&run, &totals, &rows)
}

fn small_playbook() -> Arc<Playbook> {
    let files = common::files(&repository("tests/formats/playbook"));
    Arc::new(Playbook::from_folder(&files).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// The plan with every outcome: found, cannot tell, waived, and known by hand.
fn fixture() -> Plan {
    Plan {
        file: "./plans/queue planner/aiproc.toml".to_owned(),
        text: common::text("tests/formats/plan.toml"),
        change: |report| {
            let letters = |f: &&mut check::Finding| f.subject.to_string().starts_with("activities.letters");
            let known = report.findings.iter_mut().find(letters).expect("it is found");
            known.outcome = Outcome::Known;
        },
    }
}

fn broken() -> Unreadable {
    let text = "format = 1\n\n[project]\ntitle = \"Broken\"\nauthority = \"A\"\nstage = \"tender-desing\"\n".to_owned();
    let problems = Document::parse(&text).and_then(|document| Project::read(&document)).expect_err("a wrong word");
    Unreadable { file: "plans/broken/aiproc.toml".to_owned(), text, problems }
}

fn examples() -> Vec<Plan> {
    let folders = common::files(&repository("examples"));
    let plans = folders.into_iter().filter(|file| file.path.ends_with("/aiproc.toml"));
    plans.map(|f| Plan { file: format!("examples/{}", f.path), text: f.text, change: |_| {} }).collect()
}

/// What a format is to carry: everything, or only what counts; the severity of what does not count may be left out.
fn expected(format: Format, playbook: &Playbook, plans: &[Plan]) -> BTreeMap<Seen, usize> {
    let mut all = BTreeMap::new();
    for plan in plans {
        judged(playbook, plan, |judged| {
            for finding in &judged.report.findings {
                let (everything, every_severity) = match format {
                    Format::Json | Format::Sarif | Format::Junit | Format::Markdown | Format::Csv => (true, true),
                    Format::Text => (true, false),
                    Format::Github | Format::Gitlab => (false, true),
                };
                if everything || finding.outcome.counts() {
                    let severity = every_severity || finding.outcome.counts();
                    let seen = Seen {
                        rule: finding.rule.to_string(),
                        severity: if severity { finding.severity.to_string() } else { String::new() },
                        outcome: finding.outcome.to_string(),
                    };
                    *all.entry(seen).or_default() += 1;
                }
            }
        });
    }
    all
}

fn same_in_every_format(playbook: &Arc<Playbook>, plans: &[Plan], broken: &[Unreadable]) {
    let problems: usize = broken.iter().map(|file| file.problems.len()).sum();
    for format in Format::ALL {
        let (text, _) = shown(&*report::reporter(*format), playbook, plans, broken);
        let (findings, seen_problems) = read::read(*format, &text);
        assert_eq!(findings, expected(*format, playbook, plans), "{format}\n{text}");
        assert_eq!(seen_problems, problems, "{format}\n{text}");
    }
}

#[test]
fn every_outcome_is_in_every_format() {
    let (playbook, plans) = (small_playbook(), [fixture()]);
    let all = expected(Format::Json, &playbook, &plans);
    for outcome in Outcome::ALL {
        assert!(all.keys().any(|seen| seen.outcome == outcome.as_str()), "no finding is {outcome}: {all:?}");
    }
    same_in_every_format(&playbook, &plans, &[broken()]);
}

#[test]
fn the_examples_are_the_same_in_every_format() {
    let playbook = Arc::new(Playbook::built_in());
    let plans = examples();
    assert!(plans.len() >= 3 && expected(Format::Json, &playbook, &plans).len() > 20);
    same_in_every_format(&playbook, &plans, &[broken()]);
    same_in_every_format(&playbook, &plans[..1], &[]);
}

#[test]
fn nothing_at_all_is_readable_in_every_format() {
    same_in_every_format(&small_playbook(), &[], &[]);
    same_in_every_format(&small_playbook(), &[], &[broken()]);
}

#[test]
fn formats() {
    let playbook = small_playbook();
    for format in Format::ALL {
        let (text, _) = shown(&*report::reporter(*format), &playbook, &[fixture()], &[broken()]);
        let ending = match format {
            Format::Text => "txt",
            Format::Json => "json",
            Format::Sarif => "sarif",
            Format::Junit => "xml",
            Format::Github => "github.txt",
            Format::Gitlab => "gitlab.json",
            Format::Markdown => "md",
            Format::Csv => "csv",
        };
        let path = repository(&format!("tests/formats/report.{ending}"));
        // The version is no part of the format.
        let text = text.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"VERSION\"").replace("\r\n", "\n");
        snapbox::assert_data_eq!(text, snapbox::Data::read_from(&path, None).raw());
    }
}

/// Text that would like to be structure, in each of the formats.
const HOSTILE: &str = "=cmd()|' /C calc'!A0 ]]></failure><x> %0A::error::injected\n::error title=injected::x\r\n##[error]x\n\
                       | a | b |\n| --- | --- |\n# heading\n<script>alert(1)</script> <!-- [link](https://x.example) \
                       ![image](https://x.example/i.png) {0} {{1}} @everyone `code` \"quoted\", 'single';\u{feff}\u{202e}\
                       \u{0}\u{1b}[31m\u{7f}\u{85}\u{ffff}\u{2028}</details>\n    error (found): x\n- [ ] task\\";

#[test]
fn hostile_text_is_structure_in_no_format() {
    let playbook = small_playbook();
    let mut plan = fixture();
    plan.file = format!("{}/aiproc.toml", HOSTILE.replace('/', "_"));
    let quoted = toml::Value::String(HOSTILE.to_owned()).to_string();
    plan.text = plan
        .text
        .replace("\"Queue planner\"", &quoted)
        .replace("\"The walk is held before anybody decides.\"", &quoted)
        .replace("\"project lead\"", &quoted);
    plan.change = |report| {
        (fixture().change)(report);
        for finding in &mut report.findings {
            finding.message = HOSTILE.to_owned();
            finding.help = HOSTILE.into();
        }
    };
    let mut file = broken();
    file.file = HOSTILE.to_owned();
    for problem in &mut file.problems {
        problem.message = HOSTILE.to_owned();
        problem.hint = Some(HOSTILE.to_owned());
    }
    same_in_every_format(&playbook, &[plan], &[file]);
}

#[test]
fn json_is_what_its_schema_says() {
    let written = common::text("docs/check.schema.json");
    let schema = report::json_schema();
    assert_eq!(
        written,
        serde_json::to_string_pretty(&schema).expect("JSON") + "\n",
        "aiproc schema check > docs/check.schema.json"
    );
    let playbook = Arc::new(Playbook::built_in());
    for plans in [examples(), vec![fixture()], Vec::new()] {
        let (text, _) = shown(&*report::reporter(Format::Json), &playbook, &plans, &[broken()]);
        let report: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(common::invalid(&schema, &report), None);
        every_field_is_described(&schema, &report, "");
    }
}

#[test]
fn the_summary_is_what_its_schema_says() {
    let written = common::text("docs/summary.schema.json");
    let schema = report::summary_schema();
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    assert_eq!(written, text, "aiproc schema summary > docs/summary.schema.json");
    let playbook = Arc::new(Playbook::built_in());
    for plans in [examples(), vec![fixture()], Vec::new()] {
        let summary: Value = serde_json::from_str(&summed_up(&playbook, &plans, &[broken()])).expect("JSON");
        assert_eq!(summary["projects"].as_array().map(Vec::len), Some(plans.len() + 1));
        assert_eq!(common::invalid(&schema, &summary), None);
        every_field_is_described(&schema, &summary, "");
    }
}

fn every_field_is_described(schema: &Value, value: &Value, place: &str) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let described = &schema["properties"][name];
                assert!(described["description"].is_string(), "{place}.{name} is not described");
                every_field_is_described(described, value, &format!("{place}.{name}"));
            }
        }
        Value::Array(entries) => {
            entries.iter().for_each(|entry| every_field_is_described(&schema["items"], entry, place))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn fingerprints_outlive_moved_lines() {
    let playbook = small_playbook();
    let mut moved = fixture();
    moved.text = format!("# one\n# two\n\n{}", moved.text);
    let named = |plan: &Plan| {
        let mut plans = vec![Plan { file: plan.file.clone(), text: plan.text.clone(), change: plan.change }];
        plans.truncate(1);
        let (text, _) = shown(&*report::reporter(Format::Sarif), &playbook, &plans, &[]);
        let log: Value = serde_json::from_str(&text).expect("JSON");
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        let name = |r: &Value| r["partialFingerprints"]["primaryLocationLineHash"].to_string();
        let line = |r: &Value| r["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().expect("a line");
        (results.iter().map(name).collect::<Vec<_>>(), results.iter().map(line).collect::<Vec<_>>())
    };
    let (names, lines) = named(&fixture());
    let (names_moved, lines_moved) = named(&moved);
    assert_eq!(names, names_moved);
    assert_eq!(lines.iter().map(|line| line + 3).collect::<Vec<_>>(), lines_moved);
}

/// GitLab takes a fingerprint once in a report, even where two plans are alike.
#[test]
fn gitlab_fingerprints_are_unique_in_a_run() {
    let mut other = fixture();
    other.file = "plans/other/aiproc.toml".to_owned();
    let (text, _) = shown(&*report::reporter(Format::Gitlab), &small_playbook(), &[fixture(), other], &[broken()]);
    let report: Vec<Value> = serde_json::from_str(&text).expect("a list");
    let mut names: Vec<&str> = report.iter().filter_map(|r| r["fingerprint"].as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), report.len());
}

#[test]
fn what_finds_no_room_is_counted_and_said() {
    let playbook = small_playbook();
    let sarif = report::reporter(Format::Sarif);
    let run = Run { today: day(), many: true, colour: false, width: 100 };
    judged(&playbook, &fixture(), |judged| {
        let all = judged.report.findings.len();
        let piece = sarif.project(&run, judged);
        for room in 0..=all {
            let before = Written { findings: 25_000 - room, bytes: 0 };
            let (kept, left_out) = sarif.fit(piece.clone(), before);
            let list: Vec<Value> = serde_json::from_str(&format!("[{kept}]")).expect("results");
            assert_eq!((list.len(), left_out), (room, all - room));
        }
        assert_eq!(sarif.fit(piece.clone(), Written { findings: 30_000, bytes: 0 }), (String::new(), all));
    });
    let end = sarif.end(&run, &Totals { left_out: 5, ..Totals::default() }, &[]);
    assert!(end.contains("5 results are left out"), "{end}");
    // A comment holds about 65,000 bytes, a summary about a million.
    let plans: Vec<Plan> = (0..100).map(|n| Plan { file: format!("plans/{n}/aiproc.toml"), ..fixture() }).collect();
    for (reporter, most) in [(report::reporter(Format::Markdown), 65_536), (report::step_summary(), 1_048_576)] {
        let many = if most > 100_000 { 1_500 } else { 100 };
        let plans: Vec<Plan> =
            (0..many).map(|n| Plan { file: format!("plans/{n}/aiproc.toml"), ..fixture() }).collect();
        let (text, totals) = shown(&*reporter, &playbook, &plans, &[broken()]);
        assert!(text.len() < most, "{} bytes", text.len());
        let (findings, _) = read::read(Format::Markdown, &text);
        assert!(totals.left_out > 0 && text.contains(&format!("{} findings are left out", totals.left_out)), "{most}");
        assert_eq!(findings.values().sum::<usize>() + totals.left_out, totals.summary.total());
    }
    let (text, totals) = shown(&*report::step_summary(), &playbook, &plans, &[]);
    assert_eq!(totals.left_out, 0, "{} bytes", text.len());
}

#[test]
fn tests_that_passed_are_those_whose_rules_were_judged() {
    let playbook = Arc::new(Playbook::built_in());
    for plan in examples() {
        judged(&playbook, &plan, |judged| {
            assert_eq!(check::judged(judged.joined).count(), judged.report.rules, "{}", plan.file);
        });
    }
}

/// The report fails where the check fails.
#[test]
fn junit_fails_exactly_where_the_check_does() {
    let playbook = Arc::new(Playbook::built_in());
    let mut plans = examples();
    plans.push(Plan { text: common::text("tests/valid/minimal.toml"), ..fixture_without_change() });
    for plan in plans {
        let (text, totals) = shown(&*report::reporter(Format::Junit), &playbook, &[plan], &[]);
        assert_eq!(text.contains("<failure"), totals.failing > 0, "{text}");
    }
}

fn fixture_without_change() -> Plan {
    Plan { change: |_| {}, ..fixture() }
}

fn data(path: &str) -> Value {
    let root = common::variable("AIPROC_TEST_DATA").expect("AIPROC_TEST_DATA names a folder with schemas");
    let path = Path::new(&root).join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).expect("JSON")
}

#[test]
#[ignore = "needs the official SARIF schema: AIPROC_TEST_DATA=FOLDER cargo test --test formats -- --ignored"]
fn sarif_is_what_its_official_schema_says() {
    let schema = data("schemas/sarif/sarif-schema-2.1.0.json");
    let small = small_playbook();
    let full = Arc::new(Playbook::built_in());
    for (playbook, plans, broken) in [
        (&small, vec![fixture()], vec![broken()]),
        (&full, examples(), Vec::new()),
        (&full, Vec::new(), vec![broken()]),
        (&full, Vec::new(), Vec::new()),
    ] {
        let (text, _) = shown(&*report::reporter(Format::Sarif), playbook, &plans, &broken);
        let log: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(common::invalid(&schema, &log), None);
        for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules") {
            let text = |value: &Value| value.as_str().map(|text| text.chars().count()).unwrap_or_default();
            let short = |name: &str| (1..=1_024).contains(&text(&rule[name]["text"]));
            assert!(short("shortDescription") && short("fullDescription"), "{rule}");
            assert!(text(&rule["help"]["text"]) > 0 && text(&rule["help"]["markdown"]) > 0, "{rule}");
            assert!(rule["properties"]["tags"].as_array().expect("tags").len() <= 20);
        }
    }
}
