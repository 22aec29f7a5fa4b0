//! The content of `playbook/`: read from the folder, so that a changed file is judged without recompiling.

mod common;

use aiproc::playbook::{Kind, Playbook};
use aiproc::vocabulary::Vocabulary;
use common::{files, repository};

#[test]
fn the_folder_reads_without_a_problem() {
    let problems = match Playbook::from_folder(&files(&repository("playbook"))) {
        Ok(playbook) => {
            let mut all = aiproc::join::lint::problems(&playbook);
            all.extend(playbook.wording_problems());
            all.extend(playbook.coherence_problems());
            all
        }
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
    assert_eq!(format!("{:?}", built_in.about()), format!("{:?}", folder.about()));
    assert_eq!(canonical(built_in.labels().all()), canonical(folder.labels().all()));
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

/// Codes of the founding list of actor types.
const ACTORS: &str = "
    gov.owner gov.elected gov.procure gov.product gov.data gov.legal gov.dpo gov.finance gov.hr gov.service
    gov.open gov.facility gov.peer gov.central gov.school wrk.front wrk.union wrk.out pub.user pub.affect
    pub.indirect pub.equity pub.child pub.lang pub.offline pub.general pub.future civ.rights civ.service
    civ.consumer civ.neigh civ.disab civ.tech civ.transp civ.prof civ.env aca.tech aca.ssh aca.lab aca.eval
    ind.bidder ind.sme ind.cloud ind.integr ind.assoc ind.open ind.audit ovs.dpa ovs.ai ovs.equal ovs.ombud
    ovs.audit ovs.group med.int
";

/// Codes of the founding list of mechanisms.
const MECHANISMS: &str = "
    desk survey poll focus peer dialogue jury assembly consensus dpoll cell sortpanel pb hearing town econs prior
    rfi supday compd innov contest hack lab sandbox codesign proto futures conseq cafe delphi mcda expert
    techboard ethics clinic paia redteam bounty claudit social pact redress ombuds petition referendum register
    opendata userpanel works polis tenderseat facility council
";

/// Every number of the founding lists occurs exactly once; what has none says that it is our proposal.
#[test]
fn nothing_that_the_founding_lists_name_is_missing() {
    let built_in = Playbook::built_in();
    let numbered = |prefix: &str, count: usize, width: usize| -> Vec<String> {
        (1..=count).map(|n| format!("{prefix}{n:0width$}")).collect()
    };
    let stages = [
        ("P1-", 9),
        ("P2-", 9),
        ("P3-", 11),
        ("P4-", 10),
        ("P5-", 10),
        ("D1-", 10),
        ("D2-", 10),
        ("D3-", 9),
        ("D4-", 10),
        ("D5-", 10),
        ("I1-", 10),
        ("I2-", 10),
        ("I3-", 10),
        ("I4-", 10),
    ];
    let items = stages.iter().flat_map(|(stage, count)| numbered(stage, *count, 2)).collect();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let expected: Vec<(Kind, Vec<String>)> = vec![
        (Kind::Items, items),
        (Kind::Stages, words("P1 P2 P3 P4 P5 D1 D2 D3 D4 D5 I1 I2 I3 I4")),
        (Kind::Actors, words(ACTORS)),
        (Kind::Mechanisms, words(MECHANISMS)),
        (Kind::Canvases, words("a b c d e f g h i j k l m n")),
        (Kind::Indicators, numbered("Q", 20, 1)),
        (Kind::Principles, numbered("P4-", 10, 1)),
        (Kind::Hooks, numbered("HK-", 15, 1)),
    ];
    for (kind, mut expected) in expected {
        let mut found = Vec::new();
        for (_, record) in built_in.written(kind) {
            match record["ref"].as_str() {
                Some(reference) if !reference.is_empty() => found.push(reference.to_owned()),
                _ => assert_eq!(record["provenance"], "proposed", "{kind}: {}", record["id"]),
            }
        }
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{kind}");
    }
    let least = [
        (Kind::Items, 138),
        (Kind::Actors, 54),
        (Kind::Mechanisms, 54),
        (Kind::Canvases, 14),
        (Kind::Glossary, 60),
        (Kind::Sources, 50),
        (Kind::Stages, 14),
        (Kind::Levels, 20),
        (Kind::Levers, 6),
        (Kind::Functions, 9),
    ];
    for (kind, least) in least {
        assert!(built_in.ids(kind).count() >= least, "{kind}: {}", built_in.ids(kind).count());
    }
    let statements: usize = built_in.levers().iter().map(|lever| lever.statements.len()).sum();
    assert_eq!(statements, 30);
}
