//! `playbook lint`: every mistake at once, each in plain words and in its place.

mod common;

use aiproc::playbook::{ContentFile, ContentProblem, Playbook};
use common::{files, repository};

fn told(problems: &[ContentProblem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// The built-in playbook as a folder, with one text in one file changed.
fn changed(path: &str, from: &str, to: &str) -> Vec<ContentFile> {
    let mut all = files(&repository("playbook"));
    let file = all.iter_mut().find(|f| f.path == path).expect(path);
    assert!(file.text.contains(from), "{from}");
    file.text = file.text.replacen(from, to, 1);
    all
}

fn problems_of(path: &str, from: &str, to: &str) -> Vec<String> {
    told(&Playbook::draft_of_folder(&changed(path, from, to)).1)
}

/// An organisation's folder: what it says of itself, and other files.
fn organisation(others: &[(&str, &str)]) -> Vec<ContentFile> {
    let all = [&[("overlay.yaml", "name: X\nfor-playbook: 0.1.0\n")], others].concat();
    all.into_iter().map(|(path, text)| ContentFile { path: path.to_owned(), text: text.to_owned() }).collect()
}

fn organisation_problems(others: &[(&str, &str)]) -> Vec<String> {
    told(&Playbook::draft_of_organisation(&organisation(others)).1)
}

#[test]
fn settings_of_a_folder_are_its_own_and_are_judged() {
    let own = Playbook::from_folder(&changed("playbook.yaml", "gate-weight: 3", "gate-weight: 5")).unwrap();
    assert_eq!(own.about().thresholds.gate_weight, 5);
    let wrong = problems_of("playbook.yaml", "gate-weight: 3", "gate-weight: three");
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(
        wrong[0].ends_with("“gate-weight” must be a whole number, not below 0, and is the text “three”"),
        "{wrong:?}"
    );
    let stray = problems_of("playbook.yaml", "licence: CC-BY-4.0", "licence: CC-BY-4.0\nlicense: x");
    assert_eq!(stray, ["playbook.yaml:6:1: “license” is not a field of this file (Did you mean “licence”?)"]);
}

#[test]
fn words_of_documents_are_judged_and_laid_over() {
    let wrong = problems_of("labels.yaml", "found: found", "found: [found]");
    assert_eq!(
        wrong,
        [
            "labels.yaml:8:12: “outcomes.found” must be a text (Words such as yes and no, and numbers, stand in quotation marks.)"
        ]
    );
    let own =
        Playbook::with_organisation(&organisation(&[("labels.yaml", "roles:\n  owner: service owner\n")])).unwrap();
    assert_eq!(own.labels().find("roles", "owner"), Some("service owner"));
    assert_eq!(own.labels().find("roles", "legal"), Some("legal service"), "the others stay");
    assert_eq!(
        organisation_problems(&[(
            "labels.yaml",
            "role:\n  owner: a\nroles:\n  ownr: a\nformat:\n  money: \"{amount}\"\n"
        )]),
        [
            "labels.yaml:1:1: no group of words is called “role” (Did you mean “roles”?)",
            "labels.yaml:4:3: no word of “roles” is called “ownr” (Did you mean “owner”?)",
            "labels.yaml:6:3: “format.money” leaves out {currency}",
        ]
    );
}

#[test]
fn a_folder_is_for_one_major_version_and_says_whose_it_is() {
    let of = |files: &[(&str, &str)]| {
        let files: Vec<ContentFile> =
            files.iter().map(|(p, t)| ContentFile { path: (*p).to_owned(), text: (*t).to_owned() }).collect();
        told(&Playbook::with_organisation(&files).err().unwrap_or_default())
    };
    assert_eq!(of(&[("overlay.yaml", "name: X\nfor-playbook: 0.9.3\n")]), Vec::<String>::new());
    let other = of(&[("overlay.yaml", "name: X\nfor-playbook: 1.0.0\n")]);
    assert!(
        other[0].starts_with("overlay.yaml:2:15: the folder was written for playbook 1.0.0; this is 0.1.0"),
        "{other:?}"
    );
    assert!(of(&[])[0].contains("the folder is empty"));
    assert!(of(&[("labels.yaml", "roles: {owner: a}")])[0].contains("overlay.yaml is missing"));
    assert!(Playbook::from_folder(&[]).unwrap_err()[0].message.contains("the folder is empty"));
}

#[test]
fn a_checklist_bears_the_name_of_its_stage() {
    let path = "checklists/contract.yaml";
    assert_eq!(
        organisation_problems(&[(path, "stage: contrac\nitem: []\n")]),
        [
            "checklists/contract.yaml:1:1: the file holds no records (Write items: and under it the records, each beginning with “- id: …”.)",
            "checklists/contract.yaml:1:8: the stage “contrac” differs from the file name “contract” (Write stage: contract.)",
            "checklists/contract.yaml:2:1: “item” is not a field of this file (Did you mean “items”?)",
        ]
    );
    let wrong = organisation_problems(&[("checklists/contrat.yaml", "stage: contrat\nitems: []\n")]);
    assert!(wrong.iter().any(|p| p.ends_with("(Did you mean “contract.yaml”?)")), "{wrong:?}");
}

#[test]
fn one_mistake_hides_no_other_and_none_speaks_to_developers() {
    let item = "stage: contract\nitems:\n  - id: a-thing\n    question: Is gdrp kept, says the legal service?\n    good: g\n    evidence: e\n    \
                evidence-needed: maybe\n    roles: [ownr]\n    engage: [tenderer]\n    sources: [gdrp]\n    provenance: derived\n";
    assert_eq!(
        organisation_problems(&[("checklists/contract.yaml", item)]),
        [
            "checklists/contract.yaml:3:5: “why” is missing (Add a line why: with what it asks for.)",
            "checklists/contract.yaml:7:22: “evidence-needed” must be true or false, and is the text “maybe”",
            "checklists/contract.yaml:8:13: “ownr” is not a role (Did you mean “owner”?)",
            "checklists/contract.yaml:9:14: “tenderer” is not an actor type of the playbook (Did you mean “tenderers”?)",
            "checklists/contract.yaml:10:15: “gdrp” is not a source of the playbook (Did you mean “gdpr”?)",
        ]
    );
    let retired = organisation_problems(&[(
        "retired.yaml",
        "- kind: items\n  id: nothing\n  why: w\n  by: b\n  on: 2026-01-01\n- kind: itms\n",
    )]);
    assert_eq!(retired, ["retired.yaml:6:9: “itms” is not a kind of content (Did you mean “items”?)"]);
}

#[test]
fn prose_is_plain_and_every_record_has_its_use() {
    let draft = |path, from, to: &str| {
        let playbook = Playbook::from_folder(&changed(path, from, to)).unwrap();
        told(&[playbook.wording_problems(), playbook.coherence_problems()].concat())
    };
    let before = draft("sources.yaml", "- id: pena", "- id: pena");
    let new = |path, from, to: &str| {
        let mut after = draft(path, from, to);
        after.retain(|problem| !before.contains(problem));
        after
    };
    let long = "They a b c d e f g h i j k l m n o p q r s t u v w have memory";
    let path = "actors/unions-and-works-councils.yaml";
    let found = new(path, "They have memory", long);
    assert!(found[0].starts_with(&format!("{path}:11:3: a sentence of ")), "{found:?}");
    assert_eq!(
        new(path, "They have memory", "They ensure memory"),
        [format!("{path}:11:8: “ensure” is not a plain word (Say who does what.)")]
    );
    let source = "- id: unread\n  title: T\n  kind: law\n  read: read\n- id: pena-lopez-2025\n";
    assert_eq!(new("sources.yaml", "- id: pena-lopez-2025\n", source)[0], "sources.yaml:2:7: nothing cites “unread”");
    let shared = "They have memory, formal channels and the trust of people who cannot speak freely. Elected";
    let twice = new("actors/elected-members.yaml", "why: >-\n  ", &format!("why: >-\n  {shared} "));
    let says = "actors/elected-members says this sentence under “why”, “risk” or “remedy” as well";
    let expected = format!("{path}:11:3: {says} (Say under “why” what holds for this record only.)");
    assert!(twice.contains(&expected), "{twice:?}");
}

#[test]
fn fields_that_kinds_name_are_judged() {
    let told_of = |path: &str, from: &str, to: &str| {
        let (playbook, problems) = Playbook::draft_of_folder(&changed(path, from, to));
        let mut all = told(&problems);
        all.extend(told(&aiproc::join::lint::problems(&playbook)));
        all
    };
    let share = "rules/plan-crowded-into-one-phase.yaml";
    let stray = told_of(share, "among: 3}", "among: 3, where: {sector: [industry]}}");
    assert_eq!(stray.len(), 1, "{stray:?}");
    assert!(stray[0].ends_with("“where” chooses among parties, and this share is no party's"), "{stray:?}");
    for (path, from, to, wrong) in [
        ("rules/input-window-in-holidays.yaml", "from: opens", "from: opns", "opns"),
        ("rules/online-channel-without-facility.yaml", "{lay: [true]}", "{lai: [true]}", "lai"),
        ("rules/languages-of-affected-people-missing.yaml", "{sector: [", "{sektor: [", "sektor"),
        ("rules/thin-mechanism-leads-nowhere.yaml", "{thick: [", "{thik: [", "thik"),
        ("rules/one-party-dominates-seats.yaml", "{sector: [", "{sektor: [", "sektor"),
    ] {
        let told = told_of(path, from, to);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(&format!("“{wrong}” is not a field of the project file")), "{told:?}");
    }
}

/// Everything that `playbook lint` says of the built-in playbook as a folder, changed.
fn lint(files: &[ContentFile]) -> Vec<String> {
    let (playbook, problems) = Playbook::draft_of_folder(files);
    let mut all = problems;
    if all.is_empty() {
        all.extend(playbook.coherence_problems());
    }
    all.extend(playbook.wording_problems());
    all.extend(aiproc::join::lint::problems(&playbook));
    told(&all)
}

#[test]
fn every_mistake_of_a_types_field_is_told() {
    let actor = "id: choirs\ntitle: [Choirs]\nsector: musik\nphases: {purpos: They sing.}\nwhy: w\ninterests: singing\n\
                 scores: {power: 9, interest: 1, exposure: 1, legitimacy: true, urgency: true}\nfind: f\nreach: [a, b]\n\
                 sources: []\nprovenance: guessed\n";
    let all = organisation_problems(&[("actors/choirs.yaml", actor)]);
    for (line, said) in [
        (2, "“title” must be a text, and is a list"),
        (3, "“musik” is not a sector"),
        (4, "“purpos” is not a phase"),
        (6, "“interests” must be a list, and is the text “singing”"),
        (7, "9 is not a score, which is a number from 1 to 5"),
        (9, "“reach” must be a text, and is a list"),
        (11, "“guessed” is not a provenance"),
        (1, "“risk” is missing"),
    ] {
        let place = format!("actors/choirs.yaml:{line}:");
        assert!(all.iter().any(|p| p.starts_with(&place) && p.contains(said)), "{line} {said}\n{all:#?}");
    }
}

#[test]
fn each_rule_for_content_has_a_case_that_breaks_it() {
    let path = "actors/unions-and-works-councils.yaml";
    let new = |path: &str, text: &str| {
        let mut all = files(&repository("playbook"));
        all.push(ContentFile { path: path.to_owned(), text: text.to_owned() });
        all
    };
    let actor = |id: &str| {
        let mut text = aiproc_text(path).replace("id: unions-and-works-councils", &format!("id: {id}"));
        // Its own words, so that nothing but the case is wrong.
        for (n, word) in ["They", "Elected", "They fear"].iter().enumerate() {
            text = text.replacen(word, &format!("Singers {n} say"), 1);
        }
        text
    };
    let cases: Vec<(&str, Vec<ContentFile>, &str)> = vec![
        ("an id in kebab-case", changed(path, "id: unions", "id: Unions"), "is not an id in kebab-case"),
        ("a file named as its id", changed(path, "id: unions", "id: trade-unions"), "differs from the file name"),
        (
            "an id once",
            changed("glossary.yaml", "- id: contracting-authority", "- id: public-procurement"),
            "used twice",
        ),
        ("a provenance", changed(path, "provenance: ", "# "), "does not say where its claim comes from"),
        (
            "a source",
            changed("glossary.yaml", "sources: [directive-2014-24]", "sources: []"),
            "the record has no source",
        ),
        ("a required field", changed(path, "reach:", "reached:"), "“reach” is missing"),
        ("a known field", changed(path, "reach:", "raech:"), "is not a field of an actor type"),
        ("a known reference", changed(path, "sources: [", "sources: [worker-voice-tolkit, "), "is not a source"),
        (
            "a closed list",
            new("entry-routes.yaml", "- id: by-post\n"),
            "entry-routes cannot be added: the 10 are fixed",
        ),
        ("an actor that is engaged", new("actors/singers.yaml", &actor("singers")), "engages “singers”"),
        ("a text that is written", changed(path, "why: >-", "why: >-\n  TODO: why"), "still to be written"),
        (
            "a field of the project file",
            changed("canvases/mission.yaml", "filled-from: [", "filled-from: [mission.taget, "),
            "is not a field of the project file",
        ),
    ];
    for (rule, mut files, said) in cases {
        if rule == "a closed list" {
            files.retain(|f| f.path != "entry-routes.yaml" || f.text.starts_with("- id: by-post"));
        }
        let all = lint(&files);
        assert!(all.iter().any(|p| p.contains(said)), "{rule}: {said}\n{all:#?}");
    }
    let mut open = files(&repository("playbook"));
    let contract = open.iter_mut().find(|f| f.path == "checklists/contract.yaml").expect("it is there");
    contract.text = contract.text.replace("    gate: true\n", "");
    assert!(lint(&open).iter().any(|p| p.contains("no item of the stage “contract” is a gate")), "{:#?}", lint(&open));
    // The same sentence under “risk” of one record and “remedy” of another.
    let sentence = "Nobody asks the choir before the hall is sold.";
    let mut twice = files(&repository("playbook"));
    for (path, field) in [(path, "risk: >-\n"), ("rules/gate-shut.yaml", "remedy: >-\n")] {
        let file = twice.iter_mut().find(|f| f.path == path).expect("it is there");
        assert!(file.text.contains(field), "{path}");
        file.text = file.text.replacen(field, &format!("{field}  {sentence}\n"), 1);
    }
    assert!(lint(&twice).iter().any(|p| p.contains("says this sentence")), "{:#?}", lint(&twice));
    assert!(lint(&files(&repository("playbook"))).is_empty());
}

fn aiproc_text(path: &str) -> String {
    common::text(&format!("playbook/{path}"))
}

#[test]
fn the_folders_that_come_with_the_program_are_sound() {
    let (playbook, problems) = Playbook::draft_of_organisation(&files(&repository("overlays/canada")));
    let all = [problems, playbook.wording_problems(), aiproc::join::lint::problems(&playbook)].concat();
    assert!(all.is_empty(), "{:#?}", told(&all));
    let consultees = common::text("overlays/canada/README.md");
    for id in
        consultees.lines().filter(|line| line.starts_with("| ")).flat_map(|line| line.split('`').skip(1).step_by(2))
    {
        assert!(playbook.actors().contains(id), "{id}");
    }
}

/// What the parameters of a rule name must exist: fields of the project file, hooks and actor types of the playbook.
#[test]
fn what_a_rule_names_must_exist() {
    let named = [
        (
            "rules/contract-clause-missing.yaml",
            "field: about",
            "field: abuot",
            "“abuot” is not a field of the project file",
        ),
        (
            "rules/in-use-before-publication.yaml",
            "event: timeline.go-live",
            "event: timeline.go-life",
            "“timeline.go-life” is not a field of the project file",
        ),
        (
            "rules/in-use-before-publication.yaml",
            "transparency.complaints,",
            "transparency.complain,",
            "“transparency.complain.on” is not a field of the project file",
        ),
        (
            "rules/high-risk-without-worker-notice.yaml",
            "fields: [hooks.workers-informed-before-use]",
            "fields: [hooks.workers-informed]",
            "“workers-informed” is not a legal hook",
        ),
        (
            "rules/evaluator-not-independent.yaml",
            "not-of-type: [tenderers,",
            "not-of-type: [bidders,",
            "“bidders” is not an actor type",
        ),
        (
            "rules/purpose-stage-skipped.yaml",
            "by: timeline.go-live",
            "by: timeline.start",
            "“timeline.start” is not a field of the project file",
        ),
    ];
    for (path, from, to, message) in named {
        let (playbook, _) = Playbook::draft_of_folder(&changed(path, from, to));
        let problems = told(&aiproc::join::lint::problems(&playbook));
        assert!(problems.len() == 1 && problems[0].contains(message), "{path}: {problems:?}");
    }
}

/// A fact that is asked for lies where the tool may write it, and is asked for once.
#[test]
fn what_a_fact_names_must_exist() {
    let named = [
        (
            "field: system.workplace",
            "field: system.workplaces",
            "“system.workplaces” is not a fact that a project file",
        ),
        ("field: system.workplace", "field: system.risk-class", "“system.risk-class” is written elsewhere"),
        ("field: system.workplace", "field: answers.*.note", "“answers.*.note” is not a fact that a project file"),
        ("field: system.workplace", "field: system.ai", "“system.ai” is asked for by “ai” already"),
        (
            "needs: mission.target.indicator\n  question: Where does",
            "needs: mission.target.indicators\n  question: Where does",
            "“mission.target.indicators” is not a fact that a project file",
        ),
        (
            "asked-when: {entry-route: [tender]}",
            "asked-when: {entry-route: [tendr]}",
            "“tendr” is not a value of entry-route",
        ),
    ];
    for (from, to, message) in named {
        let (playbook, _) = Playbook::draft_of_folder(&changed("facts.yaml", from, to));
        let problems = told(&aiproc::join::lint::problems(&playbook));
        assert!(problems.len() == 1 && problems[0].contains(message), "{to}: {problems:?}");
    }
}
