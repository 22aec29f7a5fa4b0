//! Reads each format back with a reader that knows the format, not aiproc.

use std::collections::BTreeMap;

use aiproc::report::Format;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quick_xml::events::Event as Xml;
use serde_json::Value;

/// A finding as a reader of a format sees it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    pub rule: String,
    pub severity: String,
    pub outcome: String,
}

fn seen(rule: &str, severity: &str, outcome: &str) -> Seen {
    Seen { rule: rule.to_owned(), severity: severity.to_owned(), outcome: outcome.to_owned() }
}

/// The findings of a report by rule, severity and outcome, and the number of problems of files.
pub fn read(format: Format, text: &str) -> (BTreeMap<Seen, usize>, usize) {
    let (findings, problems) = match format {
        Format::Text => plain(text),
        Format::Json => json(text),
        Format::Sarif => sarif(text),
        Format::Junit => junit(text),
        Format::Github => github(text),
        Format::Gitlab => gitlab(text),
        Format::Markdown => markdown(text),
        Format::Csv => csv(text),
    };
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding).or_default() += 1;
    }
    (counts, problems)
}

type Read = (Vec<Seen>, usize);

fn plain(text: &str) -> Read {
    let (mut findings, mut problems) = (Vec::new(), 0);
    for line in text.lines() {
        // A finding begins at the edge with its name and its rule between brackets: `error[rule]: …`.
        let Some((name, rest)) = line.split_once('[') else { continue };
        let Some((rule, _)) = rest.split_once("]: ") else { continue };
        let (severity, outcome) = match name.split_once(" (") {
            Some((severity, "cannot tell)")) => (severity, "cannot-tell"),
            None if matches!(name, "waived" | "known") => ("", name),
            Some(_) | None => (name, "found"),
        };
        if !["error", "warning", "note", ""].contains(&severity) {
            continue;
        }
        match rule {
            "unknown-word" => problems += 1,
            rule => findings.push(seen(rule, severity, outcome)),
        }
    }
    (findings, problems)
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn json(text: &str) -> Read {
    let report: Value = serde_json::from_str(text).expect("JSON");
    let finding = |f: &Value| seen(word(&f["rule"]), word(&f["severity"]), word(&f["outcome"]));
    (list(&report["findings"]).iter().map(finding).collect(), list(&report["problems"]).len())
}

fn sarif(text: &str) -> Read {
    let log: Value = serde_json::from_str(text).expect("JSON");
    let run = &log["runs"][0];
    let rules = list(&run["tool"]["driver"]["rules"]);
    let findings = list(&run["results"]).iter().map(|result| {
        let rule = word(&result["ruleId"]);
        let known = rules.iter().filter(|r| r["id"] == rule).count();
        assert_eq!(known, 1, "{rule} stands {known} times in the table of rules");
        let outcome = word(&result["properties"]["outcome"]);
        let accepted = result["suppressions"][0]["status"] == "accepted";
        assert_eq!(accepted, matches!(outcome, "waived" | "known"), "{result}");
        assert_eq!(result["baselineState"] == "unchanged", outcome == "known", "{result}");
        let text = word(&result["message"]["text"]);
        let links = text.match_indices("](").filter(|(at, _)| !text[..*at].ends_with('\\')).count();
        assert!(result["kind"].is_null() && links == 0, "{result}");
        let uri = word(&result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        assert!(uri.chars().all(plain) && !uri.starts_with('.'), "{uri}");
        seen(rule, word(&result["level"]), outcome)
    });
    (findings.collect(), list(&run["invocations"][0]["toolExecutionNotifications"]).len())
}

/// An element of XML: its name, attributes, text and children.
#[derive(Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

fn xml(text: &str) -> Element {
    let forbidden = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(forbidden), "XML 1.0 forbids a character in {text:?}");
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e}\n{text}")) {
            Xml::Start(tag) => open.push(element(&tag)),
            Xml::Empty(tag) => open.last_mut().expect("the top").children.push(element(&tag)),
            Xml::End(_) => {
                let done = open.pop().expect("it is open");
                open.last_mut().expect("the top").children.push(done);
            }
            Xml::Text(part) => open.last_mut().expect("the top").text += &part.decode().expect("UTF-8"),
            Xml::GeneralRef(name) => {
                let known = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'")];
                let name = name.decode().expect("UTF-8").into_owned();
                let (_, text) = known.iter().find(|(own, _)| *own == name).unwrap_or_else(|| panic!("&{name};"));
                open.last_mut().expect("the top").text += text;
            }
            Xml::Decl(_) => {}
            Xml::Eof => break,
            other => panic!("the report holds {other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    open.remove(0).children.remove(0)
}

fn element(tag: &quick_xml::events::BytesStart<'_>) -> Element {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let name = String::from_utf8(attribute.key.as_ref().to_vec()).expect("UTF-8");
        (name, attribute.unescape_value().expect("a value").into_owned())
    });
    let name = String::from_utf8(tag.name().as_ref().to_vec()).expect("UTF-8");
    Element { name, attributes: attributes.collect(), ..Element::default() }
}

/// What Jenkins' schema of the dialect allows, by element: attributes and children.
const JUNIT: &[(&str, &[&str], &[&str])] = &[
    ("testsuites", &["name"], &["testsuite"]),
    ("testsuite", &["name", "tests", "failures", "errors", "skipped", "time", "file"], &["properties", "testcase"]),
    ("properties", &[], &["property"]),
    ("property", &["name", "value"], &[]),
    ("testcase", &["name", "classname", "time"], &["failure", "error", "skipped", "system-out"]),
    ("failure", &["message", "type"], &[]),
    ("error", &["message", "type"], &[]),
    ("skipped", &["message"], &[]),
    ("system-out", &[], &[]),
];

fn allowed(element: &Element) {
    let (_, attributes, children) =
        JUNIT.iter().find(|(name, _, _)| *name == element.name).unwrap_or_else(|| panic!("<{}>", element.name));
    assert!(element.attributes.keys().all(|name| attributes.contains(&name.as_str())), "{:?}", element.attributes);
    assert!(element.children.iter().all(|child| children.contains(&child.name.as_str())), "<{}>", element.name);
    element.children.iter().for_each(allowed);
}

fn junit(text: &str) -> Read {
    let suites = xml(text);
    allowed(&suites);
    let (mut findings, mut problems) = (Vec::new(), 0);
    for suite in &suites.children {
        let cases: Vec<&Element> = suite.children.iter().filter(|c| c.name == "testcase").collect();
        let with = |name: &str| cases.iter().filter(|c| c.children.iter().any(|e| e.name == name)).count();
        for (name, count) in [
            ("tests", cases.len()),
            ("failures", with("failure")),
            ("errors", with("error")),
            ("skipped", with("skipped")),
        ] {
            assert_eq!(suite.attributes[name], count.to_string(), "{name} of {}", suite.attributes["name"]);
        }
        for case in cases {
            let ends = case.children.iter().filter(|e| e.name != "system-out").count();
            assert!(ends <= 1, "a test ends in {ends} ways");
            for child in &case.children {
                let lines = child.text.lines().filter(|line| !line.is_empty() && !line.starts_with("    "));
                if child.name == "error" {
                    problems += lines.count();
                    continue;
                }
                for line in lines {
                    let told = ["error", "warning", "note"].iter().find_map(|severity| {
                        let (_, rest) = line.split_once(&format!(": {severity} ("))?;
                        Some((*severity, rest.split_once("): ")?.0))
                    });
                    let (severity, outcome) = told.unwrap_or_else(|| panic!("{line}"));
                    findings.push(seen(&case.attributes["name"], severity, outcome));
                }
            }
        }
    }
    (findings, problems)
}

fn github(text: &str) -> Read {
    let (mut findings, mut problems) = (Vec::new(), 0);
    // The runner ends a line at either mark, looks for commands at the start, and for `##[` anywhere else.
    for line in text.split(['\n', '\r']) {
        let Some(command) = line.trim_start().strip_prefix("::") else {
            assert!(!line.contains("##[") && !line.contains("::"), "{line}");
            continue;
        };
        let (head, _) = command.split_once("::").expect("a message");
        let (kind, properties) = head.split_once(' ').expect("properties");
        let properties: BTreeMap<&str, &str> = properties.split(',').map(|p| p.split_once('=').expect("=")).collect();
        assert!(properties.contains_key("file") && properties.contains_key("line"), "{line}");
        let severity = if kind == "notice" { "note" } else { kind };
        match properties["title"].split_once(" (") {
            Some((rule, _)) => findings.push(seen(rule, severity, "cannot-tell")),
            None if properties["title"] == "unknown-word" => problems += 1,
            None => findings.push(seen(properties["title"], severity, "found")),
        }
    }
    (findings, problems)
}

fn gitlab(text: &str) -> Read {
    let report: Value = serde_json::from_str(text).expect("JSON");
    let (mut findings, mut problems) = (Vec::new(), 0);
    for record in list(&report) {
        let path = word(&record["location"]["path"]);
        assert!(!path.starts_with("./") && record["location"]["lines"]["begin"].as_u64() >= Some(1), "{record}");
        let cannot_tell = word(&record["description"]).starts_with("cannot tell: ");
        let severity = match word(&record["severity"]) {
            "critical" => "error",
            "major" => "warning",
            "info" => "note",
            "blocker" => {
                problems += 1;
                continue;
            }
            other => panic!("{other}"),
        };
        let outcome = if cannot_tell { "cannot-tell" } else { "found" };
        findings.push(seen(word(&record["check_name"]), severity, outcome));
    }
    (findings, problems)
}

fn markdown(text: &str) -> Read {
    let (mut findings, mut problems) = (Vec::new(), 0);
    let (mut heading, mut group, mut cells) = (None::<String>, String::new(), Vec::<String>::new());
    let mut tags = 0;
    let mut rows = 0;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                assert!(level as usize >= 2, "a heading that is none of ours");
                heading = Some(String::new());
            }
            Event::End(TagEnd::Heading(_)) => group = heading.take().unwrap_or_default(),
            Event::Start(Tag::TableRow) => cells.clear(),
            Event::Start(Tag::TableCell) => cells.push(String::new()),
            Event::End(TagEnd::TableRow) => {
                rows += 1;
                assert_eq!(cells.len(), 3, "{cells:?}");
                let (rule, rest) = cells[1].split_once(" (").unwrap_or((&cells[1], ""));
                let of_group = ["error", "warning", "note"].into_iter().find(|s| group.contains(s));
                match (of_group, rest.trim_end_matches(')')) {
                    _ if group.ends_with("could not be judged") => problems += 1,
                    (Some(severity), "cannot tell") => findings.push(seen(rule, severity, "cannot-tell")),
                    _ if group.ends_with(" waived") => findings.push(seen(rule, rest.trim_end_matches(')'), "waived")),
                    _ if group.contains("baseline") => findings.push(seen(rule, rest.trim_end_matches(')'), "known")),
                    (Some(severity), "") => findings.push(seen(rule, severity, "found")),
                    other => panic!("{other:?} in “{group}”"),
                }
            }
            Event::InlineHtml(tag) => {
                let ours = ["<details>", "<summary>", "</summary>", "</details>"];
                assert!(ours.contains(&&*tag), "{tag}");
                tags += 1;
            }
            Event::Text(part) | Event::Code(part) => match (&mut heading, cells.last_mut()) {
                (Some(heading), _) => *heading += &part,
                (None, Some(cell)) => *cell += &part,
                (None, None) => {}
            },
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::CodeBlock(_) | Tag::List(_)) => {
                panic!("{event:?} in {text}")
            }
            Event::Html(html) => panic!("{html}"),
            Event::TaskListMarker(_) => panic!("a task"),
            _ => {}
        }
    }
    assert!(tags <= 4 * rows, "{tags} tags in {rows} rows");
    assert!(!text.contains("@everyone"), "a mention");
    (findings, problems)
}

fn csv(text: &str) -> Read {
    let (mut findings, mut problems) = (Vec::new(), 0);
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    assert_eq!(text.matches("\r\n").count() >= 1, !text.is_empty());
    let column = |name: &str| header.iter().position(|own| own == name).unwrap_or_else(|| panic!("{name}"));
    let [severity, outcome, rule] = ["severity", "outcome", "rule"].map(column);
    for record in reader.records() {
        let record = record.expect("a row with as many cells as the header");
        for cell in &record {
            let shown = cell.trim_start();
            assert!(!shown.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} begins a formula");
        }
        match &record[outcome] {
            "unreadable" => problems += 1,
            found => findings.push(seen(&record[rule], &record[severity], found)),
        }
    }
    (findings, problems)
}
