//! Project files made up by chance, in every form that TOML has. It knows nothing of edits.

/// Takes decisions from a list of bytes, so that proptest can shrink them.
pub struct Choices(std::vec::IntoIter<u8>);

impl Choices {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes.into_iter())
    }
    pub fn below(&mut self, n: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % n
    }
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }
    pub fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
    fn shuffled<T>(&mut self, mut all: Vec<T>) -> Vec<T> {
        for n in (1..all.len()).rev() {
            all.swap(n, self.below(n + 1));
        }
        all
    }
}

/// Writes a project file. Comments are numbered and say whose they are: `# of claimants 7`.
pub struct Writer {
    choices: Choices,
    line_ends: usize,
    comments: usize,
    text: String,
}

type Fields = Vec<(&'static str, String)>;
struct Record {
    section: &'static str,
    id: &'static str,
    fields: Fields,
    inner: Option<(&'static str, Fields)>,
}
/// A run of lines under one heading, or above all: whose they are, the heading, the lines.
type Chunk = (String, Option<Vec<String>>, Vec<String>);

impl Writer {
    /// A writer of line feeds (0), Windows line ends (1), or both by turns.
    pub fn new(choices: Choices, line_ends: usize) -> Self {
        Self { choices, line_ends, comments: 0, text: String::new() }
    }
    fn line_end(&mut self) -> &'static str {
        match self.line_ends {
            0 => "\n",
            1 => "\r\n",
            _ => self.choices.of(&["\n", "\r\n"]),
        }
    }
    fn key(&mut self, key: &str) -> String {
        match self.choices.below(6) {
            0 => format!("\"{key}\""),
            1 => format!("'{key}'"),
            _ => key.to_owned(),
        }
    }
    fn keys(&mut self, keys: &[&str]) -> String {
        let keys: Vec<String> = keys.iter().map(|k| self.key(k)).collect();
        keys.join(self.choices.of(&[".", ".", " . "]))
    }
    fn comment(&mut self, of: &str) -> String {
        self.comments += 1;
        format!("# of {of} {}", self.comments)
    }
    fn break_lines(&mut self, text: &str) -> String {
        let mut out = String::new();
        for (n, part) in text.split('\n').enumerate() {
            if n > 0 {
                out.push_str(self.line_end());
            }
            out.push_str(part);
        }
        out
    }
    fn line(&mut self, of: &str, indent: &str, line: &str) {
        let line = self.break_lines(line);
        self.text.push_str(indent);
        self.text.push_str(&line);
        if self.choices.one_in(3) {
            let comment = self.comment(of);
            let gap = self.choices.of(&[" ", "   ", "\t"]);
            self.text.push_str(gap);
            self.text.push_str(&comment);
        }
        let end = self.line_end();
        self.text.push_str(end);
    }
    fn gap(&mut self, of: &str) {
        for _ in 0..self.choices.below(3) {
            let line =
                if self.choices.one_in(2) { self.comment(of) } else { self.choices.of(&["", "", "  "]).to_owned() };
            let end = self.line_end();
            self.text.push_str(&line);
            self.text.push_str(end);
        }
    }
    fn inline(&mut self, fields: &Fields, inner: Option<&(&'static str, Fields)>) -> String {
        let mut parts: Vec<String> = fields.iter().map(|(k, v)| format!("{} = {}", self.key(k), flat(v))).collect();
        if let Some((name, fields)) = inner {
            if self.choices.one_in(2) {
                parts.extend(fields.iter().map(|(k, v)| format!("{} = {}", self.keys(&[name, k]), flat(v))));
            } else {
                let inner = self.inline(fields, None);
                parts.push(format!("{name} = {inner}"));
            }
        }
        let parts = self.choices.shuffled(parts).join(self.choices.of(&[", ", ",", " , "]));
        let (open, close) = if self.choices.one_in(2) { ("{ ", " }") } else { ("{", "}") };
        format!("{open}{parts}{close}")
    }
    /// The lines of a record whose keys begin with `keys`.
    fn dotted(&mut self, keys: &[&str], record: &Record) -> Vec<String> {
        let mut lines: Vec<String> =
            record.fields.iter().map(|(k, v)| format!("{} = {v}", self.keys(&[keys, &[*k]].concat()))).collect();
        if let Some((name, fields)) = &record.inner {
            if self.choices.one_in(2) {
                lines
                    .extend(fields.iter().map(|(k, v)| format!("{} = {v}", self.keys(&[keys, &[*name, *k]].concat()))));
            } else {
                let inner = self.inline(fields, None);
                lines.push(format!("{} = {inner}", self.keys(&[keys, &[*name]].concat())));
            }
        }
        self.choices.shuffled(lines)
    }
    /// Adds the chunks of one section in a form taken by chance.
    fn section(&mut self, chunks: &mut Vec<Chunk>, records: &[Record]) {
        let section = records[0].section;
        let inline = |w: &mut Self, keys: &[&str], r: &Record| {
            let value = w.inline(&r.fields, r.inner.as_ref());
            format!("{} = {value}", w.keys(keys))
        };
        match self.choices.below(8) {
            0 => {
                let lines = records.iter().map(|r| inline(self, &[r.id], r)).collect();
                chunks.push((section.into(), Some(vec![section.into()]), lines));
            }
            1 => {
                let lines = records.iter().flat_map(|r| self.dotted(&[r.id], r)).collect();
                chunks.push((section.into(), Some(vec![section.into()]), lines));
            }
            2 => {
                let lines = records.iter().flat_map(|r| self.dotted(&[section, r.id], r)).collect();
                chunks.push((section.into(), None, lines));
            }
            3 => {
                let parts: Vec<String> = records.iter().map(|r| inline(self, &[r.id], r)).collect();
                chunks.push((section.into(), None, vec![format!("{section} = {{ {} }}", parts.join(", "))]));
            }
            4 => {
                let lines = records.iter().map(|r| inline(self, &[section, r.id], r)).collect();
                chunks.push((section.into(), None, lines));
            }
            form => {
                if form == 5 {
                    chunks.push((section.into(), Some(vec![section.into()]), Vec::new()));
                }
                for record in records {
                    let heading = vec![section.to_owned(), record.id.to_owned()];
                    if let (Some((name, fields)), true) = (&record.inner, self.choices.one_in(2)) {
                        let inner = [&heading[..], &[(*name).to_owned()]].concat();
                        let lines = fields.iter().map(|(k, v)| format!("{} = {v}", self.key(k))).collect();
                        chunks.push((record.id.into(), Some(inner), lines));
                        let fields = record.fields.clone();
                        let outer = Record { section, id: record.id, fields, inner: None };
                        let lines = self.dotted(&[], &outer);
                        chunks.push((record.id.into(), Some(heading), lines));
                    } else {
                        let lines = self.dotted(&[], record);
                        chunks.push((record.id.into(), Some(heading), lines));
                    }
                }
            }
        }
    }
    fn text_value(&mut self, text: &str) -> String {
        match self.choices.below(4) {
            0 => format!("'{text}'"),
            1 => format!("\"\"\"\n{text}\n[no.heading]\n# no comment\n\"\"\""),
            2 => format!("'''{text}\nstate = \"x\"\n'''"),
            _ => format!("\"{text}\""),
        }
    }
    fn stakeholder(&mut self, id: &'static str) -> Record {
        let mut fields = vec![("name", self.text_value("N")), ("type", "\"some-type\"".to_owned())];
        if self.choices.one_in(2) {
            fields.push(("power", self.choices.of(&["1", "+2", "0x3", "0b11"]).to_owned()));
        }
        if self.choices.one_in(2) {
            fields.push(("languages", self.choices.of(&["[]", "[\"ca\"]", "[ 'ca', \"es\", ]"]).to_owned()));
        }
        let scored = vec![("by", self.text_value("lead")), ("on", "2026-02-01".to_owned())];
        Record { section: "stakeholders", id, fields, inner: self.choices.one_in(2).then_some(("scored", scored)) }
    }
    fn answer(&mut self, id: &'static str) -> Record {
        let mut fields = vec![("state", self.choices.of(&["\"answered\"", "'unknown'", "\"evidenced\""]).to_owned())];
        if self.choices.one_in(2) {
            fields.push(("note", self.text_value("Note")));
        }
        if self.choices.one_in(2) {
            fields.push(("evidence", self.choices.of(&["[]", "[\"e/a.md\"]", "[ 'e/a.md', \"e/b.md\", ]"]).to_owned()));
        }
        let approved = vec![("by", self.text_value("chair")), ("on", "2026-02-02".to_owned())];
        Record { section: "answers", id, fields, inner: self.choices.one_in(3).then_some(("approved", approved)) }
    }
    /// The file, and the choices that are left.
    pub fn write(mut self) -> (String, Choices) {
        let mut chunks: Vec<Chunk> = vec![("format".into(), None, vec!["format = 1".into()])];
        let one = |section, id, fields: &[(&'static str, &str)]| {
            vec![Record {
                section,
                id,
                fields: fields.iter().map(|(k, v)| (*k, (*v).to_owned())).collect(),
                inner: None,
            }]
        };
        let project = Record {
            section: "project",
            id: "project",
            fields: vec![
                ("title", self.text_value("T")),
                ("authority", "\"A\"".into()),
                ("stage", "\"contract\"".into()),
            ],
            inner: Some(("value", vec![("amount", "480_000.0".into()), ("currency", "'EUR'".into())])),
        };
        if self.choices.one_in(5) {
            let lines = self.dotted(&["project"], &project);
            chunks.push(("project".into(), None, lines));
        } else {
            let lines = self.dotted(&[], &project);
            chunks.push(("project".into(), Some(vec!["project".into()]), lines));
        }
        let stakeholders = vec![self.stakeholder("claimants"), self.stakeholder("unions"), self.stakeholder("council")];
        let answers = vec![self.answer("first"), self.answer("second")];
        self.section(&mut chunks, &stakeholders);
        self.section(&mut chunks, &answers);
        self.section(&mut chunks, &one("canvas", "mission", &[("direction", "\"d\""), ("risks", "'r'")]));
        self.section(&mut chunks, &one("stages", "contract", &[("closed", "2026-01-01"), ("by", "\"b\"")]));
        self.section(&mut chunks, &one("options", "letters", &[("name", "\"Letters\""), ("uses-ai", "false")]));
        if self.choices.one_in(2) {
            chunks.push((
                "mission".into(),
                Some(vec!["mission".into(), "target".into()]),
                vec!["indicator = \"i\"".into()],
            ));
        }
        let (top, under): (Vec<Chunk>, Vec<Chunk>) = chunks.into_iter().partition(|c| c.1.is_none());
        if self.choices.one_in(4) {
            self.text.push('\u{feff}');
        }
        for (of, heading, lines) in self.choices.shuffled(top).into_iter().chain(self.choices.shuffled(under)) {
            self.gap("nobody");
            let indent = self.choices.of(&["", "", "", "  ", "\t"]);
            if let Some(heading) = heading {
                let keys: Vec<&str> = heading.iter().map(String::as_str).collect();
                let keys = self.keys(&keys);
                let heading = if self.choices.one_in(5) { format!("[ {keys} ]") } else { format!("[{keys}]") };
                self.line(&of, indent, &heading);
            }
            for line in lines {
                if self.choices.one_in(5) {
                    self.gap(&of);
                }
                self.line(&of, indent, &line);
            }
        }
        self.gap("nobody");
        if self.choices.one_in(4) {
            self.text.truncate(self.text.trim_end_matches(['\r', '\n']).len());
        }
        (self.text, self.choices)
    }
}

/// A text value as it may stand between others.
fn flat(value: &str) -> String {
    if value.contains('\n') { "\"flat\"".to_owned() } else { value.to_owned() }
}
