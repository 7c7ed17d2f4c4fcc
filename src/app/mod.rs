//! Use cases: the only place that puts the parts together, and that checks who may.

mod clock;
mod error;
mod held;
pub mod intake;
mod kept;
mod known_at;
pub mod lists;
pub mod questions;
mod service;
pub mod sharing;
pub mod upkeep;

pub use clock::{Clock, random_id};
pub use error::{AppError, ErrorKind};
pub use held::Held;
pub use known_at::{KnownAt, KnownAtError};
pub use service::{Answered, App, ChainLine};

pub use lists::{NewAssessment, assess};
pub use questions::facts::Fact;
pub use questions::firms::{EnterpriseAnswer, FactGroup, FindAnswer, FindQuestion, FoundFirm, Position, WorkHere};
pub use questions::funds::{
    Cell, CoInvestor, CoverageLine, FundAnswer, FundLine, FundsAnswer, GapLine, HeldFirm, Holding, Opened, PartnerLine,
};
pub use questions::group::{AnchorLine, AssociationLine, GroupAnswer, GroupFund, Guest, Invitation, SquadLine};
pub use questions::introduction::{CallFirst, EdgeTold, PathTold, PathsAnswer, ReachAnswer, Reached, Source};
pub use questions::map::{FirmRow, GapCount, MapAnswer, MapQuestion, PlaceRow, SquadRow};
pub use questions::{
    Asked, AssumedLine, Change, ChoiceLine, Explanation, FirmFacts, Head, PlanAnswer, PlaneAnswer, Point, Question,
    ReasonLine, TargetLine, TargetQuestion, TargetsAnswer, WhatIf, region_alone,
};
pub use sharing::{DocumentForm, DocumentQuestion, Form, MadeMap, OutlineFile, file_name, place_section, printed};
