//! How numbers are written in documents: separators come from the labels, so that they follow the language.

use crate::playbook::labels::Labels;

/// Separators and the form of a sum of money.
#[derive(Clone, Debug)]
pub struct Numbers {
    thousands: String,
    decimal: String,
    money: String,
}

impl Numbers {
    /// As the labels say.
    pub fn new(labels: &Labels) -> Self {
        let get = |name| labels.get("format", name).to_owned();
        Self { thousands: get("thousands"), decimal: get("decimal"), money: get("money") }
    }

    /// A number: at most two decimals, thousands apart.
    pub fn show(&self, number: f64) -> String {
        let rounded = format!("{:.2}", number.abs());
        let (whole, fraction) = rounded.split_once('.').unwrap_or((rounded.as_str(), ""));
        let fraction = fraction.trim_end_matches('0');
        let mut out = String::new();
        if number < 0.0 && (whole != "0" || !fraction.is_empty()) {
            out.push('−');
        }
        for (n, digit) in whole.chars().enumerate() {
            if n > 0 && whole.len() > 3 && (whole.len() - n).is_multiple_of(3) {
                out.push_str(&self.thousands);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push_str(&self.decimal);
            out.push_str(fraction);
        }
        out
    }

    /// A sum of money; the number alone while the currency is not known.
    pub fn money(&self, amount: f64, currency: Option<&str>) -> String {
        match currency {
            Some(currency) => self.money.replace("{amount}", &self.show(amount)).replace("{currency}", currency),
            None => self.show(amount),
        }
    }
}
