//! A set of small numbers, one bit each.

/// A set of numbers below a fixed bound. Sets that are combined must have the same bound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bits(Box<[u64]>);

impl Bits {
    /// The empty set of numbers below `bound`.
    pub fn none_of(bound: usize) -> Self {
        Self(vec![0; bound.div_ceil(64)].into())
    }

    /// Adds a number below the bound.
    pub fn insert(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }

    /// Whether the number is in the set.
    pub fn contains(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Adds every number of another set.
    pub fn add_all(&mut self, other: &Bits) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// How many numbers are in the set.
    pub fn len(&self) -> usize {
        count(self.0.iter().copied())
    }

    /// Whether no number is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many numbers are in both sets.
    pub fn shared_with(&self, other: &Bits) -> usize {
        count(self.0.iter().zip(&other.0).map(|(a, b)| a & b))
    }

    /// Whether some number is in both sets.
    pub fn meets(&self, other: &Bits) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// The numbers of the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(i, &word)| ones(word).map(move |bit| i * 64 + bit))
    }
}

fn count(words: impl Iterator<Item = u64>) -> usize {
    words.map(|word| word.count_ones() as usize).sum()
}

fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if word == 0 {
            return None;
        }
        let bit = word.trailing_zeros() as usize;
        word &= word - 1;
        Some(bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(numbers: &[usize]) -> Bits {
        let mut bits = Bits::none_of(130);
        for number in numbers {
            bits.insert(*number);
        }
        bits
    }

    #[test]
    fn sets_know_their_numbers_and_what_they_share() {
        let (mut a, b) = (set(&[0, 64, 129]), set(&[64, 65]));
        assert_eq!((a.len(), a.shared_with(&b), a.meets(&b), set(&[]).is_empty()), (3, 1, true, true));
        a.add_all(&b);
        assert_eq!(a.iter().collect::<Vec<_>>(), [0, 64, 65, 129]);
        assert!(a.contains(129) && !a.contains(1) && !a.contains(999));
    }
}
