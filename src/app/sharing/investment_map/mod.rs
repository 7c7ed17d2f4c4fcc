//! The investment map of a chain (招商地图) and the material of its working group's meeting (会议材料) as they leave the
//! house: what other questions answer, put together as one set of pictures and rows. Nothing is computed here, and nothing
//! is asked that no part shows.

mod asked;
mod body;
mod dispatch;
mod handed_out;
mod introduction_rows;
mod made;
mod materials;
mod meeting;
mod moved_rows;
mod place_rows;
mod reading;
mod target_rows;

pub use asked::{DocumentContent, DocumentKind, DocumentQuestion};
pub use made::{DocumentForm, MadeMap};
pub use place_rows::{firm_table, place_table};

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{Answered, AppError, Desk, OutlineFile, file_name, questions};
use crate::draw;
use crate::draw::{DocumentHead, InvestmentMap, Part, Section, Table};

use materials::Materials;

/// How many px of the map a point of the paper is: 12 px are then 9 pt.
const MAP_SCALE: f64 = 4.0 / 3.0;
/// 密级 where none is said.
const INTERNAL: &str = "内部资料";
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
    /// A name is unknown or means several things, the day to compare with is after the day of the data, or contacts are
    /// asked for by one who may take none away.
    pub async fn investment_map(
        &self,
        asked: &DocumentQuestion,
        outline: Option<&OutlineFile>,
    ) -> Result<InvestmentMap, AppError> {
        let at = self.may(Right::Export, Scope::Chain(&asked.map.question.chain))?;
        asked.checked()?;
        if asked.contacts {
            self.may(Right::ExportContacts, Scope::Chain(&asked.map.question.chain))?;
        }
        let mut made = Materials::of(&at, asked).await?;
        if let Some(brief) = made.brief.as_mut().filter(|_| asked.contacts) {
            at.add_phones(brief.missing.first.iter_mut().chain(&mut brief.weak.first)).await?;
        }
        let facts = head(&made.answered, asked, outline);
        let mut parts = Vec::new();
        for &section in asked.kind.sections().iter().filter(|section| asked.reads(**section)) {
            let read = at.read_parts(section, asked, &mut made, &facts).await?;
            parts.extend(read.into_iter().map(|part| (section, part)));
        }
        let behind = made.dispatch.as_ref().map(dispatch::DispatchTold::tables).unwrap_or_default();
        parts.extend(behind.into_iter().map(|table| (Section::Dispatch, Part::Rows(Section::Dispatch, table))));
        let annex = at.annex(asked, &mut made, outline).await?;
        parts.extend(annex.into_iter().map(|part| (Section::Annex, part)));
        let answer = &made.answered.answer;
        let day = made.meeting.as_ref().and_then(meeting::MeetingHeld::day).unwrap_or(answer.as_of);
        let name = file_name(&answer.home_name, &answer.chain_name, asked.kind.word(), day);
        Ok(InvestmentMap { facts, name, paper: asked.paper, sections: asked.sections.clone(), parts })
    }
}

impl GraphPermit<'_> {
    /// The rows behind the sections, and the map.
    async fn annex(
        &self,
        asked: &DocumentQuestion,
        made: &mut Materials<'_>,
        outline: Option<&OutlineFile>,
    ) -> Result<Vec<Part>, AppError> {
        let rows = |of: Section, table: Table| Part::Rows(of, table);
        let answered = &made.answered;
        let mut parts = Vec::new();
        if let Some((map, targets)) = made.gaps.as_ref().filter(|_| asked.tells_rows(Section::Gaps)) {
            // Before the tables, which then go on below one another.
            if asked.kind == DocumentKind::Map && asked.reads(Section::Annex) {
                let wide = MAP_SCALE * asked.paper.map_width();
                let input = questions::map_input(map, self.graph(), &asked.map, outline, None, wide);
                parts.push(Part::Picture("分布图", draw::map(&input)));
            }
            parts.push(rows(Section::Gaps, answered.answer.table(None).only(&GAP_COLUMNS)));
            if asked.kind == DocumentKind::Map {
                parts.push(rows(Section::Gaps, place_rows::document_table(map, &asked.map)));
            }
            parts.push(rows(Section::Gaps, target_rows::table(targets, asked)));
            parts.push(rows(Section::Gaps, self.introduction_table(asked, targets, &mut made.best).await?));
        }
        if let Some(funds) = made.funds.as_ref().filter(|_| asked.tells_rows(Section::Funds)) {
            parts.push(rows(Section::Funds, funds.table().only(&FUND_COLUMNS)));
        }
        if asked.tells_rows(Section::Moved) {
            let table = moved_rows::table(self.moved_since(answered, made.compared).await?);
            // A page with nothing but that nothing can be compared is none; a sheet keeps its place.
            if !(table.is_empty() && asked.content == DocumentContent::Pages) {
                parts.push(rows(Section::Moved, table));
            }
        }
        if let Some(group) = made.group.as_ref().filter(|_| asked.tells_rows(Section::Invitations)) {
            parts.push(rows(Section::Invitations, group.invitations_table().only(&GUEST_COLUMNS)));
        }
        Ok(parts)
    }
}

/// What every page says.
fn head(answered: &Answered, asked: &DocumentQuestion, outline: Option<&OutlineFile>) -> DocumentHead {
    let secrecy = asked.classification.as_deref().unwrap_or(INTERNAL);
    let marks = [outline.map(|outline| &*outline.mark), asked.contacts.then_some(SENSITIVE)];
    let marks: Vec<&str> = std::iter::once(secrecy).chain(marks.into_iter().flatten()).collect();
    DocumentHead { mark: Some(marks.join("　")), ..questions::document_head(answered, asked.kind.word()) }
}
