//! The rules by which a returned cell is taken, as data for the page that is filled in: asked of those who take it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::app::lists;
use crate::ingest::{AmountShape, MOST_MONEY, PASTED_COUNT, PASTED_MARK, PASTED_MOST};
use crate::model::{EntryField, Holds, KEY_COLUMN, TargetState};
use crate::normalize::text;
use crate::work::{Entry, step};

/// The rules for a packet whose entries went out in these states; `list` is what people call it.
pub(in crate::app::sharing) fn packet_rules(
    packet: &str,
    list: &str,
    issued: impl Iterator<Item = TargetState>,
) -> Value {
    let money = EntryField::returned().into_iter().filter(|field| matches!(field.schema().holds, Holds::Money));
    let steps: BTreeMap<&str, _> = issued.map(|from| (from.zh(), steps(from))).collect();
    json!({
        "packet": packet,
        "list": list,
        "key": KEY_COLUMN,
        "state": EntryField::State.zh(),
        "reason": EntryField::Reason.zh(),
        "steps": steps,
        "money": money.map(EntryField::zh).collect::<Vec<_>>(),
        "amount": AmountShape::of(lists::TEN_THOUSANDS, MOST_MONEY),
        "longest": lists::LONGEST,
        "forbidden": forbidden(),
        "lead": { "name": "企业", "longest": lists::LONGEST_NAME },
        "mark": PASTED_MARK,
        "count": PASTED_COUNT,
        "most": PASTED_MOST,
    })
}

/// The states that need a reason, each with what is said where none is given. A squad's entry may go to any other.
fn steps(from: TargetState) -> BTreeMap<&'static str, String> {
    let refused = |to: &TargetState| {
        let mut after = Entry::default();
        after.set(EntryField::State, to.code());
        after.set(EntryField::Squad, "its squad");
        step(from, &after, "").err().map(|error| (to.zh(), error.to_string()))
    };
    TargetState::ALL.iter().filter_map(refused).collect()
}

/// The letters that no cell may hold, as the ranges of a class of regular expressions.
fn forbidden() -> String {
    let is_forbidden =
        |code: u32| char::from_u32(code).is_some_and(|c| text::forbidden(c.encode_utf8(&mut [0; 4])).is_some());
    let mut class = String::new();
    let mut first: Option<u32> = None;
    for code in 0..=0x1_0000 {
        match (first, is_forbidden(code)) {
            (None, true) => first = Some(code),
            (Some(from), false) => {
                class.push_str(&format!("\\u{from:04x}-\\u{:04x}", code - 1));
                first = None;
            }
            _ => {}
        }
    }
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_a_reason_says_what_the_step_says() {
        let told = steps(TargetState::Visited);
        assert_eq!(told.keys().copied().collect::<Vec<_>>(), ["已列入", "已放弃", "已派发", "已联系"]);
        assert_eq!(told["已放弃"], "放弃要写明理由");
    }

    #[test]
    fn the_class_holds_what_no_cell_may() {
        assert_eq!(forbidden(), "\\u0000-\\u0008\\u000b-\\u000c\\u000e-\\u001f\\u007f-\\u009f\\ufffd-\\ufffe");
    }
}
