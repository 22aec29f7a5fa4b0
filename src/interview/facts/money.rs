//! Sums of money as people write them.

use crate::project::model::Money;
use crate::project::read::{Amount, Capitals};

/// Reads a sum such as `480000 EUR`, `EUR 480 000` or `480.000 €`; tells what to write if it cannot.
pub(super) fn money(text: &str) -> Result<Money, String> {
    let wrong = || format!("“{text}” is not a whole sum of money; write it without cents, for example 480000 EUR");
    let is_sign = |c: char| c.is_alphabetic() || matches!(c, '€' | '£');
    let currency: String = text.chars().filter(|c| is_sign(*c)).collect();
    let currency = match currency.to_uppercase().as_str() {
        "€" => "EUR".to_owned(),
        "£" => "GBP".to_owned(),
        word if word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()) => word.to_owned(),
        "" => return Err("the currency is missing; write for example 480000 EUR".to_owned()),
        _ => return Err(wrong()),
    };
    let number = text.trim_matches(|c: char| is_sign(c) || c.is_whitespace());
    let groups: Vec<&str> = number.split([' ', '\u{a0}', '\u{202f}', '.', ',', '\'', '’', '_']).collect();
    // Separators must set off thousands, or 1.50 would be read as 150.
    let thousands = groups.iter().skip(1).all(|group| group.len() == 3);
    let digits = groups.concat();
    if !thousands || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let amount = digits.parse().map(Amount).map_err(|_| wrong())?;
    let currency = Capitals::new(&currency).ok_or_else(wrong)?;
    Ok(Money { amount, currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_as_people_write_them() {
        for text in ["480000 EUR", "EUR 480 000", "480.000 €", "480,000 eur", "480_000EUR", "480'000 EUR"] {
            assert_eq!(
                money(text),
                Ok(Money { amount: Amount(480_000.0), currency: Capitals::new("EUR").unwrap() }),
                "{text}"
            );
        }
        assert_eq!(money("0 GBP").unwrap().amount, Amount(0.0));
    }

    #[test]
    fn sums_that_could_be_misread_are_not_guessed() {
        for text in
            ["480000", "EUR", "1.50 EUR", "480.00 EUR", "-5 EUR", "480000 EURO", "4 8 EUR", "12 million EUR", "$5"]
        {
            assert!(money(text).is_err(), "{text}");
        }
    }
}
