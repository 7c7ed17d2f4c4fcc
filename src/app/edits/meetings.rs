//! A meeting about a chain: one that was held is written down, the next one is set.

use super::add::Addition;
use super::grounds::{EditGrounds, EditRefused, Edited};
use super::subject::Subject;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, names};
use crate::graph::Meeting;
use crate::model::{Day, EventDate, Kind, MeetingKind};
use crate::normalize::{event_date, text};

/// A meeting that is to be told.
#[derive(Debug, Clone)]
pub struct MeetingGiven {
    /// The chain it is about, by id or name.
    pub chain: String,
    /// Whether it is still to be held; else it was.
    pub ahead: bool,
    /// What was typed, by the English names of the columns of a meeting.
    pub cells: Vec<(String, String)>,
    /// By what.
    pub grounds: EditGrounds,
}

impl MeetingGiven {
    fn cell(&self, name: &str) -> &str {
        self.cells.iter().find(|(own, _)| own == name).map_or("", |(_, said)| text::trimmed(said))
    }

    /// Why the day cannot be meant: a next meeting lies ahead, one that was held does not.
    fn day_refused(&self, today: Day) -> Option<EditRefused> {
        let day = event_date(self.cell("date"))?.day();
        let told = match (self.ahead, day < today, day > today) {
            (true, true, _) => format!("{day}已经过了：下次会议写今天（{today}）或以后；开过的，请用“记一次会议”"),
            (false, _, true) => format!("{day}还没有到：开过的会议写今天（{today}）或以前；还没开的，请用“定下次会议”"),
            _ => return None,
        };
        Some(EditRefused::of("date", told))
    }
}

impl Desk {
    /// Tells a meeting about a chain, in one batch with the note by what; it stands in what was changed of the chain too.
    ///
    /// # Errors
    /// The caller may not, there is no such chain, or the store fails. What is wrong with what was typed comes back for
    /// the form.
    pub async fn tell_meeting(&self, given: &MeetingGiven) -> Result<Result<Edited, EditRefused>, AppError> {
        if let Some(refused) = given.day_refused(self.today()) {
            return Ok(Err(refused));
        }
        let mut cells = given.cells.clone();
        cells.retain(|(name, _)| name != "chain" && name != "meeting");
        cells.push(("chain".to_owned(), given.chain.clone()));
        let addition = Addition {
            kind: Kind::Meeting,
            chain: Some(given.chain.clone()),
            cells,
            beside: Some(Subject::Chain(given.chain.clone())),
            grounds: given.grounds.clone(),
        };
        self.add(&addition).await
    }
}

impl GraphPermit<'_> {
    /// The id of a meeting that is added: the chain's, its day, and a number where that is taken.
    pub(super) fn new_meeting_id(&self, chain: &str, date: &str) -> Result<String, AppError> {
        let graph = self.graph();
        let chain = &graph.chain(names::chain(graph, chain)?).id;
        let day = event_date(date).map_or_else(|| date.to_owned(), |date| date.to_string());
        let ids = (1..).map(|nth| if nth == 1 { format!("{chain}-{day}") } else { format!("{chain}-{day}-{nth}") });
        let free = |id: &String| graph.meeting(id).is_none();
        Ok(ids.into_iter().find(free).unwrap_or_default())
    }

    /// Refuses a meeting of a kind that is told of its day already.
    pub(super) fn meeting_known(&self, chain: &str, date: &str, kind: &str) -> Result<Option<EditRefused>, AppError> {
        let graph = self.graph();
        let chain = names::chain(graph, chain)?;
        let (date, kind) = (event_date(date), MeetingKind::from_word(&text::folded(kind)));
        let same = |meeting: &&Meeting| {
            meeting.chain.is_none_or(|of| of == chain) && Some(meeting.date) == date && meeting.kind == kind
        };
        let told =
            |date: EventDate| format!("{date}的{}已经记下了：要改它，请在会议表里点它的日期", MeetingKind::name(kind));
        Ok(graph.meetings.iter().find(same).map(|meeting| EditRefused::of("date", told(meeting.date))))
    }

    /// The chain that a meeting is about, by id; none where it is about all, or there is no such meeting.
    pub(super) fn chain_of_meeting(&self, meeting: &str) -> Option<String> {
        let graph = self.graph();
        Some(graph.chain(graph.meeting(meeting)?.chain?).id.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_next_meeting_lies_ahead_and_one_that_was_held_does_not() {
        let today: Day = "2026-11-27".parse().unwrap();
        for (ahead, date, refused) in [
            (true, "2026-11-26", true),
            (true, "2026-11-27", false),
            (true, "2026年12月1日", false),
            (false, "2026-11-28", true),
            (false, "2026-11-27", false),
            (false, "2026/8/1", false),
            (false, "2026年12月1日", true),
            // An import says of it what it says of a date of a file.
            (true, "下周", false),
        ] {
            let cells = vec![("date".to_owned(), date.to_owned())];
            let given = MeetingGiven { chain: "c1".to_owned(), ahead, cells, grounds: EditGrounds::default() };
            assert_eq!(given.day_refused(today).is_some(), refused, "{ahead} {date}");
        }
    }
}
