//! The best way to each of several firms, each worked out once, however many parts of an answer tell it.

use std::collections::HashMap;

use crate::app::questions::introduction::path::IntroductionPath;
use crate::app::{AppError, Desk, Question};

/// The best ways that a question was asked for so far.
#[derive(Debug)]
pub(in crate::app) struct BestPaths<'a> {
    desk: &'a Desk,
    question: &'a Question,
    known: HashMap<String, Option<IntroductionPath>>,
}

impl<'a> BestPaths<'a> {
    /// None yet, of the targets of a question.
    pub(in crate::app) fn of(desk: &'a Desk, question: &'a Question) -> Self {
        Self { desk, question, known: HashMap::new() }
    }

    /// The chain, home and day they are of.
    pub(in crate::app) fn question(&self) -> &'a Question {
        self.question
    }

    /// The best way to a firm; none where no way leads there.
    pub(in crate::app) async fn to(&mut self, enterprise: &str) -> Result<Option<&IntroductionPath>, AppError> {
        if !self.known.contains_key(enterprise) {
            let paths = self.desk.paths(self.question, enterprise, Some(1)).await?.paths;
            self.known.insert(enterprise.to_owned(), paths.into_iter().next());
        }
        Ok(self.known.get(enterprise).and_then(Option::as_ref))
    }
}
