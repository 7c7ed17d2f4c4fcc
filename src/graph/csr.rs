//! Compressed sparse rows: for each index, a slice of values.

/// Lists of `T`, one for each of `0..len`, in one block of memory.
#[derive(Debug, Clone)]
pub struct Csr<T> {
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Csr<T> {
    fn default() -> Self {
        Self { starts: vec![0], values: Vec::new() }
    }
}

impl<T: Copy> Csr<T> {
    /// Groups `pairs` by their index below `len`, keeping their order within a group (a counting sort).
    pub fn new(len: usize, pairs: &[(u32, T)]) -> Self {
        let mut starts = vec![0u32; len + 1];
        for (index, _) in pairs {
            starts[*index as usize + 1] += 1;
        }
        for i in 0..len {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut values = Vec::with_capacity(pairs.len());
        if let Some((_, first)) = pairs.first() {
            values.resize(pairs.len(), *first);
        }
        for (index, value) in pairs {
            let slot = &mut next[*index as usize];
            values[*slot as usize] = *value;
            *slot += 1;
        }
        Self { starts, values }
    }

    /// Lets `fill` append the values of each of `0..len` in turn.
    pub fn by_row(len: usize, mut fill: impl FnMut(u32, &mut Vec<T>)) -> Self {
        let (mut starts, mut values) = (Vec::with_capacity(len + 1), Vec::new());
        let number = |count: usize| u32::try_from(count).expect("invariant: fewer than 2^32 values");
        for index in 0..len {
            starts.push(number(values.len()));
            fill(number(index), &mut values);
        }
        starts.push(number(values.len()));
        values.shrink_to_fit();
        Self { starts, values }
    }

    /// The values of one index; empty where the index is unknown.
    pub fn of(&self, index: u32) -> &[T] {
        let index = index as usize;
        match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(&from), Some(&to)) => &self.values[from as usize..to as usize],
            _ => &[],
        }
    }

    /// How many values there are in all.
    pub fn total(&self) -> usize {
        self.values.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_order_within_a_group() {
        let csr = Csr::new(3, &[(2, 'a'), (0, 'b'), (2, 'c')]);
        assert_eq!((csr.of(0), csr.of(1), csr.of(2), csr.of(9)), (&['b'][..], &[][..], &['a', 'c'][..], &[][..]));
        assert_eq!(csr.total(), 3);
        let filled = Csr::by_row(3, |row, values| values.extend(csr.of(row)));
        assert_eq!((filled.of(0), filled.of(1), filled.of(2)), (csr.of(0), csr.of(1), csr.of(2)));
    }
}
