//! `GET /claims` and `/api/v1/claims`: one's own firms, free and taken ones, collisions, what was decided; made for a phone.

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Right, Scope};
use crate::app::Desk;
use crate::app::claims::{ClaimLine, ClaimsAnswer};
use crate::http::frame::Now;
use crate::http::frame::address::{self, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::Fields;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{FilterOption, options};
use crate::model::TargetState;

/// Free and taken firms that are shown; of more it is said how many there are.
const SHOWN: usize = 40;

/// Whose claims, and what was just done.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct ClaimsQuery {
    /// Id or name of the squad whose claims are looked at; for whoever has no account, or several squads.
    squad: Parameter<String>,
    /// Journal number of what led here; 0 where nothing differed.
    done: Parameter<String>,
}

/// Whose claims are asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClaimsAsked {
    /// Id or name of the squad whose claims are looked at; for whoever has no account, or several squads.
    squad: Parameter<String>,
}

impl ClaimsQuery {
    /// The page that tells what was done. Whoever has no account goes on looking at that squad.
    pub fn after(desk: &Desk, squad: &str, number: Option<u64>) -> Self {
        let squad = Some(squad).filter(|squad| desk.person().is_none() && !squad.is_empty());
        Self { squad: squad.map(Parameter::of).unwrap_or_default(), done: Parameter::of(number.unwrap_or_default()) }
    }

    /// Where it is.
    pub fn address(&self) -> String {
        format!("/claims{}", address::query(self))
    }
}

/// Which of the page's forms it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimForm {
    /// Of a squad: claim, renew, release.
    Squad,
    /// Decides.
    Rule,
    /// Reports a lead.
    Lead,
}

/// A form that was sent and refused.
#[derive(Debug)]
pub struct RefusedClaim {
    pub form: ClaimForm,
    pub typed: Fields,
    pub told: String,
    pub status: StatusCode,
}

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage {
    shell: Shell,
    answer: ClaimsAnswer,
    /// What was just done; blank where nothing differed.
    done: Option<Vec<String>>,
    wrong: Option<RefusedClaim>,
    /// Every squad, for whoever has no account and for hand-overs.
    squads: Vec<FilterOption>,
    /// Whether the reader chooses a squad to look as.
    chooses: bool,
    /// Chains that a lead may be reported for.
    chains: Vec<FilterOption>,
}

impl ClaimsPage {
    /// What was typed in a form that was refused.
    fn typed(&self, form: ClaimForm, field: &str) -> &str {
        self.wrong.as_ref().filter(|wrong| wrong.form == form).map_or("", |wrong| wrong.typed.text(field))
    }

    /// What was typed of a firm that was to be decided.
    fn ruled(&self, enterprise: &str, field: &str) -> &str {
        if self.typed(ClaimForm::Rule, "enterprise") == enterprise { self.typed(ClaimForm::Rule, field) } else { "" }
    }

    fn lead(&self, field: &str) -> &str {
        self.typed(ClaimForm::Lead, field)
    }

    /// What is wrong with a form.
    fn told(&self, form: ClaimForm) -> Option<&str> {
        self.wrong.as_ref().filter(|wrong| wrong.form == form).map(|wrong| wrong.told.as_str())
    }

    fn told_squad(&self) -> Option<&str> {
        self.told(ClaimForm::Squad)
    }

    fn told_rule(&self, enterprise: &str) -> Option<&str> {
        self.told(ClaimForm::Rule).filter(|_| self.typed(ClaimForm::Rule, "enterprise") == enterprise)
    }

    /// What is wrong with a decision of a firm that no line of the page is about.
    fn told_elsewhere(&self) -> Option<&str> {
        let of = self.typed(ClaimForm::Rule, "enterprise");
        let shown = self.answer.taken.iter().any(|line| line.may_rule && line.enterprise == of)
            || self.answer.mine.iter().any(|line| line.may_rule && line.enterprise == of)
            || self.answer.collisions.iter().any(|line| line.may_rule && line.enterprise == of);
        self.told(ClaimForm::Rule).filter(|_| !shown)
    }

    fn told_lead(&self) -> Option<&str> {
        self.told(ClaimForm::Lead)
    }

    fn entry(line: &ClaimLine) -> String {
        format!("/chains/{}/list/entry?target={}", part(&line.chain), part(&line.record))
    }

    /// Of the squads looked at, the one in whose name a firm is claimed: the only one, else it is asked.
    fn only_squad(&self) -> Option<&str> {
        match self.answer.squads.as_slice() {
            [(id, _)] => Some(id),
            _ => None,
        }
    }

    fn shown(lines: &[ClaimLine]) -> &[ClaimLine] {
        &lines[..lines.len().min(SHOWN)]
    }

    fn more(lines: &[ClaimLine]) -> usize {
        lines.len().saturating_sub(SHOWN)
    }

    /// Whether a contact can still be the next state of a firm.
    fn not_contacted(line: &ClaimLine) -> bool {
        line.state < TargetState::Contacted
    }
}

/// The same answer as the command line's.
pub async fn answer(Now(desk): Now, QueryOf(query): QueryOf<ClaimsAsked>) -> Result<Json<ClaimsAnswer>, Failure> {
    Ok(Json(desk.claims(query.squad.given()).await?))
}

/// Shows claims.
pub async fn show(Now(desk): Now, QueryOf(query): QueryOf<ClaimsQuery>) -> Result<Response, Failure> {
    shown(&desk, &query, None).await
}

/// The same with a form that was refused.
pub async fn shown(desk: &Desk, query: &ClaimsQuery, wrong: Option<RefusedClaim>) -> Result<Response, Failure> {
    let of_squad = wrong.as_ref().filter(|wrong| wrong.form != ClaimForm::Rule);
    let typed = of_squad.map(|wrong| wrong.typed.text("squad")).filter(|squad| !squad.is_empty());
    let squad = query.squad.given().or(typed.filter(|_| desk.person().is_none()));
    let answer = match desk.claims(squad).await {
        // What is wrong with the form is told, whatever squad it named.
        Err(_) if wrong.is_some() && squad.is_some() => desk.claims(None).await?,
        answer => answer?,
    };
    let done = match query.done.given().and_then(|number| number.parse().ok()) {
        Some(0) => Some(Vec::new()),
        Some(number) => desk.claim_told(number).await?,
        None => None,
    };
    let chosen = answer.squads.first().map(|(id, _)| id.clone());
    let all = desk.squads_of_city()?.into_iter();
    let squads = options(all.map(|(id, name)| {
        let is_chosen = Some(&id) == chosen.as_ref();
        (id, name, is_chosen)
    }));
    let of_lead = wrong.as_ref().filter(|wrong| wrong.form == ClaimForm::Lead);
    let of_lead = of_lead.map(|wrong| wrong.typed.text("chain").to_owned());
    let reports = |chain: &str| desk.holds(Right::NewLead, Scope::Part(chain));
    let chains = desk.chains()?.into_iter().filter(|chain| reports(&chain.chain));
    let chains = options(chains.map(|chain| {
        let is_chosen = Some(&chain.chain) == of_lead.as_ref();
        (chain.chain, chain.name, is_chosen)
    }));
    let shell = Shell::new(desk, "认领", Some(("", "claims")), &Standpoint::default())?;
    let status = wrong.as_ref().map_or(StatusCode::OK, |wrong| wrong.status);
    let chooses = desk.person().is_none();
    let mut page = page(&ClaimsPage { shell, answer, done, wrong, squads, chooses, chains })?;
    *page.status_mut() = status;
    Ok(page)
}
