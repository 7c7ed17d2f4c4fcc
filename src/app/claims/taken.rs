//! Is this firm taken? Answered for any name, across rights: by which squad and until when, and nothing else.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, lists, names};

/// Whether a firm is taken.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TakenAnswer {
    /// Id of the enterprise; none where no firm goes by that name.
    pub enterprise: Option<String>,
    /// What it is called; as typed where no firm goes by that name.
    pub name: String,
    /// Which squad has it, and until when; none: it is free.
    pub taken: Option<lists::TakenBy>,
}

impl TakenAnswer {
    /// In a sentence.
    pub fn told(&self) -> String {
        match (&self.taken, &self.enterprise) {
            (Some(taken), _) => format!("「{}」由{}", self.name, taken.told()),
            (None, Some(_)) => format!("「{}」没有人认领", self.name),
            (None, None) => format!("「{}」没有人认领；库里还没有这家企业，可以报新线索", self.name),
        }
    }
}

impl Desk {
    /// The squads of the caller's that may claim a firm, by id and name.
    ///
    /// # Errors
    /// There is no such firm, or the store fails.
    pub async fn may_claim_for(&self, enterprise: &str) -> Result<Vec<(String, String)>, AppError> {
        if !self.holds(Right::Claim, Scope::Somewhere) {
            return Ok(Vec::new());
        }
        let at = self.may(Right::Claim, Scope::Somewhere)?;
        let firm = names::firm(at.graph(), enterprise)?;
        let mut may = Vec::new();
        for squad in at.acting(None)? {
            match at.may_claim(firm, &squad).await {
                Ok(()) => may.push((squad.clone(), at.squad_called(&squad).to_owned())),
                Err(AppError::BadRequest(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(may)
    }

    /// Whether a firm is taken, by any name of it.
    ///
    /// # Errors
    /// The caller may not ask, nothing is named, or several firms go by the name.
    pub async fn taken(&self, given: &str) -> Result<TakenAnswer, AppError> {
        let at = self.may(Right::Taken, Scope::City)?;
        let name = crate::normalize::text::one_line(given).into_owned();
        if name.is_empty() {
            return Err(AppError::BadRequest("没有写企业名称".to_owned()));
        }
        let firm = match at.firm_meant(&name).await {
            Ok(firm) => firm,
            Err(AppError::NotFound { .. }) => return Ok(TakenAnswer { enterprise: None, name, taken: None }),
            Err(error) => return Err(error),
        };
        let graph = at.graph();
        let held = at.claim_on(firm).await?;
        Ok(TakenAnswer {
            enterprise: Some(graph.firm_id(firm).to_owned()),
            name: graph.firm_name(firm).to_owned(),
            taken: held.map(|held| lists::TakenBy::of(graph, &held.claim)),
        })
    }
}
