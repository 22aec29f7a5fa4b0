//! Conversations, without a terminal: the whole of each can be read as text under `tests/interviews/`.

mod common;

use aiproc::interview::{
    Answer, ChecklistInterview, Ended, InitAnswers, InitInterview, Interview, MappingInterview, Prefilled, Prompter,
    Scripted, drive,
};
use aiproc::join::Joined;
use aiproc::lifecycle::Stage;
use aiproc::playbook::Playbook;
use aiproc::project::model::ItemState;
use aiproc::project::{Document, Project, ProjectFile};
use aiproc::scale::Score;
use aiproc::terminal::line::Lines;

const PLAN: &str = "\
format = 1

[project]
title = \"Triage assistant\"  # working title
authority = \"City of X\"
stage = \"problem-and-needs\"
";

fn project(text: &str) -> Project {
    let document = Document::parse(text).expect("TOML");
    Project::read(&document).expect("a project")
}

fn say(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

/// Holds the conversation and applies every edit at once, as the shell does.
fn hold(interview: &mut dyn Interview, prompter: &mut dyn Prompter, file: &mut ProjectFile) -> Ended {
    drive(interview, prompter, &mut |edits| {
        for edit in edits {
            *file = file.apply(edit).map_err(|refusal| refusal.to_string())?;
        }
        Ok::<(), String>(())
    })
    .expect("every edit applies")
}

fn snapshot(name: &str, text: &str) {
    let path = common::repository("tests/interviews").join(name);
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(&path, None).raw());
}

fn checklist(text: &str, again: bool) -> ChecklistInterview {
    let playbook = Playbook::built_in();
    let project = project(text);
    let joined = Joined::new(&playbook, &project, "2026-02-01".parse().expect("a day"));
    let present = vec!["evidence/notes.md".to_owned()];
    ChecklistInterview::new(&joined, Stage::ProblemAndNeeds, again, present)
}

#[test]
fn a_checklist_with_detours() {
    let mut scripted = Scripted::new([
        say("The mission, signed by the council"),
        Answer::Skip,
        say("maybe"),
        say("answered"),
        say("Forty claimants named it on two evenings"),
        say("evidence/note.md"),
        say("evidence/notes.md, https://example.org/minutes"),
        say("not-applicable"),
        Answer::Skip,
        Answer::Back,
        say("not-applicable"),
        say("No staff works with it"),
        say("unknown"),
        Answer::Quit,
    ]);
    let mut file = ProjectFile::new(PLAN);
    let ended = hold(&mut checklist(PLAN, false), &mut scripted, &mut file);
    assert_eq!(ended, Ended { interrupted: false, saved: 6 });
    snapshot("checklist.txt", &format!("{}== the file afterwards\n{}", scripted.transcript, file.text()));
    let after = project(file.text());
    let state = |item: &str| after.answers.get(item).map(|a| a.state);
    assert_eq!(state("problem-named-by-affected-people"), Some(ItemState::Evidenced));
    assert_eq!(state("frontline-pain-points"), Some(ItemState::NotApplicable));
    assert_eq!(state("earlier-input-reviewed"), Some(ItemState::Unknown));
}

#[test]
fn the_next_run_goes_on_where_the_last_one_stopped() {
    let mut scripted = Scripted::new([
        say("The mission"),
        say("Nothing"),
        say("answered"),
        say("Forty claimants"),
        say("evidence/notes.md"),
    ]);
    let mut file = ProjectFile::new(PLAN);
    let ended = hold(&mut checklist(PLAN, false), &mut scripted, &mut file);
    assert_eq!(ended, Ended { interrupted: true, saved: 5 });
    let first = |text: &str, again| checklist(text, again).next().map(|q| (q.id, q.present));
    assert_eq!(first(file.text(), false), Some(("frontline-pain-points".to_owned(), None)));
    assert_eq!(first(file.text(), true), Some(("agreed-before".to_owned(), Some("The mission".to_owned()))));
}

#[test]
fn mapping_three_types() {
    let playbook = Playbook::built_in();
    let before = project(PLAN);
    let joined = Joined::new(&playbook, &before, "2026-02-01".parse().expect("a day"));
    let mut interview = MappingInterview::new(&joined);
    let mut scripted = Scripted::new([
        say("engagement lead"),
        Answer::Skip,
        say("Parents' council of the district"),
        say("9"),
        say("2"),
        say("4"),
        say("5"),
        say("yes"),
        say("no"),
        say("Two seats in the steering group"),
        Answer::Skip,
        say("!!!"),
        say("Ärzte ohne Grenzen"),
        Answer::Skip,
        Answer::Back,
        say("3"),
    ]);
    let mut file = ProjectFile::new(PLAN);
    let ended = hold(&mut interview, &mut scripted, &mut file);
    let transcript = scripted.transcript;
    assert!(ended.interrupted, "{transcript}");
    snapshot("mapping.txt", &format!("{transcript}== the file afterwards\n{}", file.text()));
    let after = project(file.text());
    let known: Vec<&str> = after.stakeholders.keys().collect();
    assert_eq!(known, ["parents-council", "aerzte-ohne-grenzen"]);
    let parents = after.stakeholders.get("parents-council").expect("it is there");
    assert_eq!(parents.name, "Parents' council of the district");
    assert_eq!(parents.exposure, Score::new(5));
    assert_eq!(parents.route.as_deref(), Some("Two seats in the steering group"));
    assert!(file.text().contains("# working title"), "comments stay");
}

#[test]
fn the_questions_of_init() {
    let mut interview =
        InitInterview::new(InitAnswers { authority: Some("City of X".to_owned()), ..InitAnswers::default() });
    let answers = [say(""), say("Triage assistant"), say("Spain"), say("es"), say("tender"), Answer::Skip];
    let mut scripted = Scripted::new(answers);
    let mut file = ProjectFile::new("");
    assert_eq!(hold(&mut interview, &mut scripted, &mut file), Ended { interrupted: false, saved: 0 });
    snapshot("init.txt", &scripted.transcript);
    let known = interview.into_answers();
    assert_eq!((known.title.as_deref(), known.country.as_deref()), (Some("Triage assistant"), Some("ES")));
}

#[test]
fn answers_from_a_file_write_what_a_conversation_writes() {
    let answers = "[answers.problem-named-by-affected-people]\nstate = \"evidenced\"\nnote = \"Forty claimants\"\n\
                   evidence = [\"evidence/notes.md\"]\n";
    let prefilled = Prefilled::read(answers, &Playbook::built_in()).expect("sound");
    let mut by_file = ProjectFile::new(PLAN);
    for edit in prefilled.edits("2026-02-01".parse().expect("a day")) {
        by_file = by_file.apply(&edit).expect("it applies");
    }
    let spoken =
        [Answer::Skip, Answer::Skip, say("answered"), say("Forty claimants"), say("evidence/notes.md"), Answer::Quit];
    let mut by_word = ProjectFile::new(PLAN);
    hold(&mut checklist(PLAN, false), &mut Scripted::new(spoken), &mut by_word);
    assert_eq!(project(by_file.text()).answers, project(by_word.text()).answers);
}

#[test]
fn every_mistake_in_a_file_of_answers_is_told() {
    let wrong = "[answers.problem-named-by-affected-peple]\nstate = \"answered\"\n[answers.framing-read-back]\nstate = \"done\"\n\
                 [project]\ntitle = \"x\"\n";
    let problems = Prefilled::read(wrong, &Playbook::built_in()).expect_err("three mistakes");
    let told: Vec<String> = problems
        .iter()
        .map(|p| format!("{}: {} {}", p.span.start, p.message, p.hint.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(problems.len(), 3, "{told:?}");
    assert!(told[0].contains("Did you mean “problem-named-by-affected-people”?"), "{told:?}");
}

#[test]
fn plain_lines_are_only_added_to() {
    let input = "?\n\nThe mission\n:skip\n7\n1\nForty claimants\n:stop\n";
    let mut lines = Lines::new(input.as_bytes(), Vec::new());
    let mut file = ProjectFile::new(PLAN);
    hold(&mut checklist(PLAN, false), &mut lines, &mut file);
    let shown = String::from_utf8(lines.into_output()).expect("UTF-8");
    snapshot("plain-lines.txt", &shown);
    assert!(!shown.contains('\u{1b}') && !shown.contains('\r'), "nothing is drawn over");
    assert!(!shown.chars().any(|c| ('\u{2500}'..='\u{259f}').contains(&c)), "nothing is drawn");
    assert_eq!(shown.matches("Did people who live with the problem").count(), 1, "each question is read out once");
}
