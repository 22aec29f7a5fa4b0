//! The content of `playbook/`: read from the folder, so that a changed file is judged without recompiling.

mod common;

use aiproc::playbook::{Kind, Playbook};
use aiproc::vocabulary::Vocabulary;
use common::{files, repository};

#[test]
fn the_folder_reads_without_a_problem() {
    let problems = match Playbook::from_folder(&files(&repository("playbook"))) {
        Ok(playbook) => aiproc::join::lint::problems(&playbook),
        Err(problems) => problems,
    };
    assert!(problems.is_empty(), "{}", problems.iter().map(|p| format!("playbook/{p}\n")).collect::<String>());
}

#[test]
fn what_is_embedded_is_what_lies_in_the_folder() {
    let folder = Playbook::from_folder(&files(&repository("playbook"))).expect("see the test above");
    let built_in = Playbook::built_in();
    for kind in Kind::ALL {
        let ids = |p: &Playbook| p.ids(*kind).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(ids(&built_in), ids(&folder), "{kind}");
        let sorted = |p: &Playbook| {
            let mut all: Vec<String> = p.written(*kind).into_iter().map(|(_, v)| canonical(&v)).collect();
            all.sort();
            all
        };
        assert_eq!(sorted(&built_in), sorted(&folder), "{kind}");
    }
    // the long texts are read as well: each record has its own
    assert_eq!(built_in.item_texts().len(), built_in.items().len());
    assert_eq!(built_in.actor_texts().len(), built_in.actors().len());
    assert_eq!(built_in.mechanism_texts().len(), built_in.mechanisms().len());
    assert_eq!(built_in.canvas_texts().len(), built_in.canvases().len());
    assert_eq!(built_in.stage_texts().len(), built_in.stages().len());
    assert_eq!(built_in.rule_texts().len(), built_in.rules().len());
    assert_eq!(built_in.method_texts().len(), built_in.methods().len());
    assert_eq!(built_in.term_texts().len(), built_in.glossary().len());
    assert_eq!(built_in.phase_texts().len(), built_in.phases().len());
}

/// Groups of fields inside a record must not lose a key to the long texts of records.
#[test]
fn groups_inside_a_record_stay_whole() {
    let built_in = Playbook::built_in();
    let public = built_in.actors().get("general-public").expect("it is there");
    assert_eq!(public.phases.len(), 2, "{:?}", public.phases);
    for (_, written) in built_in.written(Kind::Actors) {
        let id = written["id"].as_str().expect("an id");
        let phases = written["phases"].as_object().expect("phases").len();
        assert_eq!(built_in.actors().get(id).map(|a| a.phases.len()), Some(phases), "{id}");
    }
}

/// A value with the fields of each object in order.
fn canonical(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(fields) => {
            let mut sorted: Vec<_> = fields.iter().map(|(k, v)| format!("{k}:{}", canonical(v))).collect();
            sorted.sort();
            format!("{{{}}}", sorted.join(","))
        }
        serde_json::Value::Array(entries) => {
            format!("[{}]", entries.iter().map(canonical).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}
