//! 今日: what waits for somebody today. Every subject tells its own section; here they are only put in order.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AppError, Desk};

/// Lines of a section that are told; of more it is said how many there are.
const TOLD: usize = 8;
/// The section that stands last, below what is told of the chains: what was brought in and not imported.
pub(in crate::app) const IMPORTS: &str = "imports";
/// The section of one's own targets.
pub(in crate::app) const OWN: &str = "mine";

/// What waits, of one subject.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TodaySection {
    /// Stable English name.
    pub section: &'static str,
    /// What the lines are about: 到期的下一步.
    pub title: &'static str,
    /// How many lines there are in all, and of these how many are late.
    pub total: usize,
    /// Those whose day is past.
    pub late: usize,
    /// The late ones first; may be fewer than `total`.
    pub lines: Vec<TodayLine>,
}

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TodayLine {
    /// What waits, in Chinese.
    pub text: String,
    /// Whether its day is past.
    pub late: bool,
    /// Id of the chain it is about.
    pub chain: String,
    /// The record of the target, the id of the project or the key of the row it is about; none where it is about the chain's list or brief as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The files that were brought in which it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<String>,
}

impl TodayLine {
    /// Something about a chain as a whole.
    pub(in crate::app) fn about(chain: &str, text: String) -> Self {
        Self { text, late: false, chain: chain.to_owned(), record: None, upload: None }
    }
}

impl TodaySection {
    /// A section of these lines, the late ones first; none where there are none. One's own targets are told whole.
    pub(in crate::app) fn of(section: &'static str, title: &'static str, mut lines: Vec<TodayLine>) -> Option<Self> {
        lines.sort_by_key(|line| !line.late);
        let (total, late) = (lines.len(), lines.iter().filter(|line| line.late).count());
        lines.truncate(if section == OWN { usize::MAX } else { TOLD });
        (total > 0).then_some(Self { section, title, total, late, lines })
    }

    /// Whether it stands below what is told of the chains.
    pub fn is_last(&self) -> bool {
        self.section == IMPORTS
    }

    /// How many lines are not told.
    pub fn more(&self) -> usize {
        self.total - self.lines.len()
    }
}

impl Desk {
    /// The sections that have something to say, in the order of the day; one that the caller may not see is left out.
    ///
    /// # Errors
    /// The store fails.
    pub async fn waiting_today(&self) -> Result<Vec<TodaySection>, AppError> {
        let mut sections = self.waiting_but_gaps().await?;
        let last = sections.iter().position(|section| section.section == IMPORTS).unwrap_or(sections.len());
        sections.splice(last..last, shown(self.gaps_that_matter().await)?);
        Ok(sections)
    }

    /// The same without the gaps, for a page that tells them by chain.
    ///
    /// # Errors
    /// The store fails.
    pub async fn waiting_but_gaps(&self) -> Result<Vec<TodaySection>, AppError> {
        let mut sections = Vec::new();
        let told = [
            self.own_targets().await,
            self.trips_waiting().await,
            self.projects_stalled().await,
            self.nodes_due().await,
            self.duties_behind().await,
            self.requests_overdue().await,
            self.claims_end_soon().await,
            self.collisions_waiting().await,
            self.leads_waiting().await,
            self.steps_due().await,
            self.packets_out().await,
            self.links_ending().await,
            self.meetings_ahead(),
            self.lists_moved().await,
            self.funds_reach().await,
            self.lists_empty().await,
            self.imports_waiting(),
        ];
        for told in told {
            sections.extend(shown(told)?);
        }
        Ok(sections)
    }
}

/// A section as the caller may see it.
fn shown(told: Result<Option<TodaySection>, AppError>) -> Result<Option<TodaySection>, AppError> {
    match told {
        Err(AppError::Forbidden(_)) => Ok(None),
        told => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_stands_first_and_what_is_not_told_is_counted() {
        let line = |at: usize| TodayLine { late: at % 5 == 4, ..TodayLine::about("c1", at.to_string()) };
        let section = TodaySection::of("steps", "下一步", (0..20).map(line).collect()).unwrap();
        let texts: Vec<&str> = section.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["4", "9", "14", "19", "0", "1", "2", "3"]);
        assert_eq!((section.total, section.late, section.more()), (20, 4, 12));
        assert!(TodaySection::of("steps", "下一步", Vec::new()).is_none());
    }
}
