//! Conversations as text: what is asked, answered and written. Each transcript is there to be read by a person.
//!
//! The playbook is a small one of its own, so that a change of content does not change a conversation.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod common;

use std::convert::Infallible;

use aiproc::date::Date;
use aiproc::interview::facts::When;
use aiproc::interview::question::NOT_APPLICABLE;
use aiproc::interview::{
    Answer, Checklist, Facts, Init, InitAnswers, Interview, Mapping, Outcome, Prefilled, Prompter, Question, Scripted,
    Stop, checklist, drive, facts, mapping,
};
use aiproc::join::Joined;
use aiproc::lifecycle::Stage;
use aiproc::playbook::{FactPart, Playbook};
use aiproc::project::document::line_column;
use aiproc::project::model::ItemState;
use aiproc::project::{Document, Edit, Project, ProjectFile};
use aiproc::scale::{RiskClass, Score};
use aiproc::terminal::Plain;
use aiproc::vocabulary::Vocabulary;
use snapbox::{assert_data_eq, file};

const PLAN: &str = r#"format = 1

[project]
title = "Triage"            # what people call it
authority = "Vilanova"
stage = "problem-and-needs"
entry-route = "tender"
"#;

fn playbook() -> Playbook {
    let files = common::files(&common::repository("tests/interviews/playbook"));
    Playbook::from_folder(&files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn read(text: &str) -> Project {
    let document = Document::parse(text).unwrap();
    Project::read(&document).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

fn today() -> Date {
    "2026-03-01".parse().unwrap()
}

fn checklist_of(text: &str, options: checklist::Options) -> Checklist {
    let (playbook, project) = (playbook(), read(text));
    let joined = Joined::new(&playbook, &project, today());
    Checklist::new(&joined, Stage::ProblemAndNeeds, options)
}

fn mapping_of(text: &str, options: mapping::Options) -> Mapping {
    let (playbook, project) = (playbook(), read(text));
    let joined = Joined::new(&playbook, &project, today());
    Mapping::new(&joined, options)
}

/// Holds a conversation over a file. Every edit is applied, and the file must read after each.
fn hold(text: &str, interview: &mut dyn Interview, prompter: &mut dyn Prompter) -> (ProjectFile, Outcome) {
    let mut file = ProjectFile::new(text);
    let outcome = drive(interview, prompter, |edits| {
        for edit in edits {
            file = file.apply(edit).unwrap_or_else(|refusal| panic!("{refusal}: {edit}"));
        }
        Ok::<(), Infallible>(())
    });
    let Ok(outcome) = outcome;
    read(file.text());
    (file, outcome)
}

/// The conversation, how it ended and the file after it, as one text.
fn transcript(text: &str, interview: &mut dyn Interview, answers: Vec<Answer>) -> (String, ProjectFile) {
    let mut script = Scripted::new(answers);
    let (file, outcome) = hold(text, interview, &mut script);
    assert_eq!(script.left(), 0, "not every answer was asked for\n{}", script.transcript);
    (format!("{}\n{outcome}\n\n--- the file ---\n{}", script.transcript.trim_start(), file.text()), file)
}

fn choice(id: &str) -> Answer {
    Answer::Choice(id.to_owned())
}
fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}
fn texts(texts: &[&str]) -> Answer {
    Answer::Texts(texts.iter().map(|t| (*t).to_owned()).collect())
}
fn because(reason: &str) -> Answer {
    Answer::NotApplicable { reason: reason.to_owned() }
}

/// Takes the answer that stands or is proposed, `times` over; stops then.
struct Enter {
    times: usize,
    asked: Vec<Question>,
}

impl Prompter for Enter {
    fn ask(&mut self, question: &Question, again: Option<&aiproc::interview::Rejection>) -> Result<Answer, Stop> {
        assert_eq!(again, None, "{}", question.text);
        if self.asked.len() == self.times {
            return Err(Stop::Quit);
        }
        self.asked.push(question.clone());
        Ok(question.on_enter().cloned().unwrap_or(Answer::Skip))
    }
    fn say(&mut self, _: &str) {}
}

fn every_question() -> Vec<Answer> {
    vec![
        text("The mission, in January"),
        because("it is the first time that we ask"),
        choice("answered"),
        text("Two evenings at the counter"),
        texts(&["evidence/minutes.md", "https://example.org/film"]),
        choice("answered"),
        Answer::Skip,
        because("nobody works with it"),
        Answer::Unknown,
    ]
}

#[test]
fn checklist() {
    let options = checklist::Options {
        by: Some("project lead".to_owned()),
        files: Some(vec!["evidence/letter.pdf".to_owned()]),
        ..Default::default()
    };
    let answers = vec![
        Answer::Back,
        text("  "),
        text("The mission, in January"),
        Answer::Back,
        text("The mission and its target, in January"),
        Answer::Unknown,
        choice("evidence"),
        choice("evidenced"),
        text("Two evenings at the counter"),
        texts(&["../minutes.md"]),
        texts(&["evidence/minutes.md", "./evidence/letter.pdf", "https://example.org/film"]),
        because("  "),
        because("nothing runs today"),
        Answer::Unknown,
        choice("answered"),
        text("For children"),
    ];
    let (transcript, file) = transcript(PLAN, &mut checklist_of(PLAN, options), answers);
    assert_data_eq!(transcript, file!["interviews/checklist.txt"]);
    let project = read(file.text());
    let heard = project.answers.get("people-heard").unwrap();
    assert_eq!(heard.state, ItemState::Evidenced);
    assert_eq!(heard.evidence.len(), 3);
    assert_eq!((heard.by.as_deref(), heard.on), (Some("project lead"), Some(today())));
    assert_eq!(project.answers.get("baseline-measured").unwrap().reason.as_deref(), Some("nothing runs today"));
    assert_eq!(project.answers.get("staff-affected").unwrap().state, ItemState::Unknown);
}

#[test]
fn going_back_changes_what_is_asked() {
    let answers = vec![
        Answer::Skip,
        Answer::Skip,
        choice("evidenced"),
        Answer::Back,
        Answer::Unknown, // now its note and evidence are not asked
        Answer::Back,
        choice("answered"), // now they are
        text("They have"),
        Answer::Back,
        Answer::Back,
        choice("answered"), // nothing changed: on to where we were
        Answer::Skip,
        because("it does not run"),
    ];
    let (transcript, _) = transcript(PLAN, &mut checklist_of(PLAN, checklist::Options::default()), answers);
    assert_data_eq!(transcript, file!["interviews/back.txt"]);
}

/// Whoever stops after any question finds the next run beginning with the next open one, until nothing is asked.
#[test]
fn the_next_run_goes_on_where_this_one_stopped() {
    let whole = {
        let mut script = Scripted::new(every_question());
        hold(PLAN, &mut checklist_of(PLAN, checklist::Options::default()), &mut script).0
    };
    let mut file = ProjectFile::new(PLAN);
    let answered: Vec<Answer> = every_question().into_iter().filter(|a| *a != Answer::Skip).collect();
    for answer in answered {
        let mut interview = checklist_of(file.text(), checklist::Options::default());
        if interview.next().unwrap().id == "baseline-measured.note" {
            interview.accept(Answer::Skip).unwrap();
        }
        for edit in interview.accept(answer).unwrap() {
            file = file.apply(&edit).unwrap();
        }
    }
    assert_eq!(file.text(), whole.text());
    // What was skipped and what was not known comes again, in this order; nothing else does.
    let mut script = Scripted::new([Answer::Skip, Answer::Skip]);
    let mut again = checklist_of(whole.text(), checklist::Options::default());
    let (same, outcome) = hold(whole.text(), &mut again, &mut script);
    let asked: Vec<&str> = script.transcript.lines().filter(|l| l.starts_with('[')).collect();
    assert_eq!(
        asked,
        [
            "[Problem and needs] baseline-measured.note -> answers.baseline-measured.note",
            "[Problem and needs] never-for.state -> answers.never-for.state"
        ]
    );
    assert_eq!((same.text(), outcome), (whole.text(), Outcome { saved: 0, stop: None }));
}

#[test]
fn everything_can_be_asked_again_and_enter_keeps_it() {
    let (file, _) =
        hold(PLAN, &mut checklist_of(PLAN, checklist::Options::default()), &mut Scripted::new(every_question()));
    let options = checklist::Options { again: true, ..Default::default() };
    let mut enter = Enter { times: 99, asked: Vec::new() };
    let (same, outcome) = hold(file.text(), &mut checklist_of(file.text(), options), &mut enter);
    assert_eq!(same.text(), file.text());
    assert_eq!(outcome.saved, 0);
    let asked: Vec<&str> = enter.asked.iter().map(|q| q.id.as_str()).collect();
    assert_eq!(
        asked,
        [
            "agreed-before",
            "what-changed",
            "people-heard.state",
            "people-heard.note",
            "people-heard.evidence",
            "baseline-measured.state",
            "baseline-measured.note",
            "staff-affected.state",
            "never-for.state"
        ]
    );
}

#[test]
fn every_question_of_the_checklist_can_be_left_in_three_ways() {
    let mut enter = Enter { times: 99, asked: Vec::new() };
    let (file, _) =
        hold(PLAN, &mut checklist_of(PLAN, checklist::Options::default()), &mut Scripted::new(every_question()));
    let options = checklist::Options { again: true, ..Default::default() };
    hold(file.text(), &mut checklist_of(file.text(), options), &mut enter);
    assert_eq!(enter.asked.len(), 9);
    for question in enter.asked {
        assert!(question.ways.skip && question.ways.unknown, "{}", question.id);
        assert_eq!(question.ways.not_applicable, Some(NOT_APPLICABLE), "{}", question.id);
        assert!(question.written_to.is_some(), "{}", question.id);
    }
}

/// What is left never grows, unless an answer opens questions that were not expected.
#[test]
fn progress_only_falls() {
    let mut interview = checklist_of(PLAN, checklist::Options::default());
    let mut left = Vec::new();
    for answer in every_question() {
        left.push(interview.next().unwrap().progress.left);
        interview.accept(answer).unwrap();
    }
    assert_eq!(interview.next(), None);
    assert_eq!(left, [11, 10, 9, 8, 7, 6, 5, 4, 1]);
    let numbers = checklist_of(PLAN, checklist::Options::default()).next().unwrap().progress;
    assert_eq!((numbers.number, numbers.left), (1, 11));
}

#[test]
fn the_first_stage_has_nothing_before_it() {
    let (playbook, project) = (playbook(), read(PLAN));
    let joined = Joined::new(&playbook, &project, today());
    let interview = Checklist::new(&joined, Stage::MandateAndMission, checklist::Options::default());
    assert_eq!(interview.next().unwrap().id, "mission-signed.state");
}

#[test]
fn stopping_is_polite() {
    let mut script = Scripted::new([text("The mission")]);
    let (_, outcome) = hold(PLAN, &mut checklist_of(PLAN, checklist::Options::default()), &mut script);
    assert_eq!(outcome, Outcome { saved: 1, stop: Some(Stop::EndOfInput) });
    assert_eq!(outcome.to_string(), "1 answer is saved; the next run goes on from here.");
}

#[test]
fn what_cannot_be_saved_ends_the_conversation() {
    let mut script = Scripted::new(every_question());
    let mut interview = checklist_of(PLAN, checklist::Options::default());
    let outcome = drive(&mut interview, &mut script, |_| Err("the disk is full"));
    assert_eq!(outcome, Err("the disk is full"));
    assert_eq!(script.left(), every_question().len() - 1);
}

#[test]
fn an_item_that_does_not_apply_is_not_asked() {
    let plan = format!("{PLAN}\n[system]\nworkplace = false\n");
    let mut enter = Enter { times: 99, asked: Vec::new() };
    hold(&plan, &mut checklist_of(&plan, checklist::Options::default()), &mut enter);
    let asked: Vec<&str> = enter.asked.iter().map(|q| q.id.as_str()).collect();
    assert!(!asked.contains(&"staff-affected.state") && asked.contains(&"never-for.state"), "{asked:?}");
}

const ANSWERS: &str = r#"
[stages.problem-and-needs]
agreed-before = "The mission, in January"

[answers.people-heard]
state = "evidenced"
note = "Two evenings at the counter"
evidence = ["evidence/minutes.md", "https://example.org/film"]

[answers.baseline-measured]
state = "not-applicable"
reason = "nothing runs today"

[answers.never-for]
state = "unknown"
note = "we asked the lawyers"
"#;

fn item_ids(playbook: &Playbook) -> Vec<String> {
    playbook.items().iter().map(|item| item.id.to_string()).collect()
}

fn prefilled(text: &str) -> Result<Prefilled, Vec<String>> {
    let ids = item_ids(&playbook());
    Prefilled::read(text, ids.iter().map(String::as_str)).map_err(|problems| {
        let told = problems.into_iter().map(|p| {
            let (line, column) = line_column(text, p.span.start);
            format!("{line}:{column}: {}. {}", p.message, p.hint.unwrap_or_default())
        });
        told.collect()
    })
}

#[test]
fn a_file_of_answers_says_the_same_as_a_conversation() {
    let script = vec![
        text("The mission, in January"),
        Answer::Skip,
        choice("evidenced"),
        text("Two evenings at the counter"),
        texts(&["evidence/minutes.md", "https://example.org/film"]),
        because("nothing runs today"),
        Answer::Skip,
        Answer::Unknown,
    ];
    let options = || checklist::Options { again: true, by: Some("lead".to_owned()), files: None };
    let (by_hand, _) = hold(PLAN, &mut checklist_of(PLAN, options()), &mut Scripted::new(script));
    let mut file = prefilled(ANSWERS).unwrap();
    let (by_file, outcome) = hold(PLAN, &mut checklist_of(PLAN, options()), &mut file);
    assert_eq!(by_file.text(), by_hand.text());
    assert_ne!(by_file.text(), PLAN);
    assert_eq!(outcome.stop, None);
    let unused: Vec<String> = file.unused().iter().map(ToString::to_string).collect();
    assert_eq!(unused, ["answers.never-for.note"]);
    // A second time, nothing is left to write.
    let mut file = prefilled(ANSWERS).unwrap();
    let (same, outcome) = hold(by_file.text(), &mut checklist_of(by_file.text(), options()), &mut file);
    assert_eq!((same.text(), outcome.saved), (by_file.text(), 0));
}

#[test]
fn a_file_of_answers_has_all_its_problems_told() {
    let text = r#"
[answers.peple-heard]
state = "answered"

[answers.baseline-measured]
state = "evidenced"
notes = "x"
by = "me"

[answers.staff-affected]
state = "not-applicable"

[answers.never-for]
state = "anwered"
evidence = ["../x"]

[stages.problems]
agreed-before = "y"

[stakeholders.x]
"#;
    assert_data_eq!(prefilled(text).unwrap_err().join("\n"), file!["interviews/answers_problems.txt"]);
}

/// All names are written when they are given; a proposed short name goes with its party, a chosen one stays.
#[test]
fn names_given_at_once_keep_their_own_short_names() {
    let written = |rest: Vec<Answer>| {
        let affected = Answer::Choices(vec!["affected-people".to_owned()]);
        let answers = [vec![affected, texts(&["Alpha Office", "Tenants Unoin"])], rest].concat();
        let options = mapping::Options { again: false, by: None };
        let (transcript, file) = transcript(PLAN, &mut mapping_of(PLAN, options), answers);
        let project = read(file.text());
        let parties = project.stakeholders.iter().map(|(id, party)| format!("{id}: {}", party.name));
        assert!(transcript.contains("the next run goes on from here"), "{transcript}");
        parties.collect::<Vec<_>>()
    };
    assert_eq!(written(Vec::new()), ["alpha-office: Alpha Office", "tenants-unoin: Tenants Unoin"]);
    let back = |names: &[&str]| vec![Answer::Back, texts(names)];
    assert_eq!(written(back(&["Tenants Unoin"])), ["tenants-unoin: Tenants Unoin"]);
    assert_eq!(
        written(back(&["Alpha Office", "Tenants Union"])),
        ["alpha-office: Alpha Office", "tenants-union: Tenants Union"]
    );
    let chosen = [vec![text("alpha")], vec![Answer::Back], back(&["Beta Office", "Tenants Unoin"])].concat();
    assert_eq!(written(chosen), ["tenants-unoin: Tenants Unoin", "alpha: Beta Office"]);
}

#[test]
fn mapping() {
    let plan = format!(
        "{PLAN}
[stakeholders.council]
name = \"City council\"
type = \"elected-members\"
power = 5
interest = 3
"
    );
    let options = mapping::Options { again: false, by: Some("engagement lead".to_owned()) };
    let answers = vec![
        Answer::Choices(vec!["government".to_owned(), "media".to_owned()]),
        Answer::Choices(vec!["government".to_owned(), "workers".to_owned(), "affected-people".to_owned()]),
        choice("1"), // exposure, which the file lacks
        choice("yes"),
        choice("no"),
        because(""),
        because("the work is done elsewhere"),
        texts(&["City council"]),
        texts(&["Associació de Veïns", "Council"]),
        Answer::Skip, // the short name that is proposed
        choice("1"),
        choice("6"),
        choice("4"),
        choice("5"),
        choice("yes"),
        choice("yes"),
        text("A seat in the panel on letters"),
        text("Council!"),
        text("council"),
        text("renters-council"),
        choice("2"),
        Answer::Back,
        Answer::Back,
        text("council-of-renters"),
        choice("2"),
        choice("3"),
        Answer::Skip,
        Answer::Skip,
    ];
    let (transcript, file) = transcript(&plan, &mut mapping_of(&plan, options), answers);
    assert_data_eq!(transcript, file!["interviews/mapping.txt"]);
    let project = read(file.text());
    let neighbours = project.stakeholders.get("associacio-de-veins").unwrap();
    assert_eq!((neighbours.name.as_str(), neighbours.actor_type.as_str()), ("Associació de Veïns", "claimants"));
    assert_eq!(neighbours.exposure, Score::new(5));
    assert_eq!(neighbours.route.as_deref(), Some("A seat in the panel on letters"));
    assert_eq!(neighbours.scored.as_ref().map(|s| (s.by.as_str(), s.on)), Some(("engagement lead", Some(today()))));
    assert!(project.stakeholders.contains("council-of-renters") && !project.stakeholders.contains("renters-council"));
    assert_eq!(project.stakeholders.get("council").unwrap().exposure, Score::new(1));
}

#[test]
fn names_that_are_taken_back_leave_nothing_behind() {
    let answers = vec![
        Answer::Skip,
        Answer::Skip,
        Answer::Skip,
        texts(&["Renters", "Owners"]),
        Answer::Skip,
        choice("2"),
        Answer::Back,
        Answer::Back,
        Answer::Back,
        because("nobody claims anything"),
    ];
    let (_, file) = transcript(PLAN, &mut mapping_of(PLAN, mapping::Options::default()), answers);
    let project = read(file.text());
    assert!(project.stakeholders.is_empty(), "{}", file.text());
    let missing = project.canvas.get("actor-map").and_then(|c| c.get("missing")).unwrap();
    assert_eq!(missing, "People who claim (claimants): nobody here, because nobody claims anything");
    // The next run does not ask for them.
    let next = mapping_of(file.text(), mapping::Options::default());
    assert_eq!(next.next().unwrap().choices[2].label, "Affected people (0 on the map, 0 to look for)");
}

#[test]
fn naming_somebody_takes_back_that_there_is_nobody() {
    let plan = format!(
        "{PLAN}
[canvas.actor-map]
missing = \"\"\"
Ask the library.
People who claim (claimants): nobody here, because it is new\"\"\"
"
    );
    let options = mapping::Options { again: true, by: None };
    let answers = vec![Answer::Choices(vec!["affected-people".to_owned()]), texts(&["Renters"])];
    let (_, file) = transcript(&plan, &mut mapping_of(&plan, options), answers);
    let project = read(file.text());
    let missing = project.canvas.get("actor-map").and_then(|c| c.get("missing")).unwrap();
    assert_eq!(missing, "Ask the library.");
}

#[test]
fn on_enter_scores_of_the_playbook_are_taken() {
    let mut enter = Enter { times: 99, asked: Vec::new() };
    let plan = format!("{PLAN}\n[stakeholders.claimants]\nname = \"Claimants\"\ntype = \"claimants\"\n");
    let (file, _) = hold(&plan, &mut mapping_of(&plan, mapping::Options::default()), &mut enter);
    let project = read(file.text());
    let claimants = project.stakeholders.get("claimants").unwrap();
    let scores = [claimants.power, claimants.interest, claimants.exposure].map(|s| s.map(Score::get));
    assert_eq!(scores, [Some(1), Some(4), Some(5)]);
    assert_eq!((claimants.legitimacy, claimants.urgency), (Some(true), Some(true)));
    let asked: Vec<&str> = enter.asked.iter().map(|q| q.id.as_str()).collect();
    assert_eq!(asked.last(), Some(&"claimants.route"));
}

#[test]
fn init() {
    let playbook = playbook();
    let known = InitAnswers { authority: Some("Vilanova".to_owned()), ..Default::default() };
    let mut interview = Init::new(known, &playbook);
    let answers = vec![
        Answer::Skip,
        text("Triage"),
        text("Spain"),
        text("es"),
        choice("free-offer"),
        Answer::Back,
        choice("free"),
        choice("tender"),
        choice("problem-and-needs"),
        Answer::Skip,
        text("half a million"),
        text("480.000 €"),
    ];
    let mut script = Scripted::new(answers);
    let (_, outcome) = hold(PLAN, &mut interview, &mut script);
    assert_eq!((outcome.stop, script.left()), (None, 0));
    assert_data_eq!(script.transcript.trim_start().to_owned(), file!["interviews/init.txt"]);
    let answers = interview.answers();
    assert_eq!((answers.title.as_deref(), answers.stage), (Some("Triage"), Some(Stage::ProblemAndNeeds)));
    let facts: Vec<String> =
        answers.facts.iter().cloned().map(|(path, value)| Edit::SetFact { path, value }.to_string()).collect();
    assert_eq!(
        facts,
        [
            "project.country = \"ES\"",
            "project.entry-route = \"tender\"",
            "project.value = { amount = 480000, currency = \"EUR\" }"
        ]
    );
}

/// A whole session in lines: what is typed, and what comes out.
fn plain(interview: &mut dyn Interview, typed: &str, width: usize) -> (String, ProjectFile, Outcome) {
    let mut prompter = Plain::new(typed.as_bytes(), Vec::new(), width);
    let (file, outcome) = hold(PLAN, interview, &mut prompter);
    (String::from_utf8(prompter.into_output()).unwrap(), file, outcome)
}

const TYPED: &str = "\
The mission
?
\"b\"
evidenced
Two evenings

evidence/minutes.md; https://example.org/film
x
nothing runs today
b
2
measured since May
figures.csv
u
answered
q
";

#[test]
fn line_by_line() {
    let mut interview = checklist_of(PLAN, checklist::Options::default());
    let (output, file, outcome) = plain(&mut interview, TYPED, 72);
    assert_data_eq!(format!("{output}\n--- the file ---\n{}", file.text()), file!["interviews/plain.txt"]);
    assert_eq!(outcome.stop, Some(Stop::Quit));
}

/// A screen reader gets each question once, with nothing drawn, at any width.
#[test]
fn lines_are_only_appended() {
    for width in [20, 40, 72] {
        let mut interview = checklist_of(PLAN, checklist::Options::default());
        let (output, ..) = plain(&mut interview, TYPED, width);
        assert!(!output.contains(['\u{1b}', '\r']), "{output}");
        assert!(!output.contains(|c| ('\u{2500}'..='\u{259f}').contains(&c)), "{output}");
        // in a terminal, what is typed ends the line of the prompt
        let seen = output.replace("Your answer: ", "Your answer:\n").replace("Because: ", "Because:\n");
        assert!(seen.lines().all(|line| line.chars().count() <= width), "{width}\n{seen}");
        let flat = output.split_whitespace().collect::<Vec<_>>().join(" ");
        for once in ["What had been agreed before", "Have the people concerned said", "For whom must the system"] {
            assert_eq!(flat.matches(once).count(), 1, "{once}\n{output}");
        }
        // gone back to, so asked twice
        assert_eq!(flat.matches("Is it known how things work today?").count(), 2, "{output}");
    }
}

#[test]
fn text_of_the_file_cannot_steer_the_terminal() {
    let plan = format!("{PLAN}\n[stages.problem-and-needs]\nagreed-before = \"a\\u001b[2Jb\\rc\"\n");
    let options = checklist::Options { again: true, ..Default::default() };
    let (output, ..) = plain(&mut checklist_of(&plan, options), "", 72);
    assert!(output.contains("The answer so far: a\u{fffd}[2Jb\u{fffd}c."), "{output}");
}

#[test]
fn nothing_typed_keeps_the_answer() {
    let plan = format!("{PLAN}\n[stages.problem-and-needs]\nagreed-before = \"The mission\"\n");
    let options = checklist::Options { again: true, ..Default::default() };
    let mut prompter = Plain::new("\n".as_bytes(), Vec::new(), 72);
    let (file, outcome) = hold(&plan, &mut checklist_of(&plan, options), &mut prompter);
    assert_eq!(file.text(), plan);
    assert_eq!(outcome, Outcome { saved: 0, stop: Some(Stop::EndOfInput) });
}

#[test]
fn a_rejected_answer_is_shown_again() {
    let (output, ..) = plain(&mut checklist_of(PLAN, checklist::Options::default()), "s\ns\n7\n", 72);
    assert!(output.contains("Not taken: “7” is not one of the answers.\nYou wrote: 7\n"), "{output}");
}

fn facts_of<'p>(playbook: &'p Playbook, text: &str, options: &facts::Options) -> Facts<'p> {
    Facts::new(playbook, text, today(), options).unwrap()
}

#[test]
fn facts() {
    let answers = vec![
        Answer::Choices(Vec::new()),
        Answer::Choices(vec!["class".to_owned()]),
        Answer::Back,
        Answer::Choices(vec!["system".to_owned(), "class".to_owned(), "mission".to_owned()]),
        Answer::Skip,
        text("480000"), // no currency
        text("480000 EUR"),
        choice("yes"),
        Answer::Choices(vec!["5a".to_owned(), "none".to_owned()]),
        Answer::Choices(vec!["5a".to_owned()]), // high, and the exemption is asked for
        choice("a"),                            // now it hangs on profiling
        choice("no"),
        Answer::Skip, // without an indicator no day is asked for
        Answer::Back,
        text("days until a first decision"),
        text("2028-02-30"),
        text("2028-12-31"),
        texts(&["it harms", "it fails twice"]),
        texts(&["2027-01-15", "soon"]),
        texts(&["2027-01-15", "2028-01-15"]),
    ];
    let playbook = playbook();
    let (transcript, file) = transcript(PLAN, &mut facts_of(&playbook, PLAN, &facts::Options::default()), answers);
    assert_data_eq!(transcript, file!["interviews/facts.txt"]);
    let project = read(file.text());
    assert_eq!(project.system.as_ref().unwrap().exemption_6_3.as_ref().unwrap().as_str(), "a");
    assert_eq!(project.mission.as_ref().unwrap().reviews.len(), 2);
    // What was skipped comes again; nothing else does.
    let mut again = facts_of(&playbook, file.text(), &facts::Options::default());
    assert_eq!(again.next().unwrap().id, "country");
    again.accept(text("pt")).unwrap();
    assert_eq!(again.next(), None);
}

/// What is known is kept by Enter, and “I do not know yet” takes it out again.
#[test]
fn facts_that_are_known_can_be_kept_or_forgotten() {
    let playbook = playbook();
    let plan =
        format!("{PLAN}value = {{ amount = 5, currency = \"EUR\" }}\n\n[system]\nai = true\nannex-iii = [] # looked\n");
    let again = facts::Options { again: true, ..Default::default() };
    let mut enter = Enter { times: 99, asked: Vec::new() };
    let (same, outcome) = hold(&plan, &mut facts_of(&playbook, &plan, &again), &mut enter);
    assert_eq!((same.text(), outcome.saved), (plan.as_str(), 0));
    let known: Vec<(&str, String)> =
        enter.asked.iter().filter_map(|q| Some((q.id.as_str(), q.words(q.present.as_ref()?)))).collect();
    let none = "None of these; each was looked at (none)".to_owned();
    let value = ("contract-value", "5 EUR".to_owned());
    assert_eq!(
        known,
        [("entry-route", "Call for tenders".to_owned()), value, ("ai", "Yes".to_owned()), ("annex-iii", none)]
    );
    let one = facts::Options { facts: vec!["annex-iii".to_owned()], ..Default::default() };
    let mut script = Scripted::new([Answer::Unknown]);
    let (without, _) = hold(&plan, &mut facts_of(&playbook, &plan, &one), &mut script);
    assert_eq!(without.text(), plan.replace("annex-iii = [] # looked\n", ""));
}

/// A part is asked for whatever the stage, a fact whatever it hangs on.
#[test]
fn facts_can_be_chosen() {
    let playbook = playbook();
    let asked = |options: &facts::Options| -> Vec<String> {
        let mut enter = Enter { times: 99, asked: Vec::new() };
        hold(PLAN, &mut facts_of(&playbook, PLAN, options), &mut enter);
        enter.asked.into_iter().map(|question| question.id).collect()
    };
    let parts = facts::Options { parts: vec![FactPart::Dependence], ..Default::default() };
    assert_eq!(asked(&parts), ["replacement-cost-share"]);
    let one = facts::Options { facts: vec!["profiling".to_owned()], ..Default::default() };
    assert_eq!(asked(&one), ["profiling"]);
    assert_eq!(asked(&facts::Options::default())[..3], ["parts", "country", "contract-value"], "the route is known");
}

#[test]
fn what_a_fact_needs_comes_first_and_goes_last() {
    let playbook = playbook();
    let plan = format!("{PLAN}\n[mission]\ntarget = {{ indicator = \"days\", by = 2028-12-31 }}\n");
    let refused = |plan: &str, id: &str, answer: Answer| {
        facts_of(&playbook, plan, &facts::Options::default()).answer(id, &answer).unwrap_err().message
    };
    assert_eq!(refused(PLAN, "target-by", text("2028-12-31")), "“target-indicator” must be told first");
    assert_eq!(refused(&plan, "target-indicator", Answer::Unknown), "“target-by” needs it; forget that one first");
    let mut facts = facts_of(&playbook, &plan, &facts::Options::default());
    let mut file = ProjectFile::new(plan.as_str());
    for id in ["target-by", "target-indicator"] {
        for edit in facts.answer(id, &Answer::Unknown).unwrap() {
            file = file.apply(&edit).unwrap();
        }
    }
    assert_eq!(file.text(), format!("{PLAN}\n[mission]\n"));
}

/// Each fact of the built-in playbook can be asked for, and what stands in a file can be given as the answer to it.
#[test]
fn every_fact_of_the_playbook_can_be_asked_for_and_answered_with_what_stands() {
    let playbook = Playbook::built_in();
    let plan = std::fs::read_to_string(common::repository("tests/valid/maximal.toml")).unwrap();
    let again = facts::Options { again: true, parts: FactPart::ALL.to_vec(), ..Default::default() };
    let facts = facts_of(&playbook, &plan, &again);
    let known: Vec<&str> = facts.standing().iter().filter(|f| f.told.is_some()).map(|f| &*f.record.id).collect();
    assert!(known.len() > 30, "the fullest plan tells only {known:?}");
    assert_eq!(facts.standing().len(), playbook.facts().len(), "a fact cannot be asked for");
    for fact in playbook.facts() {
        let question = facts.question(&fact.id).unwrap();
        assert!(!question.help.is_empty() && !question.heading.is_empty(), "{}", fact.id);
        assert!(question.choices.iter().all(|choice| choice.id != choice.label), "{}: {:?}", fact.id, question.choices);
        if let Some(present) = &question.present {
            let edits =
                facts.clone().answer(&fact.id, present).unwrap_or_else(|r| panic!("{}: {}", fact.id, r.message));
            assert!(edits.is_empty(), "{}: {edits:?}", fact.id);
        }
    }
}

/// Whoever finds a listed area is asked for the exemption, whichever area it is.
#[test]
fn every_listed_area_leads_to_the_question_about_an_exemption() {
    let playbook = Playbook::built_in();
    let areas = playbook.listed_uses().iter().filter(|use_| use_.list == aiproc::playbook::LawList::AnnexIii);
    for area in areas {
        let plan = format!("{PLAN}\n[system]\nai = true\nannex-iii = [\"{}\"]\n", area.point);
        let facts = facts_of(&playbook, &plan, &facts::Options::default());
        let exemption = facts.standing().into_iter().find(|f| *f.record.id == *"exemption-6-3").unwrap();
        assert_eq!(exemption.when, When::Now, "{}", area.point);
    }
}

/// What stands in a file is kept byte for byte by the same answer, however it is written there.
#[test]
fn a_fact_that_stands_is_not_written_anew() {
    let playbook = playbook();
    let plan = format!(
        "{PLAN}value = {{ amount = 480000.50, currency = \"EUR\" }}\n\n[system]\nannex-iii = [\n  \"9z\", # an opinion of May\n  \"5a\",\n]\n"
    );
    let points = Answer::Choices(vec!["5a".to_owned(), "9z".to_owned()]);
    for (id, answer) in [("contract-value", text("480000.5 EUR")), ("annex-iii", points)] {
        let edits = facts_of(&playbook, &plan, &facts::Options::default()).answer(id, &answer).unwrap();
        assert!(edits.is_empty(), "{id}: {edits:?}");
    }
}

/// A list that cannot be typed in one line is told to programs without a value, and is changed in the file alone.
#[test]
fn a_list_with_semicolons_in_it_is_not_broken_up() {
    let playbook = playbook();
    let plan = format!("{PLAN}\n[mission]\nstop-criteria = [\"it fails; twice\", \"harm\"]\nreviews = []\n");
    let mut facts = facts_of(&playbook, &plan, &facts::Options::default());
    let standing = |id: &str| facts.standing().into_iter().find(|f| *f.record.id == *id).unwrap();
    assert_eq!(standing("stop-criteria").value, None);
    assert!(standing("stop-criteria").told.is_some());
    assert_eq!((standing("reviews").told, standing("reviews").when), (None, When::Now), "an empty list says nothing");
    let same = texts(&["it fails; twice", "harm"]);
    assert!(facts.answer("stop-criteria", &same).unwrap().is_empty());
    let broken = facts.answer("stop-criteria", &texts(&["it fails", "twice", "harm", "more"])).unwrap_err();
    assert!(broken.message.contains("change this list in the file"), "{}", broken.message);
}

/// The class is announced as the facts lead to it, set by hand or not, and only where the AI Act applies.
#[test]
fn what_an_answer_changes_is_said() {
    let playbook = Playbook::built_in();
    let said = |plan: &str, id: &str, answer: Answer| {
        let mut facts = facts_of(&playbook, plan, &facts::Options::default());
        let before = facts.outlook().clone();
        facts.answer(id, &answer).unwrap();
        facts.outlook().since(&before, playbook.labels()).join(" ")
    };
    let forbidden = || Answer::Choices(vec!["c".to_owned()]);
    let system = |more: &str| format!("{PLAN}\n[system]\nai = true\n{more}");
    assert_eq!(
        said(&system(""), "prohibited-practices", forbidden()),
        "The class under the AI Act is prohibited. No waiver lifts that: ask the legal service before anything else."
    );
    let by_hand = system("risk-class = \"minimal\"\nrisk-class-reason = \"so\"\n");
    assert_eq!(
        said(&by_hand, "prohibited-practices", forbidden()),
        "The facts lead to the class prohibited under the AI Act; the class set by hand is minimal. No waiver lifts \
         that: ask the legal service before anything else."
    );
    let high = system("prohibited-practices = []\nannex-iii = [\"5a\"]\n");
    assert_eq!(said(&high, "annex-iii", Answer::Unknown), "The class under the AI Act can no longer be told.");
    assert_eq!(said(&high, "ai", choice("yes")), "");
    assert_eq!(
        said(&high, "country", text("ca")),
        "The law of the Union does not apply in CA: no duty of it is asked for."
    );
    let canada = PLAN.replace("stage =", "country = \"CA\"\nstage =");
    let high_there = high.replace(PLAN, &canada);
    assert_eq!(said(&high_there, "country", text("es")), "The class under the AI Act is high.");
    assert_eq!(said(&format!("{canada}\n[system]\nai = true\n"), "prohibited-practices", forbidden()), "");
}

/// Once the law of the Union is known not to apply, or another fact settles the class, no point of it is asked for.
#[test]
fn what_would_decide_nothing_is_not_asked() {
    let playbook = Playbook::built_in();
    let when = |plan: &str, id: &str| {
        facts_of(&playbook, plan, &facts::Options::default())
            .standing()
            .into_iter()
            .find(|f| *f.record.id == *id)
            .unwrap()
            .when
    };
    let plan = format!("{PLAN}\n[system]\nai = true\nannex-iii = [\"5a\"]\n");
    assert_eq!(when(&plan, "exemption-6-3"), When::Now);
    assert_eq!(when(&plan, "profiling"), When::OnceKnown, "nothing is said of an exemption");
    assert_eq!(when(&format!("{plan}exemption-6-3 = \"none\"\n"), "profiling"), When::Never);
    assert_eq!(when(&format!("{plan}exemption-6-3 = \"a\"\n"), "profiling"), When::Now);
    assert_eq!(when(&format!("{plan}annex-i-product = true\n"), "exemption-6-3"), When::Never);
    let canada = plan.replace("stage =", "country = \"CA\"\nstage =");
    for id in ["annex-iii", "exemption-6-3", "profiling", "ai-act-role"] {
        assert_eq!(when(&canada, id), When::Never, "{id}");
    }
    assert_eq!(when(&canada, "aia-level"), When::Now);
    assert_eq!(when(PLAN, "annex-iii"), When::OnceKnown);
    assert_eq!(when(PLAN, "contract-ends"), When::Later);
}

/// That no exemption is claimed is an answer like any other.
#[test]
fn no_exemption_is_an_answer() {
    let playbook = Playbook::built_in();
    let plan = format!("{PLAN}\n[system]\nai = true\nprohibited-practices = []\nannex-iii = [\"5a\"]\n");
    let mut facts = facts_of(&playbook, &plan, &facts::Options::default());
    let edits = facts.answer("exemption-6-3", &choice("none")).unwrap();
    let file = ProjectFile::new(plan).apply(&edits[0]).unwrap();
    let project = read(file.text());
    assert!(project.system.as_ref().unwrap().claimed_exemption().is_none());
    let joined = Joined::new(&playbook, &project, today());
    assert_eq!(joined.risk_range, (RiskClass::High, RiskClass::High));
    let report = aiproc::check::run(&joined);
    let about_it = |rule: &str| report.findings.iter().any(|f| *f.rule == *rule);
    assert!(!about_it("unknown-point-of-law") && !about_it("exemption-without-document"));
}
