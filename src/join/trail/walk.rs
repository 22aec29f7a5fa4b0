//! Walks along the trail, forwards and backwards.
//!
//! A walk looks at each link once and opens each node once, at its shortest distance from the start; so cycles through
//! `feeds` end, and its length never grows faster than the number of links. It keeps its own stack: how deep a trail is
//! matters to no call stack.

use std::collections::VecDeque;

use super::{Edge, NodeId, Trail};
use crate::vocabulary;

vocabulary! {
    /// Which way to walk.
    "a direction"
    pub enum Direction {
        /// To what came of it.
        Onwards = "onwards",
        /// To where it comes from.
        Back = "back",
    }
}

/// One step of a walk: a link, and the node to which it leads.
#[derive(Clone, Copy, Debug)]
pub struct Step<'t> {
    /// The node.
    pub node: NodeId,
    /// The link that led there.
    pub edge: &'t Edge,
    /// How many links from the start, from 1.
    pub depth: usize,
    /// The node is opened elsewhere in the walk; nothing follows below it here.
    pub again: bool,
}

impl Trail<'_> {
    /// Everything that is reached from a node in one direction, each node followed by what it leads to.
    pub fn walk(&self, start: NodeId, direction: Direction) -> Vec<Step<'_>> {
        let opened_by = self.nearest(start, direction);
        let mut steps = Vec::new();
        let mut stack: Vec<(usize, usize)> =
            self.beside(start, direction).iter().rev().map(|edge| (*edge, 1)).collect();
        while let Some((number, depth)) = stack.pop() {
            let edge = &self.edges[number];
            let node = end(edge, direction);
            let again = opened_by[node.0] != Some(number);
            steps.push(Step { node, edge, depth, again });
            if !again {
                stack.extend(self.beside(node, direction).iter().rev().map(|edge| (*edge, depth + 1)));
            }
        }
        steps
    }

    /// The nodes that are reached from a node in one direction, without the start.
    pub fn reached(&self, start: NodeId, direction: Direction) -> Vec<NodeId> {
        let mut nodes: Vec<NodeId> =
            self.walk(start, direction).into_iter().filter(|step| !step.again).map(|step| step.node).collect();
        nodes.sort_unstable();
        nodes
    }

    /// For each node that is reached, the link of a shortest way by which it is opened.
    fn nearest(&self, start: NodeId, direction: Direction) -> Vec<Option<usize>> {
        let mut opened_by = vec![None; self.nodes.len()];
        let mut waiting = VecDeque::from([start]);
        while let Some(node) = waiting.pop_front() {
            for number in self.beside(node, direction) {
                let next = end(&self.edges[*number], direction);
                if next != start && opened_by[next.0].is_none() {
                    opened_by[next.0] = Some(*number);
                    waiting.push_back(next);
                }
            }
        }
        opened_by
    }

    fn beside(&self, node: NodeId, direction: Direction) -> &[usize] {
        match direction {
            Direction::Onwards => self.onwards.at(node),
            Direction::Back => self.back.at(node),
        }
    }
}

fn end(edge: &Edge, direction: Direction) -> NodeId {
    match direction {
        Direction::Onwards => edge.to,
        Direction::Back => edge.from,
    }
}
