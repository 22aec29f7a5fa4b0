//! The trail: from what people said to what became of it, as a graph that is walked both ways.
//!
//! It leads from stakeholders over activities and inputs to decisions, options, requirements, criteria, clauses and
//! published answers. It is built once, in time that grows with the links of the file, and every link knows where it
//! is written. What refers to nothing is left out: a rule of its own finds it. Methods: `input-answers`,
//! `trail-orphans`, `audit-sample`.

mod answers;
mod build;
mod orphans;
mod sample;
mod walk;

pub(super) use build::build;

pub use answers::{AnswerState, GoLive, InputAnswer};
pub use orphans::{Fault, Orphan};
pub use sample::{SplitMix64, draw};
pub use walk::{Direction, Step};

use crate::map::Map;
use crate::project::FieldPath;
use crate::vocabulary;

vocabulary! {
    /// What a node of the trail is; most are called as their table in the project file.
    "a part of the trail"
    pub enum Part {
        /// A party.
        Stakeholder = "stakeholders",
        /// An activity.
        Activity = "activities",
        /// Something that people said.
        Input = "inputs",
        /// A decision.
        Decision = "decisions",
        /// An option compared.
        Choice = "options",
        /// A requirement of the tender.
        Requirement = "requirements",
        /// An award criterion.
        Criterion = "award-criteria",
        /// A clause of the contract.
        Clause = "clauses",
        /// A body that advises, oversees or decides.
        Body = "bodies",
        /// A legal hook or duty of the playbook.
        Hook = "hooks",
        /// The answer that an activity promises or gave.
        Response = "responses",
        /// The answer to one input.
        Reply = "replies",
    }
}

vocabulary! {
    /// Why one thing leads to another.
    "a link of the trail"
    pub enum Link {
        /// A stakeholder takes part in an activity.
        TakesPart = "takes-part",
        /// A stakeholder said an input.
        Said = "said",
        /// In an activity an input was heard.
        Heard = "heard",
        /// An input shaped a decision.
        Shaped = "shaped",
        /// An activity serves a decision.
        Serves = "serves",
        /// An input changed an option.
        Changed = "changed",
        /// An input, an activity or a legal duty became a requirement, a criterion or a clause.
        Became = "became",
        /// A requirement is rewarded by a criterion.
        Rewarded = "rewarded",
        /// A requirement is bound by a clause.
        Bound = "bound",
        /// An activity feeds another activity or a body.
        Feeds = "feeds",
        /// A stakeholder sits in a body.
        Member = "member",
        /// An activity or an input has an answer.
        Answered = "answered",
        /// The answer to one input stands in the answer of an activity: both have the same address.
        PublishedIn = "published-in",
    }
}

/// One thing on the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Node<'a> {
    /// What it is.
    pub part: Part,
    /// Its id; of an answer, the id of what it answers.
    pub id: &'a str,
}

impl Node<'_> {
    /// Where it stands in the project file. A hook stands in the playbook, and its path only names it.
    pub fn path(&self) -> FieldPath {
        match self.part {
            Part::Response => FieldPath::of(["activities", self.id, "response"]),
            Part::Reply => FieldPath::of(["inputs", self.id, "answered"]),
            Part::Stakeholder
            | Part::Activity
            | Part::Input
            | Part::Decision
            | Part::Choice
            | Part::Requirement
            | Part::Criterion
            | Part::Clause
            | Part::Body
            | Part::Hook => FieldPath::of([self.part.as_str(), self.id]),
        }
    }
}

/// The place of a node among all nodes of its trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(self) usize);

/// Where a link is written: a field of one node, kept short because there is one for each link.
#[derive(Clone, Copy, Debug)]
struct Place {
    of: NodeId,
    field: &'static str,
    index: Option<usize>,
}

/// One link, from what came first to what came of it.
#[derive(Clone, Debug)]
pub struct Edge {
    /// From where.
    pub from: NodeId,
    /// To where.
    pub to: NodeId,
    /// Why.
    pub link: Link,
    /// Where it is written; two places when both ends name each other.
    places: (Place, Option<Place>),
}

/// The links at each node: those that begin there, or those that end there.
#[derive(Debug, Default)]
struct Ends {
    /// Where the links of a node begin in `links`, for each node; then the end of all.
    starts: Vec<usize>,
    /// Links by their place among all links; those of one node lie together, in the order of the file.
    links: Vec<usize>,
}

impl Ends {
    fn of(nodes: usize, edges: &[Edge], end: impl Fn(&Edge) -> NodeId) -> Self {
        let mut starts = vec![0; nodes + 1];
        for edge in edges {
            starts[end(edge).0 + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let (mut free, mut links) = (starts.clone(), vec![0; edges.len()]);
        for (n, edge) in edges.iter().enumerate() {
            let place = &mut free[end(edge).0];
            links[*place] = n;
            *place += 1;
        }
        Self { starts, links }
    }

    /// The links at a node.
    fn at(&self, node: NodeId) -> &[usize] {
        &self.links[self.starts[node.0]..self.starts[node.0 + 1]]
    }
}

/// The trail of one project.
#[derive(Debug, Default)]
pub struct Trail<'a> {
    nodes: Vec<Node<'a>>,
    edges: Vec<Edge>,
    by_id: Map<Node<'a>, NodeId>,
    onwards: Ends,
    back: Ends,
    /// Every input with the state of its answer, in the author's order.
    pub answers: Vec<InputAnswer<'a>>,
}

impl<'a> Trail<'a> {
    /// The node of a part with an id.
    pub fn find(&self, part: Part, id: &str) -> Option<NodeId> {
        self.by_id.get(&Node { part, id }).copied()
    }

    /// Every node with this id, whatever its part; answers are found by the id of what they answer only with their
    /// part.
    pub fn named(&self, id: &str) -> Vec<NodeId> {
        use crate::vocabulary::Vocabulary;
        let own = Part::ALL.iter().filter(|part| !matches!(part, Part::Response | Part::Reply));
        own.filter_map(|part| self.find(*part, id)).collect()
    }

    /// A node.
    pub fn node(&self, id: NodeId) -> Node<'a> {
        self.nodes[id.0]
    }

    /// Every node, grouped by part, in the author's order.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, Node<'a>)> + '_ {
        self.nodes.iter().enumerate().map(|(n, node)| (NodeId(n), *node))
    }

    /// How many nodes are of this part.
    pub fn count(&self, part: Part) -> usize {
        self.nodes.iter().filter(|node| node.part == part).count()
    }

    /// Every link.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The links that lead on from a node, in the order of the file.
    pub fn onwards(&self, id: NodeId) -> impl Iterator<Item = &Edge> {
        self.onwards.at(id).iter().map(|edge| &self.edges[*edge])
    }

    /// The links that lead to a node, in the order of the file.
    pub fn back(&self, id: NodeId) -> impl Iterator<Item = &Edge> {
        self.back.at(id).iter().map(|edge| &self.edges[*edge])
    }

    /// Where a link is written in the project file.
    pub fn places(&self, edge: &Edge) -> Vec<FieldPath> {
        [Some(edge.places.0), edge.places.1].into_iter().flatten().map(|place| self.path_of(place)).collect()
    }

    fn path_of(&self, place: Place) -> FieldPath {
        let path = place.field.split('.').fold(self.node(place.of).path(), |path, key| path.key(key));
        match place.index {
            Some(n) => path.index(n),
            None => path,
        }
    }
}
