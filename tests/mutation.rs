//! The check notices: every field of every example is taken out, and every day is moved past its time, one at a time.
//!
//! What no rule and no computed fact reads is listed as shown only. Of the fields that remain, at least 95 in 100 must
//! matter: taken out or moved somewhere, they change the findings or a computed outcome. Those that nowhere matter in
//! these examples are listed with the reason, and nothing else may be. No change may make a plan look better, unless it
//! takes out the faulty thing itself.
//!
//! A single change may well go unnoticed where a field matters: most rules want at least one of something, and a
//! sound plan has more than one. The share of single changes that are noticed is told, and must not fall.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use aiproc::check::{self, Outcome};
use aiproc::date::Date;
use aiproc::join::{Folder, Joined};
use aiproc::playbook::Playbook;
use aiproc::project::path::Step;
use aiproc::project::{Document, FieldPath, Project};
use aiproc::scale::Severity;
use toml::{Table, Value};

/// Fields that only documents show: their loss is seen by who reads the plan, not by a rule.
const SHOWN_ONLY: &[&str] = &include!("mutation/shown_only.in");

/// Changes that rules could notice and do not: place, change, reason.
const SURVIVORS: &[(&str, &str, &str)] = &include!("mutation/survivors.in");

/// Single changes in the examples that nothing notices: place, change, how many of them, reason.
const UNNOTICED: &[(&str, &str, usize, &str)] = &include!("mutation/unnoticed.in");

/// Changes after which fewer errors are found, with the reason why that is not a way out.
const BETTER: &[(&str, &str)] = &include!("mutation/better.in");

/// The share of single changes that must be noticed.
const LEAST_NOTICED: f64 = 0.95;

const EXAMPLES: [(&str, &str); 3] =
    [("benefit-triage", "2026-09-15"), ("minutes-assistant", "2026-06-01"), ("poor-plan", "2026-05-04")];

/// Plans modelled on published cases; see `tests/oracle.rs`.
const FIXTURES: [(&str, &str); 6] = [
    ("home-care-commissioning.toml", "2026-11-02"),
    ("unauditable-analytics.toml", "2026-10-05"),
    ("switched-on-feature.toml", "2026-05-11"),
    ("case-notes.toml", "2026-04-20"),
    ("social-aid-ranking.toml", "2026-03-16"),
    ("free-camera-offer.toml", "2026-09-14"),
];

/// What the program says of a plan.
#[derive(PartialEq)]
struct Said {
    findings: BTreeMap<String, usize>,
    outcomes: String,
    faults: BTreeMap<String, usize>,
    subjects: Vec<FieldPath>,
}

fn judge(playbook: &Playbook, text: &str, today: Date, files: &Folder) -> Option<Said> {
    let document = Document::parse(text).ok()?;
    let project = Project::read(&document).ok()?;
    let joined = Joined::with_files(playbook, &project, today, files.clone());
    let report = check::run(&joined);
    let mut findings = BTreeMap::new();
    let mut faults = BTreeMap::new();
    for f in &report.findings {
        *findings.entry(format!("{} {} {} {} {}", f.rule, f.subject, f.outcome, f.severity, f.message)).or_default() +=
            1;
        let grave = playbook.rules().get(&f.rule).is_some_and(|r| r.severity == Severity::Error);
        if grave && f.outcome != Outcome::Waived {
            *faults.entry(f.rule.to_string()).or_default() += 1;
        }
    }
    let levels = joined.levels.iter().map(|l| format!("{} {:?} {:?} {:?}", l.id, l.earned, l.attainable, l.until));
    let places = joined.stakeholders.iter().map(|s| {
        let value = |v: Option<String>| v.unwrap_or_default();
        format!(
            "{} {} {} {} {:?} {:?}",
            s.id,
            value(s.quadrant.map(|q| q.to_string())),
            value(s.salience.map(|q| q.to_string())),
            value(s.exposed.map(|q| q.to_string())),
            s.attainable,
            s.declared,
        )
    });
    let items = joined.progress.iter().flat_map(|s| &s.items).map(|i| format!("{} {}", i.item.id, i.standing));
    let stages = joined.progress.iter().map(|s| format!("{} {:?} {}", s.stage, s.readiness, s.claimed_not_proven));
    let whole = [
        format!("{:?} {:?}", joined.risk_range, joined.risk_class.value),
        format!("{:?} {}", joined.infrastructure.score.value, joined.stakes.value),
        format!("{:?} {:?}", joined.budget().share.map(|s| s.value), joined.budget().without),
    ];
    let more = [
        asked_by_law(&joined),
        format!("{:?} {:?}", joined.trail.edges(), joined.trail.answers),
        format!("{:?}", joined.orphans()),
        format!("{:?}", joined.readiness()),
        format!("{:?} {:?}", joined.stage_coverage(), joined.phase_coverage()),
        format!("{:?}", came(&joined)),
    ];
    let outcomes: Vec<String> = levels.chain(places).chain(items).chain(stages).chain(whole).chain(more).collect();
    let subjects = report.findings.iter().map(|f| f.subject.clone()).collect();
    Some(Said { findings, outcomes: outcomes.join("\n"), faults, subjects })
}

/// What the law asks and what shows that it is met, as the law document says it.
fn asked_by_law(joined: &Joined<'_>) -> String {
    let law = joined.law();
    let entries = law.duties.iter().chain(&law.hooks);
    let shown = entries.flat_map(|e| e.met.iter().chain(&e.begun)).map(|met| met.evidence(joined));
    format!("{law:?} {:?} {:?}", aiproc::join::law::steps(joined.project), shown.collect::<Vec<_>>())
}

/// Who came, as the plan and the map show it.
fn came(joined: &Joined<'_>) -> BTreeMap<String, String> {
    let parties = joined.attendance(None).parties;
    parties.iter().map(|(id, came)| ((*id).to_owned(), format!("{came:?}"))).collect()
}

/// Every value that is no table, by its keys.
fn leaves(table: &Table, at: &[String], found: &mut Vec<(Vec<String>, Value)>) {
    for (key, value) in table {
        let path = [at, std::slice::from_ref(key)].concat();
        match value {
            Value::Table(inner) => leaves(inner, &path, found),
            other => found.push((path, other.clone())),
        }
    }
}

fn changed(plan: &Table, path: &[String], value: Option<Value>) -> String {
    let mut plan = plan.clone();
    let (last, parents) = path.split_last().expect("a key");
    let mut table = &mut plan;
    for key in parents {
        table = table.get_mut(key).and_then(Value::as_table_mut).expect("a table");
    }
    match value {
        Some(value) => drop(table.insert(last.clone(), value)),
        None => drop(table.remove(last)),
    }
    toml::to_string(&plan).expect("it writes")
}

/// The pattern of a place: ids become `*`.
fn pattern(path: &[String]) -> String {
    let keyed = [
        "stages",
        "readiness",
        "options",
        "decisions",
        "stakeholders",
        "scores",
        "activities",
        "sessions",
        "inputs",
        "requirements",
        "award-criteria",
        "clauses",
        "bodies",
        "roles",
        "assessments",
        "hooks",
        "facilities",
        "goals",
        "answers",
        "canvas",
        "waivers",
        "documents",
    ];
    let mut parts: Vec<&str> = path.iter().map(String::as_str).collect();
    if keyed.contains(&parts[0]) && parts.len() > 1 {
        parts[1] = "*";
        if matches!(parts[0], "readiness" | "canvas") && parts.len() > 2 {
            parts[2] = "*";
        }
        if parts.len() > 3 && matches!((parts[0], parts[2]), ("sessions", "took-part") | ("bodies", "members")) {
            parts[3] = "*";
        }
    }
    parts.join(".")
}

/// Days after which a project of the examples has come to its end.
const END: i64 = 1_200;

/// The plan, with the last stage reached in which things are still watched.
fn at_the_end(text: &str) -> String {
    let mut plan: Table = text.parse().expect("it reads");
    if let Some(project) = plan.get_mut("project").and_then(Value::as_table_mut) {
        project.insert("stage".to_owned(), "impact-evaluation".into());
    }
    toml::to_string(&plan).expect("it writes")
}

fn days(value: &Value, today: Date) -> Vec<Value> {
    let Value::Datetime(day) = value else { return Vec::new() };
    let Ok(date) = day.to_string().parse::<Date>() else { return Vec::new() };
    let moved: Vec<Date> = if date < today { vec![today.plus_days(400)] } else { vec![today.plus_days(-400)] };
    moved.into_iter().map(|d| Value::Datetime(d.to_string().parse().expect("a day"))).collect()
}

/// What is done to a value: it is taken out, and a day is moved past its time as well.
fn changes(value: &Value, today: Date) -> Vec<(&'static str, Option<Value>)> {
    let moved = days(value, today).into_iter().map(|day| ("moved", Some(day)));
    std::iter::once(("taken out", None)).chain(moved).collect()
}

fn differs(after: &Said, before: &Said) -> bool {
    after.findings != before.findings || after.outcomes != before.outcomes
}

#[test]
fn what_is_taken_out_or_moved_is_noticed() {
    let playbook = Playbook::built_in();
    let (mut tried, mut noticed) = (0_usize, 0_usize);
    let mut told_of: BTreeSet<(String, &str)> = BTreeSet::new();
    let mut survived: BTreeSet<(String, &str)> = BTreeSet::new();
    let mut unnoticed: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut used = BTreeSet::new();
    let mut better = Vec::new();
    let examples = EXAMPLES.iter().map(|(name, today)| (format!("examples/{name}"), "aiproc.toml", *today, true));
    let fixtures = FIXTURES.iter().map(|(name, today)| ("tests/oracle".to_owned(), *name, *today, false));
    for (folder, name, today, is_example) in examples.chain(fixtures) {
        let example = if is_example { folder.as_str() } else { name };
        let today: Date = today.parse().expect("a day");
        let text = common::text(&format!("{folder}/{name}"));
        let present = common::files(&common::repository(&folder)).into_iter().map(|f| f.path);
        let files = Folder::new(present);
        let plan: Table = text.parse().expect("it reads");
        // As it is written anew after a change, so that nothing else differs.
        let plain = toml::to_string(&plan).expect("it writes");
        let before = judge(&playbook, &plain, today, &files).expect("it is judged");
        let end = judge(&playbook, &at_the_end(&plain), today.plus_days(END), &files).expect("it is judged");
        let mut all = Vec::new();
        leaves(&plan, &[], &mut all);
        for (path, value) in all {
            let name = pattern(&path);
            if SHOWN_ONLY.contains(&name.as_str()) {
                used.insert(name);
                continue;
            }
            for (change, value) in changes(&value, today) {
                // The fixtures stand in for fields that nowhere matter in the examples.
                if !is_example
                    && (told_of.contains(&(name.clone(), change)) || !survived.contains(&(name.clone(), change)))
                {
                    continue;
                }
                tried += usize::from(is_example);
                let text = changed(&plan, &path, value);
                // A file that is refused is noticed.
                let Some(after) = judge(&playbook, &text, today, &files) else {
                    noticed += usize::from(is_example);
                    told_of.insert((name.clone(), change));
                    continue;
                };
                // What does not matter yet may matter at the end of the project's life.
                let later = || judge(&playbook, &at_the_end(&text), today.plus_days(END), &files);
                if differs(&after, &before) || later().is_none_or(|after| differs(&after, &end)) {
                    noticed += usize::from(is_example);
                    told_of.insert((name.clone(), change));
                } else {
                    if is_example {
                        *unnoticed.entry((name.clone(), change)).or_default() += 1;
                    }
                    survived.insert((name.clone(), change));
                }
                let here: FieldPath = path.iter().map(|key| Step::Key(key.as_str())).collect();
                let count = |said: &Said| said.faults.values().sum::<usize>();
                let own = before.subjects.iter().any(|s| s.is_within(&here) || here.is_within(s));
                if count(&after) < count(&before) && !own {
                    better.push(format!("{example}: {here} {change}"));
                }
            }
        }
    }
    // Last, the examples inside the rules: plans that differ from a sound one in what a rule is about.
    for rule in playbook.rule_texts() {
        for example in &rule.examples {
            let today = example.today.unwrap_or_else(|| "2026-02-01".parse().expect("a day"));
            let files = Folder::new(example.files.iter().cloned());
            let text = common::rule_plan(&example.project);
            let plan: Table = text.parse().expect("it reads");
            let mut all = Vec::new();
            leaves(&plan, &[], &mut all);
            let mut before = None;
            for (path, value) in all {
                let name = pattern(&path);
                for (change, value) in changes(&value, today) {
                    let key = (name.clone(), change);
                    if told_of.contains(&key) || !survived.contains(&key) {
                        continue;
                    }
                    let before = before.get_or_insert_with(|| judge(&playbook, &text, today, &files).expect("judged"));
                    let after = judge(&playbook, &changed(&plan, &path, value), today, &files);
                    if after.is_none_or(|after| differs(&after, before)) {
                        told_of.insert(key);
                    }
                }
            }
        }
    }
    let silent: Vec<&(String, &str)> = survived.iter().filter(|key| !told_of.contains(*key)).collect();
    let unlisted: Vec<String> = silent
        .iter()
        .filter(|(name, change)| !SURVIVORS.iter().any(|(n, c, _)| n == name && c == change))
        .map(|(name, change)| format!("{name} {change}"))
        .collect();
    let stale: Vec<String> = SURVIVORS
        .iter()
        .filter(|(name, change, _)| !silent.iter().any(|(n, c)| n == name && c == change))
        .map(|(name, change, _)| format!("{name} {change}"))
        .collect();
    let listed: Vec<(String, &str, usize)> =
        UNNOTICED.iter().map(|(n, c, many, _)| ((*n).to_owned(), *c, *many)).collect();
    let single: Vec<(String, &str, usize)> = unnoticed.into_iter().map(|((name, c), many)| (name, c, many)).collect();
    let unused: Vec<&&str> = SHOWN_ONLY.iter().filter(|name| !used.contains(**name)).collect();
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    let fields = told_of.len() + silent.len();
    let told = format!(
        "{} of {fields} ways to change a field matter ({:.1} %); {noticed} of {tried} single changes are noticed ({:.1} %)",
        told_of.len(),
        share(told_of.len(), fields) * 100.0,
        share(noticed, tried) * 100.0
    );
    assert!(unlisted.is_empty(), "{told}; these are not, and no reason is given:\n{}", unlisted.join("\n"));
    assert!(stale.is_empty(), "these are noticed now, so take them out of the list:\n{}", stale.join("\n"));
    assert!(unused.is_empty(), "no example has these fields that are shown only:\n{unused:?}");
    assert_eq!(single, listed, "single changes that nothing notices, against the list with reasons");
    let known: Vec<&str> = BETTER.iter().map(|(change, _)| *change).collect();
    assert_eq!(better, known, "these make a plan look better");
    assert!(share(told_of.len(), fields) >= 0.95, "{told}");
    assert!(share(noticed, tried) >= LEAST_NOTICED, "{told}");
    assert!(tried > 1_000, "only {tried} changes were tried");
}

/// A field that content names in a rule, or that a computed fact rests on, is not shown only.
#[test]
fn what_is_shown_only_is_read_by_no_rule() {
    let playbook = Playbook::built_in();
    let mut read = BTreeSet::new();
    for (_, rule) in playbook.written(aiproc::playbook::Kind::Rules) {
        words(&rule["check"], "", &mut read);
    }
    let wrong: Vec<&&str> = SHOWN_ONLY
        .iter()
        .filter(|name| {
            let (group, field) = name.split_once(".*.").unwrap_or(("", name));
            read.contains(&(group.to_owned(), field.to_owned()))
        })
        .collect();
    assert!(wrong.is_empty(), "rules read these: {wrong:?}");
}

/// Every word of a rule's parameters that may name a field, with the group that it belongs to.
fn words(check: &serde_json::Value, group: &str, found: &mut BTreeSet<(String, String)>) {
    match check {
        serde_json::Value::String(word) => {
            found.insert((group.to_owned(), word.clone()));
            if let Some((group, field)) = word.split_once(".*.") {
                found.insert((group.to_owned(), field.to_owned()));
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|one| words(one, group, found)),
        serde_json::Value::Object(fields) => {
            let group = fields.get("each").and_then(|g| g.as_str()).unwrap_or(group);
            for (key, value) in fields {
                found.insert((group.to_owned(), key.clone()));
                words(value, group, found);
            }
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}
