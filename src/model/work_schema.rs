//! The fields of people's work as data, like the canonical files in [`schema`](super::schema).
//!
//! A field's place is its number on disk: new ones go to the end.

use super::column::Holds;
use super::words::words;
use super::{CanonicalTable, ClaimField, CollisionField, EditField, Field, JudgementField, Kind, TargetState};

/// What is known of a field beside its words.
#[derive(Debug, Clone, Copy)]
pub struct WorkField {
    /// What its words say, in what unit.
    pub holds: Holds,
    /// Its place among the columns of a list.
    pub column: u8,
    /// Its place among what a squad away from the office may change in a file; none where it may not.
    pub packet: Option<u8>,
    /// What it is on a form; none where a form does not show it.
    pub input: Option<EntryInput>,
    /// The program says it, and nobody else.
    pub computed: bool,
}

/// A field on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryInput {
    /// Its place on the form.
    pub place: u8,
    /// What stands before it.
    pub label: &'static str,
    /// What stands in it while it is blank.
    pub hint: &'static str,
    /// How much room it takes.
    pub width: InputWidth,
}

/// How wide a field on a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputWidth {
    /// As wide as what it holds asks for.
    Usual,
    /// A line of its own.
    Line,
    /// In characters.
    Characters(u8),
}

impl WorkField {
    const fn of(holds: Holds) -> Self {
        Self { holds, column: 0, packet: None, input: None, computed: false }
    }

    const fn column(self, place: u8) -> Self {
        Self { column: place, ..self }
    }

    const fn packet(self, place: u8) -> Self {
        Self { packet: Some(place), ..self }
    }

    const fn input(self, place: u8, label: &'static str, hint: &'static str, width: InputWidth) -> Self {
        Self { input: Some(EntryInput { place, label, hint, width }), ..self }
    }

    const fn computed(self) -> Self {
        Self { computed: true, ..self }
    }
}

/// Declares the fields of a kind of work: code word, Chinese word, what is known of each.
macro_rules! work_fields {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal: $known:expr;)+ }) => {
        words! {
            $(#[$meta])*
            $name { $($(#[$vmeta])* $variant = $code, $zh;)+ }
        }

        impl $name {
            /// What is known of it.
            pub fn schema(self) -> WorkField {
                match self { $($name::$variant => $known),+ }
            }
        }
    };
}

use Holds::{Date, ErasableText, Money, Reference, Text, Word, YesNo};
use InputWidth::{Characters, Line, Usual};

const fn reference(kind: &'static [Kind]) -> WorkField {
    WorkField::of(Reference(kind))
}

const TEXT: WorkField = WorkField::of(Text);
const ERASABLE: WorkField = WorkField::of(ErasableText);
const DATE: WorkField = WorkField::of(Date);
const STATE: WorkField =
    WorkField::of(Word(|text| TargetState::from_word(text).map(TargetState::code), TargetState::WORDS));

work_fields! {
    /// What an entry of a target list says.
    EntryField {
        Segment = "segment", "环节": reference(&[Kind::Segment]).column(1);
        Why = "why", "列入理由": TEXT.column(13).computed();
        Leader = "leader", "包抓领导": ERASABLE.column(5).input(10, "包抓领导", "", Characters(12));
        Squad = "squad", "招商队": reference(&[Kind::Squad]).column(3).input(2, "招商队", "还没有派", Usual);
        Recruiter = "recruiter", "招商员": reference(&[Kind::Recruiter]).column(4).packet(5).input(3, "招商员", "未定", Usual);
        Project = "project", "拟合作项目": ERASABLE.column(6).packet(6).input(7, "拟合作项目", "", Line);
        /// 万元, as a plain number.
        Amount = "amount", "预计投资额（万元）":
            WorkField::of(Money).column(7).packet(7).input(8, "预计投资额", "万元，或 1.2亿", Characters(14));
        Products = "products", "主营产品": TEXT.column(8).packet(8).input(9, "主营产品", "", Usual);
        Introducer = "introducer", "引荐人": ERASABLE.column(9).packet(9).input(11, "引荐人", "", Characters(12));
        State = "state", "状态": STATE.column(2).packet(1).input(1, "状态", "", Usual);
        Next = "next", "下一步": ERASABLE.column(10).packet(3).input(5, "下一步", "", Line);
        /// YYYY-MM-DD.
        Due = "due", "期限": DATE.column(11).packet(4).input(4, "期限", "", Usual);
        Note = "note", "备注": ERASABLE.column(12).packet(2).input(6, "备注", "", Line);
        /// Why it was dropped, or sent back. A form asks for it anew.
        Reason = "reason", "理由": ERASABLE.column(14).packet(10).input(12, "退回理由", "只在状态退回时要写", Line);
        /// Which squad talked to it first; once said it stays, whoever has it later.
        FirstTalk = "first_talk", "首谈": reference(&[Kind::Squad]).column(15).computed();
    }
}

work_fields! {
    /// What is kept of a packet.
    PacketField {
        /// The receiver named in the watermark.
        To = "to", "接收人": ERASABLE;
        Issued = "issued", "发出": DATE;
        Expires = "expires", "有效至": DATE;
        Contacts = "contacts", "含联系方式": WorkField::of(YesNo);
        /// The versions handed out, as JSON.
        Rows = "rows", "各行": TEXT;
    }
}

/// The column of a list in a file that tells a row whatever happens to it.
pub const KEY_COLUMN: &str = "行键";

impl EntryField {
    /// Every field, as the columns of a list stand.
    pub fn columns() -> Vec<EntryField> {
        in_order(|field| Some(field.column))
    }

    /// What a squad away from the office may change in a file, as its columns stand.
    pub fn returned() -> Vec<EntryField> {
        in_order(|field| field.packet)
    }

    /// What the form of an entry shows, in its order.
    pub fn inputs() -> Vec<(EntryField, EntryInput)> {
        let inputs = in_order(|field| field.input.map(|input| input.place)).into_iter();
        inputs.filter_map(|field| Some((field, field.schema().input?))).collect()
    }

    /// What people may say, in the order of storage.
    pub fn said() -> impl Iterator<Item = EntryField> {
        Self::ALL.iter().copied().filter(|field| !field.schema().computed)
    }
}

/// The fields that have a place, by it.
fn in_order(place: fn(WorkField) -> Option<u8>) -> Vec<EntryField> {
    let mut placed: Vec<(u8, EntryField)> =
        EntryField::ALL.iter().filter_map(|field| Some((place(field.schema())?, *field))).collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, field)| field).collect()
}

/// Whether a field of a kind holds a text that can be erased. Only people's work has such fields.
pub fn is_erasable(kind: Kind, field: Field) -> bool {
    let place = usize::from(field);
    let holds = match kind {
        Kind::Entry => EntryField::ALL.get(place).map(|field| field.schema().holds),
        Kind::Packet => PacketField::ALL.get(place).map(|field| field.schema().holds),
        Kind::Claim => ClaimField::ALL.get(place).map(|field| field.holds()),
        Kind::Collision => CollisionField::ALL.get(place).map(|field| field.holds()),
        Kind::Edit => EditField::ALL.get(place).map(|field| field.holds()),
        Kind::Judgement => JudgementField::ALL.get(place).map(|field| field.holds()),
        Kind::Assessment => CanonicalTable::of(kind).column(field).map(|column| column.holds),
        _ => None,
    };
    matches!(holds, Some(ErasableText))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_think_and_whom_they_name_can_be_erased() {
        let erasable = |kind| (0..u8::MAX).filter(move |field| is_erasable(kind, *field));
        let names = |kind| erasable(kind).map(move |field| CanonicalTable::of(kind).columns[usize::from(field)].name);
        let entry: Vec<&str> = erasable(Kind::Entry).map(|n| EntryField::ALL[usize::from(n)].code()).collect();
        assert_eq!(entry, ["leader", "project", "introducer", "next", "note", "reason"]);
        assert_eq!(erasable(Kind::Packet).collect::<Vec<_>>(), [PacketField::To as u8]);
        assert_eq!(erasable(Kind::Edit).collect::<Vec<_>>(), [EditField::Reason as u8]);
        assert_eq!(erasable(Kind::Claim).collect::<Vec<_>>(), [ClaimField::Reason as u8]);
        assert_eq!(erasable(Kind::Collision).collect::<Vec<_>>(), [CollisionField::Reason as u8]);
        assert_eq!(erasable(Kind::Judgement).collect::<Vec<_>>(), [JudgementField::Reason as u8]);
        assert_eq!(names(Kind::Assessment).collect::<Vec<_>>(), ["reason"]);
    }

    #[test]
    fn no_two_fields_have_one_place() {
        for place in [
            |field: WorkField| Some(field.column),
            |field: WorkField| field.packet,
            |field: WorkField| field.input.map(|i| i.place),
        ] {
            let mut places: Vec<u8> = EntryField::ALL.iter().filter_map(|field| place(field.schema())).collect();
            places.sort_unstable();
            assert_eq!(places, (1..).take(places.len()).collect::<Vec<u8>>());
        }
    }

    #[test]
    fn no_canonical_file_but_those_of_work_has_erasable_texts() {
        let erasable = |kind: &Kind| CanonicalTable::of(*kind).columns.iter().any(|c| matches!(c.holds, ErasableText));
        assert_eq!(Kind::records().filter(erasable).collect::<Vec<_>>(), [Kind::Assessment]);
    }
}
