//! Documents: what people write stays text, templates hold no words, and a mistake in a template is told.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod common;

use aiproc::check::{self, Report};
use aiproc::join::Joined;
use aiproc::lifecycle::Phase;
use aiproc::playbook::Playbook;
use aiproc::playbook::labels::Labels;
use aiproc::project::{Document, Project};
use aiproc::render::{Audience, Renderer, view};
use aiproc::vocabulary::Vocabulary;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

fn project(text: &str) -> Project {
    let document = Document::parse(text).unwrap();
    Project::read(&document).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// A project with a value in nearly every field; `T` stands for each free text.
const FULL: &str = include_str!("render/full.toml");

fn with_text(free: &str) -> String {
    FULL.replace("\"T\"", &serde_json::to_string(free).unwrap())
}

/// Every document of a project.
fn documents(text: &str) -> Vec<(String, String)> {
    let project = project(text);
    let playbook = Playbook::built_in();
    let joined = Joined::new(&playbook, &project, "2026-06-15".parse().unwrap());
    let report = check::run(&joined);
    let renderer = Renderer::new(&playbook, &[]).unwrap();
    let mut all = vec![
        ("plan".to_owned(), renderer.plan(&joined, &report, None).unwrap()),
        ("map".to_owned(), renderer.map(&joined).unwrap()),
        ("internal map".to_owned(), renderer.map_for(&joined, Audience::Internal).unwrap()),
    ];
    for phase in Phase::ALL {
        all.push((format!("plan {phase}"), renderer.plan(&joined, &report, Some(*phase)).unwrap()));
    }
    for canvas in playbook.canvases().iter() {
        all.push((canvas.id.to_string(), renderer.canvas(&joined, &canvas.id).unwrap()));
        let internal = renderer.canvas_for(&joined, &canvas.id, Audience::Internal).unwrap();
        all.push((format!("internal {}", canvas.id), internal));
    }
    all
}

/// The blocks of a document and what stands in them beyond text.
fn structure(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    Parser::new_ext(markdown, options)
        .filter_map(|event| match event {
            Event::Text(_) | Event::Code(_) | Event::SoftBreak => None,
            Event::Start(Tag::Link { .. }) => Some("link".to_owned()),
            other => Some(format!("{other:?}").chars().take(60).collect()),
        })
        .filter(|event| !event.starts_with("End(Link"))
        .collect()
}

const NASTY: &[&str] = &[
    "a | b || c",
    "one\n\n# two\n\n- three\n\n1. four\n\n> five\n\n---\n\n```\nsix\n```\n\n    seven",
    "first\r\nsecond\n===\nthird\n---\n|x|y|\n|-|-|\n|1|2|",
    "<script>alert(1)</script> <img src=x onerror=y> <!-- hidden --> <b>",
    "[link](javascript:alert(1)) ![picture](x) [ref]: https://x.example <https://y.example>",
    "**bold** __bold__ *it* _it_ ~~gone~~ `code` ``co`de`` $x$ $$y$$",
    "\\",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "+ plus",
    "=====",
    "-----",
    ":--",
    "***",
    "[ ] task",
    "[^1] and [^1]: note",
    "&lt;b&gt; &amp; &#35; &",
    "ends with # ##",
    "\u{1b}[31mred\u{1b}[0m \u{202e}desrever\u{202c} \u{200b}zero \u{7}",
    "{{ project.title }} {% raw %} {date} {#",
    "@everyone www.x.example a@b.example https://z.example",
    "'\"“”",
];

/// The same text with every sign that could mean something taken out; its lines and words stay.
fn harmless(nasty: &str) -> String {
    let words: Vec<String> = nasty
        .replace("\r\n", "\n")
        .split('\n')
        .map(|line| {
            let kept: String = line.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
            if line.trim().is_empty() { String::new() } else { format!("x {}", kept.trim()) }
        })
        .collect();
    words.join("\n")
}

#[test]
fn what_people_write_never_becomes_structure() {
    for nasty in NASTY {
        let hostile = documents(&with_text(nasty));
        let tame = documents(&with_text(&harmless(nasty)));
        for ((name, hostile), (_, tame)) in hostile.iter().zip(&tame) {
            let (a, b) = (structure(hostile), structure(tame));
            let at = a.iter().zip(&b).position(|(x, y)| x != y);
            assert!(a == b, "{name}, {nasty:?}: at {at:?} {:?}\n{hostile}", at.map(|n| (&a[n], &b[n])));
            let hidden = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!hostile.contains(hidden), "{name}, {nasty:?}: a hidden character");
        }
    }
}

#[test]
fn nothing_of_the_engine_shows() {
    for (name, text) in documents(&with_text("some words")) {
        for stray in ["| None", ": None", "(None", "True", "False", "undefined", "{{", "{%", "{name}", "{date}", " \n"]
        {
            assert!(!text.contains(stray), "{name} holds {stray:?}");
        }
        assert!(!text.contains("\n\n\n"), "{name}: two blank lines");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{name}: its end");
    }
}

#[test]
fn an_empty_project_has_every_document_with_its_gaps() {
    let bare = "format = 1\n[project]\ntitle = \"A\"\nauthority = \"B\"\nstage = \"mandate-and-mission\"\n";
    for (name, text) in documents(bare) {
        assert!(text.starts_with("# "), "{name}");
        if Playbook::built_in().canvases().contains(&name) && name != "transparency-record" && name != "delivery" {
            assert!(text.contains("**Still open.** A good answer: "), "{name}\n{text}");
        }
    }
}

#[test]
fn gaps_levels_and_privacy_are_told() {
    let all = documents(&with_text("some words"));
    let of = |name: &str| &all.iter().find(|(n, _)| n == name).unwrap().1;
    // The levels of an activity, both ends.
    assert!(
        of("plan").contains("declared involve · earned inform · involve possible until 2026-06-20"),
        "{}",
        of("plan")
    );
    assert!(of("plan").contains("declared consult · opened after the decision, so nobody could take part"));
    // Names with commas are kept apart.
    assert!(of("plan").contains("Claimants, all of them; Union"));
    // What is internal stays inside.
    assert!(!of("map").contains("Secret scorer") && of("internal map").contains("Secret scorer"));
    assert!(!of("actor-map").contains("Secret scorer") && of("internal actor-map").contains("Secret scorer"));
    assert!(of("actor-map").contains("Recorded, and not for the public: "));
    // An id that refers to nothing is shown as it is.
    assert!(of("plan").contains("nobody-knows"));
    // A check that fails is told: the mission has no owner among the stakeholders.
    assert!(of("governance").contains("This block should hold a stakeholder of the project; none was found."));
}

/// Every string made of marks: letters become `ø`, so that a letter in the output comes from the template.
fn marked(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let mut inside = false;
            let mark = |c: char| {
                inside = (inside || c == '{') && c != '}';
                if inside || !c.is_alphabetic() { c } else { 'ø' }
            };
            Value::String(text.chars().map(mark).collect())
        }
        Value::Array(all) => Value::Array(all.iter().map(marked).collect()),
        Value::Object(all) => Value::Object(all.iter().map(|(k, v)| (k.clone(), marked(v))).collect()),
        other => other.clone(),
    }
}

#[test]
fn templates_hold_no_words() {
    let project = project(&with_text("some words"));
    let playbook = Playbook::built_in();
    let joined = Joined::new(&playbook, &project, "2026-06-15".parse().unwrap());
    let report = check::run(&joined);
    let labels = Labels::from_value(marked(playbook.labels().all()));
    let renderer = Renderer::with_labels(&labels, &[]).unwrap();
    let json = |view: Value| marked(&view);
    let mut views = vec![
        ("plan.md.jinja", json(serde_json::to_value(view::plan(&joined, &report, None)).unwrap())),
        ("plan.md.jinja", json(serde_json::to_value(view::plan(&joined, &report, Some(Phase::Impact))).unwrap())),
        ("map.md.jinja", json(serde_json::to_value(view::map_for(&joined, Audience::Internal)).unwrap())),
    ];
    for canvas in playbook.canvases().iter() {
        let view = view::canvas(&joined, &canvas.id).unwrap();
        views.push(("canvas.md.jinja", json(serde_json::to_value(view).unwrap())));
    }
    for (path, page) in view::book(&playbook) {
        match page {
            view::BookPage::First(view) => {
                views.push(("book/first.md.jinja", json(serde_json::to_value(view).unwrap())))
            }
            view::BookPage::Page(view) if ["stages.md", "stages/contract.md", "hooks.md"].contains(&path.as_str()) => {
                views.push(("book/page.md.jinja", json(serde_json::to_value(view).unwrap())));
            }
            view::BookPage::Page(_) => {}
        }
    }
    for (template, view) in views {
        let text = renderer.document(template, &view).unwrap();
        assert!(text.contains('ø'));
        let foreign: Vec<&str> =
            text.lines().filter(|line| line.chars().any(|c| c.is_alphabetic() && c != 'ø')).collect();
        // Dates of the project keep no letters; hidden characters are shown by number.
        assert!(foreign.is_empty(), "{template}: {foreign:#?}");
    }
}

#[test]
fn every_word_and_field_that_is_shown_has_a_label() {
    use aiproc::join::level::{PieceKind, PieceState};
    use aiproc::join::mapping::{Quadrant, Salience};
    use aiproc::join::progress::Standing;
    use aiproc::join::schedule::Event;
    use aiproc::lifecycle::EntryRoute;
    use aiproc::project::model::{
        AssessmentKind, Channel, InputStatus, ItemState, PayPer, Selection, Service, Support,
    };
    use aiproc::scale::{
        Function, Helix, InfrastructureClass, ParticipationLevel, Provenance, RiskClass, Role, Sector, Severity, Stakes,
    };
    let playbook = Playbook::built_in();
    let labels = playbook.labels();
    fn words<T: Vocabulary>() -> Vec<&'static str> {
        T::words().collect()
    }
    for (group, words) in [
        ("severities", words::<Severity>()),
        ("outcomes", words::<check::Outcome>()),
        ("provenances", words::<Provenance>()),
        ("levels", words::<ParticipationLevel>()),
        ("promises", words::<ParticipationLevel>()),
        ("level-goals", words::<ParticipationLevel>()),
        ("functions", words::<Function>()),
        ("sectors", words::<Sector>()),
        ("sector-reasons", words::<Sector>()),
        ("helices", words::<Helix>()),
        ("roles", words::<Role>()),
        ("risk-classes", words::<RiskClass>()),
        ("stakes", words::<Stakes>()),
        ("infrastructure-classes", words::<InfrastructureClass>()),
        ("entry-routes", words::<EntryRoute>()),
        ("selections", words::<Selection>()),
        ("channels", words::<Channel>()),
        ("support", words::<Support>()),
        ("pay-units", words::<PayPer>()),
        ("input-statuses", words::<InputStatus>()),
        ("item-states", words::<ItemState>()),
        ("standings", words::<Standing>()),
        ("assessments", words::<AssessmentKind>()),
        ("services", words::<Service>()),
        ("quadrants", words::<Quadrant>()),
        ("salience", words::<Salience>()),
        ("pieces", words::<PieceKind>()),
        ("piece-states", words::<PieceState>()),
        ("events", words::<Event>()),
        ("block-checks", words::<aiproc::playbook::Validate>()),
    ] {
        for word in words {
            assert!(labels.all()[group][word].is_string(), "labels.yaml has no {group}.{word}");
        }
    }
    for canvas in playbook.canvases().iter() {
        for source in canvas.blocks.iter().flat_map(|b| &b.filled_from) {
            let pattern = source.from.as_str();
            let (group, name) = pattern.strip_prefix("facts.").map_or(("fields", pattern), |f| ("facts", f));
            assert!(labels.all()[group][name].is_string(), "labels.yaml has no {group}.{name}");
        }
    }
}

fn own_template(text: &str) -> Result<String, String> {
    let project = project(&with_text("some words"));
    let playbook = Playbook::built_in();
    let joined = Joined::new(&playbook, &project, "2026-06-15".parse().unwrap());
    let renderer = Renderer::new(&playbook, &[("plan.md.jinja".to_owned(), text.to_owned())]);
    let made = renderer.and_then(|r| r.plan(&joined, &Report::default(), None));
    made.map_err(|error| error.to_string())
}

#[test]
fn mistakes_in_a_template_are_told_with_their_place() {
    for (text, told) in [
        (
            "a\n{{ scope }}",
            "template plan.md.jinja, line 2: nothing is recorded here; say what to print then, for example with the filter cell, or ask with if",
        ),
        ("{{ project.titel }}", "template plan.md.jinja, line 1: `project.titel` is undefined"),
        ("\n\n{{ nothing }}", "template plan.md.jinja, line 3: `nothing` is undefined"),
        (
            "{{ project.fictional }}",
            "template plan.md.jinja, line 1: a yes-or-no value cannot be printed; choose words for it with if",
        ),
        (
            "{{ decisions }}",
            "template plan.md.jinja, line 1: a list cannot be printed as it is; go through it with for, or use the filter listed",
        ),
        ("{{ project }}", "template plan.md.jinja, line 1: this value holds several fields; print one of them"),
        (
            "{% include \"plan.md.jinja\" %}",
            "template plan.md.jinja, line 1: the template includes itself, or nests too deep",
        ),
        (
            "{% include \"other.md.jinja\" %}",
            "template plan.md.jinja, line 1: there is no such template: other.md.jinja",
        ),
        (
            "{{ project.title | safe }}",
            "template plan.md.jinja, line 1: there is no such filter: filter safe is unknown",
        ),
        (
            "{% autoescape false %}{{ project.title }}{% endautoescape %}",
            "template plan.md.jinja, line 1: the name of a template must end in .md.jinja, and its escaping cannot be switched off",
        ),
        ("{{ label.plan.of | fill(count=1) }}", "template plan.md.jinja, line 1: "),
    ] {
        let error = own_template(text).unwrap_err();
        assert!(error.starts_with(told), "{text:?}\n  told {error:?}");
    }
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}x{% endfor %}{% endfor %}{% endfor %}";
    assert_eq!(
        own_template(endless).unwrap_err(),
        "template plan.md.jinja, line 1: the template does not end, or does far too much"
    );
    assert!(
        own_template("{% if %}")
            .unwrap_err()
            .starts_with("template plan.md.jinja, line 1: this is not written as a template should be")
    );
    // A partial that is replaced names itself.
    let playbook = Playbook::built_in();
    let own = [("partials/head.md.jinja".to_owned(), "\n{{ project.titel }}".to_owned())];
    let project = project(&with_text("some words"));
    let joined = Joined::new(&playbook, &project, "2026-06-15".parse().unwrap());
    let error = Renderer::new(&playbook, &own).unwrap().map(&joined).unwrap_err();
    assert_eq!((error.template.as_str(), error.line), ("partials/head.md.jinja", Some(2)));
    let unknown = Renderer::new(&playbook, &[]).unwrap().canvas(&joined, "no-such").unwrap_err();
    assert_eq!(unknown.message, "there is no canvas “no-such”");
}

#[test]
fn a_forgotten_filter_leaks_nothing() {
    let made = own_template("| {{ '# a | b <b>' }} |").unwrap();
    assert_eq!(made, "| \\# a \\| b \\<b> |\n");
    assert_eq!(own_template("{{ '- [x](y)' ~ project.title }}").unwrap(), "\\- \\[x\\](y)some words\n");
}

#[test]
fn templates_ask_for_what_their_view_offers() {
    let playbook = Playbook::built_in();
    let renderer = Renderer::new(&playbook, &[]).unwrap();
    let offers = view::offers();
    let templates = [
        "plan.md.jinja",
        "law.md.jinja",
        "canvas.md.jinja",
        "map.md.jinja",
        "book/first.md.jinja",
        "book/page.md.jinja",
    ];
    for template in templates {
        let part = offers.split("### ").find(|p| p.starts_with(&format!("`{template}`"))).unwrap();
        for name in renderer.asked_for(template) {
            assert!(part.contains(&format!("| `{name}` |")), "{template} asks for {name}");
        }
    }
}

#[test]
fn the_readme_of_the_templates_is_true() {
    let path = common::repository("templates/README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let mark = "<!-- generated from the types by tests/render.rs -->\n\n";
    let (before, _) = text.split_once(mark).unwrap();
    let wanted = format!("{before}{mark}{}", view::offers());
    if text != wanted {
        let beside = std::env::temp_dir().join("aiproc-templates-README.md");
        std::fs::write(&beside, wanted).unwrap();
        panic!("templates/README.md no longer tells what views offer; copy {} over it", beside.display());
    }
}

/// Two evenings, of which nobody timed the second.
#[test]
fn person_hours_are_told_when_the_length_of_each_session_is_known() {
    let plan = common::rule_plan(
        r#"
        sessions.one = { activity = "claimant-evenings", on = 2026-02-19, hours = 2.5, took-part = { claimants = 6, caseworkers = 2 } }
        sessions.two = { activity = "claimant-evenings", on = 2026-03-05, took-part = { claimants = 4 } }
        sessions.to-come = { activity = "claimant-evenings", on = 2026-09-05, hours = 2, took-part = { claimants = 40 } }
        "#,
    );
    let (playbook, project) = (Playbook::built_in(), project(&plan));
    let joined = Joined::new(&playbook, &project, "2026-03-10".parse().unwrap());
    let map = serde_json::to_value(view::map(&joined)).unwrap();
    let came = |id: &str| {
        let row = map["came"].as_array().unwrap().iter().find(|r| r["stakeholder"]["id"] == id).unwrap();
        (row["sessions"].as_u64(), row["people"].as_i64(), row["person_hours"].as_f64())
    };
    assert_eq!(came("claimants"), (Some(2), Some(10), None));
    assert_eq!(came("caseworkers"), (Some(1), Some(2), Some(5.0)));
    assert_eq!(came("law-faculty"), (Some(0), Some(0), Some(0.0)), "it is to come, and did not");
}

#[test]
fn every_computed_number_says_why() {
    let project = project(&with_text("some words"));
    let playbook = Playbook::built_in();
    let joined = Joined::new(&playbook, &project, "2026-06-15".parse().unwrap());
    let plan = serde_json::to_value(view::plan(&joined, &check::run(&joined), None)).unwrap();
    assert_eq!(plan["schema_version"], 1);
    let mut seen = Vec::new();
    fn walk(value: &Value, seen: &mut Vec<Value>) {
        match value {
            Value::Object(all) => {
                for (key, value) in all {
                    assert!(!key.contains('-'), "{key} is not snake_case");
                    if key.ends_with("because") {
                        seen.extend(value.as_array().unwrap().iter().cloned());
                    }
                    walk(value, seen);
                }
            }
            Value::Array(all) => all.iter().for_each(|value| walk(value, seen)),
            _ => {}
        }
    }
    walk(&plan, &mut seen);
    for reason in &seen {
        let rule = reason["rule"].as_str().unwrap();
        assert!(playbook.methods().contains(rule), "{rule} is no method");
        assert!(["sourced", "derived", "proposed"].contains(&reason["provenance"].as_str().unwrap()));
        let about = plan["methods"].as_array().unwrap();
        assert!(about.iter().any(|m| m["id"] == rule) || rule == "salience-class", "the annex leaves {rule} out");
    }
    for place in [
        "/system/risk",
        "/system/infrastructure",
        "/system/stakes",
        "/budget",
        "/summary",
        "/phases/0/activities/0/level",
        "/people/coverage/0",
        "/people/quadrants/0/stakeholders/0",
        "/missing/stages/0",
    ] {
        let because = plan.pointer(&format!("{place}/because"));
        assert!(because.is_some_and(|b| b.as_array().is_some_and(|b| !b.is_empty())), "{place}");
    }
}

/// What the blocks of a canvas hold for an example, by id of the block.
fn blocks_of(example: &str, today: &str, canvas: &str) -> Vec<Value> {
    let path = common::repository(&format!("examples/{example}/aiproc.toml"));
    let project = project(&std::fs::read_to_string(path).unwrap());
    let playbook = Playbook::built_in();
    let joined = Joined::new(&playbook, &project, today.parse().unwrap());
    let view = serde_json::to_value(view::canvas(&joined, canvas).unwrap()).unwrap();
    view["blocks"].as_array().unwrap().clone()
}

fn block_of(canvas: &str, block: &str) -> Value {
    let all = blocks_of("benefit-triage", "2026-09-15", canvas);
    all.into_iter().find(|b| b["id"] == block).unwrap()
}

/// The first column of the first table of a block.
fn first_column(block: &Value) -> Vec<String> {
    let rows = block["content"][0]["table"]["rows"].as_array().unwrap();
    rows.iter().map(|row| row[0]["text"].as_str().unwrap().to_owned()).collect()
}

/// Labels and values of the lines of a block.
fn lines(block: &Value) -> Vec<(String, Vec<String>)> {
    let all = block["content"].as_array().unwrap().iter().flat_map(|c| c["lines"].as_array().unwrap());
    all.map(|line| {
        let values = line["values"].as_array().unwrap().iter().map(|v| v["text"].as_str().unwrap().to_owned());
        (line["label"].as_str().unwrap().to_owned(), values.collect())
    })
    .collect()
}

#[test]
fn blocks_answer_their_question_and_no_other() {
    let affected = [
        "People who claim housing support",
        "Tenants who arrived recently and speak little Catalan or Spanish",
        "Residents of the city, drawn by lot",
    ];
    assert_eq!(first_column(&block_of("mission-model", "beneficiaries")), affected);
    // Whoever is strongly exposed is affected too, in the order of the file.
    let mut touched = vec!["Caseworkers of the housing office and social services"];
    touched.extend(affected);
    touched.push("Federation of disabled people's organisations");
    assert_eq!(first_column(&block_of("rights-impact", "categories-affected")), touched);
    assert_eq!(first_column(&block_of("data-ethics", "people-affected")), touched);
    // Requests that became no requirement are not among those that did.
    let became = first_column(&block_of("delivery", "voices-in-the-tender"));
    assert!(!became.is_empty());
    for left_out in ["trade secret", "buy nothing", "Four pages"] {
        assert!(!became.iter().any(|said| said.contains(left_out)), "{left_out} in {became:#?}");
    }
    // Firms that may tender did not set the mission.
    let voices = block_of("mission", "voices").to_string();
    assert!(
        voices.contains("People who claim housing support") && !voices.contains("Firms that may tender"),
        "{voices}"
    );
    // Who must consent is told with the power that makes it so.
    let support = lines(&block_of("mission-model", "buy-in-and-support"));
    assert_eq!(support[0], ("Housing directorate".to_owned(), vec!["power 5".to_owned()]));
    assert!(!support.iter().any(|(name, _)| name == "Local newspaper and radio"));
}

#[test]
fn what_is_known_is_not_shown_as_open() {
    for (canvas, block, told) in [
        ("transparency-record", "how-it-works", "Reads the documents in a request for housing support"),
        ("transparency-record", "contact", "housing-files@vilanova-de-mar.example"),
        ("purpose", "problem-in-their-words", "The eviction letter came before theirs."),
        ("purpose", "today", "Households evicted while their request for housing support was waiting, per year: 31"),
        ("delivery", "exit", "open formats within 30 days"),
        ("delivery", "change-and-creep", "60 days' notice"),
        ("governance", "stop-authority", "The city may suspend use at once"),
    ] {
        let found = block_of(canvas, block);
        assert!(found["filled"] == true && found["content"].to_string().contains(told), "{canvas} {block}: {found:#}");
    }
    // Where some activities say it and some do not, those that do not are named.
    let pay = lines(&block_of("actor-map", "pay"));
    let lack = &pay.iter().find(|(label, _)| label == "Not recorded for").unwrap().1;
    assert!(lack.iter().any(|name| name == "Open market consultation"), "{pay:#?}");
}

#[test]
fn every_block_of_every_canvas_reads_as_an_answer_or_a_gap() {
    let playbook = Playbook::built_in();
    for canvas in playbook.canvases().iter() {
        for block in blocks_of("benefit-triage", "2026-09-15", &canvas.id) {
            let name = format!("{} {}", canvas.id, block["id"]);
            let said =
                !block["content"].as_array().unwrap().is_empty() || block["text"].is_string() || block["hidden"] != 0;
            assert_eq!(block["filled"], said, "{name}");
            assert!(said || block["good"].as_str().unwrap().len() > 20, "{name}");
            for (label, values) in lines(&block) {
                assert!(!label.is_empty() && !values.is_empty(), "{name}: {label:?} {values:?}");
            }
            for table in block["content"].as_array().unwrap().iter().map(|c| &c["table"]).filter(|t| !t.is_null()) {
                let about = table["columns"].as_array().unwrap().iter().position(|c| c == "About");
                for row in table["rows"].as_array().unwrap() {
                    let text = about.and_then(|n| row[n]["text"].as_str()).unwrap_or_default();
                    assert!(!text.contains('-'), "{name}: {text}");
                }
            }
        }
    }
}

#[test]
fn items_of_stages_to_come_are_later_and_refusals_without_a_reason_are_told() {
    let all = documents(&with_text("some words"));
    let impact = &all.iter().find(|(name, _)| name == "impact").unwrap().1;
    assert!(impact.contains("| later |"), "{impact}");
    let path = common::repository("examples/poor-plan/aiproc.toml");
    let poor = documents(&std::fs::read_to_string(path).unwrap());
    let plan = &poor.iter().find(|(name, _)| name == "plan").unwrap().1;
    let line = "Contributions: 3. Taken up in full or in part: 1. Not taken up, with a reason: 0. Not answered yet: 1. \
                Not taken up, and without a reason: 1.";
    assert!(plan.contains(line), "{plan}");
}
