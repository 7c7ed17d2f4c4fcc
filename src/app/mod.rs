//! Use cases: the only place that puts the parts together, and that checks who may.

mod clock;
mod columns;
mod desk;
mod error;
mod held;
pub mod intake;
mod kept;
mod known_at;
pub mod lists;
mod names;
pub mod questions;
mod service;
pub mod sharing;
pub mod upkeep;
mod versions;

pub use clock::{Clock, random_id};
pub use desk::{Desk, StoreDesk};
pub use error::{AppError, ErrorKind, named_text};
pub use held::Held;
pub use known_at::{KnownAt, KnownAtError};
pub use names::{Meaning, Names};
pub use service::App;

use questions::Answered;

pub use lists::NewAssessment;
pub use questions::facts::Fact;
pub use questions::firms::{EnterpriseAnswer, FactGroup, FindAnswer, FindQuestion, FoundFirm, Position, WorkHere};
pub use questions::funds::{
    CoInvestor, CoverageLine, FundAnswer, FundCell, FundLine, FundsAnswer, GapLine, HeldFirm, Holding, Opened,
    PartnerLine,
};
pub use questions::group::{AnchorLine, AssociationLine, GroupAnswer, GroupFund, Guest, Invitation, SquadLine};
pub use questions::introduction::{
    CallFirst, EdgeTold, IntroductionSource, PathTold, PathsAnswer, ReachAnswer, ReachedTarget,
};
pub use questions::map::{FirmRow, GapCount, MapAnswer, MapQuestion, PlaceRow, SquadRow};
pub use questions::{
    Asked, AssumedLine, ChainLine, ChoiceLine, FactMoved, FirmFacts, FirmMoved, GapChange, Head, Moved, PlanAnswer,
    PlaneAnswer, Point, Question, ReasonLine, RelatedLeaf, RelatednessAnswer, RelatednessQuestion, SegmentExplanation,
    TargetLine, TargetQuestion, TargetsAnswer, VerdictMoved, WhatIf, chains_table, region_alone,
};
pub use sharing::{DocumentForm, DocumentQuestion, Form, MadeMap, OutlineFile, file_name, place_table, printed};
