//! stub
use crate::{check::Report, join::Joined, lifecycle::Phase, playbook::Playbook};
#[derive(Debug)]
pub struct RenderError;
impl std::fmt::Display for RenderError {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}
impl std::error::Error for RenderError {}
pub struct Renderer;
impl Renderer {
    pub fn new(_: &Playbook, _: &[(String, String)]) -> Result<Self, RenderError> {
        Ok(Self)
    }
    pub fn canvas(&self, _: &Joined<'_>, _: &str) -> Result<String, RenderError> {
        Ok(String::new())
    }
    pub fn plan(&self, _: &Joined<'_>, _: &Report, _: Option<Phase>) -> Result<String, RenderError> {
        Ok(String::new())
    }
    pub fn map(&self, _: &Joined<'_>) -> Result<String, RenderError> {
        Ok(String::new())
    }
}
pub mod view {
    use super::*;
    #[derive(serde::Serialize)]
    pub struct V;
    pub fn map(_: &Joined<'_>) -> V {
        V
    }
    pub fn plan(_: &Joined<'_>, _: &Report, _: Option<Phase>) -> V {
        V
    }
}
