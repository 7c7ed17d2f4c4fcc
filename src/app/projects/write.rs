//! A new project, a node of one, what is told of one: written down.

use super::amount;
use super::part::WhoseProject;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{
    AppError, Desk, EditRefused, Edited, TypedEdit, lists, names, random_id, set_typed, typed_in, typed_row,
};
use crate::dispatch::CityWork;
use crate::ingest::{Input, TypedRows};
use crate::model::{Deed, EditNote, EventDate, Kind, edited_by};
use crate::normalize::text;

/// What the form of a new project asks.
pub const PROJECT_COLUMNS: [&str; 9] =
    ["name", "enterprise", "chain", "segment", "adcode", "amount", "kind", "credit", "squad"];
/// Characters of an id that nobody types, behind its day.
const ID: usize = 6;
/// The source of what is typed here: one for all, so that the last word stands.
pub(super) const SOURCE: &str = "projects";

/// What was typed of a project.
#[derive(Debug, Clone)]
pub struct ProjectSaid {
    /// A project, a node or progress.
    pub kind: Kind,
    /// By the English names of columns.
    pub cells: Vec<(String, String)>,
    /// The version its writer saw, where something stood there; without, only what is blank is filled.
    pub seen: Option<u64>,
    /// Whether an amount that is far from others was confirmed.
    pub sure: bool,
    /// By default the caller.
    pub who: Option<String>,
}

impl ProjectSaid {
    pub(super) fn cell(&self, name: &str) -> &str {
        typed_in(&self.cells, name)
    }

    pub(super) fn set(&mut self, name: &str, value: String) {
        set_typed(&mut self.cells, name, value);
    }

    /// An amount as a plain number of 万元; what cannot be read is told as of a row of a file.
    pub(super) fn amount(&self, name: &str) -> Option<f64> {
        let read = lists::amount(self.cell(name)).ok()?;
        text::number(&read)
    }

    /// What was typed, by columns; refused where one is blank that must be given.
    fn row(&self) -> Result<Vec<(&'static str, String)>, EditRefused> {
        typed_row(self.kind, &self.cells)
    }
}

impl Desk {
    /// Writes a new project down; its id comes back with what was done.
    ///
    /// # Errors
    /// The caller may not, or the store fails. What is wrong with what was typed comes back for the form.
    pub async fn new_project(&self, given: &ProjectSaid) -> Result<Result<(Edited, String), EditRefused>, AppError> {
        let at = self.may(Right::EditProject, Scope::Somewhere)?;
        let city = at.city_work().await?;
        let mut given = given.clone();
        for (column, kind) in [("enterprise", Kind::Enterprise), ("credit", Kind::Recruiter), ("squad", Kind::Squad)] {
            if let Err(refused) = at.id_typed(&city, &mut given, column, kind).await? {
                return Ok(Err(refused));
            }
        }
        let whose = at.whose_typed(&city, &given)?;
        let reach = at.projects_of(Right::EditProject, &city);
        if !reach.reaches(&whose) {
            let told = match reach.own_told() {
                own if own.is_empty() => "您的账户还没有对上招商员名册里的人，不能新增项目；请找管理员".to_owned(),
                own => format!("您只能新增自己范围内的项目：{own}"),
            };
            return Ok(Err(EditRefused::whole(told)));
        }
        let usual = amount::usual(&city, whose.chain.as_deref(), "");
        let asked = given
            .amount("amount")
            .zip(usual)
            .and_then(|(typed, usual)| amount::asked("计划投资额", typed, "这条产业链项目的中位数", usual));
        if let Some(told) = asked.filter(|_| !given.sure) {
            return Ok(Err(EditRefused::asking("amount", told)));
        }
        let day = at.today().to_string().replace('-', "");
        let id = format!("J{day}-{}", &random_id()[..ID]);
        given.set("project", id.clone());
        let written = at.write_said(&given, &id, &[given.cell("name")]).await?;
        Ok(written.map(|edited| (edited, id)))
    }
}

impl GraphPermit<'_> {
    /// What a column names, by id, where any of its names was typed.
    pub(super) async fn id_typed(
        &self,
        city: &CityWork,
        given: &mut ProjectSaid,
        column: &str,
        kind: Kind,
    ) -> Result<Result<(), EditRefused>, AppError> {
        let typed = given.cell(column).to_owned();
        if typed.is_empty() {
            return Ok(Ok(()));
        }
        let id = match kind {
            Kind::Enterprise => match self.firm_meant(&typed).await {
                Ok(firm) => self.graph().firm_id(firm).to_owned(),
                Err(AppError::Ambiguous { choices, .. }) => {
                    return Ok(Err(EditRefused::several(column, &typed, &choices)));
                }
                Err(AppError::NotFound { .. }) => typed,
                Err(error) => return Err(error),
            },
            Kind::Squad => names::squad(self.graph(), &typed).unwrap_or(typed),
            _ => holder_meant(city, &typed, column == "credit"),
        };
        given.set(column, id);
        Ok(Ok(()))
    }

    /// Whose a new project would be.
    pub(super) fn whose_typed(&self, city: &CityWork, given: &ProjectSaid) -> Result<WhoseProject, AppError> {
        let graph = self.graph();
        let chain = Some(given.cell("chain")).filter(|chain| !chain.is_empty());
        let chain = chain.map(|chain| self.chain_seen(chain)).transpose()?;
        let credit = given.cell("credit");
        let recruiter = city.recruiters.iter().find(|one| one.id == credit.trim_start_matches("recruiter:"));
        let of_credit = match recruiter {
            Some(one) => one.squad.map(|at| city.squads[at as usize].id.clone()),
            None => Some(credit.trim_start_matches("squad:").to_owned()).filter(|squad| !squad.is_empty()),
        };
        let squad = Some(given.cell("squad").to_owned()).filter(|squad| !squad.is_empty()).or(of_credit);
        let credit = recruiter.map(|one| one.id.clone());
        Ok(WhoseProject { chain: chain.map(|chain| graph.chain(chain).id.clone()), squad, credit })
    }

    async fn write_said(
        &self,
        given: &ProjectSaid,
        id: &str,
        told: &[&str],
    ) -> Result<Result<Edited, EditRefused>, AppError> {
        let who = self.who(given.who.as_deref())?;
        let mut cells = match given.row() {
            Ok(cells) => cells,
            Err(refused) => return Ok(Err(refused)),
        };
        let told: Vec<&str> = told.iter().copied().filter(|part| !part.is_empty()).collect();
        let note = EditNote {
            reason: String::new(),
            source: String::new(),
            table: given.kind.code().to_owned(),
            what: format!("记{}", given.kind.zh()),
            before: String::new(),
            after: told.join(" "),
        };
        let deed = Deed::Edit { table: given.kind, thing: id.to_owned() };
        cells.push(("source", edited_by(SOURCE)));
        cells.push(("seen", EventDate::of_day(self.today()).to_string()));
        let header: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
        let row: Vec<String> = cells.iter().map(|(_, said)| said.clone()).collect();
        let typed = Input::of_form(given.kind, TypedRows::new(&header, &[row]));
        self.write(&who, typed, TypedEdit { deed, seen: None, note, beside: Vec::new() }).await
    }
}

/// The id of the recruiter, or of the squad, that a text names; the text where it names none or several.
fn holder_meant(city: &CityWork, typed: &str, squads: bool) -> String {
    if city.recruiters.iter().any(|one| one.id == typed) {
        return typed.to_owned();
    }
    let people = city.recruiters.iter().filter(|one| one.name == typed).map(|one| format!("recruiter:{}", one.id));
    let squads = city.squads.iter().filter(|squad| squads && squad.name == typed);
    let mut named = people.chain(squads.map(|squad| format!("squad:{}", squad.id)));
    named.next().filter(|_| named.next().is_none()).unwrap_or_else(|| typed.to_owned())
}
