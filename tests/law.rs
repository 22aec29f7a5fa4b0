//! What the law asks, against expectations worked out by hand: the examples, and the days on which duties begin.

mod common;

use std::process::Command;

use aiproc::check::{self, Outcome};
use aiproc::join::Joined;
use aiproc::join::law::{Answered, Asked, Entry, Law, Standing, WhyNot};
use aiproc::playbook::Playbook;
use aiproc::project::{Document, Project};
use aiproc::scale::{RiskClass, Severity};
use common::{repository, text};

/// What `see` makes of the law for a project on a day.
fn on<T>(project: &str, day: &str, see: impl FnOnce(&Joined<'_>) -> T) -> T {
    let document = Document::parse(project).unwrap_or_else(|p| panic!("{p:?}\n{project}"));
    let project = Project::read(&document).unwrap_or_else(|p| panic!("{p:?}\n{project}"));
    let playbook = Playbook::built_in();
    see(&Joined::new(&playbook, &project, day.parse().expect("a day")))
}

fn law(project: &str, day: &str) -> Law {
    on(project, day, |joined| joined.law().clone())
}

/// The steps of the classification; no day changes them.
fn steps(project: &str) -> Vec<Answered> {
    on(project, "2026-01-01", |joined| aiproc::join::law::steps(joined.project))
}

/// Where a duty or hook stands, and its day.
fn stands(law: &Law, id: &str) -> (Standing, String) {
    let entry = entry(law, id);
    (entry.standing, entry.day.map(|d| d.to_string()).unwrap_or_default())
}

fn entry<'l>(law: &'l Law, id: &str) -> &'l Entry {
    law.duty(id).or_else(|| law.hook(id)).unwrap_or_else(|| panic!("no {id}"))
}

fn example(name: &str) -> String {
    text(&format!("examples/{name}/aiproc.toml"))
}

/// A project with every fact given and every answer no; `more` adds lines to it.
fn plain(system: &str, more: &str) -> String {
    let facts = [
        ("ai", "true"),
        ("role", "\"deployer\""),
        ("body", "\"public-authority\""),
        ("prohibited-practices", "[]"),
        ("annex-i-product", "false"),
        ("annex-iii", "[]"),
        ("profiling", "false"),
        ("interacts-with-people", "false"),
        ("generates-content", "false"),
        ("deepfake", "false"),
        ("emotion-or-biometric-categorisation", "false"),
        ("public-interest-text", "false"),
        ("general-purpose-model", "false"),
        ("workplace", "true"),
        ("personal-data", "false"),
        ("sole-automated-decision", "false"),
    ];
    let given = |name: &str| system.lines().any(|l| l.trim().starts_with(&format!("{name} =")));
    let rest: String = facts.iter().filter(|(n, _)| !given(n)).map(|(n, v)| format!("{n} = {v}\n")).collect();
    format!(
        "format = 1\n[project]\ntitle = \"A\"\nauthority = \"B\"\ncountry = \"ES\"\nstage = \"monitoring-and-redress\"\n\
         {more}\n[system]\n{system}\n{rest}"
    )
}

const BENEFITS: &str = "annex-iii = [\"5a\"]";
const PRODUCT: &str = "annex-i-product = true";

#[test]
fn the_triage_assistant() {
    let law = law(&example("benefit-triage"), "2026-09-15");
    let shown = |id: &str| entry(&law, id).met.iter().map(|m| m.at.to_string()).collect::<Vec<_>>();
    assert_eq!(stands(&law, "ai-literacy"), (Standing::Satisfied, "2025-02-02".to_owned()));
    assert_eq!(shown("ai-literacy"), ["answers.vendor-neutral-learning"]);
    assert_eq!(shown("no-prohibited-practice"), ["answers.prohibited-practice-excluded"]);
    assert_eq!(shown("data-protection-assessment"), ["assessments.dpia"]);
    // HK-3: met by an activity, with the evidence of that activity.
    let views = entry(&law, "views-of-data-subjects");
    assert_eq!((views.standing, views.participation), (Standing::Satisfied, true));
    assert_eq!(shown("views-of-data-subjects"), ["activities.rights-workshops"]);
    let evidence = |id: &str| {
        on(&example("benefit-triage"), "2026-09-15", |joined| {
            let met = &entry(joined.law(), id).met;
            met.iter().flat_map(|m| m.evidence(joined)).collect::<Vec<_>>()
        })
    };
    assert!(evidence("views-of-data-subjects").contains(&"evidence/rights-workshops-minutes.md".to_owned()));
    assert_eq!(evidence("ai-literacy"), ["evidence/learning-session.md"]);
    assert_eq!(
        evidence("data-protection-assessment"),
        ["evidence/dpia-summary.md", "https://vilanova-de-mar.example/housing/dpia-summary"]
    );
    // The draft assessment of fundamental rights has no day yet: begun, not done, and not yet owed.
    let rights = entry(&law, "fundamental-rights-assessment");
    assert_eq!(stands(&law, "fundamental-rights-assessment"), (Standing::NotYet, "2027-12-02".to_owned()));
    assert!(rights.met.is_empty());
    assert_eq!(rights.begun[0].at.to_string(), "assessments.fria");
    // Informing workers is a duty from that day, and never participation.
    let workers = entry(&law, "workers-informed-before-use");
    assert_eq!((workers.standing, workers.participation), (Standing::NotYet, false));
    // In force on paper, tied to deferred articles.
    assert_eq!(stands(&law, "explanation-on-request"), (Standing::OnPaper, "2027-12-02".to_owned()));
    assert_eq!(stands(&law, "provider-conformity-assessment"), (Standing::OnPaper, "2027-12-02".to_owned()));
    // No machine decides alone, and nobody talks with it.
    for (id, fact) in [
        ("no-solely-automated-decision", "sole-automated-decision"),
        ("people-told-they-talk-to-ai", "interacts-with-people"),
    ] {
        let Some(WhyNot::Fact(why, value)) = &entry(&law, id).why_not else { panic!("{id}") };
        assert_eq!((why.as_str(), value.as_str()), (fact, "false"));
    }
    assert_eq!(stands(&law, "canada-consultation-questions").0, Standing::NotApplicable);
    // The complaint route is in force, and matters from a later stage on.
    let route = entry(&law, "complaint-to-the-authority");
    assert_eq!((route.standing, route.due), (Standing::Open, false));
    let asked: Vec<(Asked, Option<bool>)> =
        steps(&example("benefit-triage")).iter().map(|s| (s.asked, s.answer)).collect();
    assert_eq!(
        asked,
        [
            (Asked::AiSystem, Some(true)),
            (Asked::ProhibitedPractice, Some(false)),
            (Asked::AnnexIProduct, Some(false)),
            (Asked::AnnexIiiArea, Some(true)),
            (Asked::Exemption, Some(false)),
            (Asked::TransparencyDuties, Some(false)),
            (Asked::GeneralPurposeModel, Some(false)),
            (Asked::RoleShift, None),
            (Asked::ClassByHand, Some(false)),
        ]
    );
}

#[test]
fn the_minutes_assistant() {
    let law = law(&example("minutes-assistant"), "2026-06-01");
    assert_eq!(stands(&law, "ai-literacy").0, Standing::Satisfied);
    // Prepared before its day.
    let route = entry(&law, "complaint-to-the-authority");
    assert_eq!(stands(&law, "complaint-to-the-authority"), (Standing::NotYet, "2026-08-02".to_owned()));
    assert_eq!(route.met[0].at.to_string(), "hooks.complaint-to-the-authority");
    assert_eq!(
        entry(&law, "use-as-instructed").why_not.as_ref().map(|w| format!("{w:?}")).unwrap(),
        "Fact(RiskClass, \"minimal\")"
    );
    assert_eq!(stands(&law, "dutch-stakeholder-measures").0, Standing::Satisfied);
    assert_eq!(stands(&law, "affected-people-informed").0, Standing::NotApplicable);
    let steps = steps(&example("minutes-assistant"));
    assert!(steps.iter().any(|s| s.asked == Asked::RoleShift && s.answer == Some(false)));
    assert!(steps.iter().all(|s| s.asked != Asked::Exemption), "asked only where an area was found");
}

#[test]
fn the_poor_plan() {
    let law = law(&example("poor-plan"), "2026-05-04");
    assert_eq!(stands(&law, "ai-literacy").0, Standing::Open);
    assert!(entry(&law, "ai-literacy").due);
    assert_eq!(stands(&law, "inform-workers-before-use").0, Standing::NotYet);
    // Nobody says whether people talk with it.
    let told = entry(&law, "people-told-of-emotion-or-biometrics");
    assert_eq!(law.missing(told)[0].to_string(), "system.emotion-or-biometric-categorisation");
}

#[test]
fn literacy_since_2025_02_02() {
    let project = plain("", "");
    assert_eq!(stands(&law(&project, "2025-02-01"), "ai-literacy").0, Standing::NotYet);
    assert_eq!(stands(&law(&project, "2025-02-02"), "ai-literacy").0, Standing::Open);
}

/// A condition may ask for the class and for a fact that the class misses too.
#[test]
fn a_missing_fact_is_named_once() {
    let untold = law(&plain("", "").replace("annex-iii = []\n", ""), "2028-01-01");
    let asked = entry(&untold, "fundamental-rights-assessment");
    assert_eq!(asked.standing, Standing::CannotTell);
    assert_eq!(asked.missing.len(), 2, "{:?}", asked.missing);
    let places: Vec<String> = untold.missing(asked).iter().map(ToString::to_string).collect();
    assert_eq!(places, ["system.annex-iii"]);
}

#[test]
fn transparency_from_2026_08_02() {
    let project = plain(
        "emotion-or-biometric-categorisation = true\ninteracts-with-people = true\npublic-interest-text = true",
        "",
    );
    let before = law(&project, "2026-08-01");
    let after = law(&project, "2026-08-02");
    for id in ["people-told-of-emotion-or-biometrics", "people-told-they-talk-to-ai", "generated-text-disclosed"] {
        assert_eq!(stands(&before, id), (Standing::NotYet, "2026-08-02".to_owned()), "{id}");
    }
    assert_eq!(stands(&after, "people-told-of-emotion-or-biometrics").0, Standing::Open);
    // Whether it is obvious, or a person reviews, no fact tells: never met, never missed.
    for id in ["people-told-they-talk-to-ai", "generated-text-disclosed"] {
        assert_eq!(stands(&after, id).0, Standing::CannotTell, "{id}");
        assert!(entry(&after, id).undecided.is_some());
    }
}

#[test]
fn marks_of_older_generators_from_2026_12_02() {
    let old = plain("generates-content = true", "[timeline]\ngo-live = 2026-05-01");
    assert_eq!(
        stands(&law(&old, "2026-08-02"), "generated-content-marked"),
        (Standing::NotYet, "2026-12-02".to_owned())
    );
    assert_eq!(stands(&law(&old, "2026-12-02"), "generated-content-marked").0, Standing::Open);
    let new = plain("generates-content = true", "");
    assert_eq!(stands(&law(&new, "2026-08-01"), "generated-content-marked").0, Standing::NotYet);
    assert_eq!(stands(&law(&new, "2026-08-02"), "generated-content-marked").0, Standing::Open);
}

#[test]
fn listed_areas_from_2027_12_02() {
    let project = plain(BENEFITS, "");
    for (day, chapter, paper) in
        [("2027-12-01", Standing::NotYet, Standing::OnPaper), ("2027-12-02", Standing::Open, Standing::CannotTell)]
    {
        let law = law(&project, day);
        for id in
            ["use-as-instructed", "inform-workers-before-use", "fundamental-rights-assessment", "registered-use-only"]
        {
            assert_eq!(stands(&law, id).0, chapter, "{id} on {day}");
        }
        assert_eq!(stands(&law, "explanation-on-request").0, paper, "{day}");
        assert_eq!(stands(&law, "workers-informed-before-use").0, chapter, "the hook stands where its duty stands");
    }
    assert_eq!(
        stands(&law(&project, "2026-08-01"), "explanation-on-request"),
        (Standing::NotYet, "2026-08-02".to_owned())
    );
}

#[test]
fn products_from_2028_08_02() {
    let project = plain(PRODUCT, "");
    for (day, chapter, paper) in
        [("2028-08-01", Standing::NotYet, Standing::OnPaper), ("2028-08-02", Standing::Open, Standing::Open)]
    {
        let law = law(&project, day);
        assert_eq!(stands(&law, "use-as-instructed"), (chapter, "2028-08-02".to_owned()), "{day}");
        assert_eq!(stands(&law, "provider-conformity-assessment").0, paper, "{day}");
        assert_eq!(stands(&law, "fundamental-rights-assessment").0, Standing::NotApplicable, "Annex III only");
    }
    let both = plain("annex-i-product = true\nannex-iii = [\"5a\"]", "");
    assert_eq!(stands(&law(&both, "2027-12-02"), "use-as-instructed").0, Standing::Open, "the earlier day holds");
}

#[test]
fn systems_in_use_before_until_2030_08_02() {
    let live = "[timeline]\ngo-live = 2027-06-01";
    let authority = plain(BENEFITS, live);
    for day in ["2027-12-02", "2030-08-01"] {
        let law = law(&authority, day);
        assert_eq!(stands(&law, "use-as-instructed").0, Standing::CannotTell, "{day}");
        assert!(entry(&law, "use-as-instructed").older);
    }
    assert_eq!(stands(&law(&authority, "2030-08-02"), "use-as-instructed").0, Standing::Open);
    let other = plain("annex-iii = [\"5a\"]\nbody = \"public-law-body\"", live);
    assert_eq!(stands(&law(&other, "2030-08-02"), "use-as-instructed").0, Standing::CannotTell);
    assert_eq!(stands(&law(&other, "2030-08-02"), "registered-use-only").0, Standing::NotApplicable);
}

#[test]
fn where_union_law_does_not_apply_or_nobody_knows() {
    let spain = plain(BENEFITS, "");
    let without = spain.replace("country = \"ES\"\n", "");
    let untold = law(&without, "2028-01-01");
    assert_eq!(stands(&untold, "use-as-instructed").0, Standing::CannotTell);
    assert_eq!(untold.missing(entry(&untold, "use-as-instructed"))[0].to_string(), "project.country");
    let states = law(&spain.replace("\"ES\"", "\"US\""), "2028-01-01");
    assert_eq!(stands(&states, "use-as-instructed").0, Standing::NotApplicable);
    assert_eq!(stands(&states, "us-public-consultation").0, Standing::CannotTell);
    assert_eq!(
        stands(&law(&spain.replace("\"ES\"", "\"NO\""), "2028-01-01"), "use-as-instructed").0,
        Standing::CannotTell
    );
}

#[test]
fn a_record_settles_and_a_demand_hands_on() {
    let records = "[hooks.use-as-instructed]\non = 2028-01-01\nevidence = [\"evidence/rules.md\"]\n\
         [hooks.cooperation-with-authorities]\nnot-applicable-because = \"No authority has asked.\"\n\
         [hooks.workers-informed-before-use]\non = 2029-01-01\nevidence = [\"evidence/notice.md\"]\n\
         [requirements.logs]\ntext = \"Logs\"\nfrom = [\"provider-event-logs\"]";
    let law = law(&plain(BENEFITS, records), "2028-02-01");
    assert_eq!(stands(&law, "use-as-instructed").0, Standing::Satisfied);
    assert_eq!(stands(&law, "cooperation-with-authorities").0, Standing::NotApplicable);
    assert_eq!(stands(&law, "provider-event-logs").0, Standing::Satisfied);
    assert_eq!(stands(&law, "provider-risk-management").0, Standing::Open);
    assert!(entry(&law, "provider-risk-management").supplier);
    // A day to come is no proof.
    assert_eq!(stands(&law, "inform-workers-before-use").0, Standing::Open);
    assert_eq!(entry(&law, "inform-workers-before-use").begun.len(), 1);
}

#[test]
fn no_waiver_and_no_policy_lifts_a_forbidden_practice() {
    let project = plain(
        "prohibited-practices = [\"c\", \"ba\"]",
        "[policy.severities]\nprohibited-practice = \"note\"\n[waivers.all]\nrule = \"prohibited-practice\"\n\
         reason = \"R\"\nby = \"B\"\nuntil = 2026-12-31",
    );
    let found = on(&project, "2026-12-01", |joined| check::run(joined).findings);
    let own: Vec<_> = found.iter().filter(|f| f.rule == "prohibited-practice").collect();
    assert_eq!(own.len(), 2);
    assert!(own.iter().all(|f| f.outcome == Outcome::Found && f.severity == Severity::Error), "{own:?}");
    assert!(own[1].message.contains("from 2026-12-02"), "{}", own[1].message);
    assert!(found.iter().any(|f| f.rule == "waiver-of-unwaivable" && f.severity == Severity::Error));
    // A record cannot say that no practice is part of it.
    let said = project + "[hooks.no-prohibited-practice]\non = 2026-01-01\nevidence = [\"evidence/a.md\"]\n";
    assert_eq!(stands(&law(&said, "2026-12-01"), "no-prohibited-practice").0, Standing::Open);
    assert_eq!(on(&said, "2026-12-01", |j| j.risk_class.value.get()), Some(RiskClass::Prohibited));
}

/// Every format says what it is, and none says that a plan is compliant.
#[test]
fn information_and_never_a_certificate() {
    for example in ["benefit-triage", "minutes-assistant", "poor-plan"] {
        for format in ["text", "markdown", "json"] {
            for columns in ["40", "100"] {
                let out = Command::new(env!("CARGO_BIN_EXE_aiproc"))
                    .args([
                        "law",
                        "--format",
                        format,
                        "--today",
                        "2027-12-02",
                        "--project",
                        &format!("examples/{example}"),
                    ])
                    .current_dir(repository("."))
                    .env_clear()
                    .env("COLUMNS", columns)
                    .output()
                    .expect("aiproc runs");
                assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
                let shown = String::from_utf8(out.stdout).expect("UTF-8");
                let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(flat.contains("not legal advice"), "{example} {format}");
                assert!(!flat.to_lowercase().contains("compliant"), "{example} {format}");
            }
        }
    }
}

/// Who wants to know whether the stakes are high is asked for what decides that, not for every fact of the class.
#[test]
fn only_what_can_make_a_use_high_risk_is_missed_for_high_stakes() {
    let high_unless = |system: &str| {
        let project = format!(
            "format = 1\n[project]\ntitle = \"T\"\nauthority = \"A\"\nstage = \"data-rights-and-risk\"\n[system]\n{system}"
        );
        on(&project, "2026-11-26", |joined| {
            let class = aiproc::join::risk::class(joined.project);
            let told = |paths: &[aiproc::project::FieldPath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
            (told(&class.high_unless), told(class.class.value.missing()))
        })
    };
    let (high, class) = high_unless("ai = true\nprohibited-practices = []\nannex-i-product = false\n");
    assert_eq!(high, ["system.annex-iii"]);
    assert!(class.contains(&"system.deepfake".to_owned()), "{class:?}");
    let (high, _) = high_unless("ai = true\nprohibited-practices = []\nannex-i-product = false\nannex-iii = []\n");
    assert_eq!(high, [""; 0]);
    let (high, _) = high_unless("prohibited-practices = []\nannex-i-product = true\n");
    assert_eq!(high, ["system.ai"]);
}
