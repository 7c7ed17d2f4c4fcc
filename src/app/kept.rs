//! What is worked out once for many questions, and dropped when too much is kept.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// At most `MOST` values by what they were worked out for.
#[derive(Debug)]
pub struct Kept<K, V, const MOST: usize>(Mutex<HashMap<K, Arc<V>>>);

impl<K, V, const MOST: usize> Default for Kept<K, V, MOST> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash + Clone, V, const MOST: usize> Kept<K, V, MOST> {
    /// The value kept, or made now. Nobody waits while one is made: two who ask at once may both make it.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        if let Some(found) = self.all().get(&key) {
            return Arc::clone(found);
        }
        let made = Arc::new(make());
        let mut all = self.all();
        if all.len() >= MOST {
            all.clear();
        }
        Arc::clone(all.entry(key).or_insert(made))
    }

    /// The value kept, where there is one.
    pub fn known(&self, key: &K) -> Option<Arc<V>> {
        self.all().get(key).map(Arc::clone)
    }

    /// The same values for another holder.
    pub fn copied(&self) -> Self {
        Self(Mutex::new(self.all().clone()))
    }

    fn all(&self) -> MutexGuard<'_, HashMap<K, Arc<V>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_until_too_many_are_kept() {
        let kept: Kept<u32, u32, 2> = Kept::default();
        let made = |key| *kept.get(key, || key * 10);
        assert_eq!(kept.known(&1), None);
        assert_eq!((made(1), made(2)), (10, 20));
        assert_eq!(kept.known(&1).as_deref(), Some(&10));
        assert_eq!(*kept.get(1, || 99), 10);
        assert_eq!(*kept.copied().get(2, || 99), 20);
        assert_eq!((made(3), *kept.get(1, || 11)), (30, 11));
    }
}
