//! The menus over the columns of a file: what each is, how sure that is and why, how its cells are read.

use crate::app::intake::upload::UnitLine;
use crate::http::frame::words::{FilterOption, options};
use crate::ingest::{AmountRule, CellsByHand, ColumnByHand, ColumnGoes, PartSeen, Sureness, TableByHand, keys_for};
use crate::model::{CanonicalColumn, CanonicalTable, Holds, Kind};

/// Columns on a page.
pub const COLUMNS_SHOWN: usize = 24;

/// What a menu says of a column that is not taken.
pub const NOWHERE: &str = "-";
/// What a menu says of a column that is a level of a chain's segments.
pub const LEVEL: &str = "+";

/// Units of amounts, as a mapping writes them.
pub const UNITS: [&str; 6] = ["元", "千元", "万元", "百万", "千万元", "亿元"];
/// In which unit a column of amounts of an upload is read.
pub struct UnitForm {
    /// Where it stands, and what is known of it.
    pub line: UnitLine,
    /// What the form says of each unit, with its word.
    pub options: Vec<FilterOption>,
}

impl UnitForm {
    /// The menu over a column.
    pub fn of(line: UnitLine) -> Self {
        let place = line.place.map(|at| at.to_string()).join(".");
        let unit = |unit: &str| (format!("{place}:{unit}"), unit.to_owned(), line.unit == unit);
        Self { options: options(UNITS.into_iter().map(unit)), line }
    }
}

/// Ways of writing dates: as a mapping has them, and by an example.
const DATES: [(&str, &str); 6] = [
    ("D/M/YYYY", "日/月/年（3/2/2020 是 2 月 3 日）"),
    ("M/D/YYYY", "月/日/年（3/2/2020 是 3 月 2 日）"),
    ("YYYY/M/D", "年/月/日"),
    ("YYYY.M.D", "年.月.日"),
    ("YYYYMMDD", "20200302"),
    ("YYYY.M", "年.月"),
];

/// The menu over a column.
#[derive(Debug)]
pub struct ColumnForm {
    /// Its place among the columns that have a name.
    pub at: usize,
    pub header: String,
    pub fields: Vec<FilterOption>,
    /// How sure the guess is, as a class; its word; why.
    pub sure: &'static str,
    pub sure_word: &'static str,
    pub why: String,
    pub samples: String,
    /// What should be looked at before anything is imported.
    pub warning: Option<&'static str>,
    pub cells: CellsByHand,
    pub units: Vec<FilterOption>,
    pub dates: Vec<FilterOption>,
    pub links: Vec<FilterOption>,
    pub rates: String,
    /// Which keys of the language fit the field it goes into.
    pub fits: Vec<&'static str>,
    /// Whether any of what stands folded is said.
    pub open: bool,
}

impl ColumnForm {
    /// Whether a key of the language fits the field it goes into.
    pub fn takes(&self, key: &str) -> bool {
        self.fits.contains(&key)
    }
}

/// Which keys of the language fit each field of a table: `capital unit rate;founded date`.
pub fn fits(table: &'static CanonicalTable) -> String {
    let all = table.all_columns().map(|field| format!("{} {}", field.name, keys_for(field).join(" ")));
    all.collect::<Vec<_>>().join(";")
}

/// The places of the source's columns that stand on a page.
pub fn places(seen: &PartSeen, from: usize) -> impl Iterator<Item = usize> {
    let named = seen.names.iter().enumerate().filter(|(_, name)| !name.is_empty());
    named.skip(from).take(COLUMNS_SHOWN).map(|(place, _)| place)
}

/// A menu for each column of the source that has a name and stands on a page.
pub fn columns(said: &TableByHand, seen: &PartSeen, from: usize) -> Vec<Option<ColumnForm>> {
    let form = |(at, place): (usize, usize)| {
        let cells = seen.rows.iter().filter(|row| row.number > seen.header.0);
        let texts: Vec<&str> = cells.filter_map(|row| Some(row.cells.get(place)?.text.as_str())).collect();
        said.columns.get(at).map(|column| column_form(at, column, said, &texts))
    };
    (from..).zip(places(seen, from)).map(form).collect()
}

fn column_form(at: usize, column: &ColumnByHand, said: &TableByHand, texts: &[&str]) -> ColumnForm {
    let field = column.goes.field();
    let cells = &column.cells;
    let (sure, sure_word) = match column.sureness {
        Some(Sureness::Sure) => ("sure", Sureness::Sure.zh()),
        Some(Sureness::Likely) => ("likely", Sureness::Likely.zh()),
        Some(Sureness::Unsure) => ("unsure", Sureness::Unsure.zh()),
        None => ("sure", "已定"),
    };
    let pair = |(code, word): &(&'static str, &'static str)| (*code, *word, *code == cells.date);
    let usual = ("", "按平常的写法", cells.date.is_empty());
    let known = cells.date.is_empty() || DATES.iter().any(|(code, _)| *code == cells.date);
    let other = (!known).then_some((cells.date.as_str(), cells.date.as_str(), true));
    let links = [("", "照原样"), ("url", "取链接的网址"), ("text", "取链接的文字")];
    let rates: Vec<String> = cells.rates.iter().map(|(name, rate)| format!("{name}={rate}")).collect();
    let fits = field.map(keys_for).unwrap_or_default();
    ColumnForm {
        at,
        header: column.header.clone(),
        fields: fields(column, said),
        sure,
        sure_word,
        why: column.reason.clone(),
        samples: column.samples.iter().map(|text| begin(text)).collect::<Vec<_>>().join("、"),
        warning: field.and_then(|field| warning(field, column, texts)),
        units: units(column),
        dates: options(std::iter::once(usual).chain(DATES.iter().map(pair)).chain(other)),
        links: options(links.into_iter().map(|(code, word)| (code, word, code == cells.link))),
        rates: rates.join("；"),
        open: is_said(cells, &fits),
        fits,
        cells: cells.clone(),
    }
}

fn fields(column: &ColumnByHand, said: &TableByHand) -> Vec<FilterOption> {
    let chosen = column.goes.field().map(|field| field.name);
    let of_table = said.table.all_columns().map(|field| {
        let must = if field.role.must_be_given() { "（必填）" } else { "" };
        (field.name.to_owned(), format!("{}{must}", field.header()), chosen == Some(field.name))
    });
    let level =
        (said.table.kind == Kind::Segment).then_some((LEVEL, "（一级环节：从左到右，上级到下级）", ColumnGoes::Level));
    let others = [("", "（留作其他信息）", ColumnGoes::Extra), (NOWHERE, "（不要这一列）", ColumnGoes::Nowhere)];
    let others = others.into_iter().chain(level);
    let others = others.map(|(code, word, goes)| (code.to_owned(), word.to_owned(), goes == column.goes));
    options(others.chain(of_table))
}

fn units(column: &ColumnByHand) -> Vec<FilterOption> {
    let of_header = AmountRule::of_header(&column.header);
    let usual = if of_header.is_some() { "按表头写的单位" } else { "没写单位的按万元" };
    let unit = |unit: &'static str| (unit, unit, column.cells.unit == unit);
    let usual = ("", usual, column.cells.unit.is_empty());
    options(std::iter::once(usual).chain(UNITS.into_iter().map(unit)))
}

/// What a person should look at, where neither the head nor the cells say it.
fn warning(field: &CanonicalColumn, column: &ColumnByHand, texts: &[&str]) -> Option<&'static str> {
    let samples = column.samples.iter().map(String::as_str);
    let mut texts = texts.iter().copied().chain(samples).filter(|text| !text.is_empty());
    let cells = &column.cells;
    match field.holds {
        Holds::Money if cells.unit.is_empty() && AmountRule::of_header(&column.header).is_none() => {
            let bare = |text: &str| text.trim().trim_end_matches('…').replace([',', '，'], "").parse::<f64>().is_ok();
            texts.any(bare).then_some("表头和格子都没写单位：请选")
        }
        Holds::Date if cells.date.is_empty() || column.sureness == Some(Sureness::Unsure) => {
            texts.any(either_way).then_some("日和月哪个在前：请核对")
        }
        _ => None,
    }
}

/// Whether a date reads as day and month either way: `3/2/2020`.
fn either_way(text: &str) -> bool {
    let parts: Vec<Option<u32>> = text.split(['/', '-', '.']).map(|part| part.trim().parse().ok()).collect();
    matches!(parts[..], [Some(1..=12), Some(1..=12), Some(year)] if year > 31)
}

/// Whether anything of what stands folded below a menu is said.
fn is_said(cells: &CellsByHand, fits: &[&str]) -> bool {
    let texts =
        [("split", !cells.split.is_empty()), ("link", !cells.link.is_empty()), ("rate", !cells.rates.is_empty())];
    let ticks = [("take", cells.take), ("misfit", cells.misfit)];
    let said = texts.into_iter().chain(ticks).any(|(key, said)| said && fits.contains(&key));
    said || cells.keep || cells.down || cells.in_id || !cells.join.is_empty()
}

fn begin(text: &str) -> String {
    const LONGEST: usize = 14;
    let more = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    text.chars().take(LONGEST).collect::<String>() + more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_reads_both_ways_is_told() {
        for (text, both) in
            [("3/2/2020", true), ("13/2/2020", false), ("2020/3/2", false), ("3-2-2020", true), ("", false)]
        {
            assert_eq!(either_way(text), both, "{text}");
        }
    }
}
