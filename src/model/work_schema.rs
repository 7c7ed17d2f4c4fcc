//! The fields of people's work as data, like the canonical files in [`schema`](super::schema).
//!
//! A field's place is its number on disk: new ones go to the end.

use super::column::Holds;
use super::words::words;
use super::{Field, Kind, Table, TargetState};

/// Declares the fields of a kind of work: code word, Chinese word, what each holds.
macro_rules! work_fields {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal: $holds:expr;)+ }) => {
        words! {
            $(#[$meta])*
            $name { $($(#[$vmeta])* $variant = $code, $zh;)+ }
        }

        impl $name {
            /// What it holds.
            pub fn holds(self) -> Holds {
                match self { $($name::$variant => $holds),+ }
            }
        }
    };
}

use Holds::{Date, ErasableText, Money, Reference, Text, YesNo};

work_fields! {
    /// What an entry of a target list says.
    EntryField {
        Segment = "segment", "环节": Reference(&[Kind::Segment]);
        Why = "why", "列入理由": Text;
        Leader = "leader", "包抓领导": ErasableText;
        Squad = "squad", "招商队": Reference(&[Kind::Squad]);
        Recruiter = "recruiter", "招商员": Reference(&[Kind::Recruiter]);
        Project = "project", "拟合作项目": ErasableText;
        /// 万元, as a plain number.
        Amount = "amount", "预计投资额（万元）": Money;
        Products = "products", "主营产品": Text;
        Introducer = "introducer", "引荐人": ErasableText;
        State = "state", "状态": Holds::Word(|text| TargetState::from_word(text).map(TargetState::code), TargetState::WORDS);
        Next = "next", "下一步": ErasableText;
        /// YYYY-MM-DD.
        Due = "due", "期限": Date;
        Note = "note", "备注": ErasableText;
        /// Why it was dropped, or sent back.
        Reason = "reason", "理由": ErasableText;
    }
}

work_fields! {
    /// What is kept of a packet.
    PacketField {
        /// The receiver named in the watermark.
        To = "to", "接收人": ErasableText;
        Issued = "issued", "发出": Date;
        Expires = "expires", "有效至": Date;
        Contacts = "contacts", "含联系方式": YesNo;
        /// The versions handed out, as JSON.
        Rows = "rows", "各行": Text;
    }
}

/// The column of a list in a file that tells a row whatever happens to it.
pub const KEY_COLUMN: &str = "行键";

impl EntryField {
    /// What a squad away from the office may change in a file.
    pub const RETURNED: [EntryField; 10] = [
        EntryField::State,
        EntryField::Note,
        EntryField::Next,
        EntryField::Due,
        EntryField::Project,
        EntryField::Amount,
        EntryField::Products,
        EntryField::Introducer,
        EntryField::Recruiter,
        EntryField::Reason,
    ];
}

/// Whether a field of a kind holds a text that can be erased. Only people's work has such fields.
pub fn is_erasable(kind: Kind, field: Field) -> bool {
    let place = usize::from(field);
    let holds = match kind {
        Kind::Entry => EntryField::ALL.get(place).map(|field| field.holds()),
        Kind::Packet => PacketField::ALL.get(place).map(|field| field.holds()),
        Kind::Assessment => Table::of(kind).column(field).map(|column| column.holds),
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
        let names = |kind| erasable(kind).map(move |field| Table::of(kind).columns[usize::from(field)].name);
        let entry: Vec<&str> = erasable(Kind::Entry).map(|n| EntryField::ALL[usize::from(n)].code()).collect();
        assert_eq!(entry, ["leader", "project", "introducer", "next", "note", "reason"]);
        assert_eq!(erasable(Kind::Packet).collect::<Vec<_>>(), [PacketField::To as u8]);
        assert_eq!(names(Kind::Assessment).collect::<Vec<_>>(), ["reason"]);
    }

    #[test]
    fn no_canonical_file_but_those_of_work_has_erasable_texts() {
        let erasable = |kind: &Kind| Table::of(*kind).columns.iter().any(|c| matches!(c.holds, ErasableText));
        assert_eq!(Kind::records().filter(erasable).collect::<Vec<_>>(), [Kind::Assessment]);
    }
}
