//! The list as a board (看板): a column a state, a card a target, moved from column to column by a form of its own.

use crate::app::lists::{EntryLine, ListAnswer, TakenBy};
use crate::app::{Desk, StateCount};
use crate::draw::LinkTo;
use crate::http::frame::address::part;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::Standpoint;
use crate::http::frame::words::{FilterOption, money, options};
use crate::http::lists::refused::{ListForm, Refused};
use crate::model::TargetState;

/// Cards of a column; of more it is said how many there are.
const CARDS: usize = 10;
/// Cards of the only column that is asked for.
const CARDS_ALONE: usize = 60;

/// A column of the board.
#[derive(Debug)]
pub struct BoardColumn {
    pub state: TargetState,
    pub count: usize,
    /// Of how many an amount is known, and their sum; blank where of none.
    pub invested: String,
    pub cards: Vec<BoardCard>,
    /// Those that are not shown.
    pub more: usize,
}

/// A target on the board.
#[derive(Debug)]
pub struct BoardCard {
    /// What it is called in the page's address.
    pub at: String,
    pub name: String,
    pub firm: String,
    pub entry: String,
    pub record: String,
    pub version: u64,
    /// What it is to fill, with its page.
    pub segment: Option<(String, String)>,
    pub squad: Option<String>,
    /// Who claimed the firm, and until when; blank where nobody did.
    pub claim: String,
    pub next: String,
    pub due: Option<String>,
    pub late: bool,
    pub amount: Option<String>,
    /// Where it can go; none of a dropped one, which is listed anew, and where the caller may not say how far it is.
    pub to: Vec<FilterOption>,
    /// Why it was not moved, and the reason that was typed.
    pub refused: Option<(String, String)>,
}

/// The columns of a list, in the order of the way.
pub fn columns(
    answer: &ListAnswer,
    asked: Option<TargetState>,
    standpoint: &Standpoint,
    desk: &Desk,
    refused: Option<&Refused>,
) -> Vec<BoardColumn> {
    let shown = TargetState::ALL.iter().copied().filter(|state| asked.is_none_or(|asked| asked == *state));
    let most = if asked.is_some() { CARDS_ALONE } else { CARDS };
    let links = PageLinks::from(&answer.chain, standpoint);
    let moved = refused.and_then(|refused| refused.typed(ListForm::Move, "enterprise"));
    let column = |state: TargetState| {
        let counted = StateCount::of(state, &answer.entries);
        let mut entries: Vec<&EntryLine> = answer.entries.iter().filter(|entry| entry.state == state).collect();
        // A card that could not be moved is seen whatever stands before it; then what is due first.
        entries.sort_by_cached_key(|entry| {
            let due = entry.due_on();
            (moved != Some(&*entry.record), due.is_none(), due, entry.enterprise.clone())
        });
        let cards: Vec<BoardCard> =
            entries.iter().take(most).map(|entry| card(entry, &links, (desk, &answer.chain), refused)).collect();
        BoardColumn {
            state,
            count: counted.count,
            invested: counted.invested(),
            more: counted.count - cards.len(),
            cards,
        }
    };
    shown.map(column).collect()
}

/// What a card is called in the page's address.
pub fn anchor(record: &str) -> String {
    format!("card-{}", part(record))
}

fn card(entry: &EntryLine, links: &PageLinks, (desk, chain): (&Desk, &str), refused: Option<&Refused>) -> BoardCard {
    let mine = |field: &str| {
        let refused = refused.filter(|refused| refused.typed(ListForm::Move, "enterprise") == Some(&*entry.record));
        refused.and_then(|refused| refused.typed(ListForm::Move, field)).unwrap_or_default().to_owned()
    };
    let told = refused.filter(|_| !mine("enterprise").is_empty()).and_then(|refused| refused.told(ListForm::Move));
    let others = desk.next_states(chain, entry).into_iter();
    let wanted = mine("state");
    let of_page = LinkTo::Enterprise(entry.enterprise.clone());
    let own = links.entry(&entry.record);
    BoardCard {
        at: anchor(&entry.record),
        name: entry.name.clone(),
        firm: links.to(&of_page).filter(|_| entry.firm.is_some()).unwrap_or_else(|| own.clone()),
        entry: own,
        record: entry.record.clone(),
        version: entry.version,
        segment: entry.segment.as_ref().map(|id| (entry.segment_name.clone().unwrap_or_default(), links.segment(id))),
        squad: entry.squad_name.clone(),
        claim: entry.claim.as_ref().map(TakenBy::told).unwrap_or_default(),
        next: entry.next.clone(),
        due: entry.due.clone(),
        late: entry.is_late(desk.today()),
        amount: entry.amount.map(money),
        to: options(others.map(|state| (state.code(), state.zh(), state.code() == wanted))),
        refused: told.map(|told| (told, mine("reason"))),
    }
}
