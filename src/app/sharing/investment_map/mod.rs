//! The investment map of a chain (招商地图) as it leaves the house: what other questions answer, put together as one set of
//! pictures and rows. Nothing is computed here.

mod asked;
mod body;
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
use crate::app::desk::GraphPermit;
use crate::app::{Answered, AppError, Brief, BriefQuestion, Desk, MapAnswer, OutlineFile, questions};
use crate::draw;
use crate::draw::{DocumentHead, InvestmentMap, Part, Section, Table};

use target_rows::ChainTargets;

/// How many px of the map a point of the paper is: 12 px are then 9 pt.
const MAP_SCALE: f64 = 4.0 / 3.0;
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
        asked.checked()?;
        let mut answered = at.gaps(question)?;
        at.give_reasons(answered.asked, &mut answered.answer.segments)?;
        let brief = BriefQuestion { question: question.clone(), since: asked.since };
        let mut brief = self.brief(&brief).await?;
        if asked.contacts {
            self.may(Right::ExportContacts, Scope::Chain(&question.chain))?;
            at.add_phones(brief.missing.first.iter_mut().chain(&mut brief.weak.first)).await?;
        }
        let map = at.map_of(&answered, &asked.map).await?;
        let targets = at.gap_targets(&answered, asked, &map).await?;
        let facts = head(&answered, asked, outline);
        let (group, funds) = (self.group(question)?, self.funds(question).await?);
        let mut parts = at.body(&answered, asked, &map, &targets, &brief).await?;
        let journal = answered.held.journal.0;
        parts.insert(0, (Section::Cover, Part::Cover(body::cover(&brief, &group, &facts, asked, journal))));
        parts.push((Section::Funds, Part::Text(body::funds(&funds, at.graph()))));
        parts.push((Section::Moved, Part::Text(body::moved(&brief))));
        parts.push((Section::Invitations, Part::Text(body::invitations(&group))));
        let wide = MAP_SCALE * asked.paper.room().0;
        let picture = draw::map(&questions::map_input(&map, at.graph(), &asked.map, outline, None, wide));
        let rows = |of: Section, table: Table| Part::Rows(of, table);
        let annex = [
            rows(Section::Gaps, answered.answer.table(None).only(&GAP_COLUMNS)),
            Part::Picture("分布图", picture),
            rows(Section::Gaps, place_rows::document_table(&map, &asked.map)),
            rows(Section::Gaps, target_rows::table(&targets, asked)),
            rows(Section::Gaps, at.introduction_table(asked, &targets).await?),
            rows(Section::Funds, funds.table().only(&FUND_COLUMNS)),
            rows(Section::Moved, moved_rows::table(at.moved_since(&answered, brief.since.day).await?)),
            rows(Section::Invitations, group.invitations_table().only(&GUEST_COLUMNS)),
        ];
        parts.extend(annex.map(|part| (Section::Annex, part)));
        Ok(InvestmentMap { facts, paper: asked.paper, sections: asked.sections.clone(), parts })
    }
}

impl GraphPermit<'_> {
    /// 简报, 全景图 and the gaps.
    async fn body(
        &self,
        answered: &Answered,
        asked: &DocumentQuestion,
        map: &MapAnswer,
        targets: &ChainTargets,
        brief: &Brief,
    ) -> Result<Vec<(Section, Part)>, AppError> {
        let question = &asked.map.question;
        let list = self.desk().list_now(&question.chain, answered.asked.as_of).await?;
        let entries = list.as_ref().map(|list| &*list.entries);
        let atlas = draw::on_paper(self.atlas_input(answered, question, 0).await?, asked.paper);
        let mut body =
            vec![(Section::Brief, Part::Brief(brief.sheet())), (Section::Atlas, Part::Picture("全景图", atlas))];
        let gaps = self.gap_blocks(answered, asked, map, targets, entries).await?;
        body.extend(gaps.into_iter().map(|block| (Section::Gaps, Part::Text(block))));
        Ok(body)
    }
}

/// What every page says.
fn head(answered: &Answered, asked: &DocumentQuestion, outline: Option<&OutlineFile>) -> DocumentHead {
    let marks = [outline.map(|outline| outline.mark.clone()), asked.contacts.then(|| SENSITIVE.to_owned())];
    let mark = Some(marks.into_iter().flatten().collect::<Vec<_>>().join("　")).filter(|mark| !mark.is_empty());
    DocumentHead { mark, ..questions::document_head(answered, "招商地图") }
}
