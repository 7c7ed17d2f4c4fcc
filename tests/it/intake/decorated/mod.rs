//! Random lists of enterprises, decorated as people decorate them, say what was meant in every format.
//!
//! `LIANTU_LISTS=5000 cargo test --test it -- decorated` tries that many; one that fails is named by its number:
//! `LIANTU_LISTS_FROM=4711 LIANTU_LISTS=1` tries it alone.

mod cells;
mod list;
mod meant;
mod written;

use std::collections::BTreeMap;
use std::path::Path;

use liantu::app::intake::import::{ImportOptions, OnError};
use liantu::ingest::{ImportReport, Inputs, Mapping, guess};
use liantu::model::{Kind, NodeId, values};
use liantu::store::{ListFilter, Store};

use self::list::{List, Shape};
use self::meant::{Firm, REGIONS, in_unit};
use self::written::{File, as_json, as_text, as_workbook};
use crate::support::{Facts, Lots, Sheet, add, block_on, load_as, options};

pub fn facts(facts: &mut Facts) {
    add!(facts, "decorated": random_lists_say_what_was_meant);
}

/// What every list comes to, by how it was written.
#[derive(Debug, Default)]
struct Seen {
    workbooks: usize,
    mapped: usize,
    footers: usize,
    foreign: usize,
}

fn random_lists_say_what_was_meant() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (from, count) = (number("LIANTU_LISTS_FROM").unwrap_or(0), number("LIANTU_LISTS").unwrap_or(200));
    let mut seen = Seen::default();
    for i in from..from + count {
        block_on(says_what_was_meant(i, &mut seen));
    }
    if count >= 100 {
        let least = [seen.workbooks, seen.mapped, seen.footers, seen.foreign].into_iter().min();
        assert!(least > Some(5), "every decoration is met: {seen:?}");
    }
}

async fn says_what_was_meant(i: u64, seen: &mut Seen) {
    let mut lots = Lots(i.wrapping_mul(0x0005_DEEC_E66D));
    let firms = meant::firms(&mut lots);
    let format = lots.below(6);
    let mut often = |of: usize| format < 4 && lots.below(of) == 0;
    let shape = Shape { titles: often(3), two_rows: often(3), footers: often(3) };
    let list = List::of(&firms, shape, &mut lots);
    let file = match format {
        0 | 1 => as_text(&list, &mut lots),
        2 | 3 => as_workbook(&list, &firms, &mut lots),
        4 => as_json(&list, false),
        _ => as_json(&list, true),
    };
    let mapped = format >= 4 || !list.is_plain() || lots.below(4) == 0;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file.name);
    std::fs::write(&path, &file.bytes).unwrap();
    let keep = std::env::var_os("LIANTU_LISTS_KEEP");
    keep.into_iter().for_each(|to| drop(std::fs::copy(&path, Path::new(&to).join(file.name))));
    let context = format!("list {i} ({}, mapped: {mapped})", file.name);
    let (store, report) = imported(&path, mapped, &context).await;
    told(&list, &file, &report, &context);
    let invested = list.is_plain() && (2..4).contains(&format);
    let expected = plain(&list, &firms, invested).await;
    let found = said(&store).await;
    assert_eq!(found.len(), expected.len(), "{context}: {report:?}");
    for (key, expected) in &expected {
        let found = found.get(key).unwrap_or_else(|| panic!("{context}: no {key} in {:?}", found.keys()));
        assert_eq!(found, expected, "{context}: {key}: {:?}", report.notices);
    }
    seen.workbooks += usize::from(invested);
    seen.mapped += usize::from(mapped);
    seen.footers += list.footers.len();
    seen.foreign += list.foreign().count();
}

/// The file imported as it is, or by the mapping that is guessed for it, unchanged.
async fn imported(path: &Path, mapped: bool, context: &str) -> (Store, ImportReport) {
    let store = Store::in_memory().await.unwrap();
    let mut options = ImportOptions { on_error: OnError::Skip, ..options(&[path]) };
    let mut toml = String::new();
    if mapped {
        let name = path.file_name().unwrap().to_string_lossy();
        toml = guess(path, &name, None).unwrap_or_else(|fault| panic!("{context}: {fault:?}")).toml();
        let mapping = Mapping::parse("m.toml", &toml).unwrap_or_else(|error| panic!("{context}: {error}\n{toml}"));
        options.inputs = Inputs::mapped(&[path.to_owned()], &mapping);
    }
    let report = load_as(&store, options).await;
    assert!(report.committed, "{context}: {:?}\n{toml}", report.problems);
    (store, report)
}

/// Rows that are none are rejected by name, all others are taken; foreign money is told.
fn told(list: &List, file: &File, report: &ImportReport, context: &str) {
    let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!(report.counts.rejected, list.footers.len() as u64, "{context}: {problems:?}");
    for (row, footer) in (file.below..).zip(&list.footers) {
        let word = footer.iter().find(|cell| !cell.is_blank()).expect("a word").shown();
        let word: String = word.split(['：', ':']).next().unwrap_or_default().to_owned();
        let told = |p: &&String| p.contains(&format!("第 {row} 行")) && p.contains(&word) && p.contains(file.name);
        assert!(problems.iter().any(|p| told(&p)), "{context}: no {word} of row {row} in {problems:?}");
    }
    if let Some(first) = list.foreign().next() {
        let told = |notice: &String| notice.contains("是外币，没有折算") && notice.contains(first);
        assert!(report.notices.iter().any(told), "{context}: no {first} in {:?}", report.notices);
    }
}

/// What a store says of each enterprise and investment, by key: fields with values.
type Said = BTreeMap<String, Vec<(u8, String)>>;

/// What the meant list says, written as plainly as can be; what is kept beside it stands there under its header.
async fn plain(list: &List, firms: &[Firm], invested: bool) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let columns: Vec<&str> = list.columns.iter().copied().filter(|c| !["number", "remark"].contains(c)).collect();
    let mut sheet = Sheet::new("enterprises", &columns);
    sheet.rows.extend(firms.iter().map(|firm| columns.iter().map(|column| firm.plain(column)).collect()));
    sheet.write(folder.path(), "enterprises");
    if invested {
        let mut sheet = Sheet::new("investments", &["investor", "enterprise", "percent"]);
        let row = |pair: &[Firm]| vec![pair[0].name.clone(), pair[1].name.clone(), in_unit(pair[1].share, 1)];
        sheet.rows.extend(firms.windows(2).map(row));
        sheet.write(folder.path(), "investments");
    }
    let store = Store::in_memory().await.unwrap();
    let report = load_as(&store, options(&[folder.path()])).await;
    assert!(report.committed, "{:?}", report.problems);
    let mut said = said(&store).await;
    for (i, name, value) in &list.beside {
        let is_firm = |said: &&mut Vec<(u8, String)>| said.iter().any(|(_, text)| *text == firms[*i].name);
        let row = said.values_mut().find(is_firm).expect("the firm");
        row.push((values::EXTRA, format!("{name}\u{1f}{value}")));
        row.sort();
    }
    said
}

impl Firm {
    /// What its cell in a canonical column says.
    fn plain(&self, column: &str) -> String {
        let money = |amount: Option<u64>| amount.map_or_else(String::new, |amount| in_unit(amount, 4));
        match column {
            "name" => self.name.clone(),
            "credit_code" => self.credit.clone(),
            "stock_code" => self.stock.clone(),
            "adcode" => self.region.map_or_else(String::new, |place| REGIONS[place].0.to_owned()),
            "founded" => self.founded.clone(),
            "capital" => money(self.capital),
            "revenue" => money(self.revenue),
            "employees" => self.employees.map_or_else(String::new, |count| count.to_string()),
            "country" => self.country.clone(),
            "website" => self.website.clone(),
            other => panic!("no column {other}"),
        }
    }
}

/// All of a store; the number of a row is nobody's business.
async fn said(store: &Store) -> Said {
    let mut said = Said::new();
    for kind in [Kind::Enterprise, Kind::Investment] {
        let filter = ListFilter { kind, a: None, after: None, limit: 1_000 };
        for version in store.list(filter, None).await.unwrap() {
            let ids: Vec<NodeId> = vec![version.key.a, version.key.b];
            let names = store.node_names(ids).await.unwrap();
            let key: Vec<String> = names.into_iter().flatten().map(|name| name.text).collect();
            let stored = version.values.expect("nothing was closed");
            let text = |payload: &[u8]| String::from_utf8_lossy(payload).into_owned();
            // Under which group a column stands in the header does not matter; nor does the number of a row.
            let own = |text: String| text.strip_prefix("基本情况/").unwrap_or(&text).to_owned();
            let mut fields: Vec<(u8, String)> =
                stored.view().fields().map(|(field, p)| (field, own(text(p)))).collect();
            fields.retain(|(field, text)| *field != values::EXTRA || !text.starts_with("序号\u{1f}"));
            fields.sort();
            said.insert(format!("{kind:?} {}", key.join(" ")), fields);
        }
    }
    said
}
