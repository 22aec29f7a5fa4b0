//! A question as lines of plain text, and typed lines as answers: what both prompters share.
//!
//! Text from a project file is shown without control characters, so that it cannot steer the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::interview::question::{NOT_APPLICABLE, UNKNOWN};
use crate::interview::{Answer, Kind, Question, Rejection, Stop};

/// A way past a question, beside its choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// “I do not know yet”.
    Unknown,
    /// It does not apply.
    NotApplicable,
    /// Not now.
    Skip,
    /// To the question before.
    Back,
    /// More about the question.
    Help,
    /// Enough for today.
    Quit,
}

/// What was typed or chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// An answer.
    Answer(Answer),
    /// A way past the question, with the words that came after it.
    Way(Way, String),
}

impl Typed {
    /// The answer; stopping is none. Help and the reason that is wanting are the prompter's business, and count as no
    /// answer here.
    pub fn answer(self) -> Result<Answer, Stop> {
        match self {
            Typed::Answer(answer) => Ok(answer),
            Typed::Way(Way::Quit, _) => Err(Stop::Quit),
            Typed::Way(Way::Back, _) => Ok(Answer::Back),
            Typed::Way(Way::Skip, _) => Ok(Answer::Skip),
            Typed::Way(Way::Unknown, _) => Ok(Answer::Unknown),
            Typed::Way(Way::NotApplicable, reason) => Ok(Answer::NotApplicable { reason }),
            Typed::Way(Way::Help, _) => Ok(Answer::Text(String::new())),
        }
    }
}

impl Way {
    /// The letter, and the word, by which it is typed.
    fn names(self) -> [&'static str; 2] {
        match self {
            Way::Unknown => ["u", "unknown"],
            Way::NotApplicable => ["x", "not applicable"],
            Way::Skip => ["s", "skip"],
            Way::Back => ["b", "back"],
            Way::Help => ["?", "help"],
            Way::Quit => ["q", "quit"],
        }
    }

    /// What people read.
    pub fn label(self, question: &Question) -> String {
        match self {
            Way::Unknown => UNKNOWN.to_owned(),
            Way::NotApplicable => format!("{} …", question.ways.not_applicable.unwrap_or(NOT_APPLICABLE)),
            Way::Skip => "Skip for now".to_owned(),
            Way::Back => "Back to the question before".to_owned(),
            Way::Help => "Help".to_owned(),
            Way::Quit => "Stop here; what is answered is saved".to_owned(),
        }
    }

    /// How it is typed.
    fn how(self, question: &Question) -> String {
        let [letter, word] = self.names();
        // A letter that is a choice is no way.
        let letter =
            if question.is_answered_by_id() && question.choices.iter().any(|c| c.id == letter) { word } else { letter };
        match self {
            Way::Unknown | Way::NotApplicable => format!("{letter} for “{}”", self.label(question)),
            Way::Skip => format!("{letter} to skip"),
            Way::Back => format!("{letter} to go back"),
            Way::Help => format!("{letter} for help"),
            Way::Quit => format!("{letter} to stop"),
        }
    }

    /// The way, chosen from a menu.
    pub fn typed(self) -> Typed {
        Typed::Way(self, String::new())
    }
}

/// The ways past a question, in the order in which they are offered.
pub fn ways(question: &Question) -> Vec<Way> {
    let ways = question.ways;
    let all = [
        (ways.unknown, Way::Unknown),
        (ways.not_applicable.is_some(), Way::NotApplicable),
        (ways.skip, Way::Skip),
        (true, Way::Back),
        (true, Way::Help),
        (true, Way::Quit),
    ];
    all.into_iter().filter(|(offered, _)| *offered).map(|(_, way)| way).collect()
}

/// What a typed line means. A line that is the name of a way is that way; in double quotation marks it is a text.
pub fn typed(line: &str, question: &Question) -> Typed {
    let line = line.trim();
    let low = line.to_lowercase();
    let choice_itself = question.is_answered_by_id() && question.choices.iter().any(|c| c.id == low);
    for way in ways(question).into_iter().filter(|_| !choice_itself) {
        let [letter, word] = way.names();
        if low == letter || low == word {
            return Typed::Way(way, String::new());
        }
        // “x it is a new service” gives the reason at once
        if way == Way::NotApplicable
            && question.kind == Kind::OneOf
            && let Some((first, reason)) = line.split_once(' ')
            && first.eq_ignore_ascii_case(letter)
        {
            let reason = reason.trim().strip_prefix("because ").unwrap_or(reason.trim());
            return Typed::Way(way, reason.to_owned());
        }
    }
    let quoted = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let names_a_way =
        |text: &&str| ways(question).iter().any(|way| way.names().contains(&text.to_lowercase().as_str()));
    let text = quoted.filter(names_a_way).unwrap_or(line);
    Typed::Answer(match question.kind {
        Kind::OneOf => Answer::Choice(choice(text, question)),
        Kind::SeveralOf if text.eq_ignore_ascii_case("all") => {
            Answer::Choices(question.choices.iter().map(|c| c.id.clone()).collect())
        }
        Kind::SeveralOf => {
            let parts: Vec<&str> =
                if text.contains([',', ';']) { text.split([',', ';']).collect() } else { text.split(' ').collect() };
            let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
            Answer::Choices(parts.map(|part| choice(part, question)).collect())
        }
        Kind::Text => Answer::Text(text.to_owned()),
        Kind::Texts => Answer::Texts(text.split(';').map(|part| part.trim().to_owned()).collect()),
    })
}

/// The id of the choice that is meant by number, id or words; what was typed when it is none.
fn choice(text: &str, question: &Question) -> String {
    let text = text.trim();
    let numbered = !question.is_answered_by_id();
    let by_number =
        text.parse::<usize>().ok().filter(|_| numbered).and_then(|n| question.choices.get(n.checked_sub(1)?));
    by_number.or_else(|| question.choice(text)).map_or_else(|| text.to_owned(), |c| c.id.clone())
}

/// What a line means that is typed as a reason: the reason, or a way out of giving one.
pub fn typed_reason(line: &str, question: &Question) -> Typed {
    match typed(line, question) {
        Typed::Way(way @ (Way::Back | Way::Help | Way::Quit), _) => way.typed(),
        Typed::Way(Way::Unknown | Way::NotApplicable | Way::Skip, _) | Typed::Answer(_) => {
            Typed::Answer(Answer::NotApplicable { reason: line.trim().to_owned() })
        }
    }
}

/// What is shown before an answer can be given: heading if it is a new one, progress, question, and what to know.
pub fn question(question: &Question, heading: &mut String, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    if question.heading != *heading {
        lines.extend(wrap(&question.heading, width, ""));
        lines.push(String::new());
        heading.clone_from(&question.heading);
    }
    let left = match question.progress.left {
        0 => "the last one".to_owned(),
        n => format!("about {n} left"),
    };
    lines.extend(wrap(&format!("Question {}, {left}.", question.progress.number), width, ""));
    lines.extend(wrap(&question.text, width, ""));
    for about in &question.about {
        lines.extend(wrap(about, width, "  "));
    }
    lines
}

/// The choices with their numbers, or with the ids that stand in their labels.
pub fn numbered(question: &Question, width: usize) -> Vec<String> {
    if question.is_answered_by_id() {
        let labels = question.choices.iter().flat_map(|c| wrap(&c.label, width, "  "));
        return labels.chain(["Answer with what stands in brackets.".to_owned()]).collect();
    }
    let numbers = 1..;
    numbers.zip(&question.choices).flat_map(|(n, c)| wrap(&format!("{n}. {}", c.label), width, "  ")).collect()
}

/// How ways past the question are typed.
pub fn words_for_ways(question: &Question, width: usize) -> Vec<String> {
    typed_ways("Or type", question, width)
}

/// The same, where a text to be changed stands already in the line.
pub fn words_for_ways_instead(question: &Question, width: usize) -> Vec<String> {
    typed_ways("Enter keeps what stands there. Or delete it and type", question, width)
}

/// The same, where a text that was not taken stands in the line.
pub fn words_for_ways_again(question: &Question, width: usize) -> Vec<String> {
    typed_ways("Change what stands there, or delete it and type", question, width)
}

fn typed_ways(lead: &str, question: &Question, width: usize) -> Vec<String> {
    let words: Vec<String> = ways(question).into_iter().map(|way| way.how(question)).collect();
    wrap(&format!("{lead} {}.", words.join(", ")), width, "")
}

/// What Enter alone answers, if it answers anything.
pub fn on_enter(question: &Question, width: usize) -> Vec<String> {
    let Some(answer) = question.on_enter() else { return Vec::new() };
    let place = |id: &String| question.choices.iter().position(|c| c.id == *id).map(|n| n + 1);
    let number = |id: &String| place(id).filter(|_| !question.is_answered_by_id());
    let words = match answer {
        Answer::Choice(id) => match number(id) {
            Some(n) => format!("{n}, {}", question.words(answer)),
            None => question.words(answer),
        },
        Answer::Choices(ids) if ids.len() == question.choices.len() => "all".to_owned(),
        other => question.words(other),
    };
    let lead = if question.present.is_some() { "The answer so far" } else { "Proposed" };
    wrap(&format!("{lead}: {words}. Press Enter to take it."), width, "")
}

/// Why the last answer was not taken.
pub fn not_taken(rejection: &Rejection, width: usize) -> Vec<String> {
    let stop = if rejection.message.ends_with('?') { "" } else { "." };
    wrap(&format!("Not taken: {}{stop}", rejection.message), width, "")
}

/// What was answered in words, for a prompter that cannot offer it to be changed.
pub fn given(rejection: &Rejection, width: usize) -> Vec<String> {
    let given = rejection.given.typed();
    if given.trim().is_empty() { Vec::new() } else { wrap(&format!("You wrote: {given}"), width, "") }
}

/// More about the question.
pub fn help(question: &Question, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in &question.help {
        lines.extend(wrap(paragraph, width, ""));
    }
    if question.help.is_empty() {
        lines.extend(wrap("There is no more to say about this question.", width, ""));
    }
    lines.extend(words_for_ways(question, width));
    let note = "To answer with such a letter alone, put it in double quotation marks.";
    if matches!(question.kind, Kind::Text | Kind::Texts) {
        lines.extend(wrap(note, width, ""));
    }
    lines
}

/// The text on one line, without control characters.
pub fn one_line(text: &str) -> String {
    clean(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text without characters that steer a terminal or turn the direction of writing.
fn clean(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// The text in lines no wider than `width`, each after `indent`.
pub fn wrap(text: &str, width: usize, indent: &str) -> Vec<String> {
    let room = width.saturating_sub(indent.width()).max(10);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in clean(paragraph).split(' ').filter(|word| !word.is_empty()) {
            if !line.is_empty() && line.width() + 1 + word.width() > room {
                lines.push(format!("{indent}{line}"));
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for c in word.chars() {
                if line.width() + c.width().unwrap_or(0) > room {
                    lines.push(format!("{indent}{line}"));
                    line.clear();
                }
                line.push(c);
            }
        }
        lines.push(format!("{indent}{line}"));
    }
    lines
}

/// The text cut to `width`, with an ellipsis where something is left out.
pub fn cut(text: &str, width: usize) -> String {
    let text = one_line(text);
    if text.width() <= width {
        return text;
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + c.width().unwrap_or(0) + 1 > width {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::question::{Choice, Ways};

    fn open(kind: Kind) -> Question {
        let ways = Ways { skip: true, unknown: true, not_applicable: Some(NOT_APPLICABLE) };
        Question {
            ways,
            choices: vec![Choice::new("yes", "Yes"), Choice::new("no", "No")],
            ..Question::new("q", kind, "Q?")
        }
    }

    #[test]
    fn ways_are_typed_by_letter_or_word() {
        for (line, way) in
            [("b", Way::Back), ("BACK", Way::Back), (" s ", Way::Skip), ("?", Way::Help), ("quit", Way::Quit)]
        {
            assert_eq!(typed(line, &open(Kind::Text)), way.typed(), "{line}");
        }
        let reason = Typed::Way(Way::NotApplicable, "it is a new service".to_owned());
        assert_eq!(typed("x because it is a new service", &open(Kind::OneOf)), reason);
    }

    #[test]
    fn a_filled_line_says_what_enter_does() {
        let question = open(Kind::Text);
        let [empty, filled] = [words_for_ways, words_for_ways_instead].map(|words| words(&question, 200).join(" "));
        let ways = empty.strip_prefix("Or type ").expect("letters");
        assert!(ways.contains("s to skip"), "{ways}");
        assert_eq!(filled, format!("Enter keeps what stands there. Or delete it and type {ways}"));
    }

    #[test]
    fn a_way_that_is_not_offered_is_an_answer() {
        let question = Question::new("q", Kind::Text, "Q?");
        assert_eq!(typed("s", &question), Typed::Answer(Answer::Text("s".to_owned())));
        assert_eq!(typed("b", &question), Way::Back.typed());
    }

    #[test]
    fn texts_that_look_like_ways() {
        let text = |line: &str| Typed::Answer(Answer::Text(line.to_owned()));
        assert_eq!(typed("\"b\"", &open(Kind::Text)), text("b"));
        assert_eq!(typed("\"better letters\"", &open(Kind::Text)), text("\"better letters\""));
        assert_eq!(typed("X Cooperative", &open(Kind::Text)), text("X Cooperative"));
    }

    #[test]
    fn choices_are_typed_by_number_id_or_words() {
        for line in ["2", "no", "No", "n"] {
            assert_eq!(typed(line, &open(Kind::OneOf)), Typed::Answer(Answer::Choice("no".to_owned())), "{line}");
        }
        assert_eq!(typed("3", &open(Kind::OneOf)), Typed::Answer(Answer::Choice("3".to_owned())));
        let both = Typed::Answer(Answer::Choices(vec!["yes".to_owned(), "no".to_owned()]));
        for line in ["1 2", "1, no", "all"] {
            assert_eq!(typed(line, &open(Kind::SeveralOf)), both, "{line}");
        }
    }

    #[test]
    fn choices_whose_ids_could_be_misread_are_typed_by_id() {
        let points = ["1b", "2", "b"].map(|id| Choice::new(id, format!("What it is ({id})")));
        let ways = Ways { skip: true, ..Ways::default() };
        let question = Question { choices: points.to_vec(), ways, ..open(Kind::SeveralOf) };
        let answer = |ids: &[&str]| Typed::Answer(Answer::Choices(ids.iter().map(|id| (*id).to_owned()).collect()));
        assert_eq!(typed("2, 1B", &question), answer(&["2", "1b"]));
        assert_eq!(typed("b", &question), answer(&["b"]));
        assert_eq!(typed("back", &question), Way::Back.typed());
        assert_eq!(typed("(2); 1(b)", &question), answer(&["2", "1b"]));
        for none in ["1", "3", "w", "u"] {
            assert_eq!(typed(none, &question), answer(&[none]), "no choice, and to be refused");
        }
        assert!(words_for_ways(&question, 200).concat().contains("back to go back"));
        assert_eq!(numbered(&question, 80)[1], "  What it is (2)");
        let scores = Question::score("q", "Q?");
        assert!(numbered(&scores, 80)[0].starts_with("  1. "));
    }

    #[test]
    fn lines_are_no_wider_than_told() {
        let text = "Donaudampfschifffahrtsgesellschaftskapitän 漢字漢字漢字漢字漢字漢字漢字 and a few short words";
        let lines = wrap(text, 20, "  ");
        assert!(lines.iter().all(|line| line.width() <= 20 && line.starts_with("  ")), "{lines:#?}");
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&lines.concat()), letters(text));
    }

    #[test]
    fn text_cannot_steer_the_terminal() {
        let lines = wrap("a\u{1b}[2Jb\rc\u{202e}d\te", 40, "").concat();
        assert_eq!(lines, "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e");
        assert_eq!(cut("a\nb and more", 6), "a b a…");
    }
}
