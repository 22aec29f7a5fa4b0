//! `stages-kept`: stages that no way in may pass over.
//!
//! A stage is passed over when the project says so, or when none of its items has an answer although the project, or
//! the use of the system, has gone beyond it.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::progress::StageProgress;
use crate::playbook::rule::StagesKept;
use crate::project::FieldPath;
use crate::project::inspect::Seen;

pub(super) fn judge(joined: &Joined<'_>, kept: &StagesKept) -> Vec<Verdict> {
    let by = match joined.project.at(&FieldPath::of_dotted([], &kept.by)) {
        Seen::Date(day) => Some(day),
        _ => None,
    };
    let passed = by.filter(|day| *day <= joined.today);
    let mut found = Vec::new();
    for progress in joined.progress.iter().filter(|p| kept.stages.contains(&p.stage)) {
        let stage = progress.stage;
        let title = joined.playbook.stage_title(stage);
        let at = FieldPath::of(["stages", stage.as_str()]);
        let record = joined.project.stages.get(stage.as_str());
        if record.is_some_and(|r| r.skipped_because.is_some()) {
            found.push(Verdict::found(at.key("skipped-because"), format!("“{title}” is skipped")));
        } else if is_untouched(progress) && (joined.project.project.stage > stage || passed.is_some()) {
            let due = match passed {
                Some(day) => format!("{} was {day}", kept.by),
                None => "the project is beyond it".to_owned(),
            };
            let items = progress.counts.applicable;
            found.push(Verdict::found(at, format!("none of the {items} items of “{title}” has an answer, and {due}")));
        }
    }
    found
}

fn is_untouched(progress: &StageProgress<'_>) -> bool {
    progress.counts.applicable > 0 && progress.counts.open == progress.counts.applicable
}
