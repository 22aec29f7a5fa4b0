//! `requires`: things matching a selector have their fields filled, or at least one thing matches.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::playbook::condition::Test;
use crate::playbook::rule::{Group, Requires};
use crate::project::FieldPath;

pub(super) fn judge(joined: &Joined<'_>, requires: &Requires) -> Vec<Verdict> {
    let Some(group) = requires.each else { return project(joined, requires) };
    let mut found = Vec::new();
    let things = joined.things(group);
    if let Some(some) = &requires.some {
        // That there are activities at all is asked by rules of their own.
        if things.is_empty() && group == Group::Activities {
            return found;
        }
        let mut unknown = Vec::new();
        for thing in &things {
            match joined.selects(some, thing) {
                Selected::Yes => return Vec::new(),
                Selected::No => {}
                Selected::CannotTell(missing) => unknown.extend(missing),
            }
        }
        let at = FieldPath::of([group.as_str()]);
        return match unknown.first() {
            Some(first) => vec![Verdict::cannot_tell(first.clone(), &unknown)],
            None => {
                vec![Verdict::found(at, format!("none of the {} is of this kind: {}", group.as_str(), words(&some.0)))]
            }
        };
    }
    for thing in things {
        let missing: Vec<&String> = requires.fields.iter().filter(|name| thing.field(name).is_absent()).collect();
        let must = match &requires.must {
            Some(must) if missing.is_empty() => joined.selects(must, &thing),
            Some(_) | None => Selected::Yes,
        };
        if missing.is_empty() && must == Selected::Yes {
            continue;
        }
        match joined.selects(&requires.selector, &thing) {
            Selected::No => {}
            Selected::Yes if missing.is_empty() => found.push(match must {
                Selected::CannotTell(facts) => Verdict::cannot_tell(thing.path(), &facts),
                Selected::Yes | Selected::No => {
                    let tests = requires.must.as_ref().map_or(&[][..], |must| &must.0);
                    let at = tests.first().map_or_else(|| thing.path(), |(name, _)| thing.at(name));
                    Verdict::found(at, format!("“{}”: {}", thing.id, unmet(tests)))
                }
            }),
            Selected::Yes => {
                let names: Vec<String> = missing.iter().map(|name| format!("“{name}”")).collect();
                let at = thing.at(missing[0]);
                found.push(Verdict::found(at, format!("“{}” has no {}", thing.id, names.join(" and no "))));
            }
            Selected::CannotTell(facts) => found.push(Verdict::cannot_tell(thing.path(), &facts)),
        }
    }
    found
}

/// The project itself: dotted paths from the top.
fn project(joined: &Joined<'_>, requires: &Requires) -> Vec<Verdict> {
    let at = |name: &str| FieldPath::of_dotted([], name);
    for (name, test) in &requires.selector.0 {
        let value = joined.project.at(&at(name)).to_text();
        let matches = match test {
            Test::AnyOf(allowed) => value.is_some_and(|v| allowed.holds(&v)),
            Test::Present(wanted) => value.is_some() == *wanted,
            Test::Between { at_least, at_most } => value
                .and_then(|v| v.parse::<f64>().ok())
                .is_some_and(|n| at_least.is_none_or(|least| n >= least) && at_most.is_none_or(|most| n <= most)),
        };
        if !matches {
            return Vec::new();
        }
    }
    let missing = requires.fields.iter().filter(|name| joined.project.at(&at(name)).is_absent());
    missing.map(|name| Verdict::found(at(name), format!("“{name}” is not filled in"))).collect()
}

/// What is not so of a thing that should match these tests.
fn unmet(tests: &[(String, Test)]) -> String {
    let one = |(name, test): &(String, Test)| match test {
        Test::AnyOf(allowed) => format!("{name} holds none of: {}", allowed.0.join(", ")),
        Test::Present(true) => format!("{name} is empty"),
        Test::Present(false) => format!("{name} is filled in"),
        Test::Between { .. } => format!("{} is wanted", words(&[(name.clone(), test.clone())])),
    };
    tests.iter().map(one).collect::<Vec<_>>().join(", or ")
}

/// Tests in words, as they stand in content.
pub(super) fn words(tests: &[(String, Test)]) -> String {
    let one = |(name, test): &(String, Test)| match test {
        Test::AnyOf(allowed) => format!("{name} = {}", allowed.0.join(" or ")),
        Test::Present(true) => format!("{name} filled in"),
        Test::Present(false) => format!("{name} empty"),
        Test::Between { at_least, at_most } => match (at_least, at_most) {
            (Some(least), Some(most)) => format!("{name} from {least} to {most}"),
            (Some(least), None) => format!("{name} at least {least}"),
            (None, Some(most)) => format!("{name} at most {most}"),
            (None, None) => name.clone(),
        },
    };
    tests.iter().map(one).collect::<Vec<_>>().join(", ")
}
