//! Periods in which few people can answer, and how much of a window lies in them.

use super::Joined;
use crate::date::Date;

/// The country of a period that holds everywhere.
pub const ANY_COUNTRY: &str = "any";

/// No window longer than this lies mostly in a holiday.
const LONGEST: i64 = 366;

/// How much of a window lies in periods in which few people can answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap<'a> {
    /// Days of the window, its first and last day included.
    pub days: i64,
    /// Days of it that lie in a period.
    pub within: i64,
    /// The ids of these periods.
    pub periods: Vec<&'a str>,
}

impl Overlap<'_> {
    /// Days within a period, in per cent of all days.
    pub fn percent(&self) -> f64 {
        if self.days > 0 { self.within as f64 * 100.0 / self.days as f64 } else { 0.0 }
    }
}

impl<'a> Joined<'a> {
    /// How much of a window lies in periods that hold in `country`; without one, in those of every country.
    ///
    /// A window over a year long is not looked at.
    pub fn overlap(&self, first: Date, last: Date, country: Option<&str>) -> Overlap<'a> {
        let days = first.days_until(last) + 1;
        let mut overlap = Overlap { days, ..Overlap::default() };
        if !(1..=LONGEST).contains(&days) {
            return overlap;
        }
        let mut parts: Vec<(Date, Date)> = Vec::new();
        let here = |of: &str| of == ANY_COUNTRY || country.is_none_or(|country| of == country);
        for holiday in self.playbook.holidays().iter().filter(|h| here(&h.country)) {
            let (Some(from), Some(to)) = (day_of_year(&holiday.from), day_of_year(&holiday.to)) else { continue };
            // A period may have begun in the year before.
            for year in first.year().saturating_sub(1)..=last.year() {
                let turns = i16::from(to < from);
                let (Some(from), Some(to)) = (on(year, from), on(year.saturating_add(turns), to)) else { continue };
                let (from, to) = (from.max(first), to.min(last));
                if from <= to {
                    parts.push((from, to));
                    overlap.periods.push(holiday.id.as_str());
                }
            }
        }
        parts.sort_unstable();
        let mut counted: Option<Date> = None;
        for (from, to) in parts {
            let from = counted.map_or(from, |day| from.max(day.plus_days(1)));
            if from <= to {
                overlap.within += from.days_until(to) + 1;
                counted = Some(to);
            }
        }
        overlap.periods.dedup();
        overlap
    }
}

/// Month and day of a text such as `08-01`, if there is such a day in some year.
pub fn day_of_year(text: &str) -> Option<(u8, u8)> {
    let (month, day) = text.split_once('-').filter(|_| text.len() == 5)?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2024, month, day).map(|_| (month, day))
}

/// The day in a year; 29 February is the 28th where there is none.
fn on(year: i16, (month, day): (u8, u8)) -> Option<Date> {
    let year = u16::try_from(year).ok()?;
    Date::new(year, month, day).or_else(|| Date::new(year, month, day.checked_sub(1)?))
}
