//! The layer rule (see `src/lib.rs`), read from the paths in the code, inline ones too.
//!
//! A module may name those in layers below it and itself; nothing below the shell may name the world. Each sort of
//! violation is planted once, and must be found.

mod common;

use common::{files, repository};

/// Modules by layer; neighbours in layer 0 are one small set and may name each other, and so are those of the shell.
const LAYERS: &[(&str, usize)] = &[
    ("id", 0),
    ("scale", 0),
    ("lifecycle", 0),
    ("date", 0),
    ("vocabulary", 0),
    ("map", 0),
    ("markdown", 0),
    ("text", 0),
    ("embedded", 0),
    ("playbook", 1),
    ("project", 1),
    ("join", 2),
    ("check", 3),
    ("interview", 3),
    ("render", 4),
    ("report", 4),
    ("cli", 5),
    ("terminal", 5),
];

/// Exported macros stand at the top of the crate; each belongs to a module.
const MACROS: &[(&str, &str)] = &[("vocabulary", "vocabulary"), ("table", "project"), ("readable_words", "project")];

/// What only the shell may name.
const WORLD: &[&str] = &["std::fs", "std::env", "std::process", "std::time", "std::net", "std::thread"];

/// What asks the disk through a path; only the shell may.
const DISK: &[&str] =
    &[".exists()", ".is_file()", ".is_dir()", ".is_symlink()", ".canonicalize()", ".read_dir()", ".metadata()"];

/// Crates and the only places that may name them. Each dependency has its home here.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["report/"]),
    ("anstream", &["cli/"]),
    ("anstyle", &["report/plain.rs"]),
    ("anyhow", &["cli/", "terminal"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/completions.rs"]),
    ("comfy_table", &["cli/table.rs"]),
    ("ctrlc", &["terminal"]),
    ("dialoguer", &["terminal"]),
    ("foldhash", &["map.rs"]),
    ("ignore", &["cli/check/plans.rs"]),
    ("jiff", &["date.rs"]),
    ("minijinja", &["render/"]),
    ("schemars", &["id.rs", "scale.rs", "date.rs", "vocabulary.rs", "project/", "render/", "report/"]),
    ("serde", &[""]),
    ("serde_json", &["playbook/", "project/schema.rs", "render/", "report/", "cli/"]),
    ("serde_yaml", &["playbook/yaml.rs"]),
    ("similar", &["cli/check/fix.rs"]),
    ("strsim", &["id.rs"]),
    ("tempfile", &["cli/files.rs"]),
    ("terminal_size", &["cli/context.rs"]),
    ("toml", &["project/"]),
    ("toml_parser", &["project/"]),
    ("toml_writer", &["project/"]),
    ("unicode_width", &["cli/", "terminal"]),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

/// Code without comments and texts, so that words in them are no violations.
fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            let end = rest.find('\n').unwrap_or(rest.len());
            rest = &rest[end..];
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let end = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                end
            });
            rest = &rest[end.map_or(rest.len(), |n| n + 2)..];
        } else if rest.starts_with("'\"'") {
            rest = &rest[3..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// The modules at the top of the crate that a file names.
fn named(path: &str, code: &str) -> Vec<String> {
    let depth = path.trim_end_matches("/mod.rs").trim_end_matches(".rs").split('/').count();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        found.extend(heads(&code[at + "crate::".len()..]));
    }
    for (at, _) in code.match_indices("super::") {
        let before = &code[..at];
        if before.ends_with("super::") {
            continue;
        }
        let mut rest = &code[at..];
        let mut up = 0;
        while let Some(after) = rest.strip_prefix("super::") {
            up += 1;
            rest = after;
        }
        // Inline test modules add a level; leaving the crate's top is impossible, reaching it is what counts.
        if up >= depth {
            found.extend(heads(rest));
        }
    }
    found
}

/// The first names of a path or of a group of paths.
fn heads(rest: &str) -> Vec<String> {
    let name =
        |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let mut depth = 0;
    let mut heads = vec![name(group)];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    heads
}

/// Every violation in a file, as words.
fn violations(path: &str, text: &str) -> Vec<String> {
    let top = path.split(['/', '.']).next().unwrap_or_default();
    if matches!(top, "lib" | "main") {
        return Vec::new();
    }
    let code = code(text);
    let Some(own) = layer(top) else {
        return vec![format!("{path}: “{top}” has no layer; give it one in tests/layers.rs")];
    };
    let mut found = Vec::new();
    for name in named(path, &code) {
        let module = MACROS.iter().find(|(m, _)| *m == name).map_or(name.as_str(), |(_, module)| module);
        match layer(module) {
            Some(other) if other > own || (other == own && own > 0 && own < 5 && module != top) => {
                found.push(format!("{path} (layer {own}) names {module} (layer {other})"));
            }
            Some(_) | None => {}
        }
    }
    if own < 5 {
        let shown = code.replace(' ', "");
        for world in WORLD {
            if shown.contains(world) || grouped(&shown, world) {
                found.push(format!("{path} (layer {own}) names {world}"));
            }
        }
        let io = shown.contains("std::io") || grouped(&shown, "std::io");
        if io && own < 4 {
            found.push(format!("{path} (layer {own}) names std::io"));
        }
        for stream in ["stdin()", "stdout()", "stderr()"] {
            if shown.contains(stream) {
                found.push(format!("{path} (layer {own}) names {stream}"));
            }
        }
        for print in ["println!", "print!", "eprintln!", "eprint!"] {
            if shown.contains(print) {
                found.push(format!("{path} (layer {own}) uses {print}"));
            }
        }
    }
    if own < 5 {
        for ask in DISK {
            if code.contains(ask) {
                found.push(format!("{path} (layer {own}) asks the disk: {ask}"));
            }
        }
    }
    for (krate, homes) in HOMES {
        if names(&code, krate) && !homes.iter().any(|home| path.starts_with(home)) {
            found.push(format!("{path} names the crate {krate}, whose home is {}", homes.join(" or ")));
        }
    }
    found
}

/// Whether the code names a crate: in a path, behind `::`, or under another name.
fn names(code: &str, krate: &str) -> bool {
    code.match_indices(krate).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let own_word = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let not_inside =
            !code[..at].ends_with("::") || code[..at].trim_end_matches(':').ends_with([' ', '(', '<', '&', ',', '\n']);
        let after = &code[at + krate.len()..];
        own_word
            && not_inside
            && (after.starts_with("::") || after.trim_start().starts_with("as ") && code[..at].ends_with("use "))
    })
}

/// `use std::{fs, io}` names `std::fs` as well.
fn grouped(code: &str, world: &str) -> bool {
    let Some(last) = world.strip_prefix("std::") else { return false };
    code.match_indices("std::{").any(|(at, _)| heads(&code[at + "std::".len()..]).iter().any(|head| head == last))
}

#[test]
fn the_code_keeps_the_layers() {
    let sources = files(&repository("src"));
    assert!(sources.len() > 50, "only {} files were read", sources.len());
    let found: Vec<String> = sources.iter().flat_map(|file| violations(&file.path, &file.text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_dependency_has_its_home() {
    let manifest: toml::Table = common::text("Cargo.toml").parse().expect("Cargo.toml reads");
    let dependencies = manifest["dependencies"].as_table().expect("dependencies");
    let mut known: Vec<String> = dependencies.keys().map(|name| name.replace('-', "_")).collect();
    known.sort();
    assert_eq!(known, HOMES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn planted_violations_are_found() {
    for (path, planted) in [
        ("project/model.rs", "use crate::playbook::Item;"),
        ("playbook/mod.rs", "fn f(p: &crate::project::Project) {}"),
        ("join/level.rs", "use crate::{check::Report, date::Date};"),
        ("check/mod.rs", "use super::super::render::Renderer;"),
        ("join/mod.rs", "use super::interview::Question;"),
        ("interview/mod.rs", "use crate::report;"),
        ("render/view/plan.rs", "use crate::cli::context::Context;"),
        ("scale.rs", "use crate::project::read::Read;"),
        ("id.rs", "crate::table! {}"),
        ("check/mod.rs", "let text = std::fs::read_to_string(path);"),
        ("join/mod.rs", "use std::{collections::BTreeMap, env};"),
        ("project/mod.rs", "let now = std::time::SystemTime::now();"),
        ("interview/plain.rs", "use std::io::Write;"),
        ("render/mod.rs", "writeln!(std::io::stdout(), \"\")"),
        ("report/json.rs", "println!(\"\");"),
        ("playbook/mod.rs", "serde_yaml::from_str(text)"),
        ("cli/map.rs", "use dialoguer::Input;"),
        ("playbook/mod.rs", "use serde_yaml as y;"),
        ("playbook/mod.rs", "fn f() { ::serde_yaml::from_str(text) }"),
        ("check/mod.rs", "if path.is_file() {}"),
        ("attic/mod.rs", ""),
    ] {
        assert_eq!(violations(path, planted).len(), 1, "{path}: {planted}: {:?}", violations(path, planted));
    }
    for (path, sound) in [
        ("check/mod.rs", "use crate::join::Joined;\n// use std::fs is for the shell\nlet text = \"std::fs::read\";"),
        ("render/mod.rs", "fn write(out: &mut dyn std::io::Write) {}"),
        ("check/kinds/covers.rs", "use super::super::Verdict;"),
        ("scale.rs", "use crate::vocabulary;"),
    ] {
        assert_eq!(violations(path, sound), Vec::<String>::new(), "{path}: {sound}");
    }
}
