//! Which table a sample feeds, and which of its columns goes where: by header, and by what the values speak for.

use std::collections::HashSet;

use super::column::{Match, column};
use super::draft::TableDraft;
use super::evidence::{evidence, names_bodies};
use super::placing::{names_segments, of_segments, placing};
use super::profile::{Profile, profile};
use super::sample::TableSample;
use super::words::{alike, plain};
use crate::ingest::CellReader;
use crate::ingest::contact_columns::is_contact;
use crate::ingest::mapping::unless;
use crate::model::schema::TABLES;
use crate::model::{CanonicalColumn, CanonicalTable, Holds, Kind};
use crate::normalize::Regions;

/// Below this a column is not matched.
const LIKELY: f64 = 0.68;
/// Below this a header alone says nothing.
const ALIKE: f64 = 0.7;

/// A table and what was found of it.
struct Candidate {
    table: &'static CanonicalTable,
    matches: Vec<Match>,
    score: f64,
    complete: bool,
}

/// The tables that a list may be without saying so. What people do (dispatch) is only meant where every column has the header
/// of such a file: a list of firms with a day or an amount beside them is none of it.
pub fn guessed(sample: &TableSample) -> impl Iterator<Item = &'static CanonicalTable> + '_ {
    TABLES.iter().filter(|table| !table.kind.is_dispatch() || has_its_headers(table, sample))
}

/// Whether every column of a sample has a header of a table, and none that it needs is missing.
fn has_its_headers(table: &CanonicalTable, sample: &TableSample) -> bool {
    let is = |column: &CanonicalColumn, name: &str| column.name == name || column.zh.contains(&name);
    let known = |name: &String| table.all_columns().any(|column| is(column, name));
    let given = |column: &&CanonicalColumn| sample.names.iter().any(|name| is(column, name));
    sample.names.iter().all(known) && table.columns.iter().filter(|c| c.role.must_be_given()).all(|c| given(&c))
}

/// The table whose columns are found best.
pub fn choose(sample: TableSample) -> TableDraft {
    let tables: Vec<&'static CanonicalTable> = guessed(&sample).collect();
    choose_among(sample, &tables)
}

/// The same of these tables; there is one at least.
pub fn choose_among(sample: TableSample, tables: &[&'static CanonicalTable]) -> TableDraft {
    let mut reader = CellReader::new(Regions::default());
    let (sample, group) = with_groups(sample, &reader);
    let sample = &sample;
    let levels = levels(sample);
    let profiles: Vec<Profile> = sample.values.iter().map(|values| profile(values, &reader)).collect();
    let mut all: Vec<Candidate> =
        tables.iter().map(|table| candidate(table, sample, &profiles, &levels, &mut reader)).collect();
    // Tables stand in the order in which they refer to each other; of two that are as good the first is taken.
    all.sort_by(|x, y| y.complete.cmp(&x.complete).then(y.score.total_cmp(&x.score)));
    let also: Vec<&'static CanonicalTable> =
        all[1..].iter().filter(|c| c.complete && c.score + 0.6 > all[0].score).map(|c| c.table).take(2).collect();
    let Candidate { table, matches, .. } = all.swap_remove(0);
    let doubts = doubts(sample);
    let names = || sample.names.iter().enumerate();
    let columns = names().filter(|(_, name)| !name.is_empty());
    let placing = match table.kind {
        Kind::Enterprise => placing(sample, &profiles, |i| !matches.iter().any(|m| m.header == i), &mut reader),
        _ => None,
    };
    let column = |i: usize| {
        let draft = column(table, sample, i, &profiles[i], &matches);
        if placing.is_some() { of_segments(draft, &profiles[i]) } else { draft }
    };
    let columns = columns.map(|(i, _)| column(i)).collect();
    TableDraft {
        left_out: (!sample.left_out.is_empty()).then(|| (unless(None, &sample.left_out), sample.left_out.len())),
        placing,
        file: sample.file.clone(),
        sheet: sample.sheet.clone(),
        rows: sample.pointer.clone(),
        header_row: sample.header_row,
        header_rows: sample.header_rows,
        table,
        blank: sample.blanks.iter().cloned().collect(),
        group,
        levels: if table.kind == Kind::Segment { levels } else { Vec::new() },
        columns,
        doubts,
        also,
    }
}

/// What is not sure of a table as a whole.
fn doubts(sample: &TableSample) -> Vec<String> {
    let mut doubts = Vec::new();
    let names = || sample.names.iter().enumerate();
    for (i, name) in names().filter(|(i, name)| !name.is_empty() && sample.names[..*i].contains(name)) {
        doubts.push(format!("表头「{name}」出现两次（再次在第 {} 列），请先在文件里改名其中一列", i + 1));
    }
    if let Some((i, _)) = names().find(|(_, name)| name.is_empty()) {
        doubts.push(format!("表头第 {} 列没有名称，请先在文件里补上", i + 1));
    }
    doubts
}

/// The sample with the titles between its rows as a last column, and how that is called.
fn with_groups(mut sample: TableSample, reader: &CellReader) -> (TableSample, Option<String>) {
    if sample.groups.is_empty() {
        return (sample, None);
    }
    let regions = profile(&sample.groups, reader).region >= 0.5;
    let names = if regions { ["区县", "所属区县"] } else { ["分组", "所属分组"] };
    let Some(name) = names.into_iter().find(|name| !sample.names.iter().any(|own| own == name)) else {
        return (sample, None);
    };
    sample.names.push(name.to_owned());
    sample.plain.push(plain(name));
    let groups = std::mem::take(&mut sample.groups);
    sample.values.push(groups);
    (sample, Some(name.to_owned()))
}

/// Headers of the levels of a chain, such as 一级环节 and 二级环节.
fn levels(sample: &TableSample) -> Vec<String> {
    const NUMBERS: [&str; 5] = ["一级", "二级", "三级", "四级", "五级"];
    const NAMES: [&str; 8] = ["", "环节", "节点", "领域", "产业链", "分类", "产业环节", "细分环节"];
    let of = |number: &&str| {
        let at =
            sample.plain.iter().position(|name| name.strip_prefix(*number).is_some_and(|rest| NAMES.contains(&rest)));
        at.map(|at| sample.names[at].clone())
    };
    let found: Vec<String> = NUMBERS.iter().map_while(of).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

fn candidate(
    table: &'static CanonicalTable,
    sample: &TableSample,
    profiles: &[Profile],
    levels: &[String],
    reader: &mut CellReader,
) -> Candidate {
    let mut matches = matches(table, sample, profiles, reader);
    let by_level = table.kind == Kind::Segment && !levels.is_empty();
    if by_level {
        let level = |m: &Match| levels.contains(&sample.names[m.header]);
        matches.retain(|m| !level(m) && !["segment", "name", "parent"].contains(&m.column.name));
    }
    let given = |c: &CanonicalColumn| by_level && ["segment", "name"].contains(&c.name);
    let has = |c: &CanonicalColumn| given(c) || matches.iter().any(|m| m.column.name == c.name);
    let named = matches.iter().find(|m| m.column.name == "name");
    // A hash of the name stands in for an id.
    let complete =
        table.columns.iter().filter(|c| c.role.must_be_given()).all(|c| has(c) || (c.role.is_id() && named.is_some()));
    let hashed = complete && table.columns.iter().any(|c| c.role.must_be_given() && !has(c));
    let file = sample.sheet.as_deref().unwrap_or(&sample.file).to_lowercase();
    let by_file = file.starts_with(table.file()) || file.contains(table.kind.zh());
    let bodies = named.is_some_and(|m| profiles[m.header].body > 0.5);
    let fit = match (table.kind, bodies) {
        (Kind::Enterprise, true) => 0.8,
        (Kind::Enterprise, false) => 0.3,
        (Kind::Source | Kind::Region, _) => -0.8,
        // A list of firms that says whom to call is one of firms.
        (Kind::Contact, _) => -1.5,
        (Kind::Chain | Kind::Segment | Kind::Person | Kind::Recruiter | Kind::Squad, true) => -0.8,
        _ => 0.0,
    };
    let found: f64 = matches.iter().map(|m| m.score).sum();
    // A list of firms that says where they belong is theirs, and their segments stand in it beside.
    let beside = table.kind == Kind::Enterprise && matches.len() > 1 && sample.plain.iter().any(|n| names_segments(n));
    // One that says where they are too brings the firms themselves, however little else it says of them.
    let located = matches.iter().any(|m| m.column.name == "adcode");
    let fit = fit + if beside { if located { 2.5 } else { 0.5 } } else { 0.0 };
    let fit = fit + if by_level { 2.0 } else { 0.0 };
    let score = found + fit + if by_file { 1.5 } else { 0.0 } - if hashed { 0.7 } else { 0.0 };
    Candidate { table, matches, score, complete }
}

/// The best pairs first, each column and each header once.
fn matches(
    table: &'static CanonicalTable,
    sample: &TableSample,
    profiles: &[Profile],
    reader: &mut CellReader,
) -> Vec<Match> {
    let mut pairs: Vec<Match> = Vec::new();
    for column in table.columns {
        for (header, profile) in profiles.iter().enumerate() {
            pairs.extend(pair(table, column, header, sample, profile, reader));
        }
    }
    pairs.sort_by(|x, y| y.score.total_cmp(&x.score));
    let (mut columns, mut headers) = (HashSet::new(), HashSet::new());
    pairs.retain(|m| {
        !columns.contains(m.column.name) && !headers.contains(&m.header) && {
            columns.insert(m.column.name);
            headers.insert(m.header)
        }
    });
    pairs
}

fn pair(
    table: &'static CanonicalTable,
    column: &'static CanonicalColumn,
    header: usize,
    sample: &TableSample,
    profile: &Profile,
    reader: &mut CellReader,
) -> Option<Match> {
    let (name, values) = (&sample.names[header], &sample.values[header]);
    let alike = Some(alike(table, column, &sample.plain[header])).filter(|alike| *alike >= ALIKE).unwrap_or_default();
    let by_values = by_values(table, column, profile);
    let private = is_contact(name) && table.kind != Kind::Contact;
    // One cell says name and number: it is read as the name, which is told apart.
    let both = table.kind == Kind::Contact && column.name != "name" && profile.called >= 0.3;
    if both || name.is_empty() || private || (alike == 0.0 && by_values == 0.0) || is_no_id(column, name, profile) {
        return None;
    }
    let evidence = evidence(column, values, profile, reader);
    let is_name =
        column.name == "name" || matches!(column.holds, Holds::Reference(kinds) if kinds == [Kind::Enterprise]);
    let weak = is_name && alike < 0.94 && !names_bodies(values);
    // A header that says it beyond doubt may have some values that do not fit.
    let needed = if alike > 0.94 { 0.34 } else { 0.6 };
    if weak || evidence.share < needed {
        return None;
    }
    let score = (alike * (0.4 + 0.6 * evidence.share)).max(by_values);
    (score >= LIKELY).then_some(Match { column, header, score, alike, evidence })
}

/// What the values alone say.
fn by_values(table: &CanonicalTable, column: &CanonicalColumn, profile: &Profile) -> f64 {
    let told = profile.count > 1 && !column.role.in_key();
    match column.holds {
        Holds::CreditCode if profile.credit >= 0.8 => 0.8,
        Holds::StockCode if told && profile.stock >= 0.8 => 0.75,
        Holds::Url if told && profile.url >= 0.8 => 0.75,
        Holds::Text if table.kind == Kind::Contact && column.name == "name" && profile.called >= 0.3 => 0.97,
        Holds::Word(..) if told && column.name == "stage" && profile.says_stages() => 0.75,
        Holds::Region if told && column.name == "adcode" && profile.region >= 0.6 && profile.body < 0.3 => 0.7,
        Holds::Text if told && table.kind == Kind::Enterprise && column.name == "name" && profile.body >= 0.8 => 0.7,
        _ => 0.0,
    }
}

/// Numbers that count the rows are no ids, nor is what stands twice.
fn is_no_id(column: &CanonicalColumn, header: &str, profile: &Profile) -> bool {
    let counts = ["序号", "行号", "序", "no", "no.", "#"].contains(&header.to_lowercase().as_str());
    column.role.is_id() && (profile.serial || profile.repeats || counts)
}
