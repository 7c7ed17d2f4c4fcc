//! What becomes of one column of the source, how sure that is, and what it should say where it is not.

use super::draft::{ColumnDraft, Sureness};
use super::evidence::Evidence;
use super::profile::Profile;
use super::sample::TableSample;
use super::unit_above::word_of;
use super::words::{alike, plain};
use crate::ingest::amount::{AmountRule, says_about_where};
use crate::ingest::bare_amounts::BareColumn;
use crate::ingest::contact_columns::is_contact;
use crate::ingest::date_form::usual_forms;
use crate::ingest::mapping::line::{column_line, quoted};
use crate::ingest::problem;
use crate::model::schema::TABLES;
use crate::model::{CanonicalColumn, CanonicalTable, Holds, Kind, Role};
use crate::normalize::{SaidAgainst, text};

/// One column of the sample that goes into one of the table.
#[derive(Debug)]
pub struct Match {
    /// The column it goes into.
    pub column: &'static CanonicalColumn,
    /// Its place in the sample.
    pub header: usize,
    /// How well it fits, from 0 up.
    pub score: f64,
    /// How alike the names are; 0 where the values alone speak for it.
    pub alike: f64,
    /// What its values speak for.
    pub evidence: Evidence,
}

/// What becomes of one column of the source.
pub fn column(
    table: &CanonicalTable,
    sample: &TableSample,
    place: usize,
    profile: &Profile,
    matches: &[Match],
) -> ColumnDraft {
    let header = sample.names[place].clone();
    let mut samples: Vec<String> = Vec::new();
    for cell in &sample.values[place] {
        let text = problem::shortened(&cell.text);
        if samples.len() < 3 && !samples.contains(&text) {
            samples.push(text);
        }
    }
    let found = matches.iter().find(|m| m.header == place);
    let private = is_contact(&header) && table.kind != Kind::Contact;
    let counter = profile.serial && counts_rows(&header);
    let ignored = found.is_none() && (private || counter);
    let (sureness, reason) = match found {
        Some(found) => why(found, profile),
        None if private => (Sureness::Sure, "联系方式只能放在“联系方式”表里，不取".to_owned()),
        None if counter => (Sureness::Sure, "是数行的序号，不能作编号，不取".to_owned()),
        None if profile.serial => (Sureness::Sure, "像是数行的序号，不能作编号".to_owned()),
        None => (Sureness::Unsure, goes_nowhere(table, &sample.plain[place]) + &unit_lost(sample, place, profile)),
    };
    let field = found.map(|found| found.column);
    let steps = found.map(|found| found.evidence.steps.clone()).unwrap_or_default();
    let draft = ColumnDraft { header, field, ignored, unit: None, steps, sureness, reason, samples };
    let draft = with_places(with_unit(draft, sample, place), table, sample);
    match found {
        Some(found) => with_cure(draft, &found.evidence),
        None => draft,
    }
}

/// The column of a place, where others say where the same firm is: together they say it more closely.
fn with_places(draft: ColumnDraft, table: &CanonicalTable, sample: &TableSample) -> ColumnDraft {
    let Some(field) = draft.field.filter(|field| field.name == "adcode" && table.kind == Kind::Enterprise) else {
        return draft;
    };
    let of_place = |name: &str| {
        const ENDS: [&str; 11] =
            ["省", "省份", "province", "市", "城市", "city", "区县", "县区", "区", "district", "county"];
        let ends = ENDS.iter().any(|end| name.ends_with(end));
        ends && (alike(table, field, name) > 0.9
            || ["省份", "province", "county"].iter().any(|end| name.ends_with(end)))
    };
    let all = sample.names.iter().zip(&sample.plain).filter(|(_, plain)| of_place(plain));
    let headers: Vec<&str> = all.map(|(name, _)| name.as_str()).collect();
    if headers.len() < 2 || !headers.contains(&draft.header.as_str()) {
        return draft;
    }
    let line = column_line(field.name, &headers, &["join = \"\"".to_owned()]);
    let reason = format!("{}；几列合起来说得更准，可写 {line}", draft.reason);
    ColumnDraft { sureness: draft.sureness.min(Sureness::Likely), reason, ..draft }
}

/// The column with the unit that its header, or what stands above it, says of its amounts; what is not said is unsure.
fn with_unit(draft: ColumnDraft, sample: &TableSample, place: usize) -> ColumnDraft {
    let Some(field) = draft.field.filter(|field| matches!(field.holds, Holds::Money)) else { return draft };
    if let Some(of_header) = AmountRule::of_header(&draft.header) {
        let unit = of_header.currency.is_none().then(|| word_of(&of_header));
        return ColumnDraft { unit, ..draft };
    }
    let bare = BareColumn::of(sample.values[place].iter().map(|cell| cell.text.as_str()));
    if !bare.any() {
        return draft;
    }
    if let Some((rule, row)) = sample.units.money() {
        let unit = word_of(rule);
        let reason = format!("{}；单位{unit}，见表头上方第 {row} 行", draft.reason);
        return ColumnDraft { unit: Some(unit), sureness: draft.sureness.min(Sureness::Likely), reason, ..draft };
    }
    let in_unit = |unit: &str| ColumnDraft { unit: Some(unit.to_owned()), ..draft.clone() };
    if let Some(several) = sample.units.unclear() {
        let told = format!(
            "表头上方写着{several}，不知这一列是哪个，先按万元读；请写明，如 {}",
            in_unit("亿元").line().unwrap_or_default()
        );
        return ColumnDraft { sureness: Sureness::Unsure, reason: format!("{}；{told}", draft.reason), ..draft };
    }
    let (told, draft) = match bare.is_absurd(field) {
        true => {
            let line = in_unit("万元").line().unwrap_or_default();
            (format!("列名和单元格都没有单位，按万元读大得不像，因此按元读；若是万元，写 {line}"), in_unit("元"))
        }
        false => {
            let line = in_unit("元").line().unwrap_or_default();
            (format!("列名和单元格都没有单位，按万元读；若是元，写 {line}"), draft.clone())
        }
    };
    ColumnDraft { sureness: Sureness::Unsure, reason: format!("{}；{told}", draft.reason), ..draft }
}

/// What a mapping says where a value that does not fit stays beside its column.
const ASIDE: &str = "misfit = \"extra\"";

/// The column with the line that would read what does not fit.
fn with_cure(draft: ColumnDraft, evidence: &Evidence) -> ColumnDraft {
    let with = |step: String| {
        let steps = draft.steps.iter().cloned().chain([step]).collect();
        ColumnDraft { steps, ..draft.clone() }.line().unwrap_or_default()
    };
    let value = |text: &String| format!("{} = \"…\"", quoted(text));
    let values =
        |texts: &[String]| with(format!("values = {{ {} }}", texts.iter().map(value).collect::<Vec<_>>().join(", ")));
    let optional = draft.field.is_some_and(|field| field.role == Role::Optional);
    let told = match (&evidence.against, evidence.shared.as_slice()) {
        (Some(against), []) if let Some(form) = date_of(&draft, against) => {
            format!("可写 {}", with(format!("date = {}", quoted(form))))
        }
        // A place that is laid aside is lost to every question.
        (Some(against), []) if matches!(draft.field.map(|field| field.holds), Some(Holds::Region)) => {
            format!("不在区划表里的，写明它在哪里：{}", values(&[problem::shortened(against)]))
        }
        // A firm is not refused for one cell that says something else: it stays beside, and is told. What a formula failed to say
        // is nothing to keep.
        (Some(against), []) if optional && !against.starts_with('#') => {
            let steps = draft.steps.iter().cloned().chain([ASIDE.to_owned()]).collect();
            let reason = format!("{}；{}", draft.reason, kept_aside(&draft.header, against));
            return ColumnDraft { steps, reason, ..draft };
        }
        (Some(_), []) if optional => format!("可写 {}", with(ASIDE.to_owned())),
        (Some(against), []) => format!("可写 {}", values(&[problem::shortened(against)])),
        (None, []) => return draft,
        (_, shared) => {
            let names = shared.join("、");
            format!("「{names}」不止一处，导入时看其他行说的是哪个市，看不出的请写明：{}", values(shared))
        }
    };
    let sureness = if evidence.shared.is_empty() { draft.sureness } else { Sureness::Unsure };
    ColumnDraft { sureness, reason: format!("{}；{told}", draft.reason), ..draft }
}

/// What is said of values that do not fit and stay beside their column.
fn kept_aside(header: &str, against: &str) -> &'static str {
    if says_about_where(against) {
        "写成范围的取不出一个数，原样留作其他信息"
    } else if SaidAgainst::of(header, against).is_some() {
        "这样的原样留作其他信息，待核实"
    } else {
        "不合的原样留作其他信息，那一行照常读"
    }
}

/// The first usual form in which a value is a date, where its column holds dates.
fn date_of(draft: &ColumnDraft, against: &str) -> Option<&'static str> {
    draft.field.filter(|field| matches!(field.holds, Holds::Date))?;
    usual_forms(&text::folded(against)).next()
}

/// Whether a header is one of those that number the rows; a place in a ranking says something.
fn counts_rows(header: &str) -> bool {
    let name = plain(header);
    ["序", "no", "id", "index", "行"].contains(&name.as_str())
        || header.trim() == "#"
        || ["序号", "编号", "行号", "号"].iter().any(|end| name.ends_with(end))
}

/// The other tables in which a column of a list may have its place.
fn guessed_beside(table: &CanonicalTable) -> impl Iterator<Item = &'static CanonicalTable> {
    TABLES
        .iter()
        .filter(move |other| other.kind != table.kind && (table.kind.is_dispatch() || !other.kind.is_dispatch()))
}

/// What is said of a column that this table has no place for.
fn goes_nowhere(table: &CanonicalTable, name: &str) -> String {
    let other = guessed_beside(table).find_map(|other| {
        let column = other.columns.iter().find(|column| alike(other, column, name) > 0.94)?;
        Some(format!("；像是 {}（{}）的 {}", other.kind.zh(), other.file(), column.header()))
    });
    format!("没有看出对应哪个字段{}", other.unwrap_or_default())
}

/// What is said of a column of numbers that stays beside the fields, where its unit stands above the header alone.
fn unit_lost(sample: &TableSample, place: usize, profile: &Profile) -> String {
    let header = &sample.names[place];
    let amounts = profile.number > 0.5 && AmountRule::of_header(header).is_none();
    let Some((unit, _)) = sample.units.money().filter(|_| amounts) else { return String::new() };
    let word = word_of(unit);
    format!("；其他信息只存数，若是金额，单位（{word}）写在表头上方，会丢：请把列名改成「{header}（{word}）」")
}

/// How sure a match is, and why.
fn why(Match { alike, evidence, column, .. }: &Match, profile: &Profile) -> (Sureness, String) {
    let mut reasons = Vec::new();
    let mut sureness = match *alike {
        alike if alike > 0.99 => {
            reasons.push("表头就是这一列的名称".to_owned());
            Sureness::Sure
        }
        alike if alike > 0.94 => {
            reasons.push("表头是这一列常用的叫法".to_owned());
            Sureness::Sure
        }
        alike if alike > 0.0 => {
            reasons.push("表头与这一列相近".to_owned());
            Sureness::Likely
        }
        _ => {
            reasons.push("表头看不出，按内容猜的".to_owned());
            Sureness::Unsure
        }
    };
    let typed = !matches!(column.holds, Holds::Text | Holds::ErasableText | Holds::Texts);
    match &evidence.against {
        Some(against) if evidence.share < 1.0 => {
            sureness = sureness.min(if evidence.share > 0.9 { Sureness::Likely } else { Sureness::Unsure });
            reasons.push(format!("有的值不合，如「{}」", problem::shortened(against)));
        }
        _ if profile.count == 0 => {
            sureness = sureness.min(Sureness::Likely);
            reasons.push("没有值可看".to_owned());
        }
        _ if typed => reasons.push("看过的值都合".to_owned()),
        _ => {}
    }
    if evidence.steps.iter().any(|step| step.starts_with("date")) {
        sureness = Sureness::Unsure;
        reasons.push("日和月的先后请核对".to_owned());
    }
    (sureness, reasons.join("；"))
}
