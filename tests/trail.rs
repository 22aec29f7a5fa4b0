//! The trail from what people said to what became of it: both ways, with its breaks, its days and its samples.

mod common;

use std::fmt::Write as _;

use aiproc::date::Date;
use aiproc::join::Joined;
use aiproc::join::trail::{AnswerState, Direction, Fault, Node, NodeId, Part, SplitMix64, Trail, draw};
use aiproc::playbook::Playbook;
use aiproc::project::{Document, Project};
use aiproc::render::{trail as documents, view};
use aiproc::vocabulary::Vocabulary;

/// A project with one activity that serves one decision, and whatever a test adds.
const HEAD: &str = r#"
format = 1
[project]
title = "T"
authority = "A"
stage = "problem-and-needs"
[decisions.go]
question = "Do we go on?"
on = 2026-06-30
[stakeholders.claimants]
name = "Claimants"
type = "people-subject-to-decisions"
[activities.evenings]
mechanism = "world-cafe"
stage = "problem-and-needs"
level = "involve"
stakeholders = ["claimants"]
decision = "go"
opens = 2026-02-01
closes = 2026-04-01
response = { by = "Office", due = 2026-05-15 }
"#;

fn project(text: &str) -> Project {
    let document = Document::parse(text).unwrap_or_else(|p| panic!("{p:?}\n{text}"));
    Project::read(&document).unwrap_or_else(|p| panic!("{p:?}\n{text}"))
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// What a test asks of a project on a day.
fn with<T>(text: &str, today: &str, ask: impl FnOnce(&Joined<'_>) -> T) -> T {
    let playbook = Playbook::built_in();
    let project = project(text);
    ask(&Joined::new(&playbook, &project, day(today)))
}

fn input(more: &str) -> String {
    format!("{HEAD}\n[inputs.bold]\nactivity = \"evenings\"\nfrom = [\"claimants\"]\nsays = \"Bold.\"\n{more}")
}

fn at(trail: &Trail<'_>, part: Part, id: &str) -> NodeId {
    trail.find(part, id).unwrap_or_else(|| panic!("no {part} {id}"))
}

fn names(trail: &Trail<'_>, nodes: &[NodeId]) -> Vec<String> {
    nodes.iter().map(|id| trail.node(*id).path().to_string()).collect()
}

fn example() -> String {
    common::text("examples/benefit-triage/aiproc.toml")
}

#[test]
fn a_sentence_is_followed_to_the_contract_and_back() {
    with(&example(), "2026-09-15", |joined| {
        let trail = &joined.trail;
        let said = at(trail, Part::Input, "errors-by-district");
        let onwards = names(trail, &trail.reached(said, Direction::Onwards));
        assert_eq!(
            onwards,
            [
                "decisions.tender-papers",
                "requirements.results-by-group",
                "award-criteria.explanation",
                "clauses.audit",
                "activities.rights-workshops.response",
                "inputs.errors-by-district.answered",
            ]
        );
        let back = names(trail, &trail.reached(at(trail, Part::Clause, "audit"), Direction::Back));
        for wanted in [
            "inputs.errors-by-district",
            "inputs.model-details-secret",
            "requirements.results-by-group",
            "activities.rights-workshops",
            "stakeholders.housing-charities",
        ] {
            assert!(back.iter().any(|found| found == wanted), "{wanted} is not in {back:?}");
        }
        assert!(!back.iter().any(|found| found.starts_with("decisions")), "{back:?}");
    });
}

/// If one thing leads to another, the other comes from the first; for every pair of every example.
#[test]
fn both_ways_tell_the_same() {
    for (name, today) in
        [("benefit-triage", "2026-09-15"), ("minutes-assistant", "2026-06-01"), ("poor-plan", "2026-05-04")]
    {
        with(&common::text(&format!("examples/{name}/aiproc.toml")), today, |joined| {
            let trail = &joined.trail;
            let all: Vec<NodeId> = trail.nodes().map(|(id, _)| id).collect();
            let reached = |way| all.iter().map(|id| trail.reached(*id, way)).collect::<Vec<_>>();
            let (onwards, back) = (reached(Direction::Onwards), reached(Direction::Back));
            for (n, from) in all.iter().enumerate() {
                for (m, to) in all.iter().enumerate() {
                    assert_eq!(
                        onwards[n].contains(to),
                        back[m].contains(from),
                        "{name}: {} and {}",
                        trail.node(*from).path(),
                        trail.node(*to).path()
                    );
                }
            }
        });
    }
}

/// Every link names the places where it is written, and the file has something there.
#[test]
fn every_link_knows_where_it_is_written() {
    with(&example(), "2026-09-15", |joined| {
        let mut both_ends = 0;
        for edge in joined.trail.edges() {
            let places = joined.trail.places(edge);
            both_ends += usize::from(places.len() == 2);
            for place in places {
                assert!(!joined.project.at(&place).is_absent(), "{place}");
            }
        }
        assert!(both_ends > 5, "only {both_ends} links are written at both ends");
    });
}

#[test]
fn circles_end() {
    let text = format!(
        "{HEAD}feeds = [\"jury\", \"evenings\"]\n[activities.jury]\nmechanism = \"citizens-jury\"\n\
         stage = \"problem-and-needs\"\nfeeds = [\"evenings\"]\n"
    );
    with(&text, "2026-02-01", |joined| {
        let trail = &joined.trail;
        let evenings = at(trail, Part::Activity, "evenings");
        let walk = trail.walk(evenings, Direction::Onwards);
        let told: Vec<String> = walk
            .iter()
            .map(|s| format!("{}{} {}", s.depth, if s.again { "=" } else { "" }, trail.node(s.node).id))
            .collect();
        assert_eq!(told, ["1 go", "1 jury", "2= evenings", "1= evenings", "1 evenings"]);
        assert_eq!(
            names(trail, &trail.reached(evenings, Direction::Back)),
            ["stakeholders.claimants", "activities.jury"]
        );
    });
}

#[test]
fn states_of_an_answer() {
    use AnswerState::{InTime, Late, NotDue, Open, Overdue, Undated};
    let cases = [
        ("nothing yet", "received = 2026-03-01", "2026-04-01", NotDue, None),
        ("on the last day", "received = 2026-03-01", "2026-05-15", NotDue, None),
        ("a day later", "received = 2026-03-01", "2026-05-16", Overdue, Some(1)),
        ("pending stays pending", "status = \"pending\"\nanswered = { on = 2026-05-01 }", "2026-05-02", NotDue, None),
        ("in time", "status = \"accepted\"\nanswered = { on = 2026-05-15 }", "2026-06-01", InTime, None),
        ("late", "status = \"accepted\"\nanswered = { on = 2026-05-18 }", "2026-06-01", Late, Some(3)),
        ("announced for later", "status = \"accepted\"\nanswered = { on = 2026-05-10 }", "2026-05-01", NotDue, None),
        ("without a day", "status = \"rejected\"\nanswered = { by = \"Office\" }", "2026-06-01", Undated, None),
        ("decided, and nobody was told", "status = \"accepted\"", "2026-06-01", Overdue, Some(17)),
        ("came after the promised day", "received = 2026-05-20", "2026-06-01", Open, None),
    ];
    for (case, more, today, state, late) in cases {
        with(&input(more), today, |joined| {
            let answer = &joined.trail.answers[0];
            assert_eq!((answer.state, answer.days_late(joined.today)), (state, late), "{case}");
        });
    }
    // The answer of the activity answers whatever came before it and was decided.
    for (received, status, state) in
        [("2026-03-01", "accepted", Late), ("2026-05-25", "accepted", Open), ("2026-03-01", "pending", Overdue)]
    {
        let text = input(&format!("received = {received}\nstatus = \"{status}\""))
            .replace("due = 2026-05-15", "due = 2026-05-15, published = 2026-05-20");
        with(&text, "2026-06-01", |joined| assert_eq!(joined.trail.answers[0].state, state, "{received} {status}"));
    }
}

#[test]
fn answers_are_set_against_first_use() {
    let one = |id: &str, received: &str, more: &str| {
        format!("[inputs.{id}]\nactivity = \"evenings\"\nsays = \"S\"\nreceived = {received}\n{more}\n")
    };
    let answered = |on: &str| format!("status = \"accepted\"\nanswered = {{ on = {on} }}");
    let text = format!(
        "{HEAD}[inputs.undated]\nactivity = \"evenings\"\nsays = \"S\"\n{}{}{}{}",
        one("before", "2026-03-01", &answered("2026-07-01")),
        one("after", "2026-03-01", &answered("2026-07-02")),
        one("never", "2026-07-01", ""),
        one("later", "2026-07-02", ""),
    );
    with(&text, "2026-08-01", |joined| {
        let balance = joined.trail.before(day("2026-07-01"));
        assert_eq!(
            (
                balance.heard_before,
                balance.answered_before,
                balance.answered_after,
                balance.unanswered,
                balance.undated
            ),
            (3, 1, 1, 1, 1)
        );
    });
}

#[test]
fn every_break_is_found_and_nothing_else() {
    let text = format!(
        "{HEAD}[activities.silent]\nmechanism = \"survey\"\nstage = \"problem-and-needs\"\nlevel = \"consult\"\nopens = 2026-02-01\n\
         closes = 2026-03-01\n[activities.sheet]\nmechanism = \"survey\"\nstage = \"problem-and-needs\"\nlevel = \"inform\"\n\
         opens = 2026-02-01\ncloses = 2026-03-01\n[decisions.alone]\nquestion = \"?\"\n\
         [inputs.lost]\nactivity = \"evenings\"\nsays = \"S\"\nstatus = \"accepted\"\ndecision = \"go\"\n\
         [inputs.kept]\nactivity = \"evenings\"\nsays = \"S\"\nstatus = \"partly\"\n\
         [inputs.refused]\nactivity = \"evenings\"\nsays = \"S\"\nstatus = \"rejected\"\n\
         [requirements.founded]\ntext = \"R\"\nfrom = [\"kept\"]\ncriterion = \"rewarding\"\nclause = \"binding\"\n\
         [requirements.fair]\ntext = \"R\"\n[award-criteria.rewarding]\ntext = \"C\"\n[award-criteria.prize]\ntext = \"C\"\n\
         [clauses.binding]\ntext = \"K\"\n[clauses.template]\ntext = \"K\"\nfrom = [\"gone\"]\n"
    );
    with(&text, "2026-05-01", |joined| {
        let found: Vec<String> = joined.orphans().iter().map(|o| format!("{}: {}", o.fault, o.node.path())).collect();
        assert_eq!(
            found,
            [
                "closed-without-input: activities.silent",
                "accepted-without-trace: inputs.lost",
                "decision-without-activity: decisions.alone",
                "requirement-without-origin: requirements.fair",
                "criterion-without-origin: award-criteria.prize",
                "clause-without-origin: clauses.template",
            ]
        );
        for fault in Fault::ALL {
            assert!(joined.orphans().iter().any(|o| o.fault == *fault), "{fault}");
        }
    });
}

/// A legal duty of the playbook is an origin as good as an input.
#[test]
fn a_legal_duty_founds_a_clause() {
    let playbook = Playbook::built_in();
    let hook = playbook.ids(aiproc::playbook::Kind::Hooks).next().expect("a hook").to_owned();
    let text = format!("{HEAD}[clauses.notice]\ntext = \"K\"\nfrom = [\"{hook}\"]\n");
    with(&text, "2026-03-01", |joined| {
        assert!(joined.orphans().iter().all(|o| o.node.part != Part::Clause));
        let hook = at(&joined.trail, Part::Hook, &hook);
        assert_eq!(names(&joined.trail, &joined.trail.reached(hook, Direction::Onwards)), ["clauses.notice"]);
    });
}

/// The generator's first numbers, as its reference implementation gives them.
#[test]
fn the_generator_is_splitmix64() {
    let mut generator = SplitMix64::new(1_234_567);
    let numbers: Vec<u64> = (0..5).map(|_| generator.next_number()).collect();
    assert_eq!(
        numbers,
        [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821
        ]
    );
    assert_eq!(SplitMix64::new(0).next_number(), 0xE220_A839_7B1D_CDAF);
}

/// The samples of `docs/trail.md`, worked out apart from this program.
#[test]
fn a_seed_always_draws_the_same() {
    assert_eq!(draw(10, 5, 2026), [1, 9, 8, 6, 7]);
    assert_eq!(draw(10, 10, 1), [5, 8, 1, 3, 7, 2, 4, 6, 0, 9]);
    assert_eq!(draw(3, 10, 7).len(), 3);
    assert!(draw(0, 10, 7).is_empty());
    with(&example(), "2026-09-15", |joined| {
        let ids: Vec<&str> = joined.trail.sample(3, 2026).iter().map(|answer| answer.id).collect();
        assert_eq!(ids, ["errors-by-district", "say-who-decided", "model-details-secret"]);
    });
}

/// Over many seeds, each lot is drawn about equally often in each place: χ² below the bound that pure chance passes in
/// fewer than 1 of 1,000 cases (9 degrees of freedom: 27.88). The seeds are fixed, so the test is too.
#[test]
fn each_lot_is_drawn_as_often_as_any_other() {
    let (lots, seeds) = (10_usize, 20_000_u64);
    let mut drawn = [[0_f64; 10]; 3];
    for seed in 0..seeds {
        let sample = draw(lots, 3, seed);
        let mut different = sample.clone();
        different.sort_unstable();
        different.dedup();
        assert_eq!(different.len(), 3, "{sample:?}");
        sample.iter().enumerate().for_each(|(place, lot)| drawn[place][*lot] += 1.0);
    }
    let expected = seeds as f64 / lots as f64;
    for (place, counts) in drawn.iter().enumerate() {
        let chi: f64 = counts.iter().map(|n| (n - expected).powi(2) / expected).sum();
        assert!(chi < 27.88, "place {place}: {chi} {counts:?}");
    }
}

/// A project with `n` inputs, a requirement for each, and a chain of `n` activities of which the last feeds the first.
fn large(n: usize) -> String {
    let mut text = HEAD.to_owned();
    for i in 0..n {
        let next = (i + 1) % n;
        let _ = write!(
            text,
            "[activities.a{i}]\nmechanism = \"survey\"\nstage = \"problem-and-needs\"\ndecision = \"go\"\nfeeds = [\"a{next}\"]\n\
             [inputs.i{i}]\nactivity = \"a{i}\"\nfrom = [\"claimants\"]\nsays = \"S\"\nstatus = \"accepted\"\nrequirement = \"r{i}\"\n\
             [requirements.r{i}]\ntext = \"R\"\nfrom = [\"i{i}\"]\n"
        );
    }
    text
}

/// Ten times the inputs make ten times the nodes, links and steps, and no depth is too deep.
#[test]
fn the_work_grows_with_the_links() {
    for n in [100, 10_000] {
        with(&large(n), "2026-03-01", |joined| {
            let trail = &joined.trail;
            // each: activity, input, requirement; and of the head: decision, stakeholder, activity, its response
            assert_eq!(trail.nodes().count(), 3 * n + 4);
            // each: serves, feeds, said, heard, became; of the head: takes part, serves, answered
            assert_eq!(trail.edges().len(), 5 * n + 3);
            let walk = trail.walk(at(trail, Part::Activity, "a0"), Direction::Onwards);
            // every link of every activity and input but “said”, each once
            assert_eq!(walk.len(), 4 * n);
            assert_eq!(walk.iter().filter(|step| step.again).count(), n);
            assert_eq!(trail.reached(at(trail, Part::Activity, "a0"), Direction::Onwards).len(), 3 * n);
            assert_eq!(trail.answers.len(), n);
            assert_eq!(trail.sample(10, 1).len(), 10);
        });
    }
}

/// What people wrote is text in every form.
#[test]
fn texts_never_become_structure() {
    for nasty in
        ["=HYPERLINK(1)", "+1", "-1", "@sum", "a\n# b | c", "<script>", "`x` *y* [z](javascript:1)", "\u{202e}x"]
    {
        let text = input(&format!(
            "received = 2026-03-01\nstatus = \"partly\"\nreason = {}\n",
            toml::Value::String(nasty.to_owned())
        ))
        .replace("says = \"Bold.\"", &format!("says = {}", toml::Value::String(nasty.to_owned())));
        with(&text, "2026-03-05", |joined| {
            let chain = view::trail_chain(joined, at(&joined.trail, Part::Input, "bold"));
            for view in [view::trail(joined), view::trail_sample(joined, 1, 1), chain] {
                let csv = documents::csv(&view);
                let columns = |line: &str| cells(line).len();
                let first = columns(csv.lines().next().expect("a heading"));
                for line in csv.lines() {
                    assert_eq!(columns(line), first, "{line}");
                    assert!(!cells(line).iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{line}");
                }
                let page = documents::markdown(&view, joined.playbook.labels());
                let events: Vec<_> = pulldown_cmark::Parser::new_ext(&page, pulldown_cmark::Options::all()).collect();
                for event in events {
                    let html = matches!(event, pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_));
                    let tag = matches!(
                        event,
                        pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { .. } | pulldown_cmark::Tag::Emphasis)
                    );
                    assert!(!html && !tag, "{event:?}\n{page}");
                }
                assert!(!page.contains('\u{202e}') && !csv.contains('\u{202e}'));
            }
        });
    }
}

/// The cells of one row of CSV.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().expect("a cell").push(other),
        }
    }
    cells
}

#[test]
fn every_word_of_the_trail_has_a_label() {
    let labels = Playbook::built_in().labels().clone();
    fn words<T: Vocabulary>() -> Vec<&'static str> {
        T::words().collect()
    }
    for (group, words) in [
        ("answer-states", words::<AnswerState>()),
        ("trail-parts", words::<Part>()),
        ("trail-links", words::<aiproc::join::trail::Link>()),
        ("trail-links-back", words::<aiproc::join::trail::Link>()),
        ("trail-breaks", words::<Fault>()),
    ] {
        for word in words {
            assert!(labels.find(group, word).is_some(), "labels.yaml has no {group}.{word}");
        }
    }
}

#[test]
fn an_id_that_several_things_share_names_them_all() {
    with(&example(), "2026-09-15", |joined| {
        let trail = &joined.trail;
        let found: Vec<Node<'_>> = trail.named("route-without-it").into_iter().map(|id| trail.node(id)).collect();
        let parts: Vec<Part> = found.iter().map(|node| node.part).collect();
        assert_eq!(parts, [Part::Input, Part::Requirement]);
        assert!(trail.named("no-such-thing").is_empty());
    });
}
