//! What an organisation's folder must say of itself: whose it is, that it replaces, and what it retires.
//!
//! It judges one folder against the built-in playbook, and lays nothing over anything.

use super::folder::{ContentFile, Folder, whole};
use super::kind::Kind;
use super::problems::ContentProblem;
use super::{Playbook, labels, yaml};

/// Why a folder is no content at all, if it is none.
pub(super) fn refused(base: Option<&[ContentFile]>, files: &[ContentFile]) -> Option<ContentProblem> {
    let holds = |files: &[ContentFile]| files.iter().any(|f| f.path.ends_with(".yaml"));
    match base {
        Some(base) if !holds(base) => {
            let hint = "An organisation's folder begins with overlay.yaml, a whole playbook with playbook.yaml.";
            Some(whole("playbook.yaml", "the folder is empty: it holds no content", Some(hint.to_owned())))
        }
        // A whole playbook alone: there is no organisation.
        Some(_) => None,
        None if !files.iter().any(|f| f.path == "overlay.yaml") => {
            let message = match holds(files) {
                true => "the folder does not say whose it is: overlay.yaml is missing",
                false => "the folder is empty: it holds no content, not even overlay.yaml",
            };
            let hint =
                format!("Add overlay.yaml with name: and for-playbook: {}.", Playbook::built_in().about().version);
            Some(whole("overlay.yaml", message, Some(hint)))
        }
        None => None,
    }
}

/// Every problem of what an organisation's folder says of itself.
pub(super) fn problems(folder: &Folder, files: &[ContentFile], problems: &mut Vec<ContentProblem>) {
    let built_in = Playbook::built_in();
    let file = |name: &str| files.iter().find(|f| f.path == name);
    for doc in &folder.docs {
        let says = doc.value.get("replaces").is_some();
        let exists = built_in.has(doc.kind, doc.id());
        if exists && !says {
            let hint = Some("Add replaces: with the reason, or choose another id.".to_owned());
            let message = format!("“{}” is already {} of the built-in playbook", doc.id(), doc.kind.noun());
            problems.push(doc.problem("id", doc.id(), message, hint));
        } else if says && !exists {
            let message = format!("there is no “{}” to replace", doc.id());
            problems.push(doc.problem("replaces", "replaces", message, None));
        }
    }
    for retired in &folder.retired {
        let message = if matches!(retired.kind, Kind::Phases | Kind::Stages) {
            format!("{} cannot be retired", retired.kind)
        } else if !built_in.has(retired.kind, &retired.id) {
            format!(
                "there is no {} “{}” to retire",
                retired.kind.noun().split_once(' ').map_or("", |(_, n)| n),
                retired.id
            )
        } else {
            continue;
        };
        problems.push(at(file("retired.yaml"), "id", &retired.id, message, None));
    }
    if let Some(about) = &folder.about {
        version(&about.for_playbook, &built_in.about().version, file("overlay.yaml"), problems);
    }
    if let Some(settings) = file("playbook.yaml").filter(|_| folder.settings.is_some()) {
        let hint = Some("Keep nothing but phases: in this file.".to_owned());
        let message = "version and thresholds belong to the built-in playbook";
        problems.push(at(Some(settings), "version", "version", message.to_owned(), hint));
    }
    if let (Some(own), Some(file)) = (&folder.labels, file("labels.yaml")) {
        labels::strays(file, own, built_in.labels(), problems);
    }
}

/// Whether a folder written for one version of the playbook may lie over another: the first number must agree.
fn version(said: &str, built_in: &str, file: Option<&ContentFile>, problems: &mut Vec<ContentProblem>) {
    let first = |version: &str| version.split('.').next().and_then(|n| n.trim().parse::<u32>().ok());
    let message = match first(said) {
        None => format!("“{said}” is not a version, such as {built_in}"),
        Some(_) if first(said) == first(built_in) => return,
        Some(_) => format!("the folder was written for playbook {said}; this is {built_in}"),
    };
    let hint = Some("Read what changed, adapt the folder, then change for-playbook.".to_owned());
    problems.push(at(file, "for-playbook", said, message, hint));
}

fn at(file: Option<&ContentFile>, field: &str, word: &str, message: String, hint: Option<String>) -> ContentProblem {
    let (path, text) = file.map_or(("overlay.yaml", ""), |f| (f.path.as_str(), f.text.as_str()));
    let place = yaml::place_in(text, field, word).unwrap_or_else(|| yaml::place_of(text, word));
    ContentProblem { file: path.to_owned(), line: place.line, column: place.column, message, hint }
}
