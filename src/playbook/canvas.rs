//! Canvases: one page for one question, block by block.

use std::fmt;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::condition::Selector;
use super::field::group;
use super::record::record;
use super::text::Text;
use crate::lifecycle::{Phase, Stage};
use crate::vocabulary;

vocabulary! {
    /// What a block must hold beyond free text.
    "a check of a block"
    pub enum Validate {
        /// A number.
        Number = "number",
        /// A date.
        Date = "date",
        /// A stakeholder of the project.
        Stakeholder = "stakeholder",
    }
}

/// A place that fills a block: a name alone, or `from` a name, only those records that `where` means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The field of the project file or the computed fact.
    pub from: String,
    /// Which records; empty means all. Several sources of one table mean the records that any of them means.
    pub selector: Selector,
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Chosen {
            from: String,
            #[serde(rename = "where")]
            selector: Selector,
        }
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Source;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field, or from and where")
            }
            fn visit_str<E>(self, name: &str) -> Result<Source, E> {
                Ok(Source { from: name.to_owned(), ..Source::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Source, A::Error> {
                let Chosen { from, selector } = Chosen::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Source { from, selector })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

group! {
    /// One block of a canvas.
    #[derive(Clone, Debug, Deserialize)]
    pub struct Block {
        /// Its id within the canvas.
        "id" id: String,
        /// What people call it.
        "title" title: String,
        /// Project fields that already hold the fact (`options.*.name`), or computed facts (`facts.salience`).
        #[serde(default)] "filled-from" filled_from: Vec<Source>,
        /// What the block must hold.
        #[serde(default)] "validate" validate: Option<Validate>,
        /// Checklist items that it links to.
        #[serde(default)] "items" items: Vec<String>,
    }
}

group! {
    /// The long texts of a block.
    #[derive(Clone, Debug, Deserialize)]
    pub struct BlockText {
        /// Its id within the canvas.
        "id" id: String,
        /// The question it answers.
        "prompt" prompt: String,
        /// What a good answer holds.
        "good" good: String,
    }
}

record! {
    /// A canvas.
    Canvases titled title
    pub struct Canvas {
        /// Letter in the founding list.
        #[serde(default)] "ref" reference: Text,
        /// What people call it.
        "title" title: Text,
        /// The phase it belongs to; none means all.
        #[serde(default)] "phase" phase: Option<Phase>,
        /// The stages in which it is filled.
        "stages" stages: Vec<Stage>,
        /// Its blocks, in order.
        "blocks" blocks: Vec<Block>,
    }
    /// The long texts of a canvas.
    pub struct CanvasText {
        /// What it is for and when to fill it in.
        "purpose" purpose: String,
        /// The texts of its blocks, in the same order.
        "blocks" blocks: Vec<BlockText>,
    }
}
