//! Sheets that were frozen, with their amendments.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::cells_moved::SheetMoved;
use super::score::{PeriodDays, ScoreAnswer};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, to_the_minute};
use crate::dispatch::ScoreRows;
use crate::draw::{Cell, Column, Table};
use crate::model::{Adcode, Day, Journal, Kind, LOCAL, NodeId, Rest, RowKey, Version};
use crate::store::ListFilter;
use crate::work::FrozenSheet;

/// Names the sheet that was frozen last.
const LATEST: &str = "latest";

/// What a sheet is frozen as: another of the same is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FrozenKey {
    rows: &'static str,
    home: Adcode,
    from: Day,
    to: Day,
    cut_off: Day,
}

impl FrozenKey {
    pub fn of(answer: &ScoreAnswer) -> Self {
        let PeriodDays { from, to } = answer.period;
        Self { rows: answer.kind.code(), home: answer.home, from, to, cut_off: answer.cut_off }
    }

    /// The key of its row, or of that of its so many-th amendment.
    pub fn row(&self, nth: usize) -> RowKey {
        let Self { rows, home, from, to, cut_off } = self;
        let columns =
            [(*rows).to_owned(), home.to_string(), format!("{from}/{to}"), cut_off.to_string(), nth.to_string()];
        let rest = Rest::new(columns.iter().map(String::as_str), LOCAL);
        RowKey { kind: Kind::Sheet, a: NodeId::NONE, b: NodeId::NONE, rest }
    }

    /// What the journal calls it.
    pub fn told(&self) -> String {
        let Self { rows, home, from, to, cut_off } = self;
        format!("{rows} {home} {from}/{to} {cut_off}")
    }

    /// What a row's key says, and which amendment it is.
    fn read(key: &RowKey) -> Option<(Self, usize)> {
        let mut columns = key.rest.columns();
        let rows: ScoreRows = columns.next()?.parse().ok()?;
        let home = columns.next()?.parse().ok()?;
        let (from, to) = columns.next()?.split_once('/')?;
        let (from, to) = (from.parse().ok()?, to.parse().ok()?);
        let cut_off = columns.next()?.parse().ok()?;
        Some((Self { rows: rows.code(), home, from, to, cut_off }, columns.next()?.parse().ok()?))
    }
}

/// A sheet as it was frozen, in short.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FrozenLine {
    /// The journal number of the freezing: what people name it by.
    pub sheet: u64,
    /// What it has a row for: recruiters, squads, chains or funds.
    pub rows: String,
    /// The same as people read it.
    pub rows_name: String,
    /// As given, not cut.
    pub period: PeriodDays,
    /// What is dated later does not exist in it.
    pub cut_off: Day,
    /// Home.
    pub home: Adcode,
    /// What home is called.
    pub home_name: String,
    /// Who froze it, as the journal calls them.
    pub who: String,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// How many amendments there are.
    pub amendments: usize,
}

/// All that was frozen.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FrozenList {
    /// The latest first.
    pub sheets: Vec<FrozenLine>,
}

/// An amendment of a frozen sheet.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Amendment {
    /// From 1.
    pub number: usize,
    /// Its journal number.
    pub journal: u64,
    /// Who made it.
    pub who: String,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// What it changes against the sheet before, and what moved that.
    pub moved: SheetMoved,
    /// The sheet as it is worked out anew.
    pub sheet: ScoreAnswer,
}

/// A frozen sheet with its amendments.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FrozenAnswer {
    /// Which.
    pub frozen: FrozenLine,
    /// The sheet as it was frozen.
    pub sheet: ScoreAnswer,
    /// The text of the formula of its points; blank where it has none.
    pub formula: String,
    /// In their order.
    pub amendments: Vec<Amendment>,
    #[serde(skip)]
    pub(super) key: FrozenKey,
    #[serde(skip)]
    pub(super) presets: String,
}

impl Amendment {
    /// When, to the minute.
    pub fn told_when(&self) -> String {
        to_the_minute(&self.when)
    }
}

impl FrozenAnswer {
    /// That it is frozen, when, by whom, and how often it was amended.
    pub fn told(&self) -> String {
        let FrozenLine { sheet, who, amendments, .. } = &self.frozen;
        let amended = if *amendments == 0 { String::new() } else { format!("，修订 {amendments} 次") };
        format!("冻结的成绩单 {sheet}（{} {who}）{amended}", self.frozen.told_when())
    }

    /// The sheet as it stands last: amended or as it was frozen.
    pub fn latest(&self) -> &ScoreAnswer {
        self.amendments.last().map_or(&self.sheet, |amendment| &amendment.sheet)
    }

    /// The sheet with so many amendments; none where there are not so many.
    pub fn amended(&self, number: usize) -> Option<&ScoreAnswer> {
        match number.checked_sub(1) {
            None => Some(&self.sheet),
            Some(at) => self.amendments.get(at).map(|amendment| &amendment.sheet),
        }
    }
}

impl FrozenLine {
    /// When, to the minute.
    pub fn told_when(&self) -> String {
        to_the_minute(&self.when)
    }

    /// What it is, in a few words.
    pub fn told(&self) -> String {
        let PeriodDays { from, to } = self.period;
        format!("{}成绩单 {from} 至 {to} 截至 {}", self.rows_name, self.cut_off)
    }
}

impl FrozenList {
    /// The sheets as a table.
    pub fn table(&self) -> Table {
        let columns = [
            Column::text("sheet", "编号"),
            Column::text("rows", "每行"),
            Column::text("period", "时段"),
            Column::text("cut_off", "截至"),
            Column::text("home", "本地"),
            Column::text("when", "冻结"),
            Column::text("who", "经手人"),
            Column::count("amendments", "修订"),
        ];
        let mut table = Table::new("frozen", "冻结的成绩单", columns, "还没有冻结过成绩单。");
        for line in &self.sheets {
            let cells = vec![
                Cell::to_row(line.sheet.to_string(), "frozen", line.sheet.to_string()),
                Cell::text(&line.rows_name),
                Cell::text(line.period.told()),
                Cell::text(line.cut_off.to_string()),
                Cell::text(&line.home_name),
                Cell::text(line.told_when()),
                Cell::text(&line.who),
                Cell::count(line.amendments),
            ];
            table.push(line.sheet.to_string(), cells);
        }
        table
    }
}

impl Desk {
    /// The sheets that were frozen, the latest first.
    ///
    /// # Errors
    /// The caller may not see the whole city's dispatch: a frozen sheet is one document, and tells of all.
    pub async fn frozen_sheets(&self) -> Result<FrozenList, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::City)?;
        let mut sheets = Vec::new();
        for (key, rows) in at.frozen_rows().await? {
            sheets.extend(at.frozen_line(&key, &rows).await?);
        }
        sheets.sort_by_key(|line| std::cmp::Reverse(line.sheet));
        Ok(FrozenList { sheets })
    }

    /// A frozen sheet with its amendments, by the journal number it was frozen at; `latest` is the one frozen last.
    ///
    /// # Errors
    /// The caller may not see the whole city's dispatch, or no sheet was frozen there.
    pub async fn frozen_sheet(&self, sheet: &str) -> Result<FrozenAnswer, AppError> {
        self.may(Right::SeeDispatch, Scope::City)?.frozen(sheet).await
    }
}

impl GraphPermit<'_> {
    /// The rows of every frozen sheet, with the number of the amendment that each is.
    async fn frozen_rows(&self) -> Result<BTreeMap<FrozenKey, BTreeMap<usize, Version>>, AppError> {
        let filter = ListFilter { kind: Kind::Sheet, a: None, after: None, limit: usize::MAX };
        let rows = self.store().list(filter, Some(self.seen().await?)).await?;
        let mut found: BTreeMap<FrozenKey, BTreeMap<usize, Version>> = BTreeMap::new();
        for row in rows {
            if let Some((key, nth)) = FrozenKey::read(&row.key) {
                found.entry(key).or_default().insert(nth, row);
            }
        }
        Ok(found)
    }

    async fn frozen_line(
        &self,
        key: &FrozenKey,
        rows: &BTreeMap<usize, Version>,
    ) -> Result<Option<FrozenLine>, AppError> {
        let Some(first) = rows.get(&0) else { return Ok(None) };
        let (who, when) = self.done_by(first.first).await?;
        let kind: ScoreRows = key.rows.parse().map_err(AppError::Internal)?;
        Ok(Some(FrozenLine {
            sheet: first.first.0,
            rows: key.rows.to_owned(),
            rows_name: kind.zh().to_owned(),
            period: PeriodDays { from: key.from, to: key.to },
            cut_off: key.cut_off,
            home: key.home,
            home_name: self.graph().regions.name(key.home),
            who,
            when,
            amendments: rows.len() - 1,
        }))
    }

    /// Who wrote a batch, and when.
    async fn done_by(&self, number: Journal) -> Result<(String, String), AppError> {
        let batch = self.store().batches_numbered(vec![number]).await?.into_iter().flatten().next();
        Ok(batch.map(|batch| (batch.who, batch.when)).unwrap_or_default())
    }

    /// The number under which a sheet of a key is frozen; none where it is not.
    pub(super) async fn frozen_at(&self, key: &FrozenKey) -> Result<Option<u64>, AppError> {
        Ok(self.store().get(key.row(0)).await?.map(|row| row.first.0))
    }

    /// The sheet that was frozen last of a period that ended before a day; whoever asks tells of it what its reader may see.
    pub(in crate::app::dispatch) async fn frozen_before(&self, day: Day) -> Result<Option<FrozenAnswer>, AppError> {
        let before = self.frozen_rows().await?.into_iter().filter(|(key, _)| key.to < day);
        let number = |rows: &BTreeMap<usize, Version>| rows.get(&0).map_or(0, |row| row.first.0);
        let last = before.max_by_key(|(key, rows)| (key.to, key.cut_off, number(rows)));
        match last.map(|(_, rows)| number(&rows)) {
            Some(sheet) => self.frozen(&sheet.to_string()).await.map(Some),
            None => Ok(None),
        }
    }

    /// A frozen sheet with its amendments.
    pub(super) async fn frozen(&self, sheet: &str) -> Result<FrozenAnswer, AppError> {
        let all = self.frozen_rows().await?;
        let number = |rows: &BTreeMap<usize, Version>| rows.get(&0).map_or(0, |row| row.first.0);
        let latest = all.values().map(number).max().filter(|_| sheet == LATEST);
        let wanted = latest.or_else(|| sheet.parse().ok());
        let found = all.into_iter().find(|(_, rows)| wanted == Some(number(rows)));
        let missing = || AppError::NotFound { what: "冻结的成绩单", text: sheet.to_string(), near: Vec::new() };
        let (key, rows) = found.ok_or_else(missing)?;
        let frozen = self.frozen_line(&key, &rows).await?.ok_or_else(missing)?;
        let kind: ScoreRows = key.rows.parse().map_err(AppError::Internal)?;
        let (mut sheets, mut amendments) = (Vec::new(), Vec::new());
        for (number, row) in &rows {
            let kept = FrozenSheet::read(row.values.as_ref().map(crate::model::Values::view).ok_or_else(missing)?);
            let home_name = self.graph().regions.name(key.home);
            let sheet = ScoreAnswer { home_name, ..sheet_in(kind, &kept)? };
            if *number == 0 {
                sheets.push((sheet, kept));
                continue;
            }
            let (who, when) = self.done_by(row.first).await?;
            let moved = serde_json::from_str(&kept.moved).map_err(damaged)?;
            amendments.push(Amendment { number: *number, journal: row.first.0, who, when, moved, sheet });
        }
        let (sheet, kept) = sheets.pop().ok_or_else(missing)?;
        Ok(FrozenAnswer { frozen, sheet, formula: kept.formula, amendments, key, presets: kept.presets })
    }
}

fn sheet_in(kind: ScoreRows, kept: &FrozenSheet) -> Result<ScoreAnswer, AppError> {
    let json = serde_json::from_str(&kept.sheet).map_err(damaged)?;
    ScoreAnswer::from_kept(kind, &json).ok_or_else(|| AppError::Internal("a frozen sheet makes no sense".into()))
}

fn damaged(error: serde_json::Error) -> AppError {
    AppError::Internal(format!("a frozen sheet cannot be read: {error}"))
}
