//! stub
use crate::date::Date;
use crate::join::Joined;
use crate::lifecycle::*;
use crate::playbook::Playbook;
use crate::project::Problem;
use crate::project::edit::Edit;
pub trait Interview {}
pub struct Ended {
    pub interrupted: bool,
}
pub trait Prompter {}
pub fn drive<E>(
    _i: &mut dyn Interview,
    _p: &mut dyn Prompter,
    _f: &mut dyn FnMut(&[Edit]) -> Result<(), E>,
) -> Result<Ended, E> {
    Ok(Ended { interrupted: false })
}
pub struct InitAnswers {
    pub title: Option<String>,
    pub authority: Option<String>,
    pub country: Option<String>,
    pub entry_route: Option<EntryRoute>,
    pub stage: Option<Stage>,
    pub value: Option<(f64, String)>,
}
pub struct InitInterview(InitAnswers);
impl InitInterview {
    pub fn new(a: InitAnswers) -> Self {
        Self(a)
    }
    pub fn into_answers(self) -> InitAnswers {
        self.0
    }
}
impl Interview for InitInterview {}
pub struct ChecklistInterview;
impl ChecklistInterview {
    pub fn new(_: &Joined<'_>, _: Stage, _: bool, _: Vec<String>) -> Self {
        Self
    }
}
impl Interview for ChecklistInterview {}
pub struct MappingInterview;
impl MappingInterview {
    pub fn new(_: &Joined<'_>) -> Self {
        Self
    }
}
impl Interview for MappingInterview {}
pub struct Prefilled;
impl Prefilled {
    pub fn read(_: &str, _: &Playbook) -> Result<Self, Vec<Problem>> {
        Ok(Self)
    }
    pub fn edits(&self, _: Date) -> Vec<Edit> {
        vec![]
    }
}
