//! The atlas of a chain, drawn.

use super::{App, AppError, Question};
use crate::draw::{self, AtlasInput};

impl App {
    /// The atlas as one SVG text, `width` px wide. Its links keep home and day as they were asked for.
    pub async fn atlas(&self, question: &Question, width: u32) -> Result<String, AppError> {
        let answered = self.gaps(question).await?;
        let as_of = question.as_of.map(|day| day.to_string());
        let known_at = question.known_at.map(|moment| moment.to_string());
        let chosen =
            [("home", question.home.as_deref()), ("as_of", as_of.as_deref()), ("known_at", known_at.as_deref())];
        let kept: Vec<_> =
            chosen.into_iter().filter_map(|(key, value)| Some((key, value.filter(|v| !v.is_empty())?))).collect();
        let graph = &answered.held.graph;
        Ok(draw::atlas(&AtlasInput::new(&answered.answer, graph, answered.asked.chain, &kept, width)))
    }
}
