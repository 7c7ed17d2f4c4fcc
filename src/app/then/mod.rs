//! What chains were on past days: kept when the graphs of those days are let go.

mod chain;
mod counts;
mod work;

pub(in crate::app) use chain::{ChainThen, ChainsThen};
pub(in crate::app) use counts::{CountsByDay, CountsOf, CountsThen, DayKey};
pub(in crate::app) use work::{HeldWork, WorkKey, WorkThen};
