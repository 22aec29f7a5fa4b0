//! How people are engaged, and what they said: activities, sessions, inputs.

use super::{ActivityOrBody, Choice, Clause, Decision, Facility, Mechanism, Requirement, Stakeholder};
use crate::date::Date;
use crate::lifecycle::Stage;
use crate::project::read::{Amount, Capitals, Count, Evidence, Keyed, Ref, Referent, Refers};
use crate::scale::{Function, ParticipationLevel};
use crate::{table, vocabulary};

vocabulary! {
    /// How those who take part are found.
    "a way of finding people"
    pub enum Selection {
        /// Drawn by lot.
        Random = "random",
        /// Whoever comes.
        OpenCall = "open-call",
        /// Invited by the authority.
        Invitation = "invitation",
        /// Named by organisations.
        Nomination = "nomination",
        /// Everybody concerned.
        Everybody = "everybody",
    }
}

vocabulary! {
    /// How people can take part.
    "a channel"
    pub enum Channel {
        /// On the internet.
        Online = "online",
        /// By telephone.
        Phone = "phone",
        /// On paper.
        Paper = "paper",
        /// In person.
        InPerson = "in-person",
    }
}

vocabulary! {
    /// What helps people to take part.
    "a support measure"
    pub enum Support {
        /// Child care or care for others.
        Care = "care",
        /// Travel is paid or arranged.
        Travel = "travel",
        /// Meals.
        Meals = "meals",
        /// Interpreters between languages.
        Interpretation = "interpretation",
        /// Sign language.
        SignLanguage = "sign-language",
        /// Texts that are easy to read.
        EasyRead = "easy-read",
        /// Step-free rooms, hearing loops and the like.
        AccessibleVenue = "accessible-venue",
        /// Somebody helps with devices and forms.
        DigitalHelp = "digital-help",
        /// Taking part counts as working time.
        PaidHours = "paid-hours",
        /// What is said cannot be traced to a person.
        Anonymity = "anonymity",
    }
}

vocabulary! {
    /// What a payment is for.
    "a unit of pay"
    pub enum PayPer {
        /// Each hour.
        Hour = "hour",
        /// Each session.
        Session = "session",
        /// Each day.
        Day = "day",
        /// The whole activity.
        Activity = "activity",
    }
}

table! {
    /// One planned use of a mechanism: with whom, when, for which decision, with what promise.
    "an activity"
    pub struct Activity {
        /// What people call it.
        "name" Public name: Option<String>,
        /// The mechanism of the playbook that it uses.
        "mechanism" Public mechanism: Ref<Mechanism>,
        /// Why this mechanism and not a lighter one.
        "why" Public why: Option<String>,
        /// The stage in which it takes place.
        "stage" Public stage: Stage,
        /// The participation level that is promised (declared).
        "level" Public level: Option<ParticipationLevel>,
        /// Who takes part.
        "stakeholders" Public stakeholders: Vec<Ref<Stakeholder>>,
        /// The decision that it serves.
        "decision" Public decision: Option<Ref<Decision>>,
        /// The parts of the decision that it serves; left out, those of the mechanism.
        "functions" Public functions: Vec<Function>,
        /// The open-government functions that it carries.
        "open-government" Public open_government: Vec<crate::id::Id>,
        /// The day it opens.
        "opens" Public opens: Option<Date>,
        /// The day it closes.
        "closes" Public closes: Option<Date>,
        /// Why the time for input is short.
        "window-reason" Public window_reason: Option<String>,
        /// What input can still change.
        "open-to-influence" Public open_to_influence: Option<String>,
        /// What is already settled.
        "closed-to-influence" Public closed_to_influence: Option<String>,
        /// What others decide.
        "out-of-hands" Public out_of_hands: Option<String>,
        /// The say in the decision that those who take part hold, in writing.
        "decision-rights" Public decision_rights: Option<String>,
        /// The act that binds the authority to what they decide.
        "binding-act" Public binding_act: Option<BindingAct>,
        /// The day on which problem, options and timetable were published.
        "published" Public published: Option<Date>,
        /// How those who take part are found.
        "selection" Public selection: Option<Selection>,
        /// How many take part.
        "members" Public members: Option<Count>,
        /// How many hours each person gives.
        "hours" Public hours: Option<Amount>,
        /// How many facilitators there are.
        "facilitators" Public facilitators: Option<Count>,
        /// How many seats the stakeholders hold where text is drafted or decided jointly.
        "seats" Public seats: Option<Count>,
        /// How people can take part.
        "channels" Public channels: Vec<Channel>,
        /// Languages offered.
        "languages" Public languages: Vec<String>,
        /// What helps people to take part.
        "support" Public support: Vec<Support>,
        /// What people are paid for their time.
        "pay" Public pay: Option<Pay>,
        /// Public facilities where people can take part.
        "facilities" Public facilities: Vec<Ref<Facility>>,
        /// What people are told beforehand, and by whom.
        "information" Public information: Option<String>,
        /// Who checks that the information is balanced.
        "advisory-group" Public advisory_group: Option<String>,
        /// What people hand over: in what form, who writes it, who checks it.
        "output" Public output: Option<String>,
        /// How those who took part judge the process.
        "evaluation" Public evaluation: Option<String>,
        /// Activities or bodies that its results feed.
        "feeds" Public feeds: Vec<Ref<ActivityOrBody>>,
        /// What it costs, in the currency of the project's value.
        "budget" Public budget: Option<Amount>,
        /// Who answers, and when.
        "response" Public response: Option<Response>,
        /// Documents that show what happened.
        "evidence" Public evidence: Vec<Evidence>,
    } checked by crate::project::between::activity
}

impl Refers for Activity {
    const TO: Referent = Referent::Activity;
}

table! {
    /// The act that binds the authority to what people decide.
    "a binding act"
    pub struct BindingAct {
        /// What the act is.
        "title" Public title: String,
        /// The day it was adopted.
        "adopted" Public adopted: Option<Date>,
        /// Where it is published.
        "url" Public url: Option<String>,
    }
}

table! {
    /// What people are paid for their time.
    "a payment"
    pub struct Pay {
        /// How much.
        "amount" Public amount: Amount,
        /// Currency, as three capital letters.
        "currency" Public currency: Capitals<3>,
        /// For what.
        "per" Public per: PayPer,
    }
}

table! {
    /// The answer that people are owed.
    "a response"
    pub struct Response {
        /// Who answers: an office or body, not a person.
        "by" Public by: Option<String>,
        /// The day by which the answer is promised.
        "due" Public due: Option<Date>,
        /// The day on which the answer was published.
        "published" Public published: Option<Date>,
        /// Where the answer is published.
        "url" Public url: Option<String>,
    }
}

table! {
    /// A meeting held within an activity.
    "a session"
    pub struct Session {
        /// The activity that it belongs to.
        "activity" Public activity: Ref<Activity>,
        /// The day.
        "on" Public on: Option<Date>,
        /// How long it took, in hours.
        "hours" Public hours: Option<Amount>,
        /// How many people took part, by stakeholder.
        "took-part" Public took_part: Keyed<Ref<Stakeholder>, Count>,
        /// The public facility where it took place.
        "facility" Public facility: Option<Ref<Facility>>,
        /// Minutes, reports, pictures.
        "evidence" Public evidence: Vec<Evidence>,
    }
}

vocabulary! {
    /// What became of an input.
    "an input status"
    pub enum InputStatus {
        /// Taken up.
        Accepted = "accepted",
        /// Taken up in part.
        Partly = "partly",
        /// Not taken up, with a reason.
        Rejected = "rejected",
        /// Not answered yet.
        Pending = "pending",
    }
}

table! {
    /// Something that people said, and what became of it.
    "an input"
    pub struct Input {
        /// The activity in which it was said.
        "activity" Public activity: Ref<Activity>,
        /// Who said it.
        "from" Public from: Vec<Ref<Stakeholder>>,
        /// What was said, in their words.
        "says" Public says: String,
        /// The day it was received.
        "received" Public received: Option<Date>,
        /// What became of it.
        "status" Public status: Option<InputStatus>,
        /// Why.
        "reason" Public reason: Option<String>,
        /// The decision that it shaped.
        "decision" Public decision: Option<Ref<Decision>>,
        /// The option that it changed.
        "option" Public option: Option<Ref<Choice>>,
        /// The requirement that came of it.
        "requirement" Public requirement: Option<Ref<Requirement>>,
        /// The clause that came of it.
        "clause" Public clause: Option<Ref<Clause>>,
        /// The answer that was given.
        "answered" Public answered: Option<Answered>,
    }
}

impl Refers for Input {
    const TO: Referent = Referent::Input;
}

table! {
    /// An answer to an input.
    "an answer to an input"
    pub struct Answered {
        /// The day.
        "on" Public on: Option<Date>,
        /// Who answered: an office or body.
        "by" Public by: Option<String>,
        /// Where the answer is published.
        "url" Public url: Option<String>,
    }
}
