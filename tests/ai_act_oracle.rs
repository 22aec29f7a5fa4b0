//! Our classification against an independent one: every path through the Dutch government's decision tree for the AI
//! Act (`MinBZK/ai-verordening-beslishulp`), its conclusion against the class that we compute from the same answers.
//!
//! The tree is not part of this repository; the test reads it under `$AIPROC_TEST_DATA`. Where the two differ, the
//! difference is listed here with its reason: one that is not listed fails, and so does one that no longer occurs.

#[path = "ai_act_oracle/tree.rs"]
mod tree;

use std::collections::BTreeMap;

use aiproc::join::risk;
use aiproc::project::{Document, Project};
use aiproc::scale::RiskClass;
use tree::{Path, Tree};

/// What a conclusion of the tree says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// The AI Act does not apply.
    Outside,
    /// A class.
    Class(RiskClass),
    /// Not high, without a word on transparency: importers and distributors are not asked.
    NotHigh,
    /// Duties of who makes, imports or uses a model and not a system.
    Model,
}

/// A difference that we know of: an answer on the path, what the tree says, the range of our class, and why.
struct Known {
    question: &'static str,
    answer: &'static str,
    says: Says,
    ours: (RiskClass, RiskClass),
    why: &'static str,
}

const fn known(
    question: &'static str,
    answer: &'static str,
    says: Says,
    ours: (RiskClass, RiskClass),
    why: &'static str,
) -> Known {
    Known { question, answer, says, ours, why }
}

use RiskClass::{High, Minimal, Prohibited, Transparency};

const KNOWN: &[Known] = &[
    known(
        "1.2",
        "Geen van bovenstaande",
        Says::Outside,
        (Minimal, Prohibited),
        "who is neither provider nor deployer is not in the scope of the Act; a buyer always is one of them, so the \
         project file has no such role, and the tree stops before any fact is given",
    ),
    known(
        "1.5",
        "Ja",
        Says::Outside,
        (Minimal, Prohibited),
        "defence, research and the like are outside the Act (Art. 2); the project file does not ask for it, and the \
         tree stops before any other fact is given",
    ),
    known(
        "2.2",
        "Ja",
        Says::Class(High),
        (Prohibited, Prohibited),
        "an exception for law enforcement is for a person to review; here a practice of Art. 5 stays prohibited",
    ),
    known("2.2", "Ja", Says::Class(Transparency), (Prohibited, Prohibited), "the same, where nothing else is high"),
    known("2.2", "Ja", Says::Class(Minimal), (Prohibited, Prohibited), "the same, where nothing else applies"),
    known("2.2", "Ja", Says::Outside, (Prohibited, Prohibited), "the same, for open source"),
    known(
        "2.7.1",
        "Nee",
        Says::Class(High),
        (Minimal, High),
        "Art. 6(1) asks for a product under Annex I and for third-party assessment; the tree calls it high at the first, \
         and stops before Annex III",
    ),
    known("2.7.1", "Nee", Says::Class(High), (Transparency, High), "the same, where people have to be told"),
    known(
        "2.3",
        "Ja Sectie A van Bijlage I",
        Says::Class(High),
        (Minimal, High),
        "importers and distributors are not asked for third-party assessment at all",
    ),
    known(
        "2.10",
        "Ja",
        Says::Class(Minimal),
        (Transparency, Transparency),
        "the exception of Art. 50 for detecting offences is not among the facts; here the duty to tell stays",
    ),
    known("2.10", "Ja", Says::Outside, (Transparency, Transparency), "the same, for open source"),
];

/// How many paths each of them takes. Those over 2.2, the exceptions for law enforcement, repeat the whole tree below:
/// 1,416 of 1,801.
const LISTED: &[usize] = &[1, 48, 768, 216, 216, 216, 36, 72, 12, 108, 108];

/// The facts of `[system]` that the answers on a path come to.
fn facts(path: &Path) -> String {
    let mut facts: BTreeMap<&str, String> = BTreeMap::new();
    let mut set = |name: &'static str, value: &str| facts.insert(name, value.to_owned()).is_none();
    for (question, answer) in &path.answers {
        let yes = answer.starts_with("Ja");
        let bool = if yes { "true" } else { "false" };
        match (question.as_str(), answer.as_str()) {
            ("1.1", _) if !yes => drop(set("ai", "false")),
            ("1.2", "We ontwikkelen enkel" | "We hebben opdracht gegeven om de toepassing te ontwikkelen") => {
                set("role", "\"provider\"");
            }
            ("1.2", "We gebruiken een extern ontwikkelde toepassing zonder aanpassingen") => {
                set("role", "\"deployer\"");
            }
            ("1.2", text) if text.starts_with("We ontwikkelen") || text.starts_with("We gebruiken") => {
                set("role", "\"both\"");
            }
            ("1.4.1", _) if yes => drop(set("ai", "true")),
            ("1.4.2", "AI-systeem voor algemene doeleinden") => {
                set("ai", "true");
                set("general-purpose-model", "true");
            }
            // A model is not yet a system.
            ("1.4.2", "AI-model voor algemene doeleinden") => {
                set("ai", "false");
                set("general-purpose-model", "true");
            }
            ("1.4.2", _) => drop(set("ai", "false")),
            ("1.6.1", _) if yes => drop(set("ai", "false")),
            ("1.6.2", _) if !yes => drop(set("ai", "false")),
            ("1.6.3", _) => drop(set("ai", bool)),
            // The one practice for which the tree knows exceptions.
            ("2.1", _) => drop(set("prohibited-practices", if yes { "[\"h\"]" } else { "[]" })),
            ("2.3", "Ja Sectie A van Bijlage I") => {}
            ("2.3", _) => drop(set("annex-i-product", bool)),
            ("2.7.1", _) => drop(set("annex-i-product", bool)),
            ("2.4", _) => drop(set("annex-iii", if yes { "[\"5a\"]" } else { "[]" })),
            ("2.5", _) => drop(set("profiling", bool)),
            ("2.6", _) if yes => drop(set("exemption-6-3", "\"a\"")),
            ("2.9", _) => {
                set("interacts-with-people", bool);
                for name in
                    ["generates-content", "deepfake", "emotion-or-biometric-categorisation", "public-interest-text"]
                {
                    set(name, "false");
                }
            }
            _ => {}
        }
    }
    facts.iter().map(|(name, value)| format!("{name} = {value}\n")).collect()
}

fn ours(path: &Path) -> (RiskClass, RiskClass) {
    let text = format!(
        "format = 1\n[project]\ntitle = \"A\"\nauthority = \"B\"\nstage = \"mandate-and-mission\"\n[system]\n{}",
        facts(path)
    );
    let document = Document::parse(&text).unwrap_or_else(|p| panic!("{p:?}\n{text}"));
    let project = Project::read(&document).unwrap_or_else(|p| panic!("{p:?}\n{text}"));
    let class = risk::class(&project);
    (class.lowest, class.highest)
}

/// What a conclusion says, from its own words.
fn says(tree: &Tree, conclusion: &str) -> Says {
    let text = tree.conclusion(conclusion).to_lowercase();
    let text = text.replace("hoog risico", "hoog-risico");
    if text.contains("niet op jou van toepassing") || text.contains("niet voor jou van toepassing") {
        Says::Outside
    } else if text.contains("ai-model voor algemene doeleinden") {
        Says::Model
    } else if text.contains("verboden ai-systeem") {
        Says::Class(Prohibited)
    } else if text.contains("importeur") || text.contains("distributeur") {
        if text.contains("niet-hoog-risico") { Says::NotHigh } else { Says::Class(High) }
    } else if !text.contains("niet-hoog-risico") {
        assert!(text.contains("hoog-risico"), "{conclusion}: {text}");
        Says::Class(High)
    } else if text.contains("transparantie") {
        Says::Class(Transparency)
    } else {
        Says::Class(Minimal)
    }
}

/// Whether our range says what the tree says. Outside the Act, and for a mere model, no class above minimal may follow.
fn agrees(says: Says, (lowest, highest): (RiskClass, RiskClass)) -> bool {
    match says {
        Says::Outside | Says::Model => (lowest, highest) == (Minimal, Minimal),
        Says::Class(class) => (lowest, highest) == (class, class),
        Says::NotHigh => highest < High,
    }
}

#[test]
#[ignore = "needs the tree: AIPROC_TEST_DATA=/path/to/data cargo test --test ai_act_oracle -- --include-ignored"]
#[expect(clippy::disallowed_methods, reason = "a test is told through the environment where the data lie")]
fn every_path_of_the_dutch_decision_tree() {
    let data = std::env::var("AIPROC_TEST_DATA").expect("AIPROC_TEST_DATA says where the data lie");
    let tree = Tree::read(&format!("{data}/frameworks/nl-ai-act-decision-tree/decision-tree.yaml"));
    let (paths, dead_ends) = tree.paths();
    let mut agreeing = 0;
    let mut listed = vec![0_usize; KNOWN.len()];
    let mut unlisted: BTreeMap<String, usize> = BTreeMap::new();
    for path in &paths {
        let (says, ours) = (says(&tree, &path.conclusion), ours(path));
        let on_path = |k: &Known| path.answers.iter().any(|(q, a)| q == k.question && a == k.answer);
        let found = KNOWN.iter().position(|k| k.says == says && k.ours == ours && on_path(k));
        match found {
            _ if agrees(says, ours) => agreeing += 1,
            Some(n) => listed[n] += 1,
            None => {
                let asked: Vec<String> = path.answers.iter().map(|(q, a)| format!("{q} {a}")).collect();
                let key = format!("{says:?}, ours {ours:?}, for example {}: {}", path.conclusion, asked.join("; "));
                let kind = format!("{says:?}, ours {ours:?}");
                if !unlisted.keys().any(|k| k.starts_with(&kind)) {
                    unlisted.insert(key, 1);
                }
            }
        }
    }
    assert!(unlisted.is_empty(), "differences that are not listed:\n{unlisted:#?}");
    let gone: Vec<&str> = KNOWN.iter().zip(&listed).filter(|(_, n)| **n == 0).map(|(k, _)| k.why).collect();
    assert!(gone.is_empty(), "listed differences that no longer occur: {gone:#?}");
    let differing: usize = listed.iter().sum();
    assert_eq!(agreeing + differing, paths.len(), "every path is compared");
    assert_eq!((paths.len(), agreeing, dead_ends), (3140, 1339, 0), "paths, agreeing, without conclusion");
    assert_eq!(listed, LISTED, "paths of each listed difference");
}
