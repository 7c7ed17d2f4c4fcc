//! Which names have a key: lists of numbers, in one piece of memory.
//!
//! Keys share lists where their places are the same, so a list may hold a name that has not the key: whoever asks compares the
//! names anyway. A list that is longer than [`MOST_KEPT`] is counted only: what so many names have tells none of them apart.

/// Numbers that a list holds; a longer one is never asked for.
pub const MOST_KEPT: u32 = 16_384;
/// Lists there are, as a power of two.
const LISTS: u32 = 21;

/// Names by their keys.
#[derive(Debug, Clone)]
pub struct Grams {
    /// How many names each list has, and where its last piece begins in `pieces`.
    lists: Vec<[u32; 2]>,
    /// Pieces of lists: where the piece before begins, then 2, 4, 8 … numbers.
    pieces: Vec<u32>,
}

impl Default for Grams {
    fn default() -> Self {
        Self { lists: vec![[0; 2]; 1 << LISTS], pieces: Vec::new() }
    }
}

/// The list of a key: its highest bits after a multiplication that mixes all of them (Knuth, volume 3, 6.4).
fn list(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - LISTS)) as usize
}

impl Grams {
    /// Takes in that a name has a key.
    pub fn add(&mut self, number: u32, key: u64) {
        let [count, last] = &mut self.lists[list(key)];
        *count = count.saturating_add(1);
        if *count > MOST_KEPT {
            return;
        }
        let (size, at) = room(*count - 1);
        if at == 0 {
            let Ok(begin) = u32::try_from(self.pieces.len()) else { return };
            self.pieces.push(*last);
            self.pieces.resize(self.pieces.len() + size, 0);
            *last = begin;
        }
        self.pieces[*last as usize + 1 + at] = number;
    }

    /// Takes back that a name has a key. A list that was counted only stays so: what it had is not known.
    pub fn remove(&mut self, number: u32, key: u64) {
        let [count, last] = self.lists[list(key)];
        if count > MOST_KEPT {
            self.lists[list(key)][0] = (count - 1).max(MOST_KEPT + 1);
            return;
        }
        let Some(at) = self.place(key, number) else { return };
        let (_, end) = room(count - 1);
        self.pieces[at] = self.pieces[last as usize + 1 + end];
        let before = self.pieces[last as usize];
        self.lists[list(key)] = [count - 1, if end == 0 { before } else { last }];
    }

    /// Where a number of a list stands in the pieces.
    fn place(&self, key: u64, number: u32) -> Option<usize> {
        let [count, last] = self.lists[list(key)];
        let (mut left, mut begin) = (count, last as usize);
        while let Some(count) = left.checked_sub(1) {
            let (_, end) = room(count);
            let piece = &self.pieces[begin + 1..begin + 2 + end];
            if let Some(at) = piece.iter().position(|known| *known == number) {
                return Some(begin + 1 + at);
            }
            begin = self.pieces[begin] as usize;
            left -= end as u32 + 1;
        }
        None
    }

    /// How many names have a key; a few more where keys share a list.
    pub fn count(&self, key: u64) -> u32 {
        self.lists[list(key)][0]
    }

    /// The numbers of the names that have a key, in pieces; none where there are too many.
    pub fn numbers(&self, key: u64) -> impl Iterator<Item = &[u32]> {
        let [count, last] = self.lists[list(key)];
        let mut left = if count > MOST_KEPT { 0 } else { count };
        let mut begin = last as usize;
        std::iter::from_fn(move || {
            let (_, at) = room(left.checked_sub(1)?);
            let piece = &self.pieces[begin + 1..begin + 2 + at];
            begin = self.pieces[begin] as usize;
            left -= at as u32 + 1;
            Some(piece)
        })
    }
}

/// How many numbers the piece holds in which the number after so many others stands, and its place in it.
fn room(count: u32) -> (usize, usize) {
    let size = 1 << (count + 2).ilog2();
    (size, (count + 2) as usize - size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(grams: &Grams, key: u64) -> Vec<u32> {
        let mut numbers: Vec<u32> = grams.numbers(key).flatten().copied().collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn lists_give_back_what_they_were_given() {
        let mut grams = Grams::default();
        for number in 0..1000 {
            grams.add(number, u64::from(number % 7));
        }
        let expected: Vec<u32> = (0..1000).filter(|number| number % 7 == 3).collect();
        assert_eq!((told(&grams, 3), grams.count(3)), (expected, 143));
        assert_eq!((told(&grams, 77), grams.count(77)), (vec![], 0));
    }

    #[test]
    fn what_is_taken_back_is_gone_and_leaves_the_others() {
        let mut grams = Grams::default();
        (0..100).for_each(|number| grams.add(number, 3));
        (0..100).filter(|number| number % 3 != 0).for_each(|number| grams.remove(number, 3));
        grams.remove(1, 3);
        let left: Vec<u32> = (0..100).step_by(3).collect();
        assert_eq!((told(&grams, 3), grams.count(3)), (left.clone(), left.len() as u32));
        left.iter().for_each(|number| grams.remove(*number, 3));
        assert!(told(&grams, 3).is_empty());
        grams.add(7, 3);
        assert_eq!(told(&grams, 3), [7]);
    }

    #[test]
    fn what_too_many_have_is_counted_only() {
        let mut grams = Grams::default();
        (0..MOST_KEPT).for_each(|number| grams.add(number, 1));
        assert_eq!(told(&grams, 1).len(), MOST_KEPT as usize);
        grams.add(MOST_KEPT, 1);
        assert_eq!((told(&grams, 1), grams.count(1)), (vec![], MOST_KEPT + 1));
        (0..10).for_each(|number| grams.remove(number, 1));
        assert_eq!((told(&grams, 1), grams.count(1)), (vec![], MOST_KEPT + 1), "nobody knows whose they were");
    }
}
