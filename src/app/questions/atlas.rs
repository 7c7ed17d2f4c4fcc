//! The atlas of a chain, drawn.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{Answered, AppError, Desk, Question};
use crate::draw;
use crate::draw::{AtlasInput, CardList, Document, DocumentHead, Pages, Paper, Picture};

impl Desk {
    /// The atlas, `width` px wide. Its links keep home and day as they were asked for.
    ///
    /// # Errors
    /// The caller may not see the chain, a name is unknown, or the store fails.
    pub async fn atlas(&self, question: &Question, width: u32) -> Result<Picture, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let mut answered = at.gaps(question)?;
        at.give_reasons(answered.asked, &mut answered.answer.segments)?;
        Ok(draw::atlas(&at.atlas_input(&answered, question, width).await?))
    }

    /// The atlas on pages.
    ///
    /// # Errors
    /// The caller may not export the chain, a name is unknown, or the store fails.
    pub async fn atlas_pages(&self, question: &Question, paper: Paper) -> Result<Pages, AppError> {
        let at = self.may(Right::Export, Scope::Chain(&question.chain))?;
        let mut answered = at.gaps(question)?;
        at.give_reasons(answered.asked, &mut answered.answer.segments)?;
        let mut document = Document::new(document_head(&answered, "产业链全景图"), paper);
        document.picture(&draw::on_paper(at.atlas_input(&answered, question, 0).await?, paper));
        Ok(document.finish())
    }
}

impl GraphPermit<'_> {
    /// What the atlas shows of an answer; on each card what the chain's list says of it, where the caller sees lists.
    pub async fn atlas_input(
        &self,
        answered: &Answered,
        question: &Question,
        width: u32,
    ) -> Result<AtlasInput, AppError> {
        let as_of = question.as_of.map(|day| day.to_string());
        let known_at = self.desk().known_at().map(|moment| moment.to_string());
        let assume = self.desk().to_assume().join(";");
        let chosen = [
            ("home", question.home.as_deref()),
            ("as_of", as_of.as_deref()),
            ("known_at", known_at.as_deref()),
            ("assume", Some(&*assume)),
        ];
        let kept: Vec<_> =
            chosen.into_iter().filter_map(|(key, value)| Some((key, value.filter(|v| !v.is_empty())?))).collect();
        let mut input = AtlasInput::new(&answered.answer, self.graph(), answered.asked.chain, &kept, width);
        let work = self.desk().gap_work(&answered.answer).await?.unwrap_or_default();
        for card in input.bands.iter_mut().flat_map(|band| &mut band.cards) {
            card.elsewhere.retain(|(chain, _)| self.sees(*chain));
            let of = work.get(&card.segment);
            card.listed = of.and_then(|of| Some(CardList { firms: of.listed, furthest: of.furthest? }));
        }
        Ok(input)
    }
}

/// What every page of a document about a chain says.
pub fn document_head(answered: &Answered, content: &str) -> DocumentHead {
    let answer = &answered.answer;
    DocumentHead {
        title: format!("{}{}{content}", answer.home_name, answer.chain_name),
        as_of: answer.as_of.to_string(),
        rules: answer.rules.clone(),
        mark: None,
    }
}
