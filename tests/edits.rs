//! Edits of a project file, as text before and after. What is expected was written by hand.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use aiproc::date::Date;
use aiproc::id::Id;
use aiproc::lifecycle::Stage;
use aiproc::project::model::ItemState;
use aiproc::project::{Edit, FieldPath, ProjectFile, Refusal, Value};

/// What every case begins with.
const HEAD: &str = "\
format = 1

[project]
title = \"Triage\"          # what people call it
authority = \"Vilanova\"
stage = \"problem-and-needs\"   # everything up to here is judged
";

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn path(text: &str) -> FieldPath {
    text.parse().unwrap()
}

fn apply(before: &str, edit: &Edit) -> Result<String, Refusal> {
    ProjectFile::new(before).apply(edit).map(|file| file.text().to_owned())
}

/// The case with line feeds, and the same with Windows line ends and a byte-order mark.
#[track_caller]
fn case(before: &str, edit: Edit, after: &str) {
    let both = |text: &str| format!("{HEAD}{text}");
    assert_eq!(apply(&both(before), &edit).unwrap(), both(after));
    let windows = |text: &str| format!("\u{feff}{}", both(text).replace('\n', "\r\n"));
    assert_eq!(apply(&windows(before), &edit).unwrap(), windows(after));
}

fn answer(item: &str, state: ItemState) -> Edit {
    let item = id(item);
    Edit::SetAnswer { item, state, note: None, reason: None, evidence: Vec::new(), by: None, on: None }
}

fn noted(item: &str, text: &str) -> Edit {
    let (item, note) = (id(item), Some(text.to_owned()));
    Edit::SetAnswer {
        item,
        state: ItemState::Answered,
        note,
        reason: None,
        evidence: Vec::new(),
        by: None,
        on: Some(day("2026-03-01")),
    }
}

fn evidenced(item: &str, evidence: &[&str]) -> Edit {
    let evidence = evidence.iter().map(|e| (*e).to_owned()).collect();
    let item = id(item);
    Edit::SetAnswer { item, state: ItemState::Evidenced, note: None, reason: None, evidence, by: None, on: None }
}

fn set(field: &str, value: impl Into<Value>) -> Edit {
    Edit::SetStakeholder { id: id("claimants"), field: path(field), value: value.into() }
}

fn unset(field: &str) -> Edit {
    Edit::UnsetStakeholder { id: id("claimants"), field: path(field) }
}

fn add() -> Edit {
    let fields = vec![("name", "Unions".into()), ("type", "unions".into()), ("power", Value::Integer(3))];
    Edit::AddStakeholder { id: id("unions"), fields }
}

fn remove() -> Edit {
    Edit::RemoveStakeholder { id: id("claimants") }
}

#[test]
fn the_comment_at_the_end_of_a_changed_line_stays() {
    let before = HEAD.to_owned();
    let after = HEAD.replace("\"problem-and-needs\"   # ev", "\"tender-design\"   # ev");
    assert_eq!(apply(&before, &Edit::SetStage { stage: Stage::TenderDesign }).unwrap(), after);
}

#[test]
fn the_same_value_again_changes_nothing() {
    case(
        "[answers.a]\nstate = 'answered' # so\n",
        answer("a", ItemState::Answered),
        "[answers.a]\nstate = 'answered' # so\n",
    );
    case(
        "[stakeholders]\nclaimants = { name = \"C\", type = \"t\", power = +0x2 }\n".replace("+0x2", "0x2").as_str(),
        set("power", 2),
        "[stakeholders]\nclaimants = { name = \"C\", type = \"t\", power = 0x2 }\n",
    );
}

#[test]
fn a_first_answer_goes_to_the_end_of_the_file() {
    case(
        "",
        noted("mission", "We \"know\"."),
        "
[answers.mission]
state = \"answered\"
note = \"We \\\"know\\\".\"
on = 2026-03-01
",
    );
}

#[test]
fn a_further_answer_goes_after_the_last_of_its_section() {
    case(
        "
[answers.a]
state = \"unknown\"
# note = \"to be asked\"

# waivers below
[waivers.w]
rule = \"r\"
reason = \"x\"
by = \"y\"
until = 2026-09-30
",
        answer("b", ItemState::Unknown),
        "
[answers.a]
state = \"unknown\"
# note = \"to be asked\"

[answers.b]
state = \"unknown\"

# waivers below
[waivers.w]
rule = \"r\"
reason = \"x\"
by = \"y\"
until = 2026-09-30
",
    );
}

#[test]
fn siblings_without_blank_lines_get_none() {
    case(
        "[answers.a]\nstate = \"unknown\"\n[answers.b]\nstate = \"unknown\"\n# about time\n[timeline]\n",
        answer("c", ItemState::Unknown),
        "[answers.a]\nstate = \"unknown\"\n[answers.b]\nstate = \"unknown\"\n[answers.c]\nstate = \"unknown\"\n\
         # about time\n[timeline]\n",
    );
}

#[test]
fn a_new_field_goes_after_the_last_of_its_table() {
    case(
        "
[answers.a]
  state = \"unknown\"   # for now

  # about b
[answers.b]
state = \"unknown\"
",
        noted("a", "Two\nlines"),
        "
[answers.a]
  state = \"answered\"   # for now
  note = \"\"\"
Two
lines\"\"\"
  on = 2026-03-01

  # about b
[answers.b]
state = \"unknown\"
",
    );
}

#[test]
fn a_text_over_several_lines_is_replaced_as_a_whole() {
    case(
        "[canvas.mission]\ndirection = '''\none\n[two]\n''' # kept\nother = \"o\"\n",
        Edit::SetCanvasText { canvas: id("mission"), block: id("direction"), text: "new".into() },
        "[canvas.mission]\ndirection = \"new\" # kept\nother = \"o\"\n",
    );
}

#[test]
fn evidence_is_added_in_the_form_of_the_list() {
    case(
        "[answers.a]\nstate = \"evidenced\"\nevidence = [ \"e/a.md\" ] # kept\n",
        evidenced("a", &["e/a.md", "e/b.md"]),
        "[answers.a]\nstate = \"evidenced\"\nevidence = [ \"e/a.md\", \"e/b.md\" ] # kept\n",
    );
    case(
        "[answers.a]\nstate = \"evidenced\"\nevidence = [\n  \"e/a.md\", # minutes\n  # more to come\n]\n",
        evidenced("a", &["e/a.md", "e/b.md", "e/c.md"]),
        "[answers.a]\nstate = \"evidenced\"\nevidence = [\n  \"e/a.md\", # minutes\n  \"e/b.md\",\n  \"e/c.md\",\n  \
         # more to come\n]\n",
    );
    case(
        "[answers.a]\nstate = \"evidenced\"\nevidence = [\n  \"e/a.md\" # minutes, signed\n]\n",
        evidenced("a", &["e/a.md", "e/b.md"]),
        "[answers.a]\nstate = \"evidenced\"\nevidence = [\n  \"e/a.md\", # minutes, signed\n  \"e/b.md\"\n]\n",
    );
    case(
        "[answers.a]\nstate = \"evidenced\"\nevidence = [\n  \"e/a.md\", ]\n",
        evidenced("a", &["e/a.md", "e/b.md"]),
        "[answers.a]\nstate = \"evidenced\"\nevidence = [\n  \"e/a.md\", \"e/b.md\", ]\n",
    );
    // another list replaces it
    case(
        "[answers.a]\nstate = \"evidenced\"\nevidence = [ \"e/a.md\" ] # kept\n",
        evidenced("a", &["e/b.md"]),
        "[answers.a]\nstate = \"evidenced\"\nevidence = [\"e/b.md\"] # kept\n",
    );
}

#[test]
fn inline_tables() {
    let before =
        "[stakeholders]\nclaimants = { name = \"C\", type = \"t\", scored.by = \"lead\" } # who\n\n[timeline]\n";
    case(before, set("power", 5), &before.replace("\"lead\" }", "\"lead\", power = 5 }"));
    case(before, set("name", "Two\nlines"), &before.replace("\"C\"", "\"Two\\nlines\""));
    case(
        before,
        set("scored.on", day("2026-01-02")),
        &before.replace("\"lead\" }", "\"lead\", scored.on = 2026-01-02 }"),
    );
    case(
        before,
        set("conflict.declared", "none"),
        &before.replace("\"lead\" }", "\"lead\", conflict = { declared = \"none\" } }"),
    );
    case(before, unset("scored"), &before.replace(", scored.by = \"lead\"", ""));
    case(
        before,
        add(),
        &before.replace("# who\n", "# who\nunions = { name = \"Unions\", type = \"unions\", power = 3 }\n"),
    );
    case(before, remove(), "[stakeholders]\n\n[timeline]\n");
}

#[test]
fn an_inline_table_over_several_lines_as_newer_toml_has_it() {
    let before = "[stakeholders]\nclaimants = {\n  name = \"C\", # who\n  type = \"t\",  # what\n}\n";
    case(before, set("power", 5), &before.replace("\"t\",", "\"t\", power = 5,"));
    case(before, set("name", "D"), &before.replace("\"C\"", "\"D\""));
}

#[test]
fn nothing_is_written_that_older_toml_does_not_know() {
    let edit = |text: &str| Edit::SetFact { path: path("mission.problem"), value: text.into() };
    case(
        "",
        edit("bell\u{7} escape\u{1b} \t\"\\"),
        "\n[mission]\nproblem = \"bell\\u0007 escape\\u001B \\t\\\"\\\\\"\n",
    );
}

#[test]
fn a_whole_section_inline() {
    // such a section stands above the first heading
    let whole = |answers: &str| format!("format = 1\nanswers = {answers} # all\n\n{}", &HEAD["format = 1\n\n".len()..]);
    let done = |before: &str, edit: Edit| apply(&whole(before), &edit).unwrap();
    assert_eq!(done("{}", answer("a", ItemState::Unknown)), whole("{ a = { state = \"unknown\" } }"));
    let before = "{ a = { state = \"unknown\" }, b.state = \"unknown\" }";
    assert_eq!(
        done(before, answer("c", ItemState::Unknown)),
        whole("{ a = { state = \"unknown\" }, b.state = \"unknown\", c = { state = \"unknown\" } }")
    );
    assert_eq!(
        done(before, noted("b", "x")),
        whole("{ a = { state = \"unknown\" }, b.state = \"answered\", b.note = \"x\", b.on = 2026-03-01 }")
    );
}

#[test]
fn dotted_keys_under_a_heading() {
    let before =
        "[stakeholders]\n  claimants.name = \"C\"\n  claimants . \"type\" = \"t\" # so\n\n# time\n[timeline]\n";
    case(before, set("power", 5), &before.replace("# so\n", "# so\n  claimants.power = 5\n"));
    case(
        before,
        add(),
        &before.replace("# so\n", "# so\n  unions.name = \"Unions\"\n  unions.type = \"unions\"\n  unions.power = 3\n"),
    );
    case(before, remove(), "[stakeholders]\n\n# time\n[timeline]\n");
}

#[test]
fn dotted_keys_at_the_top() {
    let top = |lines: &str| format!("format = 1\n{lines}{}", &HEAD["format = 1\n".len()..]);
    let before = "stakeholders.claimants.name = \"C\"\nstakeholders.\"claimants\".type = \"t\" # so\n";
    let after = |edit: Edit| apply(&top(before), &edit).unwrap();
    assert_eq!(after(set("power", 5)), top(&format!("{before}stakeholders.\"claimants\".power = 5\n")));
    assert_eq!(
        after(add()),
        top(&format!(
            "{before}stakeholders.unions.name = \"Unions\"\nstakeholders.unions.type = \"unions\"\n\
             stakeholders.unions.power = 3\n"
        ))
    );
    assert_eq!(after(remove()), top(""));
}

#[test]
fn a_fact_given_by_dotted_keys() {
    case(
        "value.amount = 1_000 # net\nvalue.currency = \"EUR\"\n",
        Edit::SetFact {
            path: path("project.value"),
            value: Value::Table(vec![("amount".into(), Value::Number(480_000.0)), ("currency".into(), "EUR".into())]),
        },
        "value.amount = 480000 # net\nvalue.currency = \"EUR\"\n",
    );
}

#[test]
fn quoted_keys_and_headings() {
    let before =
        "[ \"stakeholders\" . 'claimants' ] # first\n\"name\" = \"C\"\n'type' = \"t\"\n\"po\\u0077er\" = 1 # low\n";
    case(before, set("power", 5), &before.replace("= 1 #", "= 5 #"));
    case(before, unset("power"), &before.replace("\"po\\u0077er\" = 1 # low\n", ""));
}

const OUT_OF_ORDER: &str = "
# who is concerned
[stakeholders.claimants.conflict]
declared = \"none\"

[timeline]
go-live = 2027-01-01

# the claimants
[stakeholders.claimants] # most exposed
name = \"C\"
type = \"t\"
# power = ?

# the landlords
[stakeholders.landlords]
name = \"L\"
type = \"t\"

[stakeholders.claimants.scored]
by = \"lead\"
";

#[test]
fn tables_out_of_order() {
    case(OUT_OF_ORDER, set("power", 5), &OUT_OF_ORDER.replace("\"t\"\n# power", "\"t\"\npower = 5\n# power"));
    case(
        OUT_OF_ORDER,
        set("scored.on", day("2026-01-02")),
        &OUT_OF_ORDER.replace("\"lead\"\n", "\"lead\"\non = 2026-01-02\n"),
    );
    case(
        OUT_OF_ORDER,
        add(),
        &format!("{OUT_OF_ORDER}\n[stakeholders.unions]\nname = \"Unions\"\ntype = \"unions\"\npower = 3\n"),
    );
    case(OUT_OF_ORDER, unset("scored"), OUT_OF_ORDER.split("\n[stakeholders.claimants.scored]").next().unwrap());
}

#[test]
fn a_removed_record_leaves_the_comments_of_others() {
    case(
        OUT_OF_ORDER,
        remove(),
        "
# who is concerned

[timeline]
go-live = 2027-01-01

# the claimants

# the landlords
[stakeholders.landlords]
name = \"L\"
type = \"t\"
",
    );
    case(
        "\n[stakeholders.claimants]\nname = \"C\"\ntype = \"t\"\n# the landlords\n[stakeholders.l]\nname = \"L\"\ntype = \"t\"\n",
        remove(),
        "\n# the landlords\n[stakeholders.l]\nname = \"L\"\ntype = \"t\"\n",
    );
}

#[test]
fn a_table_known_only_by_those_inside_gets_its_own_heading() {
    case(
        "\n[mission.target]\nindicator = \"days\"\n\n[timeline]\n",
        Edit::SetFact { path: path("mission.challenge"), value: "Letters nobody understands".into() },
        "\n[mission.target]\nindicator = \"days\"\n\n[mission]\nchallenge = \"Letters nobody understands\"\n\n[timeline]\n",
    );
}

#[test]
fn a_new_section_and_a_new_group_in_it() {
    case(
        "",
        Edit::SetFact { path: path("mission.target.indicator"), value: "days".into() },
        "\n[mission]\ntarget = { indicator = \"days\" }\n",
    );
    case(
        "\n[mission]\nowner = \"head\" # who\n",
        Edit::SetFact { path: path("mission.target.indicator"), value: "days".into() },
        "\n[mission]\nowner = \"head\" # who\ntarget = { indicator = \"days\" }\n",
    );
    case(
        "",
        Edit::SetStageRecord { stage: Stage::Contract, field: "closed", value: day("2026-01-02").into() },
        "\n[stages.contract]\nclosed = 2026-01-02\n",
    );
    case(
        "",
        Edit::SetFact { path: path("system.annex-iii"), value: Value::TextList(vec!["5a".into()]) },
        "\n[system]\nannex-iii = [\"5a\"]\n",
    );
    case(
        "",
        Edit::SetFact { path: path("readiness.data.inventory"), value: Value::Integer(2) },
        "\n[readiness.data]\ninventory = 2\n",
    );
}

#[test]
fn a_fact_taken_out_leaves_all_else() {
    let before = "\n[system]\n# asked twice\nai = true # so\nannex-iii = [\n  \"5a\", # benefits\n]\n\n[mission]\ntarget.indicator = \"days\"\nowner = \"head\"\n";
    let without = |place: &str, lines: &str| {
        case(before, Edit::UnsetFact { path: path(place) }, &before.replace(lines, ""));
    };
    without("system.ai", "ai = true # so\n");
    without("system.annex-iii", "annex-iii = [\n  \"5a\", # benefits\n]\n");
    without("mission.target", "target.indicator = \"days\"\n");
    without("system.profiling", "nothing, for it is not there");
    let outside = Edit::UnsetFact { path: path("stakeholders.claimants.power") };
    assert!(matches!(apply(HEAD, &outside), Err(Refusal::NotWritable(_))));
    let needed = Edit::UnsetFact { path: path("project.title") };
    assert!(matches!(apply(HEAD, &needed), Err(Refusal::WouldNotRead(_))));
}

#[test]
fn an_empty_section_heading() {
    case(
        "[answers] # soon\n",
        answer("a", ItemState::Unknown),
        "[answers] # soon\n\n[answers.a]\nstate = \"unknown\"\n",
    );
}

#[test]
fn no_line_end_at_the_end() {
    let file = |rest: &str| format!("{HEAD}{rest}");
    let done = |rest: &str, edit: Edit| apply(&file(rest), &edit).unwrap();
    let one = "\n[answers.a]\nstate = \"unknown\" # é";
    assert_eq!(
        done(one, noted("a", "x")),
        file("\n[answers.a]\nstate = \"answered\" # é\nnote = \"x\"\non = 2026-03-01")
    );
    assert_eq!(done(one, answer("b", ItemState::Unknown)), file(&format!("{one}\n\n[answers.b]\nstate = \"unknown\"")));
    let two = "\n[stakeholders.claimants]\nname = \"C\"\ntype = \"t\"\npower = 1";
    assert_eq!(done(two, unset("power")), file("\n[stakeholders.claimants]\nname = \"C\"\ntype = \"t\"\n"));
    assert_eq!(done(two, remove()), file(""));
}

#[test]
fn mixed_line_ends_follow_the_neighbour() {
    let before = format!("{HEAD}\r\n[answers.a]\r\nstate = \"unknown\"\r\n\n[answers.b]\nstate = \"unknown\"\n");
    assert_eq!(
        apply(&before, &noted("a", "1\n2")).unwrap(),
        before.replace(
            "[answers.a]\r\nstate = \"unknown\"\r\n",
            "[answers.a]\r\nstate = \"answered\"\r\nnote = \"\"\"\r\n1\r\n2\"\"\"\r\non = 2026-03-01\r\n"
        )
    );
    assert_eq!(
        apply(&before, &answer("c", ItemState::Unknown)).unwrap(),
        format!("{before}\n[answers.c]\nstate = \"unknown\"\n")
    );
}

#[test]
fn taking_back_what_was_added_gives_the_same_bytes() {
    for rest in
        ["", OUT_OF_ORDER, "\n[timeline]\n\n\n\n# end\n", "\n[stakeholders.l]\nname='L'\ntype='t'\n\n\n[timeline]\n"]
    {
        let before = format!("{HEAD}{rest}");
        let added = apply(&before, &add()).unwrap();
        assert_eq!(apply(&added, &Edit::RemoveStakeholder { id: id("unions") }).unwrap(), before, "{rest}");
    }
}

#[test]
fn any_text_comes_back_as_it_was() {
    for text in [
        "a\\b",
        "\"\"\"\"",
        "'''\n\"\"\"",
        "tab\tbell\u{7}\u{7f}",
        "cr\rcr",
        "trailing \\\n  next",
        "é\u{2028}😀",
        "#[x]\n# y",
    ] {
        let edit = Edit::SetCanvasText { canvas: id("mission"), block: id("direction"), text: text.into() };
        let file = ProjectFile::new(HEAD).apply(&edit).unwrap();
        let document = file.document().unwrap();
        let project = aiproc::project::Project::read(&document).unwrap();
        assert_eq!(project.canvas.get("mission").unwrap().get("direction").unwrap(), text);
    }
}

#[test]
fn refusals() {
    let two = format!(
        "{HEAD}[stakeholders.claimants]\nname = \"C\"\ntype = \"t\"\n[stakeholders.unions]\nname='U'\ntype='t'\n"
    );
    let said = |before: &str, edit: Edit| {
        let refusal = apply(before, &edit).unwrap_err();
        (refusal.to_string(), refusal.hint().unwrap_or_default())
    };
    assert_eq!(
        said(&two, add()),
        (
            "stakeholders.unions is in the project file already".into(),
            "Choose another id, or change the one that is there.".into()
        )
    );
    assert_eq!(
        said(&two, Edit::RemoveStakeholder { id: id("claimant") }),
        ("stakeholders.claimant is not in the project file".into(), "Did you mean “claimants”?".into())
    );
    assert_eq!(
        said(&two, set("pwoer", 3)),
        ("“pwoer” is not a field of a stakeholder".into(), "Did you mean “power”?".into())
    );
    assert_eq!(said(&two, set("power", 9)).0, "“power” must be from 1 to 5, not 9");
    assert_eq!(said(&two, unset("name")).0, "“name” is missing");
    assert_eq!(
        said(&two, answer("a", ItemState::NotApplicable)),
        ("“not-applicable” needs a reason".into(), "Add reason = \"…\" to this answer.".into())
    );
    for place in ["policy.fail-on", "project", "project.colour", "stakeholders.claimants.power", "mission.reviews[0]"] {
        let edit = Edit::SetFact { path: path(place), value: "x".into() };
        assert_eq!(apply(&two, &edit), Err(Refusal::NotWritable(path(place))));
    }
    assert_eq!(
        said("format = 1\n[project]\n", add()).0,
        "the project file has problems, so nothing was written: “title” is missing; 2 more"
    );
    assert_eq!(said("", add()).0, "the project file has a problem, so nothing was written: the file is empty");
}

#[test]
fn an_edit_can_be_shown() {
    assert_eq!(
        noted("a", "x\ny").to_string(),
        "answers.a.state = \"answered\"\nanswers.a.note = \"x\\ny\"\nanswers.a.on = 2026-03-01"
    );
    assert_eq!(add().to_string(), "stakeholders.unions = { name = \"Unions\", type = \"unions\", power = 3 }");
    assert_eq!(unset("scored.by").to_string(), "remove stakeholders.claimants.scored.by");
}
