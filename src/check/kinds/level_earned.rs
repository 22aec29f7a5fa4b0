//! `level-earned`: an activity declares more say than its evidence can still show.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::level::PieceState;
use crate::project::FieldPath;

pub(super) fn judge(joined: &Joined<'_>) -> Vec<Verdict> {
    let mut found = Vec::new();
    for level in &joined.levels {
        let Some(declared) = level.declared else { continue };
        if level.attainable == Some(declared) {
            continue;
        }
        let rest = match level.attainable {
            Some(most) => format!("{most} is the most it can still be"),
            None => "nothing can be shown any more".to_owned(),
        };
        let why = if level.after_decision {
            "it opens after the decision that it serves".to_owned()
        } else {
            let missed = level.pieces.iter().filter(|p| p.state == PieceState::Missed);
            let names: Vec<&str> =
                missed.map(|p| joined.playbook.label_in_message("pieces", p.kind.as_str())).collect();
            format!("missing by its day: {}", names.join(", "))
        };
        let message = format!("“{}” promises {declared}, but {rest}: {why}", level.id);
        found.push(Verdict::found(FieldPath::of(["activities", level.id, "level"]), message));
    }
    found
}
