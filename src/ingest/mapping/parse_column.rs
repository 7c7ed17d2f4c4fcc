//! One line of `[table.columns]`: a header, or a table that says more.

use toml::Spanned;
use toml::de::DeValue;

use super::error::{At, MappingError};
use super::near::near;
use super::rule::{ColumnRule, From, LinkPart, Take, is_list};
use super::section::{MappingSection, MappingText};
use crate::ingest::amount::Unit;
use crate::ingest::currency::currency_name;
use crate::ingest::date_form::DateForm;
use crate::ingest::header::{Meaning, meaning};
use crate::model::{CanonicalColumn, CanonicalTable, Holds, Role};
use crate::normalize::text;

/// Reads what a mapping says of one canonical column.
pub fn column(
    source: MappingText<'_>,
    table: &'static CanonicalTable,
    name: &At<String>,
    value: &Spanned<DeValue<'_>>,
) -> Result<ColumnRule, MappingError> {
    let Meaning::Known { field, column } = meaning(table, &text::folded(&name.value)) else {
        let known = || table.columns.iter().map(|c| c.name);
        let likely = near(&name.value, table.columns.iter().flat_map(|c| c.zh.iter().copied().chain([c.name])));
        let hint = if likely.is_empty() { known().collect() } else { likely };
        let reason = format!("{} 没有「{}」这个字段", table.file(), name.value);
        return Err(source.error(name.line, reason, format!("可写：{}", hint.join("、"))));
    };
    let mut rule = ColumnRule::plain(name.line, field, column, From::Constant(String::new()));
    match value.get_ref().as_table() {
        None => {
            rule.from = From::Headers(source.texts_of(&name.value, value)?.into_iter().map(|at| folded(&at)).collect())
        }
        Some(inner) => {
            let mut section = MappingSection::new(source, &value.span(), inner);
            section.line = name.line;
            fill(&mut rule, section)?;
        }
    }
    Ok(rule)
}

fn folded(at: &At<String>) -> String {
    text::folded(&at.value)
}

fn fill(rule: &mut ColumnRule, mut section: MappingSection<'_>) -> Result<(), MappingError> {
    let headers = section.texts("header")?;
    let constant = section.text("constant")?;
    rule.from = match (headers.is_empty(), constant) {
        (false, None) => From::Headers(headers.iter().map(folded).collect()),
        (true, Some(text)) => From::Constant(text.value),
        _ => {
            let reason = format!("{} 应写 header 或 constant 之一", rule.column.name);
            return Err(section.source.error(rule.line, reason, "header 是来源的列名，constant 是固定值"));
        }
    };
    let constant = matches!(rule.from, From::Constant(_));
    if let Some(join) = section.text("join")? {
        rule.steps.join = join.value;
    }
    rule.steps.split = section.text("split")?.map(|at| at.value.chars().collect()).unwrap_or_default();
    rule.steps.link = link(&mut section)?;
    rule.steps.values = values(&mut section)?;
    rule.steps.take = take(&mut section)?;
    rule.steps.unit = unit(&mut section)?;
    rule.steps.rates = rates(&mut section)?;
    rule.steps.dates = dates(&mut section)?;
    rule.steps.hash = section.yes("hash")?;
    rule.misfit = misfit(&mut section)?;
    rule.keep = section.yes("keep")?;
    rule.down = section.yes("down")?;
    refuse_out_of_place(rule, &section, constant)?;
    section.finish()
}

fn link(section: &mut MappingSection<'_>) -> Result<Option<LinkPart>, MappingError> {
    choice(section, "link", &[("url", LinkPart::Url), ("text", LinkPart::Text)])
}

fn take(section: &mut MappingSection<'_>) -> Result<Option<Take>, MappingError> {
    choice(section, "take", &[("number", Take::Number), ("region", Take::Region)])
}

fn misfit(section: &mut MappingSection<'_>) -> Result<bool, MappingError> {
    choice(section, "misfit", &[("extra", true), ("reject", false)]).map(Option::unwrap_or_default)
}

fn choice<T: Copy>(
    section: &mut MappingSection<'_>,
    key: &'static str,
    known: &[(&str, T)],
) -> Result<Option<T>, MappingError> {
    let Some(at) = section.text(key)? else { return Ok(None) };
    match known.iter().find(|(word, _)| *word == at.value) {
        Some((_, value)) => Ok(Some(*value)),
        None => {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            let reason = format!("不认识的 {key}「{}」", at.value);
            Err(section.source.error(at.line, reason, format!("可写：{}", words.join("、"))))
        }
    }
}

fn unit(section: &mut MappingSection<'_>) -> Result<Option<Unit>, MappingError> {
    let Some(at) = section.text("unit")? else { return Ok(None) };
    match Unit::from_word(&at.value) {
        Some(unit) => Ok(Some(unit)),
        None => {
            let reason = format!("不认识的单位「{}」", at.value);
            Err(section.source.error(at.line, reason, "可写：元、千元、万、百万、亿，或 auto（看单元格里写的）"))
        }
    }
}

/// What a foreign currency is worth: `rate = { 美元 = 7.1 }`.
fn rates(section: &mut MappingSection<'_>) -> Result<std::collections::BTreeMap<String, f64>, MappingError> {
    let mut rates = std::collections::BTreeMap::new();
    let Some(part) = section.section("rate")? else { return Ok(rates) };
    for (word, value) in part.entries() {
        let number = value.get_ref().as_float().map(|f| f.as_str());
        let number = number.or_else(|| value.get_ref().as_integer().map(|i| i.as_str()));
        let rate = number.and_then(|text| text.parse::<f64>().ok()).filter(|rate| rate.is_finite() && *rate > 0.0);
        let (Some(name), Some(rate)) = (currency_name(&word.value), rate) else {
            let reason = format!("rate 里的「{}」不是认识的币种，或不是大于零的数", word.value);
            return Err(part.source.error(word.line, reason, "如 rate = { \"美元\" = 7.1 }：一美元合多少元"));
        };
        rates.insert(name.to_owned(), rate);
    }
    Ok(rates)
}

fn dates(section: &mut MappingSection<'_>) -> Result<Vec<DateForm>, MappingError> {
    let mut forms = Vec::new();
    for at in section.texts("date")? {
        forms.push(DateForm::parse(&at.value).ok_or_else(|| {
            let reason = format!("不认识的日期写法「{}」", at.value);
            section.source.error(
                at.line,
                reason,
                "用 YYYY、MM（或 M）、DD（或 D）和它们之间的符号，如 DD/MM/YYYY、YYYY.MM.DD",
            )
        })?);
    }
    Ok(forms)
}

fn values(section: &mut MappingSection<'_>) -> Result<std::collections::BTreeMap<String, String>, MappingError> {
    let Some(part) = section.section("values")? else { return Ok(std::collections::BTreeMap::new()) };
    part.entries()
        .map(|(from, to)| {
            let to = part.source.text_of(&from.value, to)?;
            Ok((text::folded(&from.value), to.value))
        })
        .collect()
}

/// Words that say something the column cannot do.
fn refuse_out_of_place(rule: &ColumnRule, section: &MappingSection<'_>, constant: bool) -> Result<(), MappingError> {
    let column: &CanonicalColumn = rule.column;
    let holds = &column.holds;
    let reference = matches!(holds, Holds::Reference(_) | Holds::References(_));
    let number = matches!(holds, Holds::Money | Holds::Count | Holds::Percent | Holds::Degrees(_));
    let several = matches!(&rule.from, From::Headers(headers) if headers.len() > 1);
    let out_of_place = [
        ("unit", matches!(holds, Holds::Money | Holds::Count), "只用于金额和数量"),
        ("rate", matches!(holds, Holds::Money), "只用于金额"),
        ("date", matches!(holds, Holds::Date), "只用于日期"),
        ("split", is_list(column) || column.role.in_key(), "只用于列表，和一格几项要成几行的主键列"),
        ("join", several, "只用于合并几列"),
        ("down", matches!(rule.from, From::Headers(_)), "只用于来源的列"),
        ("hash", column.role.is_id() || matches!(holds, Holds::Reference(_)), "只用于编号和引用"),
        ("misfit", !reference && column.role == Role::Optional, "只用于可以空缺、不是引用的字段"),
        ("take", number || matches!(holds, Holds::Region), "只用于数字和地区"),
    ]
    .into_iter()
    .find(|(key, fits, _)| section.has(key) && (!fits || constant));
    match out_of_place {
        None => Ok(()),
        Some((key, _, what)) => {
            let reason = format!("{} 不能写 {key}", column.name);
            let what = if constant { "固定值照原样取用" } else { what };
            Err(section.source.error(rule.line, reason, format!("{key} {what}")))
        }
    }
}
