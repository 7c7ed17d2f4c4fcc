//! Keeping the store well: backups, check-ups, erasing, the analysts' graph, made-up cities.

pub mod backup;
pub(super) mod content;
pub mod doctor;
pub mod erase;
pub mod generate;
pub mod journal;
pub mod person;
pub mod publish;
