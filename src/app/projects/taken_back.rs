//! What was just written down of a project, and who takes it back.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, EditLine};
use crate::model::{Journal, Kind};

/// Rows of a change that are looked at: it has its own and few notes.
const ROWS: usize = 16;
const KINDS: [Kind; 3] = [Kind::Project, Kind::ProjectNode, Kind::ProjectProgress];

impl Desk {
    /// What was written down of a project, by id, with a number; none where that number is none of it.
    ///
    /// # Errors
    /// The caller may not change the project, or the store fails.
    pub async fn project_done(&self, project: &str, number: u64) -> Result<Option<EditLine>, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let is_own = at.project_written(Journal(number)).await?.as_deref() == Some(project);
        let may = is_own && self.holds(Right::EditProject, Scope::Somewhere);
        if may { at.edit_numbered(number).await } else { Ok(None) }
    }

    /// Asks for the right to take back what was written of a project.
    pub(in crate::app) async fn may_take_project_back(&self, number: Journal) -> Result<GraphPermit<'_>, AppError> {
        let at = self.may(Right::EditProject, Scope::Somewhere)?;
        let written = at.project_written(number).await?;
        let city = at.city_work().await?;
        let project = written.and_then(|id| city.projects.iter().find(|project| project.id == id));
        match project {
            Some(project) => at.project_seen(Right::EditProject, &city, &project.id).map(|_| at),
            None => self.may(Right::EditProject, Scope::City),
        }
    }
}

impl GraphPermit<'_> {
    /// The id of the project that was written of with a number.
    async fn project_written(&self, number: Journal) -> Result<Option<String>, AppError> {
        let rows = self.store().batch_rows(number, None, ROWS).await?;
        let Some(row) = rows.into_iter().find(|row| KINDS.contains(&row.key.kind)) else { return Ok(None) };
        let name = self.store().node_names(vec![row.key.a]).await?.into_iter().flatten().next();
        Ok(name.filter(|name| name.kind == Kind::Project).map(|name| name.text))
    }
}
