//! The investment map of a chain (招商地图) as it leaves the house: what other questions answer, put together as one set of
//! pictures and rows. Nothing is computed here.

mod asked;
mod handed_out;
mod introduction_rows;
mod made;
mod moved_rows;
mod place_rows;
mod target_rows;

pub use asked::DocumentQuestion;
pub use made::{DocumentForm, MadeMap};
pub use place_rows::{firm_table, place_table};

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, OutlineFile, questions};
use crate::draw;
use crate::draw::{InvestmentMap, Part};

/// Width in px of the map on paper: 12 px are then 9 pt.
const ON_PAPER: f64 = 1512.0;
/// What stands on every page and sheet that tells whom to call.
const SENSITIVE: &str = "含联系方式，请妥善保管，不得外传";
/// The columns of other tables that the document shows.
const GAP_COLUMNS: [&str; 9] =
    ["place", "name", "verdict", "reason", "more", "priority", "local", "leaders", "targets"];
const FUND_COLUMNS: [&str; 8] = ["place", "list", "fund_name", "manager", "government", "reached", "gain", "gaps"];
const GUEST_COLUMNS: [&str; 4] = ["place", "role", "name", "reason"];

impl Desk {
    /// The document.
    ///
    /// # Errors
    /// A name is unknown or means several things, or the day to compare with is after the day of the data.
    pub async fn investment_map(
        &self,
        asked: &DocumentQuestion,
        outline: Option<&OutlineFile>,
    ) -> Result<InvestmentMap, AppError> {
        let at = self.may(Right::Export, Scope::Chain(&asked.map.question.chain))?;
        let question = &asked.map.question;
        let mut answered = at.gaps(question)?;
        at.give_reasons(answered.asked, &mut answered.answer.segments)?;
        let since = asked.since(answered.answer.as_of)?;
        let map = at.map_of(&answered, &asked.map).await?;
        let picture = draw::map(&questions::map_input(&map, at.graph(), &asked.map, outline, None, ON_PAPER));
        let targets = at.gap_targets(&answered, asked, &map).await?;
        let parts = vec![
            Part::Picture(draw::on_paper(at.atlas_input(&answered, question, 0))),
            Part::Rows(answered.answer.table(None).only(&GAP_COLUMNS)),
            Part::Picture(picture),
            Part::Rows(place_rows::document_table(&map, &asked.map)),
            Part::Rows(target_rows::table(&targets, asked)),
            Part::Rows(at.introduction_table(asked, &targets).await?),
            Part::Rows(self.funds(question).await?.table().only(&FUND_COLUMNS)),
            Part::Rows(moved_rows::table(at.moved_since(&answered, since).await?)),
            Part::Rows(self.group(question)?.invitations_table().only(&GUEST_COLUMNS)),
        ];
        let mut said = questions::document_head(&answered, "招商地图");
        let marks = [outline.map(|outline| outline.mark.clone()), asked.contacts.then(|| SENSITIVE.to_owned())];
        said.mark = Some(marks.into_iter().flatten().collect::<Vec<_>>().join("　")).filter(|mark| !mark.is_empty());
        Ok(InvestmentMap { facts: said, parts })
    }
}
