//! The days of meetings at which one may ask what was known then.

use std::cmp::Reverse;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, ErrorKind, KnownAt, names};
use crate::model::{Day, MeetingKind};

/// A day of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingDay {
    /// The day of the meeting.
    pub day: Day,
    /// The day and what was held: 2026-10-23 工作组会.
    pub name: String,
}

impl Desk {
    /// The days of the meetings about a chain on which something was known, the latest first.
    ///
    /// # Errors
    /// The chain is unknown, or the store fails.
    pub async fn moments(&self, chain: &str) -> Result<Vec<MeetingDay>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(chain))?;
        let (graph, today) = (at.graph(), at.today());
        let chain = names::chain(graph, chain)?;
        let about = graph.meetings.iter().filter(|meeting| meeting.chain.is_none_or(|of| of == chain));
        let mut held: Vec<MeetingDay> = Vec::new();
        for meeting in about.filter(|meeting| meeting.date.day() < today) {
            let day = meeting.date.day();
            let name = format!("{day} {}", MeetingKind::name(meeting.kind));
            if held.iter().any(|known| known.day == day) {
                continue;
            }
            match KnownAt::Day(day).number(at.store(), today).await {
                Ok(_) => held.push(MeetingDay { day, name }),
                // Nothing was known then.
                Err(error) if error.kind() == ErrorKind::BadRequest => {}
                Err(error) => return Err(error),
            }
        }
        held.sort_by_key(|moment| Reverse(moment.day));
        Ok(held)
    }
}
