//! An amount of a bid that is ten times another, or a tenth of it: it is asked about at once.

use super::ledger::Ledger;
use super::line::LedgerLine;
use crate::app::{EditRefused, asked_of_amount, lists, middle_amount, typed_in};
use crate::normalize::text;

/// What is asked of a row's amounts; none where they are near what they stand beside.
pub(super) fn asked(
    ledger: Ledger,
    cells: &[(String, String)],
    old: Option<&LedgerLine>,
    lines: &[LedgerLine],
) -> Option<EditRefused> {
    if ledger != Ledger::Bids {
        return None;
    }
    let read = |said: &str| lists::amount(said).ok().and_then(|said| text::number(&said));
    let typed = |column| read(typed_in(cells, column));
    let before = |column| old.and_then(|old| read(old.value(column)));
    let far = |column, word, beside, other: Option<f64>| {
        let told = asked_of_amount(word, typed(column)?, beside, other?)?;
        Some(EditRefused::asking(column, told))
    };
    let chain = typed_in(cells, "chain");
    let of_chain = lines.iter().filter(|line| !chain.is_empty() && line.value("chain") == chain);
    let usual = middle_amount(of_chain.filter_map(|line| read(line.value("asked"))));
    let asked = match before("asked") {
        Some(before) => far("asked", "申请金额", "原来的申请金额", Some(before)),
        None => far("asked", "申请金额", "这条产业链申报的中位数", usual),
    };
    asked.or_else(|| far("granted", "获批金额", "申请金额", typed("asked")))
}
