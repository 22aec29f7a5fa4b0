//! One smoke test of the prompts in a real terminal; conversations themselves are tested without one.
#![cfg(unix)]

use std::process::Command;
use std::time::Duration;

use expectrl::{ControlCode, Expect, Session};

fn terminal(folder: &std::path::Path, args: &[&str]) -> expectrl::session::OsSession {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aiproc"));
    command.args(args).args(["--today", "2026-02-01"]).current_dir(folder);
    command.env_clear().env("TERM", "xterm").env("NO_COLOR", "1");
    let mut session = Session::spawn(command).expect("a terminal");
    session.set_expect_timeout(Some(Duration::from_secs(20)));
    session
}

#[test]
fn a_project_is_begun_and_an_answer_survives_an_interruption() {
    let folder = std::env::temp_dir().join(format!("aiproc-terminal-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");

    let mut session = terminal(&folder, &["init", "demo", "--country", "ES", "--stage", "problem-and-needs"]);
    session.expect("What do people call the project?").expect("the first question");
    session.send_line("Triage assistant").expect("typed");
    session.expect("Which contracting authority").expect("the second question");
    session.send_line("City of X").expect("typed");
    session.expect("How does the system come into the authority?").expect("a menu");
    session.expect("Stop here; nothing is written yet").expect("the whole menu");
    session.send("\u{1b}[B").expect("an arrow");
    session.send("\r").expect("the first of the menu");
    session.expect("Is it an AI system in the sense of the AI Act?").expect("another menu");
    session.expect("Stop here").expect("the whole menu");
    session.send("\u{1b}[B").expect("an arrow");
    session.send("\r").expect("yes");
    session.expect("Question 5").expect("the last question");
    session.expect("Your answer").expect("a line to write on");
    session.send_line("480000 EUR").expect("typed");
    session.expect("Wrote demo/aiproc.toml").expect("the file");
    session.expect(expectrl::Eof).expect("the end");
    let plan = folder.join("demo/aiproc.toml");
    let text = std::fs::read_to_string(&plan).expect("the plan");
    assert!(text.contains("title = \"Triage assistant\"") && text.contains("entry-route = \"tender\""), "{text}");

    let mut session = terminal(&folder.join("demo"), &["checklist"]);
    session.expect("What had been agreed before").expect("the opening question");
    session.send_line("The mission of the council").expect("typed");
    session.expect("What has changed since?").expect("the next question");
    session.send(ControlCode::EndOfText).expect("Ctrl-C");
    session.expect("Interrupted. 1 answer is saved; the next run goes on from here.").expect("a word of comfort");
    session.expect("\u{1b}[?25h").or_else(|_| session.expect(expectrl::Eof)).expect("the cursor is back, or the end");
    let text = std::fs::read_to_string(&plan).expect("the plan");
    assert!(text.contains("agreed-before = \"The mission of the council\""), "{text}");
    std::fs::remove_dir_all(&folder).expect("the folder goes away");
}

#[test]
fn marks_are_not_lost_by_a_slip_and_a_filled_line_says_how_to_leave() {
    let folder = std::env::temp_dir().join(format!("aiproc-terminal-marks-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");

    let mut session = terminal(&folder, &["init", "demo"]);
    session.expect("What do people call the project?").expect("the first question");
    session.send_line("Triage assistant").expect("typed");
    session.expect("Which contracting authority").expect("the second question");
    session.send_line("b").expect("typed");
    session.expect("Enter keeps what stands there. Or delete it and type").expect("the way out");
    session.send_line("").expect("kept");
    session.expect("Which contracting authority").expect("the second question again");
    session.send_line("City of X").expect("typed");
    session.expect("In which country does the authority buy?").expect("the third question");
    session.send_line("Spain").expect("typed");
    session.expect("Not taken").expect("why not");
    session.expect("Change what stands there, or delete it and type").expect("the way out");
    session.send(ControlCode::EndOfText).expect("Ctrl-C");
    session.expect(expectrl::Eof).expect("the end");

    let made = Command::new(env!("CARGO_BIN_EXE_aiproc"))
        .args(["init", "demo", "--no-input", "--title", "T", "--authority", "A"])
        .current_dir(&folder)
        .output();
    assert!(made.expect("the program runs").status.success());
    let mut session = terminal(&folder.join("demo"), &["map"]);
    session.expect("Which parts of society").expect("the first question");
    session.expect("Stop here").expect("the whole menu");
    // Government is unmarked; then, by mistake, the way past the question is marked.
    let down = "\u{1b}[B";
    session.send(format!(" {} \r", down.repeat(8))).expect("keys");
    session.expect("is marked beside answers. Unmark one or the other.").expect("what is wrong");
    session.expect("Stop here").expect("the whole menu again");
    session.send(format!("{} \r", down.repeat(8))).expect("keys");
    session.expect("Frontline staff: who is this").expect("the first actors after those of government");
    session.send(ControlCode::EndOfText).expect("Ctrl-C");
    session.expect(expectrl::Eof).expect("the end");
    std::fs::remove_dir_all(&folder).expect("the folder goes away");
}
