//! `list`, `explain` and `playbook stats`: what a person or a program can learn from the commands alone.

mod common;

use std::process::{Command, Output};

use aiproc::playbook::{Kind, Layout, Playbook};
use aiproc::vocabulary::Vocabulary;
use common::{files, repository};
use serde_json::Value;

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_aiproc"))
        .args(args)
        .current_dir(std::env::temp_dir())
        .env_clear()
        .env("COLUMNS", "100")
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .output()
        .expect("it runs")
}

fn printed(args: &[&str]) -> String {
    let out = run(args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("text")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&printed(&[args, &["--format", "json"]].concat())).expect("JSON")
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|record| record["id"].as_str().expect("an id")).collect()
}

#[test]
fn every_kind_is_listed_as_records_with_their_sources() {
    let playbook = Playbook::built_in();
    for kind in Kind::ALL {
        let listed = json(&["list", kind.as_str()]);
        assert_eq!(ids(&listed), playbook.ids(*kind).collect::<Vec<_>>(), "{kind}");
        for record in listed.as_array().expect("a list") {
            let sources = record["sources"].as_array().unwrap_or_else(|| panic!("{kind}: {record}"));
            let provenance = record["provenance"].as_str().expect("a provenance");
            assert!(["sourced", "derived", "proposed"].contains(&provenance), "{record}");
            assert!(*kind == Kind::Sources || !sources.is_empty() || provenance == "proposed", "{record}");
        }
        // The table is made from a few fields only, and tells of the same records in the same order.
        let table = printed(&["list", kind.as_str()]);
        let rows: Vec<&str> = table.lines().filter_map(|line| line.split_whitespace().next()).collect();
        let mut found = rows.iter();
        for id in playbook.ids(*kind) {
            assert!(found.any(|word| *word == id), "{kind}: {id} is missing or out of order");
        }
        assert!(table.contains(&format!("{kind} found: {}", playbook.ids(*kind).count())), "{kind}");
    }
}

#[test]
fn filters_choose_what_they_say() {
    let of = |args: &[&str]| json(&[&["list"], args].concat()).as_array().expect("a list").clone();
    let holds = |record: &Value, key: &str, word: &str| match &record[key] {
        Value::Array(words) => words.iter().any(|w| w == word),
        one => one == word,
    };
    for (args, key, word) in [
        (&["items", "--stage", "contract"][..], "stage", "contract"),
        (&["mechanisms", "--stage", "contract"], "stages", "contract"),
        (&["actors", "--sector", "workers"], "sector", "workers"),
        (&["mechanisms", "--function", "vote"], "functions", "vote"),
        (&["mechanisms", "--level", "empower"], "levels", "empower"),
        (&["mechanisms", "--cost", "xl"], "cost", "xl"),
    ] {
        let (all, found) = (of(&args[..1]), of(args));
        let expected = all.iter().filter(|record| holds(record, key, word)).count();
        assert!(expected > 0 && expected < all.len() && found.len() == expected, "{args:?}");
        assert!(found.iter().all(|record| holds(record, key, word)), "{args:?}");
        // The light table and the full records agree.
        let count = format!("found: {expected}.");
        assert!(printed(&[&["list"], args].concat()).contains(&count), "{args:?}");
    }
    let gates = of(&["items", "--gate", "--stage", "contract"]);
    assert!(!gates.is_empty() && gates.iter().all(|item| item["gate"] == true && item["stage"] == "contract"));
    let juries = of(&["mechanisms", "--search", "JURY"]);
    assert!(juries.iter().any(|record| record["id"] == "citizens-jury"));
    assert!(of(&["items", "--search", "evidence-needed"]).is_empty(), "names of fields are not searched");
}

#[test]
fn where_nothing_fits_the_filter_in_the_way_is_named() {
    assert_eq!(
        printed(&["list", "items", "--stage", "contract", "--search", "zebra"]),
        "Nothing under “items” fits --stage contract and --search “zebra”.\nWithout --search: 10.\n\
         See all: aiproc list items\n"
    );
    assert_eq!(json(&["list", "items", "--search", "zebra"]), serde_json::json!([]));
    let misused = run(&["list", "glossary", "--cost", "xl"]);
    assert_eq!(misused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&misused.stderr).contains("--cost cannot be used here"));
}

/// What a page tells of each kind, under the names that readers see.
const TOLD: &[(&str, &[&str])] = &[
    ("stages/contract", &["What it is for", "The question that opens it", "When it is done", "Named by", "Sources"]),
    ("items/entry-route-recorded", &["Why it matters", "What a good answer holds", "What proves it", "Who answers"]),
    ("actors/frontline-staff", &["Why it matters", "What they do", "What goes wrong", "How to reach them", "Named by"]),
    (
        "mechanisms/citizens-jury",
        &[
            "What it is",
            "When to choose it",
            "How it fails",
            "How to include everybody",
            "Stages",
            "Suits",
            "Cost band",
        ],
    ),
    ("canvases/mission", &["What it is for", "Stages", "Blocks"]),
    ("rules/gate-shut", &["Why it matters", "What to do now", "How to mend it", "Examples, run as tests"]),
    ("methods/risk-class", &["What it tells", "How it is worked out", "What it does not tell"]),
    ("principles", &["What it asks", "The reservation raised"]),
    ("indicators", &["How it is worked out", "When it is good", "Why it matters"]),
    ("levers", &["What it is about", "Statements"]),
    ("functions", &["What it is", "In buying AI"]),
    ("decision-stages", &["What happens in it", "What to let people know"]),
    ("entry-routes", &["What it is", "What must not be skipped"]),
    ("levels", &["What it is", "Scale"]),
    ("risk-classes", &["What it is", "How it is told"]),
    ("hooks", &["Who must be reached", "What it asks", "How strongly it binds"]),
    ("duties", &["What it asks", "For whom and when", "On whom it lies"]),
    ("glossary", &["What it means"]),
    ("sources/gdpr", &["How far it was read", "Named by"]),
];

#[test]
fn a_word_that_is_no_id_leads_to_what_speaks_of_it() {
    let told = |word: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_aiproc")).args(["explain", word]).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{word}");
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    let help = told("DPIA");
    let (duty, rule) = (help.find("explain duties/data-protection-assessment"), help.find("explain rules/"));
    assert!(duty.is_some() && duty < rule, "{help}");
    let help = told("legitimacy");
    assert!(help.contains("aiproc explain methods/salience-class"), "{help}");
    let nowhere = told("xylophone");
    assert!(nowhere.contains("aiproc list items") && !nowhere.contains("spoken of"), "{nowhere}");
}

#[test]
fn a_page_tells_what_a_reader_asks_in_every_form() {
    let playbook = Playbook::built_in();
    for (name, told) in TOLD {
        let (kind, id) = name.split_once('/').unwrap_or((name, ""));
        let kind: Kind = kind.parse().expect("a kind");
        let id = if id.is_empty() { playbook.ids(kind).next().expect("a record") } else { id };
        let name = format!("{kind}/{id}");
        let text = printed(&["explain", &name]);
        let markdown = printed(&["explain", &name, "--format", "markdown"]);
        for label in *told {
            assert!(text.lines().any(|line| line == *label), "{name}: {label}\n{text}");
            assert!(markdown.lines().any(|line| line == format!("## {label}")), "{name}: {label}\n{markdown}");
        }
        assert!(text.lines().skip(2).all(|line| line.chars().count() <= 100 || !line.trim().contains(' ')), "{text}");
        let record = &json(&["explain", &name])[0];
        assert_eq!((record["id"].as_str(), record["kind"].as_str()), (Some(id), Some(kind.as_str())));
        assert!(record["sources"].is_array() && record["named_by"].is_object(), "{record}");
    }
    // What a record names is told by its title, with the id to go on with; what names it, by ids.
    let jury = printed(&["explain", "citizens-jury"]);
    assert!(jury.contains("  - Tender design (tender-design)"), "{jury}");
    let stage = printed(&["explain", "stages/contract"]);
    assert!(stage.contains("- Checklist items: safeguard-clauses-in, "), "{stage}");
    let named = &json(&["explain", "stages/contract"])[0]["named_by"]["items"];
    let items: Vec<&str> = playbook.items_of("contract".parse().expect("a stage")).map(|i| i.id.as_str()).collect();
    assert_eq!(named.as_array().expect("ids").iter().filter_map(Value::as_str).collect::<Vec<_>>(), items);
}

/// Records of a kind and their provenance, counted in the lines of the folder's files.
fn counted(kind: Kind) -> (usize, [usize; 3]) {
    let mut count = (0, [0; 3]);
    for file in files(&repository("playbook")) {
        let own =
            file.path.starts_with(&format!("{}/", kind.folder())) || file.path == format!("{}.yaml", kind.folder());
        let name = file.path.rsplit('/').next().unwrap_or_default();
        if !own || !name.ends_with(".yaml") || name.starts_with('_') {
            continue;
        }
        let (start, field) = match kind.layout() {
            Layout::OnePerFile => ("id: ", "provenance: "),
            Layout::List => ("- id: ", "  provenance: "),
            Layout::Inside(_) => ("  - id: ", "    provenance: "),
        };
        for line in file.text.lines() {
            count.0 += usize::from(line.starts_with(start));
            for (n, word) in ["sourced", "derived", "proposed"].iter().enumerate() {
                count.1[n] += usize::from(line == format!("{field}{word}"));
            }
        }
    }
    count
}

#[test]
fn stats_count_what_lies_in_the_folder() {
    let stats = json(&["playbook", "stats"]);
    let table = printed(&["playbook", "stats"]);
    assert_eq!(stats.as_object().expect("kinds").len(), Kind::ALL.len());
    for kind in Kind::ALL {
        let (records, marks) = counted(*kind);
        let of = &stats[kind.as_str()];
        assert_eq!(of["records"], records, "{kind}");
        let row: Vec<&str> = table
            .lines()
            .find(|line| line.split_whitespace().next() == Some(kind.as_str()))
            .unwrap_or_else(|| panic!("{kind} has no row"))
            .split_whitespace()
            .collect();
        assert_eq!(row[1], records.to_string(), "{kind}");
        for (n, word) in ["sourced", "derived", "proposed"].iter().enumerate() {
            match kind {
                Kind::Sources => assert!(of[*word].is_null() && row[n + 2] == "–", "{row:?}"),
                _ => assert!(of[*word] == marks[n] && row[n + 2] == marks[n].to_string(), "{kind}: {row:?} {marks:?}"),
            }
        }
    }
}
