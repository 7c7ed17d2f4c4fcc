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
pub use place_rows::place_table;

use super::atlas::{atlas_input, facts};
use super::map_picture::map_input;
use super::{App, AppError, OutlineFile};
use crate::draw::{self, InvestmentMap, Part};

/// Width in px of the map on paper: 12 px are then 9 pt.
const ON_PAPER: f64 = 1512.0;
/// What stands on every page and sheet that tells whom to call.
const SENSITIVE: &str = "含联系方式，请妥善保管，不得外传";
/// The columns of other tables that the document shows.
const GAP_COLUMNS: [&str; 11] = [
    "place",
    "name",
    "stage",
    "verdict",
    "priority",
    "local",
    "unverified",
    "leaders",
    "candidates",
    "surveyed",
    "assessed",
];
const FUND_COLUMNS: [&str; 8] = ["place", "list", "fund_name", "manager", "government", "reached", "gain", "gaps"];
const GUEST_COLUMNS: [&str; 4] = ["place", "role", "name", "reason"];

impl App {
    /// The document.
    ///
    /// # Errors
    /// A name is unknown or means several things, or the day to compare with is after the day of the data.
    pub async fn investment_map(
        &self,
        asked: &DocumentQuestion,
        outline: Option<&OutlineFile>,
    ) -> Result<InvestmentMap, AppError> {
        let question = &asked.map.question;
        let answered = self.gaps(question).await?;
        let since = asked.since(answered.answer.as_of)?;
        let map = self.map_of(&answered, &asked.map).await?;
        let picture = draw::map(&map_input(&map, &answered.held, &asked.map, outline, None, ON_PAPER));
        let targets = self.gap_targets(&answered, asked, &map).await?;
        let parts = vec![
            Part::Picture(draw::on_paper(atlas_input(&answered, question, 0))),
            Part::Rows(answered.answer.table().only(&GAP_COLUMNS)),
            Part::Picture(picture),
            Part::Rows(place_rows::document_table(&map, &asked.map)),
            Part::Rows(target_rows::table(&targets, asked)),
            Part::Rows(self.introduction_table(&answered, asked, &targets).await?),
            Part::Rows(self.funds(question).await?.table().only(&FUND_COLUMNS)),
            Part::Rows(moved_rows::table(self.moved_since(&answered, since).await?)),
            Part::Rows(self.group(question).await?.invitations_table().only(&GUEST_COLUMNS)),
        ];
        let mut said = facts(&answered, "招商地图");
        let marks = [outline.map(|outline| outline.mark.clone()), asked.contacts.then(|| SENSITIVE.to_owned())];
        said.mark = Some(marks.into_iter().flatten().collect::<Vec<_>>().join("　")).filter(|mark| !mark.is_empty());
        Ok(InvestmentMap { facts: said, parts })
    }
}
