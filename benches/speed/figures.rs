//! Medians, ranges, ratios of paired runs, and the exponent of growth.

use super::measure::Sample;

/// A median with the least and the most.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    /// The middle value.
    pub median: f64,
    /// The least value.
    pub least: f64,
    /// The greatest value.
    pub most: f64,
}

impl Spread {
    /// Of these values; there is at least one.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        let median = if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 };
        Self { median, least: values[0], most: values[values.len() - 1] }
    }

    /// As text: the median, and the range in brackets.
    pub fn text(&self, digits: usize) -> String {
        format!("{:.digits$} ({:.digits$}–{:.digits$})", self.median, self.least, self.most)
    }
}

/// Wall time in milliseconds.
pub fn wall(sample: &Sample) -> f64 {
    sample.wall.as_secs_f64() * 1e3
}

/// CPU time in milliseconds.
pub fn cpu(sample: &Sample) -> f64 {
    sample.cpu.as_secs_f64() * 1e3
}

/// Peak memory in MiB.
pub fn peak(sample: &Sample) -> f64 {
    sample.peak as f64 / 1_048_576.0
}

/// What one takes as a multiple of the other, round by round.
pub fn ratio(these: &[Sample], those: &[Sample], of: fn(&Sample) -> f64) -> Spread {
    Spread::of(these.iter().zip(those).map(|(this, that)| of(this) / of(that)))
}

/// The slope of the straight line through the points on logarithmic scales, by least squares: time grows as size to
/// this power.
pub fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let n = logs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let above: f64 = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    let below: f64 = logs.iter().map(|p| (p.0 - x).powi(2)).sum();
    above / below
}
