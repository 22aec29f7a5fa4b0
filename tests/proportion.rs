//! Proportion: what a low-risk project without a tender is asked, against a high-risk one with a tender.

use aiproc::join::Joined;
use aiproc::lifecycle::{EntryRoute, Stage};
use aiproc::playbook::Playbook;
use aiproc::project::{Document, Project};
use aiproc::vocabulary::Vocabulary;

fn project(route: &str, high: bool) -> String {
    let (area, exposure, units) = if high { ("[\"5a\"]", 5, 5) } else { ("[]", 2, 1) };
    format!(
        "format = 1\n[project]\ntitle = \"T\"\nauthority = \"A\"\nstage = \"renewal-or-retirement\"\nentry-route = \"{route}\"\n\
         [system]\nai = true\nprohibited-practices = []\nannex-i-product = false\nannex-iii = {area}\ninteracts-with-people = false\n\
         generates-content = false\ndeepfake = false\nemotion-or-biometric-categorisation = false\npublic-interest-text = false\n\
         workplace = true\npersonal-data = true\npublic-facing = true\n\
         [infrastructure]\ndependent-units = {units}\nthird-parties-build-on-it = {high}\nfeeds-other-decisions = {high}\n\
         replacement-months = 3\nreplacement-cost-share = 0.1\nopt-out = true\ncrosses-departments = {high}\n\
         [stakeholders.people]\nname = \"People\"\ntype = \"people-subject-to-decisions\"\nexposure = {exposure}\n"
    )
}

/// Items and gates that apply, by stage.
fn asked(text: &str) -> Vec<(Stage, usize, usize)> {
    let playbook = Playbook::built_in();
    let document = Document::parse(text).unwrap_or_else(|p| panic!("{p:?}"));
    let project = Project::read(&document).unwrap_or_else(|p| panic!("{p:?}"));
    let joined = Joined::new(&playbook, &project, "2026-02-01".parse().expect("a day"));
    joined.progress.iter().map(|s| (s.stage, s.counts.applicable, s.counts.gates)).collect()
}

fn sums(stages: &[(Stage, usize, usize)]) -> (usize, usize) {
    (stages.iter().map(|s| s.1).sum(), stages.iter().map(|s| s.2).sum())
}

#[test]
fn low_risk_without_a_tender_meets_at_most_a_third() {
    let (items, gates) = sums(&asked(&project("tender", true)));
    assert_eq!((items, gates), (138, 55));
    for route in EntryRoute::words().filter(|route| *route != "tender") {
        let stages = asked(&project(route, false));
        let (low_items, low_gates) = sums(&stages);
        assert!(low_items * 3 <= items, "{route}: {low_items} of {items} items");
        assert!(low_gates * 3 <= gates, "{route}: {low_gates} of {gates} gates");
        for stage in [
            Stage::MandateAndMission,
            Stage::ProblemAndNeeds,
            Stage::ActorsAndEngagement,
            Stage::DataRightsAndRisk,
            Stage::Deployment,
            Stage::MonitoringAndRedress,
        ] {
            let (_, items, _) = stages.iter().find(|s| s.0 == stage).expect("every stage is there");
            assert!(*items >= 3, "{route} leaves out {stage}: {items} items");
        }
    }
}

#[test]
fn what_is_left_out_says_why() {
    let playbook = Playbook::built_in();
    for item in playbook.items().iter().filter(|item| !item.applies_when.0.is_empty()) {
        let text = playbook.item_texts().get(&item.id).expect("its long texts");
        assert!(text.left_out.as_ref().is_some_and(|why| why.len() > 20), "{}", item.id);
    }
}
