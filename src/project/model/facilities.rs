//! Public places where people can take part, and the goals of their network.

use crate::date::Date;
use crate::project::read::{Count, Referent, Refers};
use crate::{table, vocabulary};

vocabulary! {
    /// What a public facility offers.
    "a service of a facility"
    pub enum Service {
        /// Information.
        Information = "information",
        /// Help with taking part.
        AssistedParticipation = "assisted-participation",
        /// Training.
        Training = "training",
        /// Rooms.
        Hosting = "hosting",
        /// A place to try new things.
        InnovationLab = "innovation-lab",
    }
}

table! {
    /// A public place where people can take part in person.
    "a facility"
    pub struct Facility {
        /// Its name.
        "name" Public name: String,
        /// Municipality or district.
        "municipality" Public municipality: Option<String>,
        /// Library, telecentre, civic centre and so on.
        "kind" Public kind: Option<String>,
        /// When it is open.
        "opening-hours" Public opening_hours: Option<String>,
        /// Ramps, hearing loops, quiet rooms and the like.
        "access-features" Public access_features: Vec<String>,
        /// What it offers.
        "services" Public services: Vec<Service>,
        /// How many of its staff are trained facilitators.
        "trained-facilitators" Public trained_facilitators: Option<Count>,
        /// Whether it follows a protocol for digital mediation.
        "protocol" Public protocol: Option<bool>,
    }
}

impl Refers for Facility {
    const TO: Referent = Referent::Facility;
}

table! {
    /// A goal for the network of facilities.
    "a facility goal"
    pub struct Goal {
        /// The goal of the playbook.
        "goal" Public goal: crate::id::Id,
        /// What is to be reached, as a number or sentence.
        "target" Public target: Option<String>,
        /// What has been reached.
        "reached" Public reached: Option<String>,
        /// By when.
        "by" Public by: Option<Date>,
    }
}
