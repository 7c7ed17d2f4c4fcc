//! A sheet as it was kept, taken back from JSON.

use serde_json::Value;

use super::score::{PeriodDays, ScoreAnswer};
use crate::app::dispatch::{NamedProblemLine, NoticeLine};
use crate::dispatch::{NoticeKind, ProblemKind, ScoreRows, SheetCells, SheetRow, SheetTotal};

impl ScoreAnswer {
    /// Takes back what was kept; none where it makes no sense. A column that is new since has no number.
    pub(super) fn from_kept(kind: ScoreRows, kept: &Value) -> Option<Self> {
        let period = PeriodDays { from: read(&kept["period"]["from"])?, to: read(&kept["period"]["to"])? };
        let rows = kept["rows"].as_array()?.iter().map(|one| row(kind, one)).collect::<Option<_>>()?;
        let problems = kept["problems"].as_array()?.iter().filter_map(problem).collect();
        let notices = kept["notices"].as_array()?.iter().filter_map(notice).collect();
        Some(Self {
            period,
            cut_off: read(&kept["cut_off"])?,
            known_at: kept["known_at"].as_u64()?,
            home: read(&kept["home"])?,
            presets: text(&kept["presets"])?,
            kind,
            whole: true,
            home_name: String::new(),
            rows,
            total: total(kind, &kept["total"]),
            problems,
            notices,
        })
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn read<T: std::str::FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.parse().ok()
}

fn cells(kind: ScoreRows, kept: &Value) -> SheetCells {
    let columns = kind.columns().iter().flat_map(|group| group.iter());
    SheetCells::new(kind, columns.map(|column| kept[column.key].as_f64()).collect())
}

fn total(kind: ScoreRows, kept: &Value) -> SheetTotal {
    SheetTotal {
        cells: cells(kind, &kept["cells"]),
        previous: cells(kind, &kept["previous"]),
        last_year: cells(kind, &kept["last_year"]),
    }
}

fn row(kind: ScoreRows, kept: &Value) -> Option<SheetRow> {
    let SheetTotal { cells, previous, last_year } = total(kind, kept);
    let unknown = kept["unknown"].as_array()?.iter().filter_map(text).collect();
    let rank = kept["rank"].as_u64().and_then(|rank| usize::try_from(rank).ok());
    let (id, name) = (text(&kept["id"])?, text(&kept["name"])?);
    Some(SheetRow { id, name, cells, previous, last_year, points: kept["points"].as_f64(), rank, unknown })
}

fn problem(kept: &Value) -> Option<NamedProblemLine> {
    let kind = ProblemKind::from_code(kept["kind"].as_str()?)?;
    let days = i32::try_from(kept["days"].as_i64()?).ok()?;
    let (who, what, since) = (text(&kept["who"]), text(&kept["what"])?, read(&kept["since"]));
    Some(NamedProblemLine { who, kind: kind.code(), kind_name: kind.zh(), what, since, days })
}

fn notice(kept: &Value) -> Option<NoticeLine> {
    let kind = NoticeKind::from_code(kept["kind"].as_str()?)?;
    Some(NoticeLine { kind: kind.code(), kind_name: kind.zh(), what: text(&kept["what"])? })
}
