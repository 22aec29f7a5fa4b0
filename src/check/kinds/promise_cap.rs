//! `promise-cap`: no activity promises more than the readiness of the authority allows.
//!
//! A promise that has been kept in full is no longer a promise that may fail.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::explained::Known;
use crate::project::FieldPath;

pub(super) fn judge(joined: &Joined<'_>) -> Vec<Verdict> {
    let readiness = joined.readiness();
    let most = readiness.most;
    let mut found = Vec::new();
    for level in joined.levels.iter().filter(|l| l.declared > Some(most) && l.earned != l.declared) {
        let Some(declared) = level.declared else { continue };
        let at = FieldPath::of(["activities", level.id]);
        match &readiness.capped.value {
            Known::Yes(false) => return Vec::new(),
            Known::Yes(true) => {
                // The ratings themselves are internal, and findings stand in public documents.
                let weak = readiness.capping().map(|l| format!("“{}”", l.title));
                let message = format!(
                    "“{}” promises {declared}; with so little readiness in {}, {most} is the most that can be kept",
                    joined.activity_name(level.id),
                    weak.collect::<Vec<_>>().join(" and ")
                );
                found.push(Verdict::found(at.key("level"), message));
            }
            Known::Missing(facts) => found.push(Verdict::cannot_tell(at, facts)),
        }
    }
    found
}
