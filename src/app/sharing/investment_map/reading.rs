//! What is read of each section of a document.

use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::app::sharing::investment_map::dispatch::DispatchTold;
use crate::app::sharing::investment_map::materials::Materials;
use crate::app::sharing::investment_map::meeting::{MeetingHeld, matters};
use crate::app::sharing::investment_map::{DocumentKind, DocumentQuestion, body};
use crate::draw::{self, DocumentHead, Part, Section, TextBlock};

impl GraphPermit<'_> {
    /// What is read of a section; nothing of the annex, nor of what there is no material for.
    pub(super) async fn read_parts(
        &self,
        section: Section,
        asked: &DocumentQuestion,
        made: &mut Materials<'_>,
        head: &DocumentHead,
    ) -> Result<Vec<Part>, AppError> {
        match section {
            Section::Atlas => Ok(vec![self.atlas_part(asked, made).await?]),
            Section::Gaps => {
                let brief = made.brief_read(asked);
                // 待议事项 of a meeting asks the same.
                let asks = asked.kind == DocumentKind::Map || !asked.reads(Section::Matters);
                Ok(body::gap_blocks(&made.told, brief, asks).into_iter().map(Part::Text).collect())
            }
            other => Ok(self.part(other, asked, made, head).into_iter().collect()),
        }
    }

    /// A section that is one part.
    fn part(
        &self,
        section: Section,
        asked: &DocumentQuestion,
        made: &Materials<'_>,
        head: &DocumentHead,
    ) -> Option<Part> {
        let block: TextBlock = match section {
            Section::Cover => {
                let facts = [
                    ("会议", made.meeting.as_ref().map(MeetingHeld::told)),
                    ("核实", made.gaps.as_ref().and_then(|(_, targets)| targets.unchecked())),
                ];
                return Some(Part::Cover(body::cover(&made.answered, head, &asked.kind, facts)));
            }
            Section::Brief => return made.brief.as_ref().map(|brief| Part::Brief(brief.sheet())),
            Section::Dispatch => made.dispatch.as_ref()?.block(),
            Section::Funds => body::funds(made.funds.as_ref()?, self.graph()),
            Section::Moved => {
                let now = made.answered.answer.summary.verdicts;
                let is_meeting = asked.kind != DocumentKind::Map;
                let promised = is_meeting && asked.reads(Section::Matters);
                let elsewhere = body::Elsewhere { promised, incomparable: asked.reads(Section::Brief) };
                body::moved(made.since.as_ref()?, now, made.list.is_some(), elsewhere)?
            }
            Section::Matters => {
                let reported = made.dispatch.as_ref().and_then(DispatchTold::matter);
                matters(made.brief.as_ref()?, made.group.as_ref()?, &made.told, reported)
            }
            Section::Invitations => body::invitations(made.group.as_ref()?, asked.kind != DocumentKind::Map),
            Section::Atlas | Section::Gaps | Section::Annex => return None,
        };
        Some(Part::Text(block))
    }

    async fn atlas_part(&self, asked: &DocumentQuestion, made: &Materials<'_>) -> Result<Part, AppError> {
        let atlas = self.atlas_input(&made.answered, &asked.map.question, 0).await?;
        Ok(Part::Picture("全景图", draw::on_paper(atlas, asked.paper)))
    }
}
