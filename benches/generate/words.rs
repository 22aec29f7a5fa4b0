//! What generated projects are made of. Ids are those of the playbook; everything else is made up.

/// Towns that do not exist.
pub const TOWNS: &[&str] = &[
    "Aldersund",
    "Brémont-sur-Orle",
    "Castellar del Riu",
    "Dunmorran",
    "Eichenfeld",
    "Ferrywater",
    "Göltau",
    "Høyvik",
];

/// What a purchase is for: a short name, what the system does, the public problem, an Annex III area if one applies.
pub const SUBJECTS: &[(&str, &str, &str, Option<&str>)] = &[
    (
        "Housing letters",
        "Finds dates in letters about evictions and warns the caseworker, who decides.",
        "Families with a right to support lose their home while they wait.",
        Some("5a"),
    ),
    (
        "School places",
        "Proposes an order of offers for school places; the school office decides.",
        "Children are offered places far from home, and nobody can say why.",
        Some("3a"),
    ),
    (
        "Road repairs",
        "Sorts reports about damaged roads by urgency; an engineer checks each day.",
        "Holes in the road stay open for months in the outer districts.",
        None,
    ),
    (
        "Council minutes",
        "Writes a first draft of minutes from recordings; a clerk corrects and signs.",
        "Minutes appear so late that people cannot follow what was decided.",
        None,
    ),
    (
        "Job advice",
        "Suggests courses to people who look for work; the adviser talks them over.",
        "People out of work wait weeks for advice that fits their life.",
        Some("4a"),
    ),
];

/// Kinds of stakeholders: a stem for the id, a name, the actor type, power, exposure.
pub const PARTIES: &[(&str, &str, &str, usize, usize)] = &[
    ("claimants", "People about whom the office decides", "people-subject-to-decisions", 1, 5),
    ("caseworkers", "Caseworkers at the counter", "frontline-staff", 2, 4),
    ("directorate", "Directorate in charge", "mission-owner", 5, 1),
    ("charities", "Charities that go with people to the office", "social-service-organisations", 2, 3),
    ("law-group", "Law group of the regional university", "law-and-social-researchers", 2, 1),
    ("suppliers", "Firms that may tender", "tenderers", 3, 1),
    ("works-council", "Works council of the town", "unions-and-works-councils", 4, 3),
    ("newcomers", "People who arrived recently", "migrants-and-language-minorities", 1, 4),
    ("residents", "Residents drawn by lot", "general-public", 2, 2),
    ("disability-union", "Federation of disabled people's organisations", "disabled-peoples-organisations", 2, 4),
    ("privacy-office", "Data-protection officer", "data-protection-officer", 4, 1),
    ("small-firms", "Small software firms of the region", "small-suppliers", 1, 2),
];

/// Uses of mechanisms: the mechanism, a name, the level that is promised, the stage.
pub const USES: &[(&str, &str, &str, &str)] = &[
    ("focus-group", "Talks with those concerned", "consult", "problem-and-needs"),
    ("written-consultation", "Comments on the draft", "consult", "tender-design"),
    ("co-design-workshops", "Workshops on the screens", "collaborate", "build-and-test"),
    ("prototype-testing", "Trying it with real files", "involve", "build-and-test"),
    ("works-council-forum", "Talks with the works council", "collaborate", "deployment"),
    ("town-hall-meeting", "Evening at the town hall", "consult", "impact-evaluation"),
    ("oversight-group", "Oversight group", "collaborate", "monitoring-and-redress"),
    ("survey", "Survey of those who met it", "consult", "monitoring-and-redress"),
    ("sortition-panel", "Panel drawn by lot", "empower", "options-and-infrastructure"),
];

/// What people say, and what is answered.
pub const SAYINGS: &[(&str, &str)] = &[
    ("The letter came on the day after the date in it.", "The date is now read on the day the letter arrives."),
    ("Nobody told us that a machine had read this.", "Each letter says so, in its first line."),
    ("I cannot get off work at ten in the morning.", "Sessions are held in the evening, with child care."),
    ("Let us see what it got wrong, not only what it got right.", "Errors by group are published each quarter."),
    ("We want to be able to say no.", "Handling without the system is offered on the form."),
    ("The screen reader stops at the second page.", "Pages are tried with two screen readers before use."),
];

/// Checklist items that are answered: the item, an answer.
pub const ITEMS: &[(&str, &str)] = &[
    ("mission-without-technology", "The mission names the people and the harm, and no product."),
    ("accountable-owner", "The directorate answers for it, with a named stand-in."),
    ("problem-named-by-affected-people", "Taken from the talks at the counter."),
    ("all-sectors-mapped", "Four sectors are on the map; firms are heard in public."),
    ("scope-of-influence-stated", "Each invitation says what can still change."),
    ("non-ai-alternatives-compared", "A shorter form was compared with both systems."),
    ("risk-class-reasoned", "Read with the legal service, point by point."),
    ("market-consultation-open", "Every talk with a firm is in the public register."),
    ("outcomes-not-product", "The papers ask for results and name no product."),
    ("panel-trained-and-declared", "Half a day of training; interests are on file."),
    ("suspension-right", "The town may switch it off at once, without cost."),
    ("pilot-bounded", "Two teams, three months, then a decision."),
    ("people-told-of-ai", "On the form, on the letter and at the counter."),
    ("logs-kept", "Kept for two years; the oversight group may read them."),
];
