//! An auditor's sample of inputs, which anybody can draw again (method `audit-sample`, `docs/trail.md`).

use super::{InputAnswer, Trail};

/// The generator SplitMix64: G. L. Steele, D. Lea and C. H. Flood, “Fast splittable pseudorandom number generators”,
/// OOPSLA 2014, doi:10.1145/2660193.2660195, with the constants of S. Vigna's public-domain version of 2015. It is
/// good enough to draw lots and hides nothing: who knows the seed knows the sample.
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// A generator that starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, each of the 2^64 equally likely.
    pub fn next_number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `bound` - 1, each equally likely: numbers beyond the last whole multiple of `bound` are
    /// drawn again. A bound of 0 gives 0.
    fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let surplus = (u64::MAX % bound + 1) % bound;
        loop {
            let number = self.next_number();
            if number <= u64::MAX - surplus {
                return number % bound;
            }
        }
    }
}

/// Draws `size` of the numbers from 0 to `population` - 1 without putting back, in the order of drawing; all of them
/// when there are fewer. It is the Fisher–Yates shuffle, stopped after `size` steps.
pub fn draw(population: usize, size: usize, seed: u64) -> Vec<usize> {
    let mut lots: Vec<usize> = (0..population).collect();
    let mut generator = SplitMix64::new(seed);
    let size = size.min(population);
    for n in 0..size {
        let rest = u64::try_from(population - n).unwrap_or(u64::MAX);
        let other = n + usize::try_from(generator.below(rest)).unwrap_or(0);
        lots.swap(n, other);
    }
    lots.truncate(size);
    lots
}

impl<'a> Trail<'a> {
    /// A sample of inputs in the order of drawing. The lots are numbered by id, so that the order of the file does not
    /// matter.
    pub fn sample(&self, size: usize, seed: u64) -> Vec<&InputAnswer<'a>> {
        let mut all: Vec<&InputAnswer<'a>> = self.answers.iter().collect();
        all.sort_by_key(|answer| answer.id);
        draw(all.len(), size, seed).into_iter().map(|lot| all[lot]).collect()
    }
}
