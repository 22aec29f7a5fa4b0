//! Names for findings that outlive moved lines: of the rule and the place in the file, never of line numbers.

use std::collections::HashMap;

use super::Finding;

/// A name for each finding, in the same order: `f` and sixteen hexadecimal digits. The same rule at the same place has
/// the same name on every machine and day; where a rule finds several things at one place they are counted.
///
/// The digits are the FNV-1a hash (64 bits) of rule, place and count, each ended by a zero byte
/// (Fowler, Noll and Vo; RFC 9923).
pub fn fingerprints(findings: &[Finding]) -> Vec<String> {
    // Two places with one hash are counted as one, so that their names differ nevertheless.
    let mut seen: HashMap<u64, usize> = HashMap::with_capacity(findings.len());
    let mut subject = String::new();
    let named = |finding: &Finding| {
        subject.clear();
        finding.subject.show(&mut subject);
        let place = fed(fed(hash(finding.rule.as_bytes()), subject.as_bytes()), &[0]);
        let count = seen.entry(place).or_default();
        let hash = match *count {
            0 => fed(place, b"0"),
            more => fed(place, more.to_string().as_bytes()),
        };
        *count += 1;
        format!("f{hash:016x}")
    };
    findings.iter().map(named).collect()
}

/// A name for a finding among those of several files, made like the names of [`fingerprints`] of the file and the
/// finding's own name.
pub fn in_file(file: &str, fingerprint: &str) -> String {
    format!("f{:016x}", fed(fed(hash(file.as_bytes()), fingerprint.as_bytes()), &[0]))
}

/// The FNV-1a hash (64 bits) of one part and the zero byte that ends it.
fn hash(part: &[u8]) -> u64 {
    fed(fed(0xcbf2_9ce4_8422_2325, part), &[0])
}

/// The hash, fed with more bytes.
fn fed(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
