//! The score sheet (成绩单).

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::dispatch::asked::{home, period, window};
use crate::app::dispatch::problem_lines::{NamedProblemLine, NoticeLine};
use crate::app::{AppError, Desk};
use crate::dispatch::{CityMoment, PointsFormula, Presets, ScoreRows, Sheet, SheetRow, SheetTotal, sheet};
use crate::model::{Adcode, Day, Period};

/// What a sheet is asked for with.
#[derive(Debug, Clone)]
pub struct ScoreQuestion {
    /// As written: `2026-01/2026-02`.
    pub period: String,
    /// What it has a row for.
    pub rows: ScoreRows,
    /// By default the earlier of the period's last day and today.
    pub cut_off: Option<Day>,
    /// By default the one city that the chains give.
    pub home: Option<String>,
    /// The text of a formula of points; none: no points and no ranks.
    pub formula: Option<String>,
    /// The limits.
    pub presets: Presets,
}

/// A period by its days.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct PeriodDays {
    /// The first day.
    pub from: Day,
    /// The last day as given, not cut.
    pub to: Day,
}

impl PeriodDays {
    /// In the fewest words: 2026Q1, 2026-01 至 2026-02.
    pub fn told(self) -> String {
        let Self { from, to } = self;
        Period { from, to }.shortest().replace('/', " 至 ")
    }
}

/// A score sheet with what it was made of.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScoreAnswer {
    /// As given, not cut.
    pub period: PeriodDays,
    /// What is dated later does not exist.
    pub cut_off: Day,
    /// The journal number that was known.
    pub known_at: u64,
    /// Whoever is within its prefecture is not away.
    pub home: Adcode,
    /// Version of the limits with a short hash of their values.
    pub presets: String,
    /// What the rows are.
    #[serde(skip)]
    pub kind: ScoreRows,
    /// Whether it is of everything; else of what the caller sees.
    #[serde(skip)]
    pub whole: bool,
    /// What home is called.
    #[serde(skip)]
    pub home_name: String,
    /// By rank where a formula is given, then by id.
    pub rows: Vec<SheetRow>,
    /// All rows together.
    pub total: SheetTotal,
    /// Of all that the caller sees.
    pub problems: Vec<NamedProblemLine>,
    /// Of all that the caller sees.
    pub notices: Vec<NoticeLine>,
}

impl Desk {
    /// The score sheet of a period.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, the period or cut-off makes no sense, home is not told, or the formula is wrong.
    pub async fn score(&self, asked: &ScoreQuestion) -> Result<ScoreAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let period = period(&asked.period)?;
        let window = window(period, asked.cut_off, at.today())?;
        let formula = asked.formula.as_deref().map(|text| PointsFormula::from_toml(text, asked.rows)).transpose();
        let formula = formula.map_err(|error| AppError::BadRequest(format!("公式文件{error}")))?;
        let work = at.city_work().await?;
        let home = home(at.graph(), &work, asked.home.as_deref())?;
        let part = at.part_of(&work);
        let moment = CityMoment::new((&work, &part), &asked.presets, window, home);
        let Sheet { rows, total, problems, notices } = sheet(&moment, home, asked.rows, formula.as_ref());
        Ok(ScoreAnswer {
            period: PeriodDays { from: period.from, to: period.to },
            cut_off: Day::of_number(window.cut),
            known_at: at.work_number().await?.0,
            home,
            presets: asked.presets.label(),
            kind: asked.rows,
            whole: part.is_whole(),
            home_name: at.graph().regions.name(home),
            rows,
            total,
            problems: problems.into_iter().map(NamedProblemLine::from).collect(),
            notices: notices.into_iter().map(NoticeLine::from).collect(),
        })
    }
}
