//! The stakeholder map: who is there, where each stands, who is missing.

use schemars::JsonSchema;
use serde::Serialize;

use super::level::LevelView;
use super::words::Lens;
use super::{
    ActorGap, Audience, CameView, MethodView, Named, OverrideView, PlacedView, PlaybookView, ProjectView, QuadrantView,
    SCHEMA_VERSION, SectorGap,
};
use crate::date::Date;
use crate::join::Joined;
use crate::project::Referent;

/// The stakeholder map.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "aiproc map show")]
pub struct MapView {
    /// The version of this form.
    pub schema_version: u32,
    /// The day for which everything is worked out.
    pub date: Date,
    /// The playbook that it rests on.
    pub playbook: PlaybookView,
    /// The project.
    pub project: ProjectView,
    /// It holds what is not for the public.
    pub internal: bool,
    /// The stakeholders.
    pub stakeholders: Vec<StakeholderView>,
    /// The grid, quadrant by quadrant.
    pub quadrants: Vec<QuadrantView>,
    /// Those whose power or interest is not scored.
    pub unscored: Vec<Named>,
    /// The strongly exposed.
    pub overrides: Vec<OverrideView>,
    /// Who came to the sessions held, of all who are to take part; empty while nobody was counted.
    pub came: Vec<CameView>,
    /// Sectors that nobody stands for.
    pub missing_sectors: Vec<SectorGap>,
    /// Kinds of affected people and workers that nobody on the map is of.
    pub missing_actors: Vec<ActorGap>,
    /// How the computed values come about.
    pub methods: Vec<MethodView>,
}

/// One stakeholder of the map.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StakeholderView {
    /// Scores, quadrant and salience class.
    pub placed: PlacedView,
    /// Whether its claim is seen as rightful, in a word; nothing while it is not recorded.
    pub legitimacy: Option<String>,
    /// Whether its claim cannot wait, in a word; nothing while it is not recorded.
    pub urgency: Option<String>,
    /// The activities in which it takes part.
    pub activities: Vec<Named>,
    /// The highest level that it is promised, has got and can still get.
    pub level: LevelView,
    /// How its voice reaches the decision.
    pub route: Option<String>,
    /// For whom it speaks.
    pub represents: Vec<Named>,
    /// What keeps its members from taking part.
    pub barriers: Vec<String>,
    /// Languages.
    pub languages: Vec<String>,
    /// A declared conflict of interest.
    pub conflict: Option<String>,
    /// Who gave the scores; only for those who work on the project.
    pub scored_by: Option<String>,
    /// The day of the scores; only for those who work on the project.
    pub scored_on: Option<Date>,
    /// A remark; only for those who work on the project.
    pub note: Option<String>,
    /// Whom it trusts; only for those who work on the project.
    pub trusts: Vec<Named>,
    /// Whom it funds; only for those who work on the project.
    pub funds: Vec<Named>,
    /// On whom it depends; only for those who work on the project.
    pub depends_on: Vec<Named>,
}

/// The stakeholder map of a project, for the public.
pub fn map<'a>(joined: &'a Joined<'a>) -> MapView {
    map_for(joined, Audience::Public)
}

/// The stakeholder map of a project, for those who may see what is internal, or for the public.
pub fn map_for<'a>(joined: &'a Joined<'a>, audience: Audience) -> MapView {
    let lens = Lens::new(joined);
    let people = lens.people(None);
    let missing = lens.missing_view(None);
    let internal = audience == Audience::Internal;
    MapView {
        schema_version: SCHEMA_VERSION,
        date: joined.today,
        playbook: lens.playbook_view(),
        project: lens.project(),
        internal,
        stakeholders: joined.stakeholders.iter().map(|s| lens.stakeholder_view(s, internal)).collect(),
        quadrants: people.quadrants,
        unscored: people.unscored,
        overrides: people.overrides,
        came: people.came,
        missing_sectors: missing.sectors,
        missing_actors: missing.actors,
        methods: lens.methods(&[
            "exposure-override",
            "missing-sectors",
            "people-counted",
            "power-interest-quadrant",
            "salience-class",
        ]),
    }
}

impl Lens<'_> {
    fn stakeholder_view(&self, placed: &crate::join::mapping::Placed<'_>, internal: bool) -> StakeholderView {
        let s = placed.stakeholder;
        let yes_no = |yes: bool| self.label("format", if yes { "yes" } else { "no" }).to_owned();
        let scored = s.scored.as_ref().filter(|_| internal);
        let relations = s.relations.as_ref().filter(|_| internal);
        let party = |r: &crate::project::read::Ref<crate::project::model::Stakeholder>| {
            self.named(Referent::Stakeholder, r.as_str())
        };
        StakeholderView {
            placed: self.placed(placed),
            legitimacy: s.legitimacy.map(yes_no),
            urgency: s.urgency.map(yes_no),
            activities: placed.activities.iter().map(|a| self.named(Referent::Activity, a)).collect(),
            level: self.level_of(&self.levels_with(placed)),
            route: s.route.clone(),
            represents: s.represents.iter().map(party).collect(),
            barriers: s.barriers.clone(),
            languages: s.languages.clone(),
            conflict: s.conflict.as_ref().map(|c| c.declared.clone()),
            scored_by: scored.map(|s| s.by.clone()),
            scored_on: scored.and_then(|s| s.on),
            note: s.note.clone().filter(|_| internal),
            trusts: relations.map(|r| r.trusts.iter().map(party).collect()).unwrap_or_default(),
            funds: relations.map(|r| r.funds.iter().map(party).collect()).unwrap_or_default(),
            depends_on: relations.map(|r| r.depends_on.iter().map(party).collect()).unwrap_or_default(),
        }
    }
}
