//! From input to tender and contract: requirements, award criteria, clauses.

use super::{Criterion, Origin};
use crate::id::Id;
use crate::project::read::{Amount, Ref, Referent, Refers};
use crate::table;

table! {
    /// Something that the system or its supplier must do.
    "a requirement"
    pub struct Requirement {
        /// What is required.
        "text" Public text: String,
        /// The inputs, activities or legal hooks that it comes from.
        "from" Public from: Vec<Ref<Origin>>,
        /// The award criterion that rewards it.
        "criterion" Public criterion: Option<Ref<Criterion>>,
        /// The clause that binds it.
        "clause" Public clause: Option<Ref<Clause>>,
    }
}

impl Refers for Requirement {
    const TO: Referent = Referent::Requirement;
}

table! {
    /// Something that earns points in the tender.
    "an award criterion"
    pub struct AwardCriterion {
        /// What is rewarded.
        "text" Public text: String,
        /// Its share of all points, in per cent.
        "weight" Public weight: Option<Amount>,
        /// What it is about: price, quality, engagement, explanation, whole-life-cost …
        "about" Public about: Option<Id>,
        /// The inputs, activities or legal hooks that it comes from.
        "from" Public from: Vec<Ref<Origin>>,
    }
}

table! {
    /// Something that the contract binds the supplier to.
    "a clause"
    pub struct Clause {
        /// What the clause says, in plain words.
        "text" Public text: String,
        /// What it is about: change-notice, audit, exit, transparency, oversight, complaints, suspension …
        "about" Public about: Option<Id>,
        /// The inputs, activities or legal hooks that it comes from.
        "from" Public from: Vec<Ref<Origin>>,
    }
}

impl Refers for Clause {
    const TO: Referent = Referent::Clause;
}
