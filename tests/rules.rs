//! The examples inside every rule file, run: what each says it finds is what its rule finds, no more and no less.

mod common;

use aiproc::check::{self, Folder, Outcome, Report};
use aiproc::date::Date;
use aiproc::join::Joined;
use aiproc::playbook::{ContentFile, Playbook};
use aiproc::project::{Document, Project};
use common::{files, repository, rule_plan as plan};

/// The day on which examples are judged unless they say another.
const TODAY: &str = "2026-02-01";

fn playbook() -> Playbook {
    Playbook::from_folder(&files(&repository("playbook"))).expect("tests/content.rs says what is wrong")
}

/// The built-in playbook retires nothing, so the examples about retired items name this organisation's folder.
fn house() -> Playbook {
    let file = |path: &str, text: &str| ContentFile { path: path.to_owned(), text: text.to_owned() };
    let retired = "- kind: items\n  id: environmental-cost-estimated\n  why: asked in another form\n  by: council\n  on: 2026-01-01\n";
    let files = [file("overlay.yaml", "name: House\nfor-playbook: 0.1.0\n"), file("retired.yaml", retired)];
    Playbook::with_organisation(&files).expect("a sound folder")
}

fn judge(playbook: &Playbook, text: &str, today: Option<Date>, present: &[String]) -> Report {
    let document = Document::parse(text).unwrap_or_else(|p| panic!("{p:?}\n{text}"));
    let project = Project::read(&document).unwrap_or_else(|p| panic!("{p:?}\n{text}"));
    let today = today.unwrap_or_else(|| TODAY.parse().expect("a day"));
    let joined = Joined::with_files(playbook, &project, today, Folder::new(present.iter().cloned()));
    check::run(&joined)
}

fn places(report: &Report, rule: &str, outcome: Outcome) -> Vec<String> {
    let own = report.findings.iter().filter(|f| f.rule == rule && f.outcome == outcome);
    let mut places: Vec<String> = own.map(|f| f.subject.to_string()).collect();
    places.sort();
    places
}

fn sorted(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort();
    words
}

#[test]
fn every_example_finds_what_it_says() {
    let (built_in, house) = (playbook(), house());
    let mut wrong = Vec::new();
    let mut run = 0;
    for rule in built_in.rule_texts() {
        for example in &rule.examples {
            let text = plan(&example.project);
            let playbook = if text.contains("house-playbook") { &house } else { &built_in };
            let report = judge(playbook, &text, example.today, &example.files);
            let (found, untold) =
                (places(&report, &rule.id, Outcome::Found), places(&report, &rule.id, Outcome::CannotTell));
            if found != sorted(&example.finds) || untold != sorted(&example.cannot_tell) {
                wrong.push(format!(
                    "{} — {}:\n  says  finds {:?}, cannot tell {:?}\n  found {found:?}, cannot tell {untold:?}",
                    rule.id, example.case, example.finds, example.cannot_tell
                ));
            }
            run += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run >= built_in.rules().len() * 2, "only {run} examples");
}

#[test]
fn the_base_is_clean() {
    let report = judge(&playbook(), &plan(""), None, &[]);
    let found: Vec<String> =
        report.findings.iter().map(|f| format!("{} {}: {}", f.rule, f.subject, f.message)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(report.rules > 5, "only {} rules were judged", report.rules);
}

/// What every rule finds in every other rule's examples: where rules overlap shows as a change of this file.
#[test]
fn rules_over_all_examples() {
    let (built_in, house) = (playbook(), house());
    let mut lines = Vec::new();
    for rule in built_in.rule_texts() {
        for example in &rule.examples {
            let text = plan(&example.project);
            let playbook = if text.contains("house-playbook") { &house } else { &built_in };
            let report = judge(playbook, &text, example.today, &example.files);
            let mut others: Vec<String> = report
                .findings
                .iter()
                .filter(|f| *f.rule != *rule.id)
                .map(|f| format!("{}({})", f.rule, f.outcome))
                .collect();
            others.sort();
            others.dedup();
            lines.push(format!(
                "{} / {}: {}",
                rule.id,
                example.case,
                if others.is_empty() { "-".to_owned() } else { others.join(" ") }
            ));
        }
    }
    let text = lines.join("\n") + "\n";
    snapbox::assert_data_eq!(text, snapbox::file!["rules.overlap.txt"]);
}
