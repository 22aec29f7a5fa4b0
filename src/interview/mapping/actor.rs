//! One type of actor in the mapping interview: who it is, why to look for it, and the question about it.
//!
//! It says what the playbook says; who was found is the interview's business.

use crate::interview::question::{Answer, Kind, Question, Ways};
use crate::playbook::{Actor, Playbook, StartingScores};
use crate::project::FieldPath;
use crate::scale::Sector;

/// The words for “there is nobody of this type”, before the reason.
pub const NOBODY: &str = "Nobody here, because";

/// A type of actor.
#[derive(Clone, Debug)]
pub struct Type {
    pub id: String,
    pub title: String,
    pub sector: Sector,
    about: Vec<String>,
    help: Vec<String>,
    pub scores: StartingScores,
    pub asked: bool,
    pub nobody: Option<String>,
}

impl Type {
    /// A type of actor that does `does` in the present phase, and of which `mapped` are on the map.
    pub fn new(playbook: &Playbook, actor: &Actor, does: &str, mapped: &[&str], asked: bool) -> Self {
        let mut about = vec![format!("What they do now: {does}")];
        let mut help = Vec::new();
        if let Some(text) = playbook.actor_texts().get(&actor.id) {
            about.push(format!("Why look for them: {}", text.why));
            about.push(format!("How to find them: {}", text.find));
            help.push(format!("What moves them: {}.", text.interests.join("; ")));
            help.push(format!("What can go wrong: {}", text.risk));
            help.push(format!("How to reach them: {}", text.reach));
        }
        if !mapped.is_empty() {
            about.push(format!("On the map already: {}. You can add others.", mapped.join("; ")));
        }
        let nobody = None;
        let (id, title, sector, scores) = (actor.id.clone(), actor.title.clone(), actor.sector, actor.scores);
        Self { id: id.into(), title: title.into(), sector, about, help, scores, asked, nobody }
    }

    /// The question who this is, when `names` came up already in this conversation.
    pub fn question(&self, names: Vec<String>) -> Question {
        let mut about = self.about.clone();
        about.push("Write organisations or groups, not persons; between several, a semicolon.".to_owned());
        Question {
            about,
            help: self.help.clone(),
            present: match &self.nobody {
                Some(reason) => Some(Answer::NotApplicable { reason: reason.clone() }),
                None => (!names.is_empty()).then_some(Answer::Texts(names)),
            },
            ways: Ways { skip: true, unknown: false, not_applicable: Some(NOBODY) },
            written_to: Some(FieldPath::of(["stakeholders"])),
            ..Question::new(
                format!("{}.who", self.id),
                Kind::Texts,
                format!("{}: who is this in your project?", self.title),
            )
        }
    }
}
