//! How a fact that people are asked for is answered: what the place in the project file takes.

use crate::playbook::LawList;
use crate::project::fields::{Field, field};
use crate::project::read::Shape;
use crate::vocabulary::Vocabulary;

/// How a fact is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// By yes or no.
    YesNo,
    /// By a word of a closed list: its noun, its words.
    Word(&'static str, Vec<&'static str>),
    /// By points of a list of the AI Act, or by saying that none applies.
    Points(LawList),
    /// By one point of such a list, or none.
    Point(LawList),
    /// By a whole number from the first to the second.
    Whole(i64, i64),
    /// By a number that is not negative.
    Number,
    /// By a share of a whole: 0.5 is half.
    Share,
    /// By a day.
    Day,
    /// By several days.
    Days,
    /// By a code of so many capital letters.
    Capitals(usize),
    /// By a sum of money with its currency.
    Money,
    /// In words.
    Text,
    /// By several short texts.
    Texts,
}

/// How the fact at `place` is answered; nothing where there is no such place, or its value is no single answer.
pub fn form(place: &str) -> Option<Form> {
    of(field(place)?)
}

fn of(field: &Field) -> Option<Form> {
    let name = field.pattern.rsplit('.').next().unwrap_or_default();
    let listed = LawList::from_word(name);
    match &field.shape {
        Shape::Bool => Some(Form::YesNo),
        Shape::Word(noun, words) => Some(Form::Word(noun, words())),
        Shape::Id => listed.map(Form::Point),
        Shape::Integer(least, most) => Some(Form::Whole(*least, *most)),
        Shape::Number if name.ends_with("-share") => Some(Form::Share),
        Shape::Number => Some(Form::Number),
        Shape::Date => Some(Form::Day),
        Shape::Capitals(letters) => Some(Form::Capitals(*letters)),
        Shape::Text => Some(Form::Text),
        Shape::List(each) => match **each {
            Shape::Id => listed.map(Form::Points),
            Shape::Text => Some(Form::Texts),
            Shape::Date => Some(Form::Days),
            _ => None,
        },
        Shape::Table(table) => {
            let has = |name: &str| table.fields.iter().any(|field| field.key == name);
            (has("amount") && has("currency")).then_some(Form::Money)
        }
        Shape::Evidence | Shape::Ref(_) | Shape::Keyed(..) => None,
    }
}
