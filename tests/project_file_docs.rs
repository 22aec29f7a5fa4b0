//! `docs/project-file.md` says what the program reads.

mod common;

use std::fs;

use aiproc::project::fields::fields;
use aiproc::project::reference::project_file;
use common::repository;

#[test]
fn the_page_is_what_the_tables_say() {
    let page = project_file();
    let path = repository("docs/project-file.md");
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = written.lines().zip(page.lines()).position(|(a, b)| a != b);
    assert!(
        written == page,
        "docs/project-file.md differs from line {}; to write it anew: UPDATE_DOCS=1 cargo test --test project_file_docs",
        differs.map_or(written.lines().count().min(page.lines().count()), |n| n) + 1
    );
}

#[test]
fn every_field_has_a_row_of_five_cells_in_a_table_that_is_one() {
    let page = project_file();
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
    let named = fields().iter().filter(|f| !f.pattern.ends_with(".*")).count();
    assert_eq!(rows.len(), named);
    for (row, name) in rows.iter().zip(in_order()) {
        assert!(row.starts_with(&format!("| `{name}` |")), "{name}: {row}");
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 6, "{row}");
    }
}

/// The names in the order of the page: each table whole, then the tables inside it.
fn in_order() -> Vec<String> {
    fn below(prefix: &str, out: &mut Vec<String>) {
        let here = fields()
            .iter()
            .filter(|f| f.pattern.strip_prefix(prefix).is_some_and(|rest| !rest.contains('.') && rest != "*"));
        let here: Vec<&str> = here.map(|f| f.pattern.as_str()).collect();
        out.extend(here.iter().map(|p| p[prefix.len()..].to_owned()));
        for pattern in here {
            below(&format!("{pattern}."), out);
            below(&format!("{pattern}.*."), out);
        }
    }
    let mut out = Vec::new();
    below("", &mut out);
    out
}

#[test]
fn every_link_leads_to_a_heading() {
    let page = project_file();
    let slug =
        |heading: &str| heading.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect::<String>().to_lowercase();
    let headings: Vec<String> = page.lines().filter_map(|l| l.strip_prefix("##")).map(slug).collect();
    let mut links = 0;
    for rest in page.split("](#").skip(1) {
        let anchor = rest.split(')').next().unwrap();
        assert!(headings.iter().any(|h| h == anchor), "no heading for #{anchor}");
        links += 1;
    }
    assert!(links > 40, "{links}");
}
