//! What the benchmarks measure with is sound: generated projects read without a problem, are judged by every rule, and
//! are the same bytes for the same seed.

#[path = "../benches/generate/mod.rs"]
#[allow(dead_code, reason = "the benchmarks write whole portfolios")]
mod generate;

use std::fs;

use aiproc::check::{self, Folder, Outcome, Report};
use aiproc::date::Date;
use aiproc::join::Joined;
use aiproc::playbook::Playbook;
use aiproc::project::{Document, Project};
use generate::Generated;

const SEED: u64 = 7;

fn judged(playbook: &Playbook, generated: &Generated) -> Report {
    let document = Document::parse(&generated.text).unwrap_or_else(|p| panic!("{p:?}\n{}", generated.text));
    let project = Project::read(&document).unwrap_or_else(|p| panic!("{p:?}\n{}", generated.text));
    let today: Date = "2026-11-25".parse().expect("a day");
    check::run(&Joined::with_files(playbook, &project, today, Folder::new(generated.evidence.iter().cloned())))
}

#[test]
fn projects_read_and_every_rule_has_its_say() {
    let playbook = Playbook::built_in();
    let mut found = std::collections::BTreeSet::new();
    for number in 0..60 {
        let generated = generate::project(SEED, number);
        let report = judged(&playbook, &generated);
        for finding in &report.findings {
            assert_ne!(finding.rule, "dangling-reference", "project {number}: {}", finding.message);
            found.insert((finding.rule.clone(), finding.outcome == Outcome::CannotTell));
        }
        let document = Document::parse(&generated.text).expect("read above");
        let stage = Project::read(&document).expect("read above").project.stage;
        let late: Vec<&str> = playbook.rules().iter().filter(|r| r.since > stage).map(|r| r.id.as_str()).collect();
        assert_eq!(late, [""; 0], "project {number} is too early for these rules");
    }
    let rules: std::collections::BTreeSet<&str> = found.iter().map(|(rule, _)| rule.as_str()).collect();
    assert!(rules.len() >= 12, "projects should be wrong in many ways: {rules:?}");
    assert!(found.iter().any(|(_, cannot_tell)| *cannot_tell), "some facts should be missing");
}

#[test]
fn projects_are_about_six_kilobytes() {
    let sizes: Vec<usize> = (0..200).map(|number| generate::project(SEED, number).text.len()).collect();
    let mean = sizes.iter().sum::<usize>() / sizes.len();
    assert!((5_700..6_500).contains(&mean), "{mean} bytes on average");
    assert!(sizes.iter().all(|size| (4_000..9_000).contains(size)), "{sizes:?}");
}

#[test]
fn evidence_is_there_and_missing() {
    let text: String = (0..20).map(|number| generate::project(SEED, number).text).collect();
    let named = text.matches("evidence = [").count();
    let there: usize = (0..20).map(|number| generate::project(SEED, number).evidence.len()).sum();
    assert!(there * 10 > named * 6 && there * 10 < named * 9, "{there} of {named}");
}

#[test]
fn a_file_grows_with_its_actors() {
    let playbook = Playbook::built_in();
    for actors in [10, 100, 400] {
        let generated = generate::with_actors(SEED, actors);
        let document = Document::parse(&generated.text).expect("it reads");
        assert_eq!(Project::read(&document).expect("no problem").stakeholders.keys().count(), actors);
        assert!(judged(&playbook, &generated).rules > 0);
    }
    let (hundred, thousand) =
        (generate::with_actors(SEED, 100).text.len(), generate::with_actors(SEED, 1000).text.len());
    assert!((8.0..10.5).contains(&(thousand as f64 / hundred as f64)), "{hundred}, {thousand}");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(generate::project(SEED, 3), generate::project(SEED, 3));
    assert_ne!(generate::project(SEED, 3), generate::project(SEED, 4));
    assert_ne!(generate::project(SEED, 3), generate::project(SEED + 1, 3));
    // FNV-1a over ten projects: it changes only when the generator is meant to change, and older figures with it.
    let text: String = (0..10).map(|number| generate::project(SEED, number).text).collect();
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    assert_eq!(format!("{hash:016x}"), "61f62eed49037cea");
}

#[test]
fn a_portfolio_lies_in_folders() {
    let root = tempfile::tempdir().expect("a folder");
    let bytes = generate::portfolio(SEED, 120, root.path()).expect("it is written");
    let last = generate::folder(root.path(), 119);
    assert!(last.ends_with("group-001/project-00119"), "{}", last.display());
    let generated = generate::project(SEED, 119);
    assert_eq!(fs::read_to_string(last.join("aiproc.toml")).expect("it is there"), generated.text);
    assert!(generated.evidence.iter().all(|path| last.join(path).is_file()));
    let sum: usize = (0..120).map(|number| generate::project(SEED, number).text.len()).sum();
    assert_eq!(bytes, sum as u64);
}
