//! The connections there are, never more than there are places.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::{AbortHandle, JoinSet};
use tokio::time::timeout;

use super::activity::Activity;

/// The most connections; a browser opens six.
const MOST: usize = 128;
/// Descriptors that one connection may take: its socket, the store's file, log and index, and as many for the rest.
const DESCRIPTORS_EACH: u64 = 8;

/// The connections there are.
#[derive(Debug)]
pub struct Connections {
    most: usize,
    tasks: JoinSet<()>,
    held: Vec<(AbortHandle, Arc<Activity>)>,
}

impl Connections {
    /// None yet, with as many places as this process may have descriptors for.
    pub fn new() -> Self {
        Self { most: places(descriptors()), tasks: JoinSet::new(), held: Vec::new() }
    }

    /// Whether another one can be taken: there is a place, or one that is not being answered can make room. One that
    /// was told to end has its descriptor until it does.
    pub fn has_room(&self) -> bool {
        let all_there = self.tasks.len() == self.held.len();
        self.tasks.len() < self.most || (all_there && self.quietest().is_some())
    }

    /// Takes another one; where all places are taken, the one that was quiet longest ends.
    pub fn take(&mut self, activity: Arc<Activity>, connection: impl Future<Output = ()> + Send + 'static) {
        if self.held.len() >= self.most {
            self.make_room();
        }
        self.held.push((self.tasks.spawn(connection), activity));
    }

    /// Ends the one that was quiet longest, if any is quiet.
    pub fn make_room(&mut self) {
        if let Some(at) = self.quietest() {
            self.held.swap_remove(at).0.abort();
        }
    }

    /// Waits until one ends; none where there is none.
    pub async fn ended(&mut self) -> Option<()> {
        self.tasks.join_next().await?.ok();
        self.held.retain(|(task, _)| !task.is_finished());
        Some(())
    }

    /// Waits until all have ended, at most so long; what is left then is cut off.
    pub async fn all_ended(mut self, most: Duration) {
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if timeout(most, all).await.is_err() {
            tracing::warn!(left = self.tasks.len(), "requests were cut off: the service was told to stop");
        }
    }

    fn quietest(&self) -> Option<usize> {
        let quiet = self.held.iter().enumerate().filter_map(|(at, (_, activity))| Some((activity.quiet()?, at)));
        quiet.max_by_key(|(quiet, _)| *quiet).map(|(_, at)| at)
    }
}

/// So many connections for so many descriptors.
fn places(descriptors: Option<u64>) -> usize {
    let share = descriptors.map_or(MOST, |all| usize::try_from(all / DESCRIPTORS_EACH).unwrap_or(MOST));
    share.clamp(4, MOST)
}

/// How many descriptors this process may have; none where there is no bound.
#[cfg(unix)]
fn descriptors() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::Nofile).current
}

#[cfg(not(unix))]
fn descriptors() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay_under_the_descriptors() {
        let all = [Some(16), Some(64), Some(256), Some(1024), Some(1 << 20), None];
        assert_eq!(all.map(places), [4, 8, 32, 128, 128, 128]);
    }

    #[tokio::test]
    async fn the_quietest_makes_room_and_never_one_that_is_being_answered() {
        let mut connections = Connections { most: 2, ..Connections::new() };
        let all: Vec<_> = (0..3).map(|_| Activity::begun()).collect();
        let answering = Activity::answering(&all[0]);
        connections.take(Arc::clone(&all[0]), std::future::pending());
        connections.take(Arc::clone(&all[1]), std::future::pending());
        assert!(connections.has_room());
        connections.take(Arc::clone(&all[2]), std::future::pending());
        assert!(!connections.has_room(), "the one that makes room is still there");
        assert_eq!(connections.ended().await, Some(()));
        let left: Vec<bool> = connections.held.iter().map(|(_, held)| Arc::ptr_eq(held, &all[1])).collect();
        assert_eq!(left, [false, false], "the second one is gone");
        let other = Activity::answering(&all[2]);
        assert!(!connections.has_room(), "both are being answered");
        drop((answering, other));
        assert!(connections.has_room());
    }
}
