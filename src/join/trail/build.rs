//! How the trail is built: one pass over the tables of the file, one look-up for each id that is named.

use super::{Edge, Ends, Link, Node, NodeId, Part, Place, Trail, answers};
use crate::id::Id;
use crate::join::Joined;
use crate::map::Map;
use crate::project::model::Origin;
use crate::project::read::Ref;

pub(in crate::join) fn build<'a>(joined: &Joined<'a>) -> Trail<'a> {
    let mut builder = Builder { joined, trail: Trail::default(), known: Map::default() };
    builder.nodes();
    builder.people();
    builder.activities();
    builder.inputs();
    builder.tender();
    let mut trail = builder.trail;
    trail.onwards = Ends::of(trail.nodes.len(), &trail.edges, |edge| edge.from);
    trail.back = Ends::of(trail.nodes.len(), &trail.edges, |edge| edge.to);
    trail
}

struct Builder<'j, 'a> {
    joined: &'j Joined<'a>,
    trail: Trail<'a>,
    known: Map<(NodeId, NodeId, Link), usize>,
}

impl<'a> Builder<'_, 'a> {
    fn add(&mut self, part: Part, id: &'a str) -> NodeId {
        let node = Node { part, id };
        let next = NodeId(self.trail.nodes.len());
        let id = *self.trail.by_id.entry(node).or_insert(next);
        if id == next {
            self.trail.nodes.push(node);
        }
        id
    }

    fn all(&mut self, part: Part, ids: impl Iterator<Item = &'a str>) {
        for id in ids {
            self.add(part, id);
        }
    }

    fn nodes(&mut self) {
        let project = self.joined.project;
        self.all(Part::Stakeholder, project.stakeholders.keys());
        self.all(Part::Activity, project.activities.keys());
        self.all(Part::Input, project.inputs.keys());
        self.all(Part::Decision, project.decisions.keys());
        self.all(Part::Choice, project.options.keys());
        self.all(Part::Requirement, project.requirements.keys());
        self.all(Part::Criterion, project.award_criteria.keys());
        self.all(Part::Clause, project.clauses.keys());
        self.all(Part::Body, project.bodies.keys());
        for (id, activity) in project.activities.iter() {
            if activity.response.is_some() {
                self.add(Part::Response, id);
            }
        }
        for (id, input) in project.inputs.iter() {
            if input.answered.is_some() {
                self.add(Part::Reply, id);
            }
        }
    }

    fn find(&self, part: Part, id: &str) -> Option<NodeId> {
        self.trail.find(part, id)
    }

    /// A link that is written at a place; written at both ends, it is one link with two places.
    fn link(&mut self, from: Option<NodeId>, to: Option<NodeId>, link: Link, place: Place) {
        let (Some(from), Some(to)) = (from, to) else { return };
        match self.known.get(&(from, to, link)) {
            Some(edge) => {
                let places = &mut self.trail.edges[*edge].places;
                if places.1.is_none() && places.0.of != place.of {
                    places.1 = Some(place);
                }
            }
            None => {
                self.known.insert((from, to, link), self.trail.edges.len());
                self.trail.edges.push(Edge { from, to, link, places: (place, None) });
            }
        }
    }

    fn people(&mut self) {
        for (id, body) in self.joined.project.bodies.iter() {
            let Some(of) = self.find(Part::Body, id) else { continue };
            for member in body.members.keys() {
                let from = self.find(Part::Stakeholder, member);
                self.link(from, Some(of), Link::Member, Place { of, field: "members", index: None });
            }
        }
    }

    fn activities(&mut self) {
        for (id, activity) in self.joined.project.activities.iter() {
            let Some(of) = self.find(Part::Activity, id) else { continue };
            let place = |field| Place { of, field, index: None };
            for (n, who) in activity.stakeholders.iter().enumerate() {
                let from = self.find(Part::Stakeholder, who.as_str());
                self.link(from, Some(of), Link::TakesPart, Place { index: Some(n), ..place("stakeholders") });
            }
            if let Some(decision) = &activity.decision {
                let to = self.find(Part::Decision, decision.as_str());
                self.link(Some(of), to, Link::Serves, place("decision"));
            }
            for (n, fed) in activity.feeds.iter().enumerate() {
                let to = self.find(Part::Activity, fed.as_str()).or_else(|| self.find(Part::Body, fed.as_str()));
                self.link(Some(of), to, Link::Feeds, Place { index: Some(n), ..place("feeds") });
            }
            self.link(Some(of), self.find(Part::Response, id), Link::Answered, place("response"));
        }
    }

    fn inputs(&mut self) {
        let project = self.joined.project;
        for (id, input) in project.inputs.iter() {
            let Some(of) = self.find(Part::Input, id) else { continue };
            let place = |field| Place { of, field, index: None };
            for (n, who) in input.from.iter().enumerate() {
                let from = self.find(Part::Stakeholder, who.as_str());
                self.link(from, Some(of), Link::Said, Place { index: Some(n), ..place("from") });
            }
            let heard = self.find(Part::Activity, input.activity.as_str());
            self.link(heard, Some(of), Link::Heard, place("activity"));
            let ends = [
                (input.decision.as_ref().map(Ref::id), Part::Decision, Link::Shaped, "decision"),
                (input.option.as_ref().map(Ref::id), Part::Choice, Link::Changed, "option"),
                (input.requirement.as_ref().map(Ref::id), Part::Requirement, Link::Became, "requirement"),
                (input.clause.as_ref().map(Ref::id), Part::Clause, Link::Became, "clause"),
            ];
            for (end, part, link, field) in ends {
                let to = end.and_then(|id: &Id| self.find(part, id.as_str()));
                self.link(Some(of), to, link, place(field));
            }
            let activity = project.activities.get(input.activity.as_str());
            let answer = answers::of(id, input, activity, self.joined.today);
            let reply = self.find(Part::Reply, id);
            let response = self.find(Part::Response, input.activity.as_str());
            self.link(Some(of), reply, Link::Answered, place("answered"));
            let address = input.answered.as_ref().and_then(|own| own.url.as_deref());
            let shared = activity.and_then(|a| a.response.as_ref()?.url.as_deref());
            if let (Some(reply), true) = (reply, address.is_some() && address == shared) {
                self.link(Some(reply), response, Link::PublishedIn, Place { of: reply, field: "url", index: None });
            }
            if let (Some(heard), true) = (heard, answer.by_activity) {
                self.link(Some(of), response, Link::Answered, Place { of: heard, field: "response", index: None });
            }
            self.trail.answers.push(answer);
        }
    }

    fn tender(&mut self) {
        let project = self.joined.project;
        for (id, requirement) in project.requirements.iter() {
            let Some(of) = self.find(Part::Requirement, id) else { continue };
            let place = |field| Place { of, field, index: None };
            self.origins(of, &requirement.from);
            let criterion = requirement.criterion.as_ref().and_then(|c| self.find(Part::Criterion, c.as_str()));
            self.link(Some(of), criterion, Link::Rewarded, place("criterion"));
            let clause = requirement.clause.as_ref().and_then(|c| self.find(Part::Clause, c.as_str()));
            self.link(Some(of), clause, Link::Bound, place("clause"));
        }
        for (id, criterion) in project.award_criteria.iter() {
            if let Some(of) = self.find(Part::Criterion, id) {
                self.origins(of, &criterion.from);
            }
        }
        for (id, clause) in project.clauses.iter() {
            if let Some(of) = self.find(Part::Clause, id) {
                self.origins(of, &clause.from);
            }
        }
    }

    /// What a requirement, criterion or clause comes from. An id that two tables share means the input.
    fn origins(&mut self, of: NodeId, from: &'a [Ref<Origin>]) {
        let playbook = self.joined.playbook;
        for (n, origin) in from.iter().enumerate() {
            let id = origin.as_str();
            let start = self.find(Part::Input, id).or_else(|| self.find(Part::Activity, id)).or_else(|| {
                (playbook.hooks().contains(id) || playbook.duties().contains(id)).then(|| self.add(Part::Hook, id))
            });
            self.link(start, Some(of), Link::Became, Place { of, field: "from", index: Some(n) });
        }
    }
}
