//! The whole playbook as a book: which record stands on which page, under which heading, and what each page shows.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::record::{Library, PartView, RecordView, id_of, title_of};
use crate::playbook::{Kind, Layout, Playbook};
use crate::vocabulary::Vocabulary;

/// The first page: all kinds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BookView {
    /// Version of the content.
    pub version: String,
    /// Licence of the content.
    pub licence: String,
    /// Whose folder lies over the built-in playbook, if there is one.
    pub organisation: Option<String>,
    /// The kinds, each with its page.
    pub kinds: Vec<ShelfView>,
}

/// One kind in the list of all.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShelfView {
    /// Its name, with the place of its page.
    pub kind: PartView,
    /// How many records it has.
    pub count: usize,
}

/// A page with the records of a kind, or with one record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BookPageView {
    /// The heading.
    pub title: String,
    /// The page above.
    pub up: PartView,
    /// Lists of records that have pages of their own.
    pub lists: Vec<BookListView>,
    /// The record that the page is about; nothing for the page of a kind.
    pub record: Option<RecordView>,
    /// Records that stand on this page.
    pub records: Vec<RecordView>,
}

/// Records that have pages of their own.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BookListView {
    /// What they have in common, where a kind is told apart by something.
    pub title: Option<String>,
    /// The records.
    pub records: Vec<PartView>,
}

/// What a page of the book is made from.
#[derive(Clone, Debug)]
pub enum BookPage {
    /// The first page.
    First(BookView),
    /// Any other.
    Page(Box<BookPageView>),
}

/// The path of the first page.
pub const FIRST: &str = "README.md";

/// Every page of the book, with its path; the same playbook gives the same pages in the same order.
pub fn book(playbook: &Playbook) -> Vec<(String, BookPage)> {
    let library = Library::new(playbook);
    let book = Book { playbook, library: &library, places: places(&library) };
    let mut pages = vec![(FIRST.to_owned(), BookPage::First(book.first()))];
    for kind in Kind::ALL {
        pages.push((format!("{kind}.md"), BookPage::Page(Box::new(book.kind(*kind)))));
        if kind.layout() == Layout::OnePerFile {
            for n in book.of(*kind) {
                let path = format!("{kind}/{}.md", id_of(&library.records()[n].2));
                pages.push((path, BookPage::Page(Box::new(book.record(n)))));
            }
        }
    }
    pages
}

/// Where a record stands: its page, and its heading where it shares the page.
struct Spot {
    page: String,
    heading: String,
    shared: bool,
}

/// Records that share a page have headings that differ, so that a link finds the right one.
fn places(library: &Library<'_>) -> HashMap<(Kind, String), Spot> {
    let mut taken: HashMap<(String, String), usize> = HashMap::new();
    let page = |kind: Kind, record: &serde_json::Value| match kind.layout() {
        Layout::OnePerFile => format!("{kind}/{}.md", id_of(record)),
        Layout::Inside("items") => format!("stages/{}.md", record["stage"].as_str().unwrap_or_default()),
        Layout::List | Layout::Inside(_) => format!("{kind}.md"),
    };
    for (kind, _, record) in library.records() {
        *taken.entry((page(*kind, record), anchor(title_of(record)))).or_default() += 1;
    }
    let spot = |(kind, _, record): &(Kind, _, serde_json::Value)| {
        let page = page(*kind, record);
        let (title, id) = (title_of(record), id_of(record));
        let alone = taken.get(&(page.clone(), anchor(title))).is_some_and(|n| *n == 1);
        let heading = if alone || title == id { title.to_owned() } else { format!("{title} ({id})") };
        ((*kind, id.to_owned()), Spot { page, heading, shared: kind.layout() != Layout::OnePerFile })
    };
    library.records().iter().map(spot).collect()
}

/// The anchor that readers of Markdown give to a heading.
pub fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

struct Book<'b> {
    playbook: &'b Playbook,
    library: &'b Library<'b>,
    places: HashMap<(Kind, String), Spot>,
}

impl Book<'_> {
    fn label(&self, kind: Kind) -> String {
        self.playbook.labels().get("kinds", kind.as_str()).to_owned()
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = usize> {
        let all = self.library.records().iter().enumerate();
        all.filter(move |(_, (of, _, _))| *of == kind).map(|(n, _)| n)
    }

    fn first(&self) -> BookView {
        let about = self.playbook.about();
        let shelf = |kind: &Kind| ShelfView {
            kind: PartView { text: self.label(*kind), id: None, href: Some(format!("{kind}.md")) },
            count: self.of(*kind).count(),
        };
        BookView {
            version: about.version.clone(),
            licence: about.licence.clone(),
            organisation: self.playbook.organisation().map(str::to_owned),
            kinds: Kind::ALL.iter().map(shelf).collect(),
        }
    }

    /// The page of a kind: its records, or links to their pages.
    fn kind(&self, kind: Kind) -> BookPageView {
        let page = format!("{kind}.md");
        let here = |n: &usize| self.spot(*n).is_some_and(|spot| spot.page == page);
        let (on_page, elsewhere): (Vec<usize>, Vec<usize>) = self.of(kind).partition(here);
        let mut lists: Vec<BookListView> = Vec::new();
        for n in elsewhere {
            let title = self.group(kind, n);
            let link = self.link(n, "");
            match lists.iter_mut().find(|list| list.title == title) {
                Some(list) => list.records.push(link),
                None => lists.push(BookListView { title, records: vec![link] }),
            }
        }
        BookPageView {
            title: self.label(kind),
            up: self.up("", None),
            lists,
            record: None,
            records: on_page.into_iter().map(|n| self.view(n, "", &page)).collect(),
        }
    }

    /// The page of one record; that of a stage holds its items.
    fn record(&self, n: usize) -> BookPageView {
        let (kind, _, record) = &self.library.records()[n];
        let page = self.spot(n).map_or("", |spot| spot.page.as_str());
        let mut items: Vec<usize> = match kind {
            Kind::Stages => self.of(Kind::Items).collect(),
            _ => Vec::new(),
        };
        items.retain(|n| self.library.records()[*n].2["stage"] == record["id"]);
        BookPageView {
            title: title_of(record).to_owned(),
            up: self.up("../", Some(*kind)),
            lists: Vec::new(),
            record: Some(self.view(n, "../", page)),
            records: items.into_iter().map(|n| self.view(n, "../", page)).collect(),
        }
    }

    fn up(&self, root: &str, kind: Option<Kind>) -> PartView {
        match kind {
            Some(kind) => PartView { text: self.label(kind), id: None, href: Some(format!("{root}{kind}.md")) },
            None => {
                let text = self.playbook.labels().get("book", "title").to_owned();
                PartView { text, id: None, href: Some(FIRST.to_owned()) }
            }
        }
    }

    /// A record with its heading, and with links as seen from its page.
    fn view(&self, n: usize, root: &str, page: &str) -> RecordView {
        let place = |kind: Kind, id: &str| self.href(kind, id, root, page);
        let mut view = self.library.view(&self.library.records()[n], Some(&place));
        if let Some(spot) = self.spot(n) {
            view.title = spot.heading.clone();
        }
        view
    }

    fn link(&self, n: usize, root: &str) -> PartView {
        let (kind, _, record) = &self.library.records()[n];
        PartView { text: title_of(record).to_owned(), id: None, href: self.href(*kind, id_of(record), root, "") }
    }

    fn href(&self, kind: Kind, id: &str, root: &str, page: &str) -> Option<String> {
        let spot = self.places.get(&(kind, id.to_owned()))?;
        let file = if spot.page == page { String::new() } else { format!("{root}{}", spot.page) };
        match spot.shared {
            true => Some(format!("{file}#{}", anchor(&spot.heading))),
            false => Some(format!("{root}{}", spot.page)),
        }
    }

    fn spot(&self, n: usize) -> Option<&Spot> {
        let (kind, _, record) = &self.library.records()[n];
        self.places.get(&(*kind, id_of(record).to_owned()))
    }

    /// What tells the records of a large kind apart.
    fn group(&self, kind: Kind, n: usize) -> Option<String> {
        let record = &self.library.records()[n].2;
        let labels = self.playbook.labels();
        let phase = record["phase"].as_str();
        match kind {
            Kind::Actors => record["sector"].as_str().map(|sector| labels.get("sectors", sector).to_owned()),
            Kind::Items => record["stage"].as_str().map(|id| self.playbook.title(Kind::Stages, id).to_owned()),
            Kind::Facts => record["part"].as_str().map(|part| labels.get("fact-parts", part).to_owned()),
            Kind::Rules => record["severity"].as_str().map(|word| labels.get("severities", word).to_owned()),
            Kind::Stages => phase.map(|id| self.playbook.title(Kind::Phases, id).to_owned()),
            Kind::Canvases => Some(match phase {
                Some(id) => self.playbook.title(Kind::Phases, id).to_owned(),
                None => labels.get("book", "all-phases").to_owned(),
            }),
            _ => None,
        }
    }
}
