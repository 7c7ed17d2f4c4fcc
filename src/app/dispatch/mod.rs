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
mod of_chain;
mod problem_lines;
mod problem_tables;
mod problem_words;
mod read_work;
mod said_rows;
mod said_shown;
mod seen;
mod sheet;
mod stalled;
mod told_work;

pub(in crate::app) use firm_places::{FirmPlaces, chains_of_firm};
pub(in crate::app) use said_rows::{SaidRows, SaidThing};

pub use asked::usual_period;
pub use due::{DueAnswer, DueLine};
pub use duties::{DutiesAnswer, DutyAnswerLine, DutyHolderLine, SuggestedLine, suggested_table};
pub use indicators::{RaceAnswer, RaceLine};
pub use nominated::{NominationsAnswer, NomineeLine};
pub use of_chain::{ChainDispatch, PromiseKept};
pub use problem_lines::{NamedProblemLine, NoticeLine};
pub use problem_words::DispatchNames;
pub use sheet::{
    Amendment, CellMoved, FactTold, FactsAnswer, FactsAsked, FrozenAnswer, FrozenLine, FrozenList, MovedRow,
    PeriodDays, ScoreAnswer, ScoreQuestion, SheetMoved, SheetTime, SheetView,
};
pub use stalled::{HealthLine, StalledAnswer, StalledLine};
