//! Use cases: the only place that puts the parts together, and that checks who may.

#![warn(missing_docs, clippy::missing_errors_doc)]

pub mod accounts;
mod alike;
mod asked;
mod assumption;
pub mod claims;
mod clock;
mod columns;
mod desk;
pub mod dispatch;
pub mod edits;
mod error;
pub mod evidence;
mod file_name;
mod held;
pub mod intake;
pub mod judging;
mod kept;
mod known_at;
pub mod ledgers;
pub mod lists;
mod names;
pub mod out_file;
pub mod projects;
mod question;
pub mod questions;
mod service;
pub mod sharing;
mod then;
mod today;
pub mod trips;
pub mod upkeep;
mod uploads;
mod versions;

pub use asked::Asked;
pub use clock::{Clock, random_id};
pub use desk::{Desk, StoreDesk};
pub use error::{AppError, ErrorKind, named_text};
pub use file_name::file_name;
pub use held::Held;
pub use known_at::{KnownAt, KnownAtError};
pub use names::{Names, region_alone};
pub use question::Question;
pub use service::App;

use accounts::{Tried, digest, hash_of_secret, is_secret, new_secret, picture};
use alike::{
    AlikeFirm, BroughtFirm, BroughtTold, FirmsAlike, apart, brought_beside, calls, firms_called, same_whole_name,
};
use assumption::Assumption;
use clock::to_the_minute;
use dispatch::{ChainDispatch, FirmPlaces, PromiseKept, SaidRows, SaidThing, chains_of_firm};
use edits::{
    EditLine, EditRefused, Edited, RowForm, RowMeant, SettledRow, Subject, WorkRow, set_typed, typed_in, typed_row,
};
use evidence::{EvidenceCounts, EvidenceThing, told_count};
use intake::{SeenRecord, TypedEdit, chains_about, note_rows, right_to_write, scope_to_write, undo_batch, write_edit};
use projects::{
    ProjectLine, ProjectReach, ProjectsAnswer, ProjectsQuestion, WhoseProject, asked_of_amount, middle_amount,
};
use questions::{Answered, chains_of};
use then::{ChainThen, CountsByDay, CountsOf, DayKey, HeldWork, WorkKey};
use trips::{Traveller, renewed_by};
use uploads::{is_made, made_of, new_private_file, private_folder};

pub use intake::NamedRecords;
pub use intake::history::{History, RecordHistory, ValueChange, VersionLine};
pub use lists::NewAssessment;
pub use questions::facts::{Fact, source_name};
pub use questions::firms::{
    CardContact, CardEntry, ContactCount, EnterpriseAnswer, FactGroup, FindAnswer, FindQuestion, FirmCard, FoundFirm,
    FoundKind, FoundThing, Hints, HomelessChain, MatchAnswer, MatchLine, Position, WorkHere, names_in,
};
pub use questions::funds::{
    CoInvestor, CoverageLine, FundAnswer, FundCell, FundLine, FundsAnswer, GapLine, HeldFirm, Holding, Opened,
    PartnerLine,
};
pub use questions::group::{AnchorLine, AssociationLine, GroupAnswer, GroupFund, Guest, Invitation, SquadLine};
pub use questions::introduction::{
    CallFirst, IntroductionPath, IntroductionSource, IntroductionStep, PathsAnswer, ReachAnswer, ReachedTarget,
};
pub use questions::map::{FirmRow, GapCount, MapAnswer, MapQuestion, OutlineFile, PlaceRow, SquadRow};
pub use questions::{
    AssumedLine, BranchChild, BranchFirm, Brief, BriefAction, BriefContact, BriefDoubt, BriefEntry, BriefGap,
    BriefLack, BriefLeaf, BriefList, BriefMeeting, BriefQuestion, BriefSince, BriefTarget, BriefUnlooked, ChainLine,
    ChoiceLine, EntryMoved, FactMoved, FirmFacts, FirmMoved, GapChange, Head, MeetingDay, MeetingsAhead, Moved, Offers,
    Overdue, PlanAnswer, PlaneAnswer, Point, ReasonLine, RelatedLeaf, RelatednessAnswer, RelatednessQuestion,
    SegmentBranch, SegmentExplanation, StateCount, TargetLine, TargetQuestion, TargetSheet, TargetsAnswer, TrendAnswer,
    TrendMonth, VerdictMoved, WhatIf, chains_table, overview_table,
};
pub use sharing::{
    DocumentContent, DocumentForm, DocumentKind, DocumentQuestion, Form, MadeMap, firm_table, place_table, printed,
    printed_pdf,
};
pub use today::{TodayLine, TodaySection};
pub use uploads::{
    Doing, ENCODINGS, FileMapping, ImportRun, MOST_BYTES, PartByHand, ReadAs, ReadBefore, Receiving, RowsOfFile,
    RunStage, Speed, ToldRows, Upload, UploadedFile, Uploads, is_at_fault, too_large,
};
