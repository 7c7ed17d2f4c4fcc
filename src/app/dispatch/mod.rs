//! Dispatch (调度): what people did, asked for: duties, what is stalled or due, the race, nominations, the score sheet.
//!
//! Invariant: the answers are those of [`crate::dispatch`]; here rows become a [`crate::dispatch::CityWork`], and answers get
//! names, a form in JSON, and tables.

mod asked;
mod due;
mod duties;
mod firm_places;
mod indicators;
mod nominated;
mod problem_lines;
mod read_work;
mod said_rows;
mod score;
mod score_table;
mod stalled;
mod told_work;

pub(in crate::app) use firm_places::FirmPlaces;
pub(in crate::app) use said_rows::{SaidRows, SaidThing};

pub use due::{DueAnswer, DueLine};
pub use duties::{DutiesAnswer, DutyAnswerLine, DutyHolderLine, SuggestedLine, suggested_table};
pub use indicators::{RaceAnswer, RaceLine};
pub use nominated::{NominationsAnswer, NomineeLine};
pub use problem_lines::{NamedProblemLine, NoticeLine};
pub use score::{PeriodDays, ScoreAnswer, ScoreQuestion};
pub use stalled::{HealthLine, StalledAnswer, StalledLine};
