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
    let written = playbook.written(Kind::Items);
    let origin = |id: &str| written.iter().find(|(_, record)| record["id"] == id).map(|(origin, _)| *origin);
    assert_eq!(origin("mayor-informed"), Some(Origin::Organisation));
    assert_eq!(origin("accountable-owner"), Some(Origin::BuiltIn));
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

/// What is asked first hangs on nothing that is asked later, be it in other words.
#[test]
fn a_record_that_is_replaced_keeps_its_place() {
    let own = "- id: ai\n  field: system.ai\n  part: class\n  question: Does it learn?\n  why: w\n  provenance: proposed\n  replaces: our own words\n";
    let playbook = Playbook::with_organisation(&files(&[("facts.yaml", own)])).expect("sound");
    let (built_in, ours) =
        (Playbook::built_in(), |p: &Playbook| p.ids(Kind::Facts).map(str::to_owned).collect::<Vec<_>>());
    assert_eq!(ours(&playbook), ours(&built_in));
    assert_eq!(&*playbook.facts().get("ai").expect("it is there").question, "Does it learn?");
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
        check::run(&Joined::with_files(&playbook, &project, "2026-02-01".parse().expect("a day"), Folder::default()));
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

const HOLIDAYS: &str = "\
- id: spring-fair
  country: ES
  from: \"03-02\"
  to: \"04-20\"
  what: Nobody is in the office.
  sources: []
  provenance: proposed
- id: turn-of-the-year
  country: SE
  from: \"12-20\"
  to: \"01-10\"
  what: The offices are closed.
  sources: []
  provenance: proposed
";

/// What the rule on holidays says of an activity open between two days.
fn holidays(country: &str, opens: &str, closes: &str) -> Vec<String> {
    let playbook = Playbook::with_organisation(&files(&[("holidays.yaml", HOLIDAYS)])).expect("sound");
    assert_eq!(aiproc::join::lint::problems(&playbook), []);
    let text = format!(
        "format = 1\n[project]\ntitle = \"T\"\nauthority = \"A\"\nstage = \"problem-and-needs\"\n{country}\n\
         [activities.talk]\nmechanism = \"public-hearing\"\nstage = \"problem-and-needs\"\nlevel = \"consult\"\n\
         opens = {opens}\ncloses = {closes}\n"
    );
    let document = Document::parse(&text).expect("TOML");
    let project = Project::read(&document).expect("a project");
    let report = check::run(&Joined::new(&playbook, &project, "2026-02-01".parse().expect("a day")));
    let own = report.findings.iter().filter(|f| f.rule == "input-window-in-holidays");
    own.map(|f| format!("{} {}: {}", f.outcome, f.subject, f.message)).collect()
}

#[test]
fn holidays_of_a_country_count_there() {
    let found = "found activities.talk.closes: “talk” is open for 30 days (2026-03-12 to 2026-04-10), 30 of them in a \
                 period when few people can answer (spring-fair); at most 50 % of the days should be";
    assert_eq!(holidays("country = \"ES\"", "2026-03-12", "2026-04-10"), [found]);
    assert!(holidays("country = \"NL\"", "2026-03-12", "2026-04-10").is_empty());
    let untold = "cannot-tell activities.talk: `project.country` is missing, so this cannot be told";
    assert_eq!(holidays("", "2026-03-12", "2026-04-10"), [untold]);
}

#[test]
fn holidays_may_reach_into_the_next_year_and_count_once() {
    let found = "found activities.talk.closes: “talk” is open for 10 days (2027-01-05 to 2027-01-14), 6 of them in a \
                 period when few people can answer (turn-of-the-year); at most 50 % of the days should be";
    assert_eq!(holidays("country = \"SE\"", "2027-01-05", "2027-01-14"), [found]);
    let both = holidays("country = \"SE\"", "2026-12-20", "2026-12-31");
    assert!(both[0].contains("open for 12 days"), "{both:?}");
    assert!(both[0].contains("12 of them"), "the built-in days are counted once: {both:?}");
    assert!(holidays("country = \"SE\"", "2026-12-01", "2028-12-31").is_empty(), "a window of two years");
}

#[test]
fn holidays_that_can_never_match_are_told() {
    let wrong = HOLIDAYS.replace("03-02", "32-03").replace("country: SE", "country: se");
    let playbook = Playbook::with_organisation(&files(&[("holidays.yaml", &wrong)])).expect("it reads");
    let told: Vec<String> = aiproc::join::lint::problems(&playbook).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "holidays.yaml:3:10: “32-03” is not a month and day, such as 08-01",
            "holidays.yaml:9:12: “se” is neither two capital letters nor “any”",
        ]
    );
}

#[test]
fn what_was_published_meets_a_duty_and_is_named_as_what_shows_it() {
    const DUTY: &str = "\
- id: entry-in-the-city-register
  ref: C-1
  title: Entry in the city's register
  text: The city lists its systems.
  condition: Always.
  \"on\": deployer
  evidence: The address of the entry.
  stages: [deployment]
  references: [The city's own rule]
  met-by:
  - transparency: register
  applies-from: 2026-01-01
  as-of: 2026-01-01
  sources: []
  provenance: proposed
";
    let playbook = Playbook::with_organisation(&files(&[("duties.yaml", DUTY)])).unwrap_or_else(|p| panic!("{p:#?}"));
    let text = std::fs::read_to_string("examples/benefit-triage/aiproc.toml").expect("the example");
    let document = Document::parse(&text).expect("it parses");
    let project = Project::read(&document).expect("it reads");
    let joined = Joined::new(&playbook, &project, "2026-09-15".parse().expect("a day"));
    let met = &joined.law().duty("entry-in-the-city-register").expect("it is a duty").met;
    let places: Vec<String> = met.iter().map(|met| met.at.to_string()).collect();
    assert_eq!(places, ["transparency.register"]);
    assert_eq!(met[0].evidence(&joined), ["https://vilanova-de-mar.example/register/deadline-assistant"]);
}
