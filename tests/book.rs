//! `playbook book`: every record has its place, every link leads somewhere, and nothing is lost that is not the book's.

mod common;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::PathBuf;

use aiproc::playbook::{Kind, Playbook};
use aiproc::render::Renderer;
use aiproc::vocabulary::Vocabulary;
use common::{files, repository};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn pages(playbook: &Playbook) -> BTreeMap<String, String> {
    let renderer = Renderer::new(playbook, &[]).expect("the templates hold");
    let pages = renderer.book(playbook).expect("a book");
    let all: BTreeMap<String, String> = pages.iter().cloned().collect();
    assert_eq!(all.len(), pages.len(), "two pages have one path");
    all
}

fn canada() -> Playbook {
    Playbook::with_organisation(&files(&repository("overlays/canada"))).expect("a sound folder")
}

/// Anchors of headings as forges make them, and links.
fn read(markdown: &str) -> (Vec<(u8, String)>, Vec<String>) {
    let (mut headings, mut links) = (Vec::new(), Vec::new());
    let mut open: Option<(u8, String)> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some((level as u8, String::new())),
            Event::End(TagEnd::Heading(_)) => headings.extend(open.take()),
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, heading)) = &mut open {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    (headings, links)
}

/// What GitHub makes of a heading.
fn slug(heading: &str) -> String {
    let mut out = String::new();
    for c in heading.to_lowercase().chars() {
        match c {
            ' ' => out.push('-'),
            '-' | '_' => out.push(c),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// The page that a link means, from the page that it stands on.
fn target(from: &str, path: &str) -> String {
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in path.split('/') {
        match step {
            ".." => drop(steps.pop()),
            other => steps.push(other),
        }
    }
    steps.join("/")
}

#[test]
fn every_link_leads_to_a_page_and_a_heading() {
    for playbook in [Playbook::built_in(), canada()] {
        let pages = pages(&playbook);
        let mut anchors: BTreeMap<&str, HashSet<String>> = BTreeMap::new();
        for (path, text) in &pages {
            let (headings, _) = read(text);
            let all: Vec<String> = headings.iter().map(|(_, heading)| slug(heading)).collect();
            anchors.insert(path, all.into_iter().collect());
        }
        let (mut checked, mut reached) = (0, HashSet::from(["README.md".to_owned()]));
        for (path, text) in &pages {
            for link in read(text).1 {
                let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
                let page = if file.is_empty() { path.clone() } else { target(path, file) };
                let known = anchors.get(page.as_str()).unwrap_or_else(|| panic!("{path}: {link} leads nowhere"));
                assert!(anchor.is_empty() || known.contains(anchor), "{path}: no heading of {page} is #{anchor}");
                reached.insert(page);
                checked += 1;
            }
        }
        assert!(checked > 3000, "{checked}");
        assert_eq!(reached.len(), pages.len(), "every page is linked to");
    }
}

#[test]
fn every_record_of_every_kind_stands_in_it_once() {
    for playbook in [Playbook::built_in(), canada()] {
        let all: String = pages(&playbook).into_values().collect();
        for kind in Kind::ALL {
            for id in playbook.ids(*kind) {
                assert_eq!(all.matches(&format!("`{kind}/{id}`")).count(), 1, "{kind}/{id}");
            }
        }
    }
}

#[test]
fn pages_keep_the_rules_of_the_linter() {
    for (path, text) in pages(&canada()) {
        let (headings, _) = read(&text);
        assert_eq!(headings.iter().filter(|(level, _)| *level == 1).count(), 1, "{path}");
        let mut before = 0;
        let mut siblings: Vec<HashSet<String>> = vec![HashSet::new(); 8];
        for (level, heading) in &headings {
            assert!(*level <= before + 1, "{path}: “{heading}” skips a level");
            assert!(!heading.ends_with(['.', ',', ';', ':', '!']), "{path}: {heading}");
            siblings[usize::from(*level) + 1..].iter_mut().for_each(HashSet::clear);
            assert!(siblings[usize::from(*level)].insert(heading.clone()), "{path}: “{heading}” stands twice");
            before = *level;
        }
        assert!(text.ends_with('\n') && !text.ends_with("\n\n") && !text.contains("\n\n\n"), "{path}");
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2) {
            assert_eq!(pair[0].trim_end(), pair[0], "{path}");
            let apart = |line: &str| line.is_empty() || line.starts_with("- ");
            if pair[0].starts_with('#') || pair[1].starts_with('#') {
                assert!(pair[0].is_empty() || pair[1].is_empty(), "{path}: {pair:?}");
            }
            if pair[0].starts_with("- ") != pair[1].starts_with("- ") {
                assert!(apart(pair[0]) && apart(pair[1]), "{path}: {pair:?}");
            }
        }
    }
}

#[test]
fn a_second_run_changes_nothing_and_what_is_not_the_books_is_left_alone() {
    let folder = std::env::temp_dir().join(format!("aiproc-book-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let run = |more: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_aiproc"))
            .args(["playbook", "book", "--out"])
            .arg(&folder)
            .args(more)
            .current_dir(std::env::temp_dir())
            .env_clear()
            .output()
            .expect("it runs")
    };
    let all = |folder: &PathBuf| -> BTreeMap<String, String> {
        files(folder).into_iter().map(|f| (f.path, f.text)).collect()
    };
    assert!(run(&[]).status.success());
    let first = all(&folder);
    assert_eq!(first, pages(&Playbook::built_in()));
    fs::write(folder.join("notes.md"), "mine\n").expect("a file");
    assert!(run(&[]).status.success());
    let mut second = all(&folder);
    assert_eq!(second.remove("notes.md").as_deref(), Some("mine\n"));
    assert_eq!(second, first);
    // An older book is written over; somebody's own file in a folder that is no book is not.
    fs::write(folder.join("glossary.md"), "an older page\n").expect("a file");
    assert!(run(&[]).status.success());
    assert_eq!(all(&folder).get("glossary.md"), first.get("glossary.md"));
    fs::write(folder.join("README.md"), "# My own project\n").expect("a file");
    fs::remove_file(folder.join("rules.md")).expect("it was there");
    let refused = run(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--force"));
    assert!(!folder.join("rules.md").exists(), "nothing is written then");
    assert!(run(&["--force"]).status.success());
    assert_eq!(all(&folder).get("README.md"), first.get("README.md"));
    let _ = fs::remove_dir_all(&folder);
}
