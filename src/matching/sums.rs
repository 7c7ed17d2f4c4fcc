//! Room to add up in, for each name that is known, what it shares with the one that is asked about.

use std::sync::{Mutex, PoisonError};

/// Rooms that are kept between questions; more are made where more ask at once.
const MOST_ROOMS: usize = 4;

/// Rooms in which every sum is 0 while nobody asks, so that none has to be cleared whole.
#[derive(Debug, Default)]
pub struct Sums(Mutex<Vec<Vec<f32>>>);

impl Clone for Sums {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Sums {
    /// Adds up in a room for so many names. `add` leaves every sum at 0; where it panics, the room is gone.
    pub fn within<T>(&self, names: usize, add: impl FnOnce(&mut [f32]) -> T) -> T {
        let rooms = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut room = rooms().pop().unwrap_or_default();
        room.resize(names, 0.0);
        let added = add(&mut room);
        let mut rooms = rooms();
        if rooms.len() < MOST_ROOMS {
            rooms.push(room);
        }
        added
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_that_a_panic_left_dirty_is_not_used_again() {
        let sums = Sums::default();
        let fell = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            sums.within(2, |room| {
                room[0] = 1.0;
                assert!(room.is_empty(), "stopped in the midst");
            });
        }));
        assert!(fell.is_err());
        assert_eq!(sums.within(2, |room| room.to_vec()), [0.0, 0.0]);
    }
}
