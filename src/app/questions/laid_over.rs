//! What a question needs that is worked out once for many: of how things are, or of what its desk assumes.

use std::sync::Arc;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{Asked, Assumption};
use crate::gaps::{self, Introductions, LeftOut, Ranking};
use crate::graph::{ChainIx, Relatedness};

impl<'d> GraphPermit<'d> {
    /// What is assumed for a question.
    fn assumption(&self, asked: Asked) -> Option<&'d Assumption> {
        self.desk().assumption().filter(|assumption| assumption.asked == asked)
    }

    /// The relatedness matrix of a question.
    pub fn relatedness_of(&self, asked: Asked) -> Arc<Relatedness> {
        let (level, as_of) = (asked.home.home_level(), asked.as_of);
        let Some(assumption) = self.assumption(asked) else {
            return self.held().relatedness(level, as_of, self.rules());
        };
        let least = self.rules().least_known();
        assumption.relatedness(|| Relatedness::assuming(self.graph(), level, as_of, least, &assumption.facts))
    }

    /// Who is left out of what a caller is told of a chain.
    pub fn left_out(&self, chain: ChainIx) -> LeftOut {
        let chain = Scope::Chain(&self.graph().chain(chain).id);
        let holds = |right| self.desk().holds(right, chain);
        LeftOut { people: !holds(Right::SeePeople), funds: !holds(Right::SeeFunds) }
    }

    /// Whom the sources of a question can reach, by way of nobody whom the caller may not see.
    pub fn introductions(&self, asked: Asked) -> Arc<Introductions> {
        let left_out = self.left_out(asked.chain);
        let Some(assumption) = self.assumption(asked) else {
            return self.held().introductions(asked, self.rules(), left_out);
        };
        assumption.introductions(|| {
            let relatedness = self.relatedness_of(asked);
            let view = self.computed(&relatedness, asked).viewpoint();
            let network = self.held().network(asked.as_of, self.rules());
            let all = Introductions::of(&view, asked.chain, asked.home, network, &self.rules().introduction);
            if left_out == LeftOut::default() { all } else { all.without(left_out) }
        })
    }

    /// The ranked candidates of a question's gaps.
    pub(super) fn ranking(&self, question: &gaps::GapQuestion, asked: Asked) -> Arc<Ranking> {
        let Some(assumption) = self.assumption(asked) else { return self.held().ranking(question) };
        assumption.ranking(|| {
            let introductions = self.introductions(asked);
            Ranking::of(question, &|firm| introductions.to(firm).factor())
        })
    }

    /// The question as the gap engine takes it.
    pub fn computed<'a>(&'a self, relatedness: &'a Relatedness, asked: Asked) -> gaps::GapQuestion<'a> {
        gaps::GapQuestion {
            graph: self.graph(),
            assessments: &self.held().assessments,
            relatedness: Some(relatedness),
            rules: self.rules(),
            chain: asked.chain,
            home: asked.home,
            as_of: asked.as_of,
            assumed: self.assumption(asked).map_or(&[], |assumption| &assumption.facts),
            left_out: self.left_out(asked.chain),
        }
    }
}
