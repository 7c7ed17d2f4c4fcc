//! Dispatch (调度): who took which duty, who went, what was built, and the score sheet. Pure: days and limits come from outside.
//!
//! Invariant: **One answer.** Everything here is worked out of a [`CityWork`], a window of days and presets; nothing depends on
//! the order of rows, on a clock or on who asks. Values are rounded to 9 decimals before they are ordered or compared with a
//! bound; ties go by id. What is dated after the cut-off does not exist; plans do.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod cell_facts;
mod cells;
mod city_part;
mod city_work;
mod duties;
mod findings;
mod formula;
mod formula_error;
mod moment;
mod nominees;
mod notices;
mod points;
mod presets;
mod problems;
mod race;
mod scoring;
mod selection;
mod sheet;
mod sheet_columns;
mod stages;
mod travel;
mod window;

pub use cell_facts::{CellFacts, CellFinder, ProjectSays};
pub use city_part::{CityPart, SeenOver};
pub use city_work::{
    Bid, ChainFacts, CityWork, Duty, FirmRequest, Holder, HolderTold, Indicator, ListedFirm, NodeDays, Nomination,
    Project, ProjectTold, RecruiterFacts, ShareHeld, ShareHolder, SquadFacts, SquadLead, Trip, Visit,
};
pub use duties::{DutyHolder, DutyLine, SuggestedDuty, duty_holders, duty_lines, suggested_duties};
pub use findings::{Findings, HealthFault, MissedPart, NodeDue, Search as ProjectSearch, StalledPair};
pub use formula::{FormulaColumn, PointsFormula, PointsScale};
pub use formula_error::{FormulaError, FormulaFault};
pub use moment::CityMoment;
pub use nominees::{Nominee, chains_without, nominees};
pub use notices::{DispatchNotice, NoticeKind, notices};
pub use presets::{Presets, PresetsError};
pub use problems::{NamedProblem, ProblemKind, problems};
pub use race::{IndicatorLine, race};
pub use scoring::{Scoring, ScoringError};
pub use sheet::{Sheet, SheetCells, SheetRow, SheetTotal, sheet};
pub use sheet_columns::{ScoreRows, SheetColumn, SheetUnit};
pub use stages::Stand as ProjectStand;
pub use window::SheetWindow;
