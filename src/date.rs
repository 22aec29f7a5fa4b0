//! Calendar dates, without time of day, zone or clock.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A day of the calendar, written `2026-11-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The day, or nothing when there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let year = i16::try_from(year).ok()?;
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Self)
    }

    /// The day that lies `seconds` after 1970-01-01T00:00:00Z, in UTC.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let days = jiff::Span::new().try_days(seconds.div_euclid(86_400)).ok()?;
        jiff::civil::date(1970, 1, 1).checked_add(days).ok().map(Self)
    }

    /// Days from this day to `later`; negative when `later` is earlier.
    pub fn days_until(self, later: Date) -> i64 {
        // Both ends are civil dates, so a span in days always exists.
        self.0.until(later.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// The day `days` later, or this day at the end of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Date {
        let moved = jiff::Span::new().try_days(days).ok().and_then(|s| self.0.checked_add(s).ok());
        Date(moved.unwrap_or(self.0))
    }

    /// Year, such as 2026.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        if f.width().is_none() && f.precision().is_none() {
            return write!(f, "{year:04}-{month:02}-{day:02}");
        }
        f.pad(&format!("{year:04}-{month:02}-{day:02}"))
    }
}

impl FromStr for Date {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return Err(format!("“{text}” is not a date; write year-month-day, for example 2026-11-23"));
        }
        text.parse().map(Self).map_err(|_| format!("“{text}” is not a day of the calendar"))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // A native TOML date reaches a JSON Schema validator as a string.
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic() {
        let a: Date = "2026-02-27".parse().unwrap();
        assert_eq!(a.plus_days(2).to_string(), "2026-03-01");
        assert_eq!(a.days_until("2027-02-27".parse().unwrap()), 365);
        assert_eq!(Date::from_unix_seconds(86_400).unwrap().to_string(), "1970-01-02");
        assert!("2026-02-30".parse::<Date>().is_err());
        assert!("2026-2-3".parse::<Date>().is_err());
    }
}
