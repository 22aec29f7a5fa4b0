//! The logic of rules: one file for each kind, and one match that leads there.

mod avoids_period;
mod budget_share;
mod came;
mod covers;
mod days_between;
mod engagement_floor;
mod every_plan;
mod helped_online;
mod independent;
mod languages;
mod law;
mod level_earned;
mod mechanism_fits;
mod names;
mod not_only;
mod overdue;
mod own_voice;
mod pathway;
mod promise_cap;
mod raised_floor;
mod recorded_ahead;
mod requires;
mod requires_before;
mod share_at_most;
mod stages_kept;
mod takes_part;
mod term_limit;
mod trail;
mod wording;

use std::collections::HashSet;

use super::Verdict;
use crate::join::Joined;
use crate::playbook::rule::Check;

/// What a check says of a project; `matched` are the waivers that covered something so far.
pub(super) fn judge(joined: &Joined<'_>, check: &Check, matched: &HashSet<String>) -> Vec<Verdict> {
    match check {
        Check::RequiredItemOpen => every_plan::required_item_open(joined),
        Check::GateShut => every_plan::gate_shut(joined),
        Check::EvidenceMissing => every_plan::evidence_missing(joined),
        Check::DanglingReference => every_plan::dangling_reference(joined),
        Check::WaiverExpired => every_plan::waiver_expired(joined, matched),
        Check::WaiverUnmatched => every_plan::waiver_unmatched(joined, matched),
        Check::StageClaimedNotProven => every_plan::stage_claimed_not_proven(joined),
        Check::AnswerToRetiredItem => every_plan::answer_to_retired_item(joined),
        Check::LevelEarned => level_earned::judge(joined),
        Check::Covers(covers) => covers::judge(joined, covers),
        Check::Requires(requires) => requires::judge(joined, requires),
        Check::DaysBetween(days) => days_between::judge(joined, days),
        Check::Overdue(overdue) => overdue::judge(joined, overdue),
        Check::RecordedAhead(places) => recorded_ahead::judge(joined, places),
        Check::EngagementFloor(floor) => engagement_floor::judge(joined, floor),
        Check::Wording(wording) => wording::judge(joined, wording),
        Check::OwnVoice(voice) => own_voice::judge(joined, voice),
        Check::NotOnly(only) => not_only::judge(joined, only),
        Check::Came(came) => came::judge(joined, came),
        Check::TakesPart(part) => takes_part::judge(joined, part),
        Check::TermLimit(limit) => term_limit::judge(joined, limit),
        Check::StagesKept(kept) => stages_kept::judge(joined, kept),
        Check::RequiresBefore(before) => requires_before::judge(joined, before),
        Check::Names(names) => names::judge(joined, names),
        Check::Independent(independent) => independent::judge(joined, independent),
        Check::PromiseCap => promise_cap::judge(joined),
        Check::RaisedFloor(floor) => raised_floor::judge(joined, floor),
        Check::BudgetShare(share) => budget_share::judge(joined, share),
        Check::ShareAtMost(share) => share_at_most::judge(joined, share),
        Check::AvoidsPeriod(avoids) => avoids_period::judge(joined, avoids),
        Check::HelpedOnline(helped) => helped_online::judge(joined, helped),
        Check::Languages(languages) => languages::judge(joined, languages),
        Check::MechanismFits(fits) => mechanism_fits::judge(joined, fits),
        Check::Pathway(pathway) => pathway::judge(joined, pathway),
        Check::Trail(trail) => trail::judge(joined, trail.finds),
        Check::ProhibitedPractice => law::prohibited_practice(joined),
        Check::UnknownPointOfLaw => law::unknown_point_of_law(joined),
        Check::BindingDutyOpen => law::binding_duty_open(joined),
        Check::ContractOutlives(check) => law::contract_outlives(joined, check),
        Check::DutyStartsDuringContract => law::duty_starts_during_contract(joined),
        Check::ClassLowered => law::class_lowered(joined),
        Check::ExemptionUndocumented(check) => law::exemption_undocumented(joined, check),
        Check::WaiverOfUnwaivable => law::waiver_of_unwaivable(joined),
    }
}
