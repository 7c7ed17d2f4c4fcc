//! The gaps of a chain, and of every chain.

use std::sync::Arc;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Asked, Desk, Held, Question, names};
use crate::gaps::{self, GapAnswer, SegmentAnswer};
use crate::model::Day;

/// An answer with the graph it was computed on.
#[derive(Debug)]
pub(in crate::app) struct Answered {
    pub answer: GapAnswer,
    pub held: Arc<Held>,
    pub asked: Asked,
}

impl Desk {
    /// The gaps of a chain, each with its reason.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub fn gaps(&self, question: &Question) -> Result<GapAnswer, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let mut answered = at.gaps(question)?;
        at.give_reasons(answered.asked, &mut answered.answer.segments)?;
        Ok(answered.answer)
    }

    /// The gaps of every chain that the caller may see: each for its own city, or all for one home. Chains without a city
    /// and without a home asked for are left out.
    ///
    /// # Errors
    /// The home is unknown.
    pub fn overview(&self, home: Option<&str>, as_of: Option<Day>) -> Result<Vec<GapAnswer>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Somewhere)?;
        let graph = at.graph();
        let as_of = as_of.unwrap_or_else(|| at.today());
        let home = home.map(|given| names::region(graph, given)).transpose()?;
        let asked = at.chains(Right::SeeChain).filter_map(|chain| {
            let home = home.or(graph.chain(chain).adcode)?;
            Some(Asked { chain, home, as_of })
        });
        Ok(asked.map(|asked| at.answered(asked).answer).collect())
    }
}

/// That a day asked about is not yet here.
fn still_to_come(as_of: Day, today: Day) -> Option<String> {
    (as_of > today).then(|| format!("{as_of}还没有到（今天是{today}）：只算到现在已记录的，到那天可能不同"))
}

impl GraphPermit<'_> {
    /// The gaps of a chain, as part of another answer.
    pub fn gaps(&self, question: &Question) -> Result<Answered, AppError> {
        Ok(self.answered(question.asked(self.graph(), self.today())?))
    }

    /// The same of a question whose names are found.
    pub fn answered(&self, asked: Asked) -> Answered {
        let held = self.held();
        let relatedness = self.relatedness_of(asked);
        let mut answer = gaps::gaps(&self.computed(&relatedness, asked));
        answer.notices.splice(0..0, still_to_come(asked.as_of, self.today()));
        Answered { answer, held: Arc::clone(held), asked }
    }

    /// Gives gaps of a chain their reasons, which its ranking knows.
    pub fn give_reasons(&self, asked: Asked, segments: &mut [SegmentAnswer]) -> Result<(), AppError> {
        if !segments.iter().any(|segment| segment.verdict.is_gap()) {
            return Ok(());
        }
        self.ranked(asked, |_, ranking| {
            ranking.give_reasons(segments);
            Ok(())
        })
    }
}
