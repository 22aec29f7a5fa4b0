//! Reading and saving files: nothing is lost, nothing is overwritten unseen, and each refusal says why.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use aiproc::cli::error::CliError;
use aiproc::cli::files::{self, Opened};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The message of a failure, with the folder's name left out.
fn said<T: std::fmt::Debug>(folder: &TempDir, result: Result<T, CliError>) -> String {
    result.unwrap_err().message.replace(&format!("{}/", folder.path().display()), "")
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    files::entries(folder).unwrap().iter().map(|p| p.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn a_text_comes_back_byte_for_byte() {
    let folder = folder();
    let path = folder.path().join("aiproc.toml");
    for text in ["", "\u{feff}a\r\nb\n\r\nno end", "é"] {
        fs::write(&path, text).unwrap();
        let opened = files::read(&path).unwrap();
        assert_eq!(opened.text, text);
        let saved = files::save(&path, &format!("{text}+"), &opened).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), format!("{text}+"));
        // what was saved is what the next save starts from
        files::save(&path, text, &saved).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    assert_eq!(names(folder.path()), ["aiproc.toml"]);
}

#[test]
fn what_cannot_be_read() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    assert_eq!(said(&folder, files::read(&at("none.toml"))), "none.toml is not there");
    symlink("nowhere", at("dangling")).unwrap();
    assert_eq!(said(&folder, files::read(&at("dangling"))), "dangling is a link to something that is not there");
    fs::create_dir(at("plan")).unwrap();
    assert_eq!(said(&folder, files::read(&at("plan"))), "plan is a folder, not a file");
    fs::write(at("file"), "").unwrap();
    assert_eq!(said(&folder, files::read(&at("file/x"))), "file/x cannot be read: a part of the path is not a folder");
    fs::write(at("latin"), b"a = 1\nb = 2\nname = \"Caf\xe9\"\n").unwrap();
    assert_eq!(
        said(&folder, files::read(&at("latin"))),
        "latin is not written as UTF-8: line 3 has a character that cannot be read"
    );
    fs::write(at("notepad"), b"\xff\xfea\0").unwrap();
    assert_eq!(said(&folder, files::read(&at("notepad"))), "notepad is written as UTF-16, not as UTF-8");
    assert_eq!(
        files::read(&at("notepad")).unwrap_err().hints,
        ["In your editor, save the file with the encoding UTF-8."]
    );
}

#[test]
fn what_is_no_plan_is_refused_before_it_is_opened() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    // a file with a hole: 32 MiB and one byte long, nearly nothing on the disk
    fs::File::create(at("huge")).unwrap().set_len(32 * 1024 * 1024 + 1).unwrap();
    assert_eq!(said(&folder, files::read(&at("huge"))), "huge is larger than 32 MiB");
    fs::File::create(at("large")).unwrap().set_len(32 * 1024 * 1024).unwrap();
    assert_eq!(files::read(&at("large")).unwrap().text.len(), 32 * 1024 * 1024);
    let made = std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap();
    assert!(made.success());
    // opening it would wait for ever
    assert_eq!(said(&folder, files::read(&at("pipe"))), "pipe is a device or a pipe, not a file");
    assert_eq!(said(&folder, files::read(Path::new("/dev/zero"))), "/dev/zero is a device or a pipe, not a file");
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone() {
    let folder = folder();
    let path = folder.path().join("aiproc.toml");
    fs::write(&path, "one").unwrap();
    let opened = files::read(&path).unwrap();
    let read_at = path.metadata().unwrap().modified().unwrap();

    // as long as before, and with the same time
    fs::write(&path, "two").unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(read_at).unwrap();
    let refused = files::save(&path, "three", &opened);
    assert_eq!(
        said(&folder, refused),
        "aiproc.toml has been changed by another program since it was read; nothing was written"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "two");

    // touched, but the same: nothing would be lost
    fs::write(&path, "one").unwrap();
    files::save(&path, "three", &opened).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "three");

    fs::remove_file(&path).unwrap();
    assert_eq!(said(&folder, files::save(&path, "four", &opened)), "aiproc.toml is not there");
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn permissions_and_owner_are_kept() {
    let folder = folder();
    let path = folder.path().join("aiproc.toml");
    for bits in [0o600, 0o640, 0o664, 0o755] {
        fs::write(&path, "one").unwrap();
        set_mode(&path, bits);
        // only root may give a file away
        let given = std::os::unix::fs::chown(&path, Some(12345), Some(23456)).is_ok();
        files::save(&path, "two", &Opened { text: "one".into() }).unwrap();
        assert_eq!(mode(&path), bits);
        if given {
            let now = path.metadata().unwrap();
            assert_eq!((now.uid(), now.gid()), (12345, 23456));
        }
        fs::remove_file(&path).unwrap();
    }
    fs::write(&path, "one").unwrap();
    set_mode(&path, 0o444);
    assert_eq!(
        said(&folder, files::save(&path, "two", &Opened { text: "one".into() })),
        "aiproc.toml is write-protected; nothing was written"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "one");
}

#[test]
fn a_link_stays_a_link() {
    let folder = folder();
    let (link, target) = (folder.path().join("aiproc.toml"), folder.path().join("deep/plan.toml"));
    fs::create_dir(folder.path().join("deep")).unwrap();
    fs::write(&target, "one").unwrap();
    symlink("deep/plan.toml", &link).unwrap();
    let opened = files::read(&link).unwrap();
    files::save(&link, "two", &opened).unwrap();
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&target).unwrap(), "two");
    files::write_output(&link, "three").unwrap();
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&target).unwrap(), "three");
    assert_eq!(names(&folder.path().join("deep")), ["plan.toml"]);
}

#[test]
fn a_new_file_overwrites_nothing() {
    let folder = folder();
    let path = folder.path().join("new/folder/aiproc.toml");
    files::write_new(&path, "one").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    assert_eq!(
        said(&folder, files::write_new(&path, "two")),
        "new/folder/aiproc.toml is there already; nothing was written"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    // nor does it follow a link to nowhere
    let link = folder.path().join("link");
    symlink("elsewhere", &link).unwrap();
    assert_eq!(said(&folder, files::write_new(&link, "two")), "link is there already; nothing was written");
    assert!(!folder.path().join("elsewhere").exists());
    // others may read it as far as the user's settings say, as any other new file
    let other = folder.path().join("other");
    fs::write(&other, "").unwrap();
    assert_eq!(mode(&path), mode(&other));
    assert_eq!(names(path.parent().unwrap()), ["aiproc.toml"]);
}

#[test]
fn a_document_replaces_an_older_one() {
    let folder = folder();
    let path = folder.path().join("out/plan.md");
    files::write_output(&path, "one").unwrap();
    set_mode(&path, 0o640);
    files::write_output(&path, "two").unwrap();
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), mode(&path)), ("two", 0o640));
    let out = folder.path().join("out");
    assert_eq!(said(&folder, files::write_output(&out, "x")), "out is a folder, not a file");
    assert_eq!(
        said(&folder, files::write_output(&path.join("x"), "x")),
        "out/plan.md/x cannot be written: a part of the path is not a folder; what was there before is as it was"
    );
    files::write_output(Path::new("/dev/null"), "nowhere").unwrap();
    assert!(!Path::new("/dev/null").is_file());
    assert_eq!(names(&out), ["plan.md"]);
}

#[test]
fn a_folder_that_cannot_be_written_to() {
    let folder = folder();
    let path = folder.path().join("aiproc.toml");
    fs::write(&path, "one").unwrap();
    set_mode(folder.path(), 0o555);
    let open_to_all = fs::write(folder.path().join("probe"), "").is_ok(); // root may write everywhere
    let result = files::save(&path, "two", &Opened { text: "one".into() });
    set_mode(folder.path(), 0o755);
    if open_to_all {
        result.unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    } else {
        assert_eq!(
            said(&folder, result),
            "aiproc.toml cannot be written: you are not allowed to; what was there before is as it was"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(names(folder.path()), ["aiproc.toml"]);
    }
}

fn aiproc(folder: &Path, args: &[&str]) -> std::process::Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_aiproc"));
    command.args(args).arg("--no-input").current_dir(folder).env_clear().env("SOURCE_DATE_EPOCH", "1790000000");
    command.output().unwrap()
}

#[test]
fn commands_at_the_same_time_lose_nothing() {
    let folder = folder();
    let begun = aiproc(folder.path(), &["init", ".", "--title", "T", "--authority", "A"]);
    assert!(begun.status.success(), "{begun:?}");
    let ids: Vec<String> = (1..=20).map(|n| format!("group-{n}")).collect();
    let ended: Vec<(&String, std::process::Output)> = std::thread::scope(|scope| {
        let add = |id: &'_ str| {
            aiproc(folder.path(), &["map", "add", id, "--type", "people-subject-to-decisions", "--name", id])
        };
        let running: Vec<_> = ids.iter().map(|id| (id, scope.spawn(move || add(id)))).collect();
        running.into_iter().map(|(id, thread)| (id, thread.join().unwrap())).collect()
    });
    let text = fs::read_to_string(folder.path().join("aiproc.toml")).unwrap();
    let mut wrote = 0;
    for (id, output) in &ended {
        let said = String::from_utf8_lossy(&output.stderr);
        let in_file = text.contains(&format!("[stakeholders.{id}]\n"));
        assert_eq!(said.contains("Wrote aiproc.toml"), in_file, "{id}: {said}");
        assert_eq!(output.status.success(), in_file, "{id}: {said}");
        wrote += usize::from(in_file);
    }
    // a slow machine may refuse some of them, but never all
    assert!(wrote >= 2, "{ended:?}");
    assert_eq!(names(folder.path()), ["aiproc.schema.json", "aiproc.toml", "evidence"]);
}

#[test]
fn text_does_not_take_the_name_of_an_office_document() {
    let folder = folder();
    for name in ["plan.docx", "plan.PDF", "plan.odt"] {
        let refused = said(&folder, files::write_output(&folder.path().join(name), "# Plan"));
        assert_eq!(refused, format!("{name} would be plain text under the name of another format"));
    }
    assert_eq!(names(folder.path()), [""; 0], "nothing was written");
    files::write_output(&folder.path().join("plan.md"), "# Plan").unwrap();
    files::write_output(&folder.path().join("plan.html"), "<h1>Plan</h1>").unwrap();
}
