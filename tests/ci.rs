//! The parts for CI do what they say: their commands are taken out of their files and run, with this aiproc, as their
//! forges would run them; `aiproc init --ci` writes them for the right folder and over nothing.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::repository;
use serde_json::Value;

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}

/// What a command says on both streams, and its exit code.
fn run(program: &str, args: &[&str], folder: &Path, variables: &BTreeMap<String, String>) -> (String, i32) {
    let binaries = Path::new(env!("CARGO_BIN_EXE_aiproc")).parent().expect("a folder of binaries");
    let path = format!("{}:{}", binaries.display(), common::variable("PATH").unwrap_or_default());
    let out = Command::new(program)
        .args(args)
        .current_dir(folder)
        .env_clear()
        .envs(variables)
        .env("PATH", path)
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .output()
        .unwrap_or_else(|e| panic!("{program}: {e}"));
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    (said, out.status.code().expect("an exit code"))
}

fn aiproc(args: &[&str], folder: &Path) -> (String, i32) {
    run("aiproc", args, folder, &BTreeMap::new())
}

/// A script as GitHub runs it.
fn bash(script: &str, folder: &Path, variables: &BTreeMap<String, String>) -> (String, i32) {
    run("bash", &["--noprofile", "--norc", "-eo", "pipefail", "-c", script], folder, variables)
}

const NEW: [&str; 6] = ["--no-input", "--title", "Triage assistant", "--authority", "City of X", "--ci"];

/// A repository, with a project in a folder of it and a file for the forge.
fn repository_with(forge: &str, folder: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(root.path().join(".git")).expect("a folder");
    let (said, code) = aiproc(&[&["init", folder][..], &NEW, &[forge]].concat(), root.path());
    assert_eq!(code, 0, "{said}");
    root
}

/// The variables of a file for a forge that are written there.
fn written(variables: &Value) -> BTreeMap<String, String> {
    let all = variables.as_object().into_iter().flatten();
    let all = all.map(|(name, value)| (name.clone(), value.as_str().expect("a text").to_owned()));
    all.filter(|(_, value)| !value.contains("${{")).collect()
}

fn scripts(steps: &Value) -> Vec<&Value> {
    steps.as_array().expect("steps").iter().filter(|step| step["run"].is_string()).collect()
}

/// What is given from outside is no part of a script, and what others wrote is named by its commit.
fn is_safe(steps: &Value) {
    for step in steps.as_array().expect("steps") {
        assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{step}");
        if let Some(action) = step["uses"].as_str() {
            let (_, commit) = action.split_once('@').expect("a version");
            assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{action}");
        }
    }
}

#[test]
fn the_workflow_for_github_judges_the_plan() {
    let root = repository_with("github", "plans/my triage");
    let workflow = yaml(&read(&root.path().join(".github/workflows/aiproc.yml")));
    let steps = &workflow["jobs"]["check"]["steps"];
    is_safe(steps);
    let mut variables = written(&workflow["env"]);
    assert_eq!(variables["AIPROC_PROJECT"], "plans/my triage");
    let summary = root.path().join("summary.md");
    variables.insert("GITHUB_STEP_SUMMARY".to_owned(), summary.display().to_string());
    let ran: Vec<(String, i32)> =
        scripts(steps).iter().map(|s| bash(s["run"].as_str().expect("text"), root.path(), &variables)).collect();
    assert_eq!(ran.iter().map(|(_, code)| *code).collect::<Vec<_>>(), [0, 1], "{ran:?}");
    assert!(ran[1].0.contains("::error file=plans/my triage/aiproc.toml,line="), "{}", ran[1].0);
    let summary = read(&summary);
    assert!(summary.contains("## Triage assistant") && summary.contains("does not pass"), "{summary}");
}

#[test]
fn the_job_for_gitlab_writes_its_reports() {
    let root = repository_with("gitlab", ".");
    let job = &yaml(&read(&root.path().join(".gitlab-ci.yml")))["engagement-plan"];
    let variables = written(&job["variables"]);
    let lines = job["script"].as_array().expect("a script").iter();
    let ran: Vec<(String, i32)> =
        lines.map(|line| run("sh", &["-c", line.as_str().expect("text")], root.path(), &variables)).collect();
    assert_eq!(ran.iter().map(|(_, code)| *code).collect::<Vec<_>>(), [0, 0, 0, 1], "{ran:?}");
    let reports = &job["artifacts"]["reports"];
    let report = |name: &str| read(&root.path().join(reports[name].as_str().expect("a file")));
    let quality: Vec<Value> = serde_json::from_str(&report("codequality")).expect("a list");
    assert!(!quality.is_empty() && report("junit").contains("<failure"));
}

#[test]
fn the_action_judges_reports_and_fails_at_the_end() {
    let action = yaml(&common::text("action.yml"));
    let steps = &action["runs"]["steps"];
    is_safe(steps);
    let root = repository_with("none", "a plan");
    let (said, code) = aiproc(&[&["init", "b"][..], &NEW, &["none"]].concat(), root.path());
    assert_eq!(code, 0, "{said}");
    let cases: [(&str, &str, [i32; 3]); 3] = [
        ("a plan\nb\n", "", [0, 1, 0]),
        ("a plan", "note", [0, 1, 0]),
        ("$(touch injected); `touch injected`", "", [0, 2, 0]),
    ];
    for (paths, fail_on, codes) in cases {
        let mut variables = BTreeMap::new();
        for file in ["GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"] {
            let path = root.path().join(file);
            std::fs::write(&path, "").expect("it is written");
            variables.insert(file.to_owned(), path.display().to_string());
        }
        variables.insert("RUNNER_TEMP".to_owned(), root.path().display().to_string());
        variables.insert("GITHUB_ACTION_PATH".to_owned(), repository(".").display().to_string());
        let mut ran = Vec::new();
        for step in scripts(steps) {
            assert_eq!(step["shell"], "bash");
            let mut variables = variables.clone();
            for (name, value) in step["env"].as_object().into_iter().flatten() {
                let given = match value.as_str().expect("an expression") {
                    "${{ inputs.paths }}" => paths,
                    "${{ inputs.fail-on }}" => fail_on,
                    other => panic!("{other}"),
                };
                variables.insert(name.clone(), given.to_owned());
            }
            ran.push(bash(step["run"].as_str().expect("text"), root.path(), &variables));
        }
        assert_eq!(ran.iter().map(|(_, code)| *code).collect::<Vec<_>>(), codes, "{ran:?}");
        assert!(!root.path().join("injected").exists());
        let output = read(&root.path().join("GITHUB_OUTPUT"));
        assert!(output.contains(&format!("exit-code={}\n", codes[1])), "{output}");
        let sarif: Value = serde_json::from_str(&read(&root.path().join("aiproc.sarif"))).expect("JSON");
        let invocation = &sarif["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], codes[1] != 2);
        assert_eq!(sarif["runs"][0]["results"].as_array().expect("results").is_empty(), codes[1] == 2);
    }
    // What says "always" reports even when the step before it has failed the job.
    for step in steps.as_array().expect("steps").iter().skip(2) {
        assert!(step["if"].as_str().expect("a condition").starts_with("always()"), "{step}");
    }
}

#[test]
fn the_hooks_refuse_a_plan_with_errors() {
    let root = repository_with("none", ".");
    let hooks = yaml(&common::text(".pre-commit-hooks.yaml"));
    for hook in hooks.as_array().expect("hooks") {
        let mut command: Vec<&str> = hook["entry"].as_str().expect("a command").split(' ').collect();
        if hook["pass_filenames"] != false {
            assert_eq!(hook["files"], r"(^|/)aiproc\.toml$", "{hook}");
            command.push("aiproc.toml");
        }
        let (said, code) = run(command[0], &command[1..], root.path(), &BTreeMap::new());
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("error[gate-shut]"), "{said}");
    }
}

#[test]
fn a_project_that_is_there_gets_the_file_alone_and_nothing_is_overwritten() {
    let root = repository_with("none", "plan");
    let plan = root.path().join("plan");
    let before = read(&plan.join("aiproc.toml"));
    let (said, code) = aiproc(&["init", "--ci", "github", "--no-input"], &plan);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Wrote ../.github/workflows/aiproc.yml") && said.contains("AIPROC_SOURCE"), "{said}");
    assert_eq!(read(&plan.join("aiproc.toml")), before);
    let (said, code) = aiproc(&["init", "plan", "--ci", "github", "--no-input"], root.path());
    assert!(code == 2 && said.contains("nothing is overwritten"), "{said}");
    std::fs::write(root.path().join(".gitlab-ci.yml"), "stages: []\n").expect("it is written");
    let (said, code) = aiproc(&["init", "plan", "--ci", "gitlab", "--no-input"], root.path());
    assert!(code == 0 && said.contains("Wrote .gitlab/aiproc.yml") && said.contains("include"), "{said}");
    assert_eq!(read(&root.path().join(".gitlab-ci.yml")), "stages: []\n");
    // Without `--ci`, a second project in the same folder is refused as ever.
    assert_eq!(aiproc(&[&["init", "plan"][..], &NEW, &["none"]].concat(), root.path()).1, 2);
}

#[test]
fn the_name_of_a_folder_is_no_structure() {
    let root = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(root.path().join(".git")).expect("a folder");
    for name in ["-rf", "a: \"b\" # c", "日本"] {
        let folder: PathBuf = root.path().join(name);
        std::fs::create_dir(&folder).expect("a folder");
        let (said, code) = aiproc(&[&["init", "."][..], &NEW, &["github"]].concat(), &folder);
        assert_eq!(code, 0, "{said}");
        let path = root.path().join(".github/workflows/aiproc.yml");
        let given = yaml(&read(&path))["env"]["AIPROC_PROJECT"].as_str().expect("a text").to_owned();
        assert_eq!(given.trim_start_matches("./"), name);
        assert!(!given.starts_with('-'));
        std::fs::remove_file(path).expect("it is there");
    }
    let (said, code) = aiproc(&[&["init", "${{ secrets.X }}"][..], &NEW, &["github"]].concat(), root.path());
    assert!(code == 2 && said.contains("cannot be named"), "{said}");
    assert!(!root.path().join("${{ secrets.X }}").exists());
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[test]
#[ignore = "needs the forges' schemas: AIPROC_TEST_DATA=FOLDER cargo test --test ci -- --ignored"]
fn the_files_are_what_the_schemas_of_their_forges_say() {
    let root = common::variable("AIPROC_TEST_DATA").expect("AIPROC_TEST_DATA names a folder with schemas");
    for (schema, file) in [
        ("github-action", "action.yml"),
        ("github-workflow", "templates/ci/github.yml"),
        ("pre-commit-hooks", ".pre-commit-hooks.yaml"),
    ] {
        let path = Path::new(&root).join(format!("schemas/schemastore/{schema}.json"));
        let schema: Value = serde_json::from_str(&read(&path)).expect("JSON");
        assert_eq!(common::invalid(&schema, &yaml(&common::text(file))), None, "{file}");
    }
}
