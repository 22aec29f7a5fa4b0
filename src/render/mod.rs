//! DOCUMENTS: engagement plan, canvases and stakeholder map as Markdown, from templates.
//!
//! A view holds every fact of one document; a template only arranges them and holds no words of its own; what people
//! wrote is escaped here and can never become structure. Nothing here opens files: the shell hands in the texts of
//! templates that replace the built-in ones.

pub mod csv;
mod filter;
mod numbers;
pub mod trail;
pub mod view;

use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};
use serde::Serialize;

use crate::check::Report;
use crate::embedded;
use crate::join::Joined;
use crate::lifecycle::Phase;
pub use crate::markdown as escape;
use crate::playbook::Playbook;
use crate::playbook::labels::Labels;
pub use view::Audience;

/// Work that a template may do; it also bounds what it may write before the length is looked at.
const FUEL: u64 = 5_000_000;
/// Depth of includes and macros.
const DEPTH: usize = 100;
/// No document is longer, in bytes (16 MiB).
const LONGEST: usize = 16 * 1024 * 1024;

/// Makes documents from templates.
pub struct Renderer {
    env: Environment<'static>,
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer").finish_non_exhaustive()
    }
}

/// What is wrong with a template, in words for whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The template.
    pub template: String,
    /// The line in it.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "template {}, line {line}: {}", self.template, self.message),
            None => write!(f, "template {}: {}", self.template, self.message),
        }
    }
}

impl std::error::Error for RenderError {}

impl Renderer {
    /// A renderer with the built-in templates, of which `overrides` replaces or adds some: (name, text).
    pub fn new(playbook: &Playbook, overrides: &[(String, String)]) -> Result<Self, RenderError> {
        Self::with_labels(playbook.labels(), overrides)
    }

    /// A renderer with other words.
    pub fn with_labels(labels: &Labels, overrides: &[(String, String)]) -> Result<Self, RenderError> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(filter::escaping);
        env.set_fuel(Some(FUEL));
        env.set_recursion_limit(DEPTH);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
        env.set_syntax(syntax.map_err(|e| render_error("", &e))?);
        let word = |name| labels.get("format", name).to_owned();
        let words = filter::Words { nothing: word("nothing"), comma: word("separator"), semicolon: word("semicolon") };
        filter::install(&mut env, numbers::Numbers::new(labels), words);
        env.add_global("label", Value::from(Serde(labels.all())));
        for (name, text) in embedded::TEMPLATES {
            if !overrides.iter().any(|(own, _)| own == name) {
                env.add_template(name, text).map_err(|e| render_error(name, &e))?;
            }
        }
        for (name, text) in overrides {
            env.add_template_owned(name.clone(), text.clone()).map_err(|e| render_error(name, &e))?;
        }
        Ok(Self { env })
    }

    /// The engagement plan, whole or of one phase.
    pub fn plan(&self, joined: &Joined<'_>, report: &Report, phase: Option<Phase>) -> Result<String, RenderError> {
        self.document("plan.md.jinja", &view::plan(joined, report, phase))
    }

    /// A canvas, for the public: what the project file marks as internal is left out and said to be.
    pub fn canvas(&self, joined: &Joined<'_>, id: &str) -> Result<String, RenderError> {
        self.canvas_for(joined, id, Audience::Public)
    }

    /// A canvas, for those who may see what is internal, or for the public.
    pub fn canvas_for(&self, joined: &Joined<'_>, id: &str, audience: Audience) -> Result<String, RenderError> {
        let Some(view) = view::canvas_for(joined, id, audience) else {
            let message = format!("there is no canvas “{id}”");
            return Err(RenderError { template: "canvas.md.jinja".to_owned(), line: None, message });
        };
        // A canvas of another shape has a template of its own.
        let own = format!("canvases/{id}.md.jinja");
        let has_own = self.env.get_template(&own).is_ok();
        self.document(if has_own { &own } else { "canvas.md.jinja" }, &view)
    }

    /// The stakeholder map, for the public.
    pub fn map(&self, joined: &Joined<'_>) -> Result<String, RenderError> {
        self.map_for(joined, Audience::Public)
    }

    /// The stakeholder map, for those who may see what is internal, or for the public.
    pub fn map_for(&self, joined: &Joined<'_>, audience: Audience) -> Result<String, RenderError> {
        self.document("map.md.jinja", &view::map_for(joined, audience))
    }

    /// The whole playbook as a book: paths below its folder, each with its text.
    pub fn book(&self, playbook: &Playbook) -> Result<Vec<(String, String)>, RenderError> {
        let page = |(path, page): (String, view::BookPage)| {
            let text = match page {
                view::BookPage::First(view) => self.document("book/first.md.jinja", &view)?,
                view::BookPage::Page(view) => self.document("book/page.md.jinja", &*view)?,
            };
            Ok((path, text))
        };
        view::book(playbook).into_iter().map(page).collect()
    }

    /// What the law asks of the project.
    pub fn law(&self, joined: &Joined<'_>) -> Result<String, RenderError> {
        self.document("law.md.jinja", &view::law(joined))
    }

    /// A document from any template and what it may see.
    pub fn document(&self, template: &str, view: &impl Serialize) -> Result<String, RenderError> {
        let found = self.env.get_template(template).map_err(|e| render_error(template, &e))?;
        let made = found.render(Value::from(Serde(view))).map_err(|e| render_error(template, &e))?;
        if made.len() > LONGEST {
            let message = "the document is longer than 16 MiB".to_owned();
            return Err(RenderError { template: template.to_owned(), line: None, message });
        }
        Ok(tidy(&made))
    }

    /// The names of all templates.
    pub fn templates(&self) -> Vec<String> {
        let mut names: Vec<String> = self.env.templates().map(|(name, _)| name.to_owned()).collect();
        names.sort();
        names
    }

    /// The names that a template takes from its view; those of the labels are not among them.
    pub fn asked_for(&self, template: &str) -> Vec<String> {
        let Ok(found) = self.env.get_template(template) else { return Vec::new() };
        let mut names: Vec<String> = found.undeclared_variables(false).into_iter().filter(|n| n != "label").collect();
        names.sort();
        names
    }
}

/// Takes out what templates leave behind: space at line ends, blank lines in a row.
fn tidy(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut blank = true;
    for line in markdown.lines().map(str::trim_end) {
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    let end = out.trim_end().len();
    out.truncate(end);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The innermost place where a template failed, in plain words.
fn render_error(asked: &str, error: &minijinja::Error) -> RenderError {
    let mut inner = error;
    let mut next: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(error);
    while let Some(source) = next {
        if let Some(deeper) = source.downcast_ref::<minijinja::Error>() {
            inner = deeper;
        }
        next = source.source();
    }
    let place = if inner.name().is_some() { inner } else { error };
    let detail = inner.detail().unwrap_or_default();
    let message = match inner.kind() {
        ErrorKind::OutOfFuel => "the template does not end, or does far too much".to_owned(),
        ErrorKind::TemplateNotFound => {
            // The engine names it between quotation marks.
            let name = detail.split(['"', '\'']).nth(1).unwrap_or(detail);
            format!("there is no such template{}", and(name))
        }
        ErrorKind::UndefinedError if detail.is_empty() => "there is no value of this name".to_owned(),
        ErrorKind::UndefinedError => detail.to_owned(),
        ErrorKind::UnknownFilter => format!("there is no such filter{}", and(detail)),
        ErrorKind::SyntaxError => format!("this is not written as a template should be{}", and(detail)),
        ErrorKind::InvalidOperation if detail.contains("recursion") => {
            "the template includes itself, or nests too deep".to_owned()
        }
        ErrorKind::InvalidOperation if !detail.is_empty() => detail.to_owned(),
        kind => format!("{kind}{}", and(detail)),
    };
    RenderError { template: place.name().unwrap_or(asked).to_owned(), line: place.line(), message }
}

fn and(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(": {detail}") }
}
