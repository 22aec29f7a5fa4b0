//! Whether the ways and parts that duties and hooks name exist, and whether the classification has its words.

use super::Asked;
use crate::id::nearest;
use crate::playbook::{ContentProblem, Kind, Playbook, Way};
use crate::project::model::AssessmentKind;
use crate::scale::Sector;
use crate::vocabulary::Vocabulary;

/// The records of what the public can find.
const TRANSPARENCY: &[&str] = &["register", "complaints", "feedback-report"];

/// Every mention, in duties and hooks, of something that there is not.
pub(crate) fn problems(playbook: &Playbook) -> Vec<ContentProblem> {
    let mut problems = Vec::new();
    for duty in playbook.duties() {
        ways(playbook, Kind::Duties, &duty.id, &duty.met_by, &mut problems);
    }
    for hook in playbook.hooks() {
        ways(playbook, Kind::Hooks, &hook.id, &hook.met_by, &mut problems);
        let ids: Vec<&str> = playbook.ids(Kind::Duties).collect();
        for id in &hook.duties {
            known(playbook, (Kind::Hooks, &hook.id, "duties"), Some(Kind::Duties), id, &ids, &mut problems);
        }
    }
    if playbook.classification().is_empty() {
        return problems;
    }
    for step in Asked::ALL.iter().filter(|s| playbook.classification().get(s.as_str()).is_none()) {
        let message = format!("the step “{step}” has no words");
        problems.push(playbook.problem_in(Kind::Classification, step.as_str(), ("id", step.as_str()), message, None));
    }
    for record in playbook.classification().iter().filter(|r| Asked::from_word(&r.id).is_none()) {
        let words: Vec<&str> = Asked::words().collect();
        known(playbook, (Kind::Classification, &record.id, "id"), None, &record.id, &words, &mut problems);
    }
    problems
}

fn ways(playbook: &Playbook, kind: Kind, id: &str, ways: &[Way], problems: &mut Vec<ContentProblem>) {
    let at = (kind, id, "met-by");
    let ids = |kind: Kind| -> Vec<&str> { playbook.ids(kind).collect() };
    for way in ways {
        let bare = Way { views: false, facts: None, ..way.clone() };
        if bare == Way::default() {
            let message = "a way to meet it names nothing that could meet it".to_owned();
            problems.push(playbook.problem_in(kind, id, ("met-by", "met-by"), message, None));
        }
        if let Some(word) = &way.assessment {
            known(playbook, at, None, word, &AssessmentKind::words().collect::<Vec<_>>(), problems);
        }
        if let Some(word) = &way.transparency {
            known(playbook, at, None, word, TRANSPARENCY, problems);
        }
        if let Some(word) = &way.item {
            known(playbook, at, Some(Kind::Items), word, &ids(Kind::Items), problems);
        }
        let Some(engagement) = &way.activity else { continue };
        for word in &engagement.types {
            known(playbook, at, Some(Kind::Actors), word, &ids(Kind::Actors), problems);
        }
        for word in &engagement.sectors {
            known(playbook, at, None, word, &Sector::words().collect::<Vec<_>>(), problems);
        }
    }
}

/// Reports a word that is none of those known. What an organisation retired is known: a way through it never serves.
fn known(
    playbook: &Playbook,
    (kind, id, field): (Kind, &str, &str),
    of: Option<Kind>,
    word: &str,
    words: &[&str],
    problems: &mut Vec<ContentProblem>,
) {
    let retired = of.is_some_and(|of| playbook.retired().iter().any(|r| r.kind == of && r.id == word));
    if retired || words.contains(&word) {
        return;
    }
    let hint = nearest(word, words.iter().copied()).map(|near| format!("Did you mean “{near}”?"));
    let message = format!("nothing is called “{word}”");
    problems.push(playbook.problem_in(kind, id, (field, word), message, hint));
}
