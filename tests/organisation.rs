//! An organisation's own folder over the built-in playbook: add, replace with a reason, retire; every mistake at once.

use aiproc::check::{self, Folder};
use aiproc::join::Joined;
use aiproc::lifecycle::Stage;
use aiproc::playbook::{ContentFile, Kind, Origin, Playbook};
use aiproc::project::{Document, Project};

fn files(files: &[(&str, &str)]) -> Vec<ContentFile> {
    let mut all = vec![ContentFile {
        path: "overlay.yaml".to_owned(),
        text: "name: City of X\nfor-playbook: 0.1.0\n".to_owned(),
    }];
    all.extend(files.iter().map(|(path, text)| ContentFile { path: (*path).to_owned(), text: (*text).to_owned() }));
    all
}

const ITEM: &str = "\
stage: mandate-and-mission
items:
  - id: mayor-informed
    after: accountable-owner
    question: Has the mayor's office been told?
    why: The mayor answers to the council.
    good: A note with a date.
    evidence: The note.
    evidence-needed: true
    roles: [owner]
    gate: true
    sources: []
    provenance: proposed
";

#[test]
fn items_are_added_in_their_place() {
    let playbook =
        Playbook::with_organisation(&files(&[("checklists/mandate-and-mission.yaml", ITEM)])).expect("sound");
    let ids: Vec<&str> = playbook.items_of(Stage::MandateAndMission).map(|i| i.id.as_str()).collect();
    let at = ids.iter().position(|id| *id == "mayor-informed").expect("it is there");
    assert_eq!(ids[at - 1], "accountable-owner");
    assert_eq!(playbook.items().origin("mayor-informed"), Some(Origin::Organisation));
    assert_eq!(playbook.items().len(), Playbook::built_in().items().len() + 1);
    assert_eq!(playbook.item_texts().get("mayor-informed").map(|t| t.evidence.as_str()), Some("The note."));
    assert_eq!(playbook.organisation(), Some("City of X"));
}

/// An item of the first stage, as an entry of a checklist.
fn own_item(id: &str, after: &str) -> String {
    let head = format!("- id: {id}\n    after: {after}");
    ITEM.replace("- id: mayor-informed\n    after: accountable-owner", &head)
        .split_once("items:\n")
        .expect("it lists items")
        .1
        .to_owned()
}

fn checklist(items: &[(&str, &str)]) -> String {
    let items: String = items.iter().map(|(id, after)| own_item(id, after)).collect();
    format!("stage: mandate-and-mission\nitems:\n{items}")
}

#[test]
fn own_items_keep_their_order_and_may_follow_each_other() {
    let text = checklist(&[
        ("third", "second"),
        ("first", "accountable-owner"),
        ("fourth", "second"),
        ("second", "first"),
        ("fifth", "accountable-owner"),
    ]);
    let playbook = Playbook::with_organisation(&files(&[("checklists/mandate-and-mission.yaml", &text)])).unwrap();
    let ids: Vec<&str> = playbook.items_of(Stage::MandateAndMission).map(|i| i.id.as_str()).collect();
    let at = ids.iter().position(|id| *id == "accountable-owner").unwrap();
    assert_eq!(ids[at..at + 6], ["accountable-owner", "first", "second", "third", "fourth", "fifth"]);
    assert_eq!(playbook.items().len(), Playbook::built_in().items().len() + 5);
}

#[test]
fn items_that_follow_each_other_in_a_circle_are_refused() {
    let text = checklist(&[("one", "two"), ("two", "one"), ("three", "nothing")]);
    let problems = Playbook::with_organisation(&files(&[("checklists/mandate-and-mission.yaml", &text)])).unwrap_err();
    let told: Vec<String> = problems.iter().map(|p| format!("{} {}", p.line, p.message)).collect();
    assert_eq!(
        told,
        [
            "4 “one” would come after itself",
            "15 “two” would come after itself",
            "26 “nothing” is not a checklist item of the playbook"
        ]
    );
}

const RULE: &str = "\
id: activity-without-decision
title: Activity without a decision
severity: note
since: actors-and-engagement
replaces: our activities are listed before decisions are known
help: Name the decision.
why: It is theatre otherwise.
remedy: Name the decision under `decisions`.
check:
  requires:
    each: activities
    fields: [decision]
examples:
  - case: none
    finds: [activities.a.decision]
    project: ''
  - case: one
    finds: []
    project: ''
sources: []
provenance: proposed
";

#[test]
fn replacing_and_retiring_are_told_by_every_check() {
    let retired = "- kind: items\n  id: procurement-strategy-published\n  why: the council's gazette does it\n  by: council\n  on: 2026-01-01\n  instead: mayor-informed\n";
    let playbook = Playbook::with_organisation(&files(&[
        ("rules/activity-without-decision.yaml", RULE),
        ("retired.yaml", retired),
        ("checklists/mandate-and-mission.yaml", ITEM),
    ]))
    .expect("sound");
    assert!(!playbook.items().contains("procurement-strategy-published"));
    assert!(playbook.written(Kind::Items).iter().all(|(_, record)| record["id"] != "procurement-strategy-published"));
    let text = "format = 1\n[project]\ntitle = \"T\"\nauthority = \"A\"\nstage = \"mandate-and-mission\"\n\
                [answers.procurement-strategy-published]\nstate = \"answered\"\n";
    let document = Document::parse(text).expect("TOML");
    let project = Project::read(&document).expect("a project");
    let report =
        check::run(&Joined::new(&playbook, &project, "2026-02-01".parse().expect("a day")), Some(&Folder::default()));
    let weakened: Vec<String> = report.weakened.iter().map(|w| format!("{}/{} {}", w.kind, w.id, w.retired)).collect();
    assert_eq!(weakened, ["items/procurement-strategy-published true", "rules/activity-without-decision false"]);
    let answer = report.findings.iter().find(|f| f.rule == "answer-to-retired-item").expect("a note");
    assert_eq!(answer.help, "Answer “mayor-informed” instead.");
    assert!(report.findings.iter().all(|f| f.rule != "dangling-reference"), "a retired id is not a dangling one");
}

#[test]
fn every_mistake_of_a_folder_is_told_with_its_place() {
    let same = RULE.replace("replaces: our activities are listed before decisions are known\n", "");
    let wrong = ITEM.replace("sources: []", "sources: [gdrp]").replace("evidence-needed: true", "evidence-neded: true");
    let elsewhere = "id: choir\ntitle: Choirs\nsector: goverment\n";
    let problems = Playbook::with_organisation(&files(&[
        ("rules/activity-without-decision.yaml", &same),
        ("checklists/mandate-and-mission.yaml", &wrong),
        ("actors/singers.yaml", elsewhere),
        ("actor/choir.yaml", "id: choir\n"),
    ]))
    .expect_err("four sorts of mistakes");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let has = |part: &str| assert!(told.iter().any(|t| t.contains(part)), "{part}\n{}", told.join("\n"));
    has("actor/choir.yaml:1:1: no kind of content lies in “actor” (Did you mean “actors”?)");
    has("actors/singers.yaml:1:5: the id “choir” differs from the file name “singers”");
    has("actors/singers.yaml:3:");
    has(
        "checklists/mandate-and-mission.yaml:9:5: “evidence-neded” is not a field of a checklist item (Did you mean “evidence-needed”?)",
    );

    let problems =
        Playbook::with_organisation(&files(&[("rules/activity-without-decision.yaml", &same)])).expect_err("no reason");
    assert!(problems[0].message.contains("already a rule of the built-in playbook"), "{problems:?}");
    assert_eq!((problems[0].file.as_str(), problems[0].line), ("rules/activity-without-decision.yaml", 1));

    let wrong = ITEM.replace("sources: []", "sources: [gdrp]");
    let problems =
        Playbook::with_organisation(&files(&[("checklists/mandate-and-mission.yaml", &wrong)])).expect_err("a source");
    assert_eq!(
        problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["checklists/mandate-and-mission.yaml:12:15: “gdrp” is not a source of the playbook (Did you mean “gdpr”?)"]
    );
}

#[test]
fn a_reference_to_what_is_retired_names_both() {
    let retired =
        "- kind: sources\n  id: gdpr\n  why: we cite our own summary\n  by: legal service\n  on: 2026-01-01\n";
    let citing = ITEM.replace("sources: []", "sources: [gdpr]");
    let problems = Playbook::with_organisation(&files(&[
        ("retired.yaml", retired),
        ("checklists/mandate-and-mission.yaml", &citing),
    ]))
    .expect_err("it cites what it retires");
    let told = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(told.contains("“gdpr” was retired by legal service (we cite our own summary)"), "{told}");
    let survivor =
        "retired.yaml:2:7: “gdpr” is retired, but items/data-protection-assessment-done of the built-in playbook";
    assert!(told.contains(survivor), "{told}");
    for kind in ["stages", "phases"] {
        let retired = format!("- kind: {kind}\n  id: contract\n  why: w\n  by: b\n  on: 2026-01-01\n");
        assert!(
            Playbook::with_organisation(&files(&[("retired.yaml", &retired)])).is_err(),
            "{kind} cannot be retired"
        );
    }
}
