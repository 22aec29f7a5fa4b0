//! A fact as a question: what can be chosen, what stands there, and what an answer is as a value of the file.

use super::money::money;
use crate::date::Date;
use crate::interview::capitalised;
use crate::interview::question::{Answer, Choice, Kind, Question, Rejection, Ways};
use crate::join::fact::{Form, form};
use crate::playbook::{FactQuestion, LawList, Playbook};
use crate::project::inspect::Seen;
use crate::project::{FieldPath, Value};

/// The choice that says that somebody looked, and none applies.
const NONE: &str = "none";

/// A fact as it is asked for, wherever that is.
#[derive(Clone, Debug)]
pub struct Asked<'p> {
    /// What the playbook says of it.
    pub record: &'p FactQuestion,
    /// Its place in the file.
    pub path: FieldPath,
    form: Form,
}

impl<'p> Asked<'p> {
    /// The fact; nothing where its place takes no single answer, of which `lint` tells.
    pub fn new(record: &'p FactQuestion) -> Option<Self> {
        Some(Self { record, path: record.field.parse().ok()?, form: form(&record.field)? })
    }

    /// The fact as it is asked for: its words, what can be chosen, and where the answer is written.
    pub fn question(&self, playbook: &Playbook) -> Question {
        let record = self.record;
        let text = playbook.fact_texts().get(&record.id);
        let articles = text.map(|text| text.references.join(", ")).filter(|articles| !articles.is_empty());
        Question {
            heading: playbook.labels().get("fact-parts", record.part.as_str()).to_owned(),
            about: text.and_then(|text| text.how.clone()).into_iter().collect(),
            help: text.map(|text| text.why.clone()).into_iter().chain(articles).collect(),
            choices: self.choices(playbook),
            ways: Ways { skip: true, ..Ways::default() },
            written_to: Some(self.path.clone()),
            ..Question::new(&*record.id, self.kind(), &*record.question)
        }
    }

    fn kind(&self) -> Kind {
        match self.form {
            Form::YesNo | Form::Word(..) | Form::Point(_) => Kind::OneOf,
            Form::Points(_) => Kind::SeveralOf,
            Form::Texts | Form::Days => Kind::Texts,
            Form::Whole(..) | Form::Number | Form::Share | Form::Day | Form::Capitals(_) | Form::Money | Form::Text => {
                Kind::Text
            }
        }
    }

    fn choices(&self, playbook: &Playbook) -> Vec<Choice> {
        match &self.form {
            Form::YesNo => Question::yes_no("", "").choices,
            Form::Word(noun, words) => {
                let label = |word: &&str| Choice::new(*word, capitalised(playbook.labels().word(noun, word)));
                words.iter().map(label).collect()
            }
            Form::Points(list) | Form::Point(list) => points(*list, playbook),
            _ => Vec::new(),
        }
    }

    /// What stands in the file, as an answer to the question.
    pub fn present(&self, seen: Seen<'_>) -> Option<Answer> {
        let text = || seen.to_text().map(Answer::Text);
        let each = |list: &dyn crate::project::inspect::Several| -> Vec<String> {
            (0..list.count()).filter_map(|n| list.at(n).to_text()).collect()
        };
        match (&self.form, seen) {
            (_, Seen::Absent) => None,
            (Form::YesNo, Seen::Bool(yes)) => Some(Answer::Choice(if yes { "yes" } else { "no" }.to_owned())),
            (Form::Word(..) | Form::Point(_), seen) => seen.to_text().map(Answer::Choice),
            (Form::Points(_), Seen::List(list)) if list.count() == 0 => Some(Answer::Choices(vec![NONE.to_owned()])),
            (Form::Points(_), Seen::List(list)) => Some(Answer::Choices(each(list))),
            (Form::Texts | Form::Days, Seen::List(list)) if list.count() == 0 => None,
            (Form::Texts | Form::Days, Seen::List(list)) => Some(Answer::Texts(each(list))),
            (Form::Money, Seen::Table(sum)) => {
                let [amount, currency] = ["amount", "currency"].map(|key| sum.field(key).to_text().unwrap_or_default());
                Some(Answer::Text(format!("{amount} {currency}")))
            }
            _ => text(),
        }
    }

    /// Whether two answers say the same: of points and days the order says nothing, of texts the space around them.
    pub fn same(&self, one: &Answer, other: &Answer) -> bool {
        let set = |one: &[String], other: &[String]| {
            one.iter().all(|entry| other.contains(entry)) && other.iter().all(|entry| one.contains(entry))
        };
        match (one, other) {
            (Answer::Choices(one), Answer::Choices(other)) => set(one, other),
            (Answer::Texts(one), Answer::Texts(other)) if self.form == Form::Days => set(one, other),
            (Answer::Text(one), Answer::Text(other)) => one.trim() == other.trim(),
            _ => one == other,
        }
    }

    /// The answer as `--set` takes it; nothing where it would be read as another.
    pub fn typed(&self, answer: &Answer) -> Option<String> {
        let readable = match (&self.form, answer) {
            (Form::Texts, Answer::Texts(texts)) => !texts.iter().any(|text| text.contains([';', '\n'])),
            (Form::Money, Answer::Text(sum)) => !sum.contains('.'),
            _ => true,
        };
        readable.then(|| answer.typed())
    }

    /// The answer as a value of the file, or why it is none.
    pub fn value(&self, question: &Question, answer: &Answer) -> Result<Value, Rejection> {
        let wrong = |message: String| Rejection::new(answer, message);
        let value = match &self.form {
            Form::YesNo => Value::Bool(question.chosen(answer)? == "yes"),
            Form::Word(..) | Form::Point(_) => question.chosen(answer)?.into(),
            Form::Points(_) => Value::TextList(several(question, answer)?),
            Form::Whole(least, most) => {
                Value::Integer(whole(&question.written(answer)?, *least, *most).map_err(wrong)?)
            }
            Form::Number => Value::Number(number(&question.written(answer)?).map_err(wrong)?),
            Form::Share => Value::Number(share(&question.written(answer)?).map_err(wrong)?),
            Form::Day => Value::Date(question.written(answer)?.parse().map_err(wrong)?),
            Form::Days => {
                let days = question.listed(answer)?;
                let days = days.iter().flat_map(|day| day.split(',')).map(|day| day.trim().parse());
                let mut days = days.collect::<Result<Vec<Date>, String>>().map_err(wrong)?;
                days.dedup();
                Value::DateList(days)
            }
            Form::Capitals(letters) => Value::Text(capitals(&question.written(answer)?, *letters).map_err(wrong)?),
            Form::Money => {
                let sum = money(&question.written(answer)?).map_err(wrong)?;
                let amount = ("amount".to_owned(), Value::Number(sum.amount.0));
                Value::Table(vec![amount, ("currency".to_owned(), Value::Text(sum.currency.to_string()))])
            }
            Form::Text => Value::Text(question.written(answer)?),
            Form::Texts => match question.listed(answer)? {
                texts if texts.iter().any(|text| text.eq_ignore_ascii_case(NONE)) => {
                    return Err(wrong("write what there is; leave it out while there is none".to_owned()));
                }
                texts => Value::TextList(texts),
            },
        };
        Ok(value)
    }
}

fn points(list: LawList, playbook: &Playbook) -> Vec<Choice> {
    // An exemption is claimed or not; of practices and areas each has to be looked at.
    let none = if list == LawList::Exemption { "None is claimed" } else { "None of these; each was looked at" };
    let listed = playbook.listed_uses().iter().filter(|listed| listed.list == list);
    let point = |listed: &crate::playbook::ListedUse| {
        Choice::new(listed.point.as_str(), format!("{} ({})", listed.title, listed.point))
    };
    listed.map(point).chain([Choice::new(NONE, format!("{none} ({NONE})"))]).collect()
}

/// The points that were chosen, in the order of the list; none of them, if that was said.
fn several(question: &Question, answer: &Answer) -> Result<Vec<String>, Rejection> {
    let ids = match answer {
        Answer::Choices(ids) if !ids.is_empty() => ids,
        _ => return Err(Rejection::new(answer, "choose what applies, or “none” once each was looked at")),
    };
    question.every(answer, ids)?;
    let none = ids.iter().any(|id| id == NONE);
    if none && ids.len() > 1 {
        return Err(Rejection::new(answer, "“none” does not go together with a point of the list"));
    }
    let chosen = question.choices.iter().filter(|choice| !none && ids.contains(&choice.id));
    Ok(chosen.map(|choice| choice.id.clone()).collect())
}

fn whole(text: &str, least: i64, most: i64) -> Result<i64, String> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| format!("“{text}” is not a whole number from {least} to {most}; write it in digits"))
}

fn number(text: &str) -> Result<f64, String> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = text.parse::<f64>().ok().filter(|number| plain && number.is_finite());
    number.ok_or_else(|| format!("“{text}” is not a number from 0; write digits, and a point before decimals"))
}

fn share(text: &str) -> Result<f64, String> {
    let wrong = || format!("“{text}” is not a share; write 0.5 or 50 % for half");
    match text.strip_suffix('%') {
        // As exact as it was written, and not as a division leaves it.
        Some(hundredths) => number(hundredths.trim_end()).map(|n| (n * 1e6).round() / 1e8),
        // Half is seldom meant by 50, and never fifty times the whole.
        None => number(text).and_then(|n| if n <= 2.0 { Ok(n) } else { Err(wrong()) }),
    }
    .map_err(|_| wrong())
}

fn capitals(text: &str, letters: usize) -> Result<String, String> {
    // Letters that the Union uses for two countries, where the standard has others.
    for (used, code) in [("EL", "GR"), ("UK", "GB")] {
        if letters == 2 && text.eq_ignore_ascii_case(used) {
            return Err(format!("the code for that country is {code}, not {used}"));
        }
    }
    let fits = text.len() == letters && text.bytes().all(|b| b.is_ascii_alphabetic());
    match fits {
        true => Ok(text.to_ascii_uppercase()),
        false => {
            let example = if letters == 2 { "ES" } else { "EUR" };
            Err(format!("“{text}” is not a code of {letters} letters; write for example {example}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_could_be_misread_are_not_guessed() {
        for text in ["0,5", "1 200", "-1", "1e3", "inf", ".", "", "half"] {
            assert!(number(text).is_err(), "{text}");
        }
        assert_eq!(number("12.5"), Ok(12.5));
        assert_eq!(share("50 %"), Ok(0.5));
        assert_eq!(share("0.5"), Ok(0.5));
        assert_eq!(share("33.3%"), Ok(0.333));
        assert!(share("% 50").is_err() && share("50").is_err());
        assert_eq!(capitals("uk", 2), Err("the code for that country is GB, not UK".to_owned()));
        assert_eq!(whole("3", 0, 4), Ok(3));
        assert!(whole("5", 0, 4).is_err());
    }
}
