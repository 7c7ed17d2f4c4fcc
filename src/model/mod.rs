//! The vocabulary of liantu: small value types, the kinds of records, and the canonical files as data. No I/O.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod account_role;
mod adcode;
mod canonical;
mod claim_field;
mod column;
mod credit_code;
mod date;
mod deed;
mod deed_sort;
#[cfg(test)]
mod deed_tests;
mod dispatch_schema;
mod dispatch_words;
mod edit_note;
mod erasable;
mod evidence;
mod failure;
mod feed_kind;
mod folded;
mod hex;
mod judgement;
mod kind;
mod meeting_kind;
mod node_id;
mod period;
mod person_place;
mod risk;
mod row;
pub mod schema;
mod schema_form;
mod share_deed;
mod sheet_field;
mod site_kind;
mod squad_kind;
mod stage;
mod standing;
mod status;
mod table;
mod target_flag;
mod target_state;
mod texts;
pub mod values;
mod verdict;
mod way;
mod words;
mod work_schema;

pub use account_role::{AccountRole, Grant, GrantError, GrantedOver};
pub use adcode::{Adcode, AdcodeError, Level};
pub use claim_field::{ClaimEnd, ClaimField, CollisionField, Ruling};
pub use column::{CanonicalColumn, Holds, Role};
pub use credit_code::{CreditCode, CreditCodeError};
pub use date::{Day, EventDate, EventDateError};
pub use deed::{AccountDeed, ClaimDeed, Deed, JudgeDeed, ListDeed};
pub use deed_sort::DeedSort;
pub use dispatch_words::{BetterWay, BidLevel, BidState, DayHalf, DutyPost, ProjectKind, ProjectNode, VisitKind};
pub use edit_note::{EDITED_BY, EditField, EditNote, edited_by};
pub use erasable::{ERASED, ErasableText, WordsDigest};
pub use evidence::{EvidenceDeed, EvidenceForm, EvidenceOf, EvidenceTold};
pub use failure::failure_told;
pub use feed_kind::FeedKind;
pub use folded::{folded, one_line, trimmed};
pub use hex::hex;
pub use judgement::{JudgedAs, JudgedPair, Judgement, JudgementField, is_proposed, judgement_key, proposal_key};
pub use kind::Kind;
pub use meeting_kind::MeetingKind;
pub use node_id::NodeId;
pub use period::{Period, PeriodError};
pub use person_place::PersonPlace;
pub use risk::Risk;
pub use row::{
    BatchRecord, Journal, LOCAL, NewRow, NodeName, OF_LEAD, OF_SQUAD, Origin, Rest, RowKey, RowView, Version,
    columns_in, columns_of, source_of,
};
pub use share_deed::ShareDeed;
pub use sheet_field::{SheetDeed, SheetField};
pub use site_kind::SiteKind;
pub use squad_kind::SquadKind;
pub use stage::Stage;
pub use standing::Standing;
pub use status::Status;
pub use table::CanonicalTable;
pub use target_flag::TargetFlag;
pub use target_state::TargetState;
pub use texts::Texts;
pub use values::{Field, Reference, Values, ValuesBuilder, ValuesView};
pub use verdict::{Basis, Direction, Verdict};
pub use way::Way;
pub use words::UnknownWord;
pub use work_schema::{EntryField, EntryInput, InputWidth, KEY_COLUMN, PacketField, WorkField, is_erasable};
