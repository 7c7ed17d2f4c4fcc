//! A project changed or given up, a node of one, what is told of one: compared with what its writer saw.

use super::amount;
use super::part::WhoseProject;
use super::write::{ProjectSaid, SOURCE};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, EditRefused, Edited, RowForm, RowMeant, SettledRow, TypedEdit, WorkRow};
use crate::dispatch::{CityWork, Project};
use crate::ingest::{Input, TypedRows};
use crate::model::{Deed, EditNote, EventDate, Kind, ProjectNode};
use crate::store::StoreError;

/// What the form of a project that stands asks.
pub const CHANGED_COLUMNS: [&str; 11] =
    ["name", "enterprise", "chain", "segment", "adcode", "amount", "kind", "credit", "squad", "dropped", "reason"];
/// How often it is tried where others write of the same project meanwhile.
const TRIES: usize = 3;

impl Desk {
    /// A project, a node of it or what is told of it up to a day, as the form of it begins.
    ///
    /// # Errors
    /// The caller may not change it, there is no such project, or the store fails.
    pub async fn project_form(&self, project: &str, kind: Kind, part: &str) -> Result<RowForm, AppError> {
        let at = self.may(Right::EditProject, Scope::Somewhere)?;
        let city = at.city_work().await?;
        let project = at.project_seen(Right::EditProject, &city, project)?;
        Ok(at.work_row(meant(kind, &project.id, part), None).await?.form())
    }

    /// Changes a project, writes a node of it down, or what is told of it up to a day.
    ///
    /// # Errors
    /// The caller may not, there is no such project, somebody else changed the same since the version seen, or the store fails.
    /// What is wrong with what was typed comes back for the form.
    pub async fn project_told(
        &self,
        project: &str,
        given: &ProjectSaid,
    ) -> Result<Result<Edited, EditRefused>, AppError> {
        let at = self.may(Right::EditProject, Scope::Somewhere)?;
        for attempt in 1.. {
            let city = at.city_work().await?;
            let project = at.project_seen(Right::EditProject, &city, project)?;
            let ready = match at.settled_change(&city, project, given).await? {
                Ok(ready) => ready,
                Err(refused) => return Ok(Err(refused)),
            };
            match at.write_settled(project, ready).await {
                // Others wrote of the same project meanwhile: it is looked at again what of.
                Err(AppError::Store(StoreError::Conflict(_))) if attempt < TRIES => {}
                done => return done,
            }
        }
        Err(AppError::Internal("a loop without an end ended".to_owned()))
    }
}

/// What is ready to be written of a project.
struct ReadyChange {
    given: ProjectSaid,
    row: WorkRow,
    settled: SettledRow,
}

fn meant<'m>(kind: Kind, id: &'m str, part: &'m str) -> RowMeant<'m> {
    RowMeant { kind, of: Kind::Project, id, part, who: SOURCE }
}

impl GraphPermit<'_> {
    async fn settled_change(
        &self,
        city: &CityWork,
        project: &Project,
        given: &ProjectSaid,
    ) -> Result<Result<ReadyChange, EditRefused>, AppError> {
        let mut given = given.clone();
        let part = match self.project_ids(city, project, &mut given).await? {
            Ok(part) => part,
            Err(refused) => return Ok(Err(refused)),
        };
        let (row, settled) = self.settled_row(meant(given.kind, &project.id, &part), given.seen, &given.cells).await?;
        let settled = match settled {
            Ok(settled) => settled,
            Err(refused) => return Ok(Err(refused)),
        };
        given.cells.clone_from(&settled.all);
        let refused = match given.kind {
            Kind::ProjectNode if row.stands() && settled.after.is_empty() => {
                Some(EditRefused::of("actual", "和现在的一样，没有改动；请写计划日期或实际日期"))
            }
            _ if row.stands() && settled.after.is_empty() => Some(EditRefused::whole("和现在的一样，没有改动")),
            Kind::Project => self.refuse_change(city, project, &given)?,
            Kind::ProjectNode => self.refuse_node(project, &given),
            _ => self.refuse_progress(project, &given),
        };
        Ok(refused.map_or(Ok(ReadyChange { given, row, settled }), Err))
    }

    /// Puts ids in the place of what was typed; which node, or which day, comes back.
    async fn project_ids(
        &self,
        city: &CityWork,
        project: &Project,
        given: &mut ProjectSaid,
    ) -> Result<Result<String, EditRefused>, AppError> {
        given.set("project", project.id.clone());
        let named = [("enterprise", Kind::Enterprise), ("credit", Kind::Recruiter), ("squad", Kind::Squad)];
        let of_node = [("who", Kind::Recruiter)];
        let named = if given.kind == Kind::Project { &named[..] } else { &of_node[..] };
        for (column, kind) in named {
            if let Err(refused) = self.id_typed(city, given, column, *kind).await? {
                return Ok(Err(refused));
            }
        }
        let who = given.cell("who").trim_start_matches("recruiter:").to_owned();
        if given.kind != Kind::Project && !who.is_empty() {
            given.set("who", who);
        }
        let part = match given.kind {
            Kind::ProjectNode => ProjectNode::from_word(given.cell("node")).map_or("", ProjectNode::code).to_owned(),
            Kind::ProjectProgress => {
                given.cell("date").parse::<EventDate>().map_or_else(|_| String::new(), |date| date.to_string())
            }
            _ => String::new(),
        };
        if given.kind != Kind::Project && part.is_empty() {
            let (column, word) =
                if given.kind == Kind::ProjectNode { ("node", "节点") } else { ("date", "填报日期") };
            let typed = given.cell(column);
            let odd = if typed.is_empty() { String::new() } else { format!("「{typed}」看不懂，") };
            return Ok(Err(EditRefused::of(column, format!("{odd}请写{word}"))));
        }
        Ok(Ok(part))
    }

    async fn write_settled(
        &self,
        project: &Project,
        ReadyChange { given, row, settled }: ReadyChange,
    ) -> Result<Result<Edited, EditRefused>, AppError> {
        let who = self.who(given.who.as_deref())?;
        let node = ProjectNode::from_word(given.cell("node")).map_or("", ProjectNode::zh);
        let date = if given.kind == Kind::ProjectProgress { given.cell("date") } else { "" };
        let told = [super::told::project(project), node, date].into_iter().filter(|part| !part.is_empty());
        let told = told.collect::<Vec<_>>().join(" ");
        let note = EditNote {
            reason: String::new(),
            source: String::new(),
            table: given.kind.code().to_owned(),
            what: format!("{}{}", if row.stands() { "改" } else { "记" }, given.kind.zh()),
            before: settled.before,
            after: format!("{told} {}", settled.after).trim().to_owned(),
        };
        let mut cells = settled.cells;
        cells.push(("source", row.source.clone()));
        cells.push(("seen", EventDate::of_day(self.today()).to_string()));
        let header: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
        let own: Vec<String> = cells.iter().map(|(_, said)| said.clone()).collect();
        let typed = Input::of_form(given.kind, TypedRows::new(&header, &[own]));
        let deed = Deed::Edit { table: given.kind, thing: project.id.clone() };
        self.write(&who, typed, TypedEdit { deed, seen: row.seen_record(), note, beside: Vec::new() }).await
    }

    /// Refuses a change that takes a project where the caller may not, an amount far from the one before, or an end without a
    /// reason.
    fn refuse_change(
        &self,
        city: &CityWork,
        project: &Project,
        given: &ProjectSaid,
    ) -> Result<Option<EditRefused>, AppError> {
        let reach = self.projects_of(Right::EditProject, city);
        let whose = self.whose_typed(city, given)?;
        if whose != WhoseProject::of(city, project) && !reach.reaches(&whose) {
            let told = format!("改成这样就不在您的范围里了；{}", reach.own_told());
            return Ok(Some(EditRefused::whole(told)));
        }
        let dropped = given.cell("dropped");
        if !dropped.is_empty() && given.cell("reason").is_empty() {
            return Ok(Some(EditRefused::of("reason", "终止一个项目，请写终止原因")));
        }
        let day = dropped.parse::<EventDate>().ok().map(EventDate::day);
        if let Some(day) = day.filter(|day| *day > self.today()) {
            return Ok(Some(EditRefused::of("dropped", format!("{day}还没到：还没有终止的就空着"))));
        }
        let asked = given
            .amount("amount")
            .zip(project.amount)
            .and_then(|(typed, before)| amount::asked("计划投资额", typed, "原来的计划投资额", before));
        Ok(asked.filter(|_| !given.sure).map(|told| EditRefused::asking("amount", told)))
    }

    /// Refuses a node that is still to come, or that stands before an earlier one.
    fn refuse_node(&self, project: &Project, given: &ProjectSaid) -> Option<EditRefused> {
        let node = ProjectNode::from_word(given.cell("node"))?;
        if given.cell("planned").is_empty() && given.cell("actual").is_empty() && given.cell("who").is_empty() {
            return Some(EditRefused::of("actual", "请写计划日期或实际日期"));
        }
        let actual = given.cell("actual").parse::<EventDate>().ok()?.day();
        if actual > self.today() {
            let told = format!("{actual}还没到：还没有做到的请写在计划日期");
            return Some(EditRefused::of("actual", told));
        }
        if given.sure || !node.is_stage() {
            return None;
        }
        let day = |other: &ProjectNode| project.nodes[*other as usize].actual;
        let earlier =
            ProjectNode::stages().filter(|other| *other < node).find(|other| day(other) > Some(actual.number()));
        let later = ProjectNode::stages()
            .filter(|other| *other > node)
            .find(|other| day(other).is_some_and(|later| later < actual.number()));
        let (before, after) = match (earlier, later) {
            (Some(earlier), _) => (node, earlier),
            (_, Some(later)) => (later, node),
            _ => return None,
        };
        let told = format!("这样{}就早于{}了；日期没有写错，请勾选“没有写错”再提交", before.zh(), after.zh());
        Some(EditRefused::asking("actual", told))
    }

    /// Refuses progress that is still to come, or whose amounts are far from what was told before.
    fn refuse_progress(&self, project: &Project, given: &ProjectSaid) -> Option<EditRefused> {
        let date = given.cell("date").parse::<EventDate>().ok()?.day();
        if date > self.today() {
            return Some(EditRefused::of("date", format!("{date}还没到：请写到哪一天为止的累计数")));
        }
        if given.sure {
            return None;
        }
        let before = date.number() - 1;
        let told = [
            ("invested", "累计到位资金", project.invested_told(before)),
            ("statistics", "累计纳统投资", project.statistics_told(before)),
        ];
        for (column, word, last) in told {
            let Some(typed) = given.amount(column) else { continue };
            let asked = match last {
                Some(last) => amount::less(word, typed, last).or_else(|| amount::asked(word, typed, "上次", last)),
                None => project
                    .amount
                    .filter(|amount| typed > *amount)
                    .and_then(|amount| amount::asked(word, typed, "计划投资额", amount)),
            };
            if let Some(told) = asked {
                return Some(EditRefused::asking(column, told));
            }
        }
        None
    }
}
