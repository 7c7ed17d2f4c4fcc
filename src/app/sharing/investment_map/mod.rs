//! The investment map of a chain (招商地图) as it leaves the house: what other questions answer, put together as one set of
//! pictures and rows. Nothing is computed here.

mod asked;
mod fund_rows;
mod gap_rows;
mod guest_rows;
mod handed_out;
mod introduction_rows;
mod made;
mod moved_rows;
mod place_rows;
mod target_rows;

pub use asked::DocumentQuestion;
pub use made::{DocumentForm, MadeMap};
pub use place_rows::place_section;

use crate::access::{Right, Scope};
use crate::app::questions::atlas::facts;
use crate::app::questions::map::picture::map_input;
use crate::app::{AppError, Desk, OutlineFile};
use crate::draw;
use crate::draw::{InvestmentMap, Part};

/// Width in px of the map on paper: 12 px are then 9 pt.
const ON_PAPER: f64 = 1512.0;
/// What stands on every page and sheet that tells whom to call.
const SENSITIVE: &str = "含联系方式，请妥善保管，不得外传";
/// The sections, as other sections lead to them.
const GAPS: &str = "缺口清单";
const TARGETS: &str = "目标企业";

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
        let answered = at.gaps(question)?;
        let since = asked.since(answered.answer.as_of)?;
        let map = at.map_of(&answered, &asked.map).await?;
        let picture = draw::map(&map_input(&map, at.graph(), &asked.map, outline, None, ON_PAPER));
        let targets = at.gap_targets(&answered, asked, &map).await?;
        let parts = vec![
            Part::Picture(draw::on_paper(at.atlas_input(&answered, question, 0))),
            Part::Rows(gap_rows::section(&answered.answer)),
            Part::Picture(picture),
            Part::Rows(place_rows::document_section(&map, &asked.map)),
            Part::Rows(target_rows::section(&targets, asked)),
            Part::Rows(at.introduction_section(&answered, asked, &targets).await?),
            Part::Rows(fund_rows::section(&self.funds(question).await?)),
            Part::Rows(moved_rows::section(&at.moved_since(&answered, since).await?)),
            Part::Rows(guest_rows::section(&self.group(question)?)),
        ];
        let mut said = facts(&answered, "招商地图");
        let marks = [outline.map(|outline| outline.mark.clone()), asked.contacts.then(|| SENSITIVE.to_owned())];
        said.mark = Some(marks.into_iter().flatten().collect::<Vec<_>>().join("　")).filter(|mark| !mark.is_empty());
        Ok(InvestmentMap { facts: said, parts })
    }
}
