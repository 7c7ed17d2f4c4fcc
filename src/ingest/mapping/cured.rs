//! The finished line of a mapping that would cure a fault.

use std::path::Path;

use super::line::{list, one_or_list, quoted};
use super::rule::{ColumnRule, Condition, TableRule, Take};
use crate::ingest::Cure;
use crate::ingest::amount::Unit;
use crate::ingest::cure::MOST_VALUES;
use crate::ingest::date_form::DateForm;
use crate::ingest::file_names::{extension, is_json};
use crate::model::{CanonicalTable, Field, Holds, Kind, Role};
use crate::normalize::text;

impl Cure {
    /// The line that the mapping of a file would have, whether there is one or not; `column`: the schema's name of the one
    /// at fault, and what the file calls it. None where no line helps.
    pub fn line(
        &self,
        file: &str,
        kind: Kind,
        rule: Option<&TableRule>,
        column: Option<(&str, &str)>,
    ) -> Option<String> {
        match self {
            Self::Namespace => {
                let stem = text::folded(file.rsplit('/').next()?.split('.').next()?);
                let name: String = stem.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
                let has = rule.is_some_and(|rule| rule.namespace.is_some());
                (!has && !name.is_empty()).then(|| format!("namespace = {}", quoted(&name)))
            }
            Self::Group => Some("group = \"区县\"".to_owned()),
            Self::Ignore(headers) => {
                let before = rule.iter().flat_map(|rule| &rule.ignore).map(|at| at.value.as_str());
                Some(format!("ignore = [{}]", list(before.chain(headers.iter().map(String::as_str)))))
            }
            Self::Unless(rows) => Some(unless(rule, rows)),
            _ => Self::column_line(std::slice::from_ref(self), file, kind, rule, column),
        }
    }

    /// The one line of a column in which all of these are said; the rest as [`Cure::line`].
    pub fn column_line(
        cures: &[Self],
        file: &str,
        kind: Kind,
        rule: Option<&TableRule>,
        column: Option<(&str, &str)>,
    ) -> Option<String> {
        let (name, title) = column?;
        let json = is_json(&extension(Path::new(file)));
        // Nothing stands above a row of JSON: each is a thing of its own.
        let cures = cures.iter().filter(|cure| cure.is_of_column() && !(json && **cure == Self::Down));
        Self::in_column(cures, &column_rule(kind, rule, name, title)?)
    }

    /// The line of a column with what it should say more.
    pub fn in_column<'a>(cures: impl IntoIterator<Item = &'a Self>, rule: &ColumnRule) -> Option<String> {
        let mut cured = rule.clone();
        let mut any = false;
        for cure in cures {
            if let Self::Values(given) = cure
                && rule.steps.values.len() > MOST_VALUES
            {
                let new = given.iter().filter(|text| !rule.steps.values.contains_key(*text));
                let new = new.map(|text| format!("{} = \"…\"", quoted(text))).collect::<Vec<_>>();
                return Some(format!("{} 的 values 里加 {}", rule.column.name, new.join(", ")));
            }
            any |= cure.put_into(&mut cured);
        }
        if any { cured.line() } else { None }
    }

    /// Says it in a column's rule; false where the rule cannot say it.
    fn put_into(&self, rule: &mut ColumnRule) -> bool {
        let reference = matches!(rule.column.holds, Holds::Reference(_) | Holds::References(_));
        match self {
            Self::Unit(word) => rule.steps.unit = Unit::from_word(word),
            Self::Values(given) => given.iter().for_each(|text| {
                rule.steps.values.entry(text.clone()).or_insert_with(|| "…".to_owned());
            }),
            Self::Date(form) => rule.steps.dates.extend(DateForm::parse(form)),
            Self::Split(signs) if rule.is_list() || rule.column.role.in_key() => {
                let new: Vec<char> = signs.chars().filter(|sign| !rule.steps.split.contains(sign)).collect();
                rule.steps.split.extend(new);
            }
            Self::Misfit if !reference && rule.column.role == Role::Optional => rule.misfit = true,
            Self::Number => rule.steps.take = Some(Take::Number),
            Self::Region => rule.steps.take = Some(Take::Region),
            Self::Down if !rule.down => rule.down = true,
            _ => return false,
        }
        true
    }
}

/// The rule of a column: the mapping's, else that of a column that is taken as it stands.
fn column_rule(kind: Kind, rule: Option<&TableRule>, name: &str, title: &str) -> Option<ColumnRule> {
    if let Some(rule) = rule {
        return rule.columns.iter().find(|rule| rule.column.name == name).cloned();
    }
    let (place, column) = CanonicalTable::of(kind).columns.iter().enumerate().find(|(_, c)| c.name == name)?;
    Some(ColumnRule::of_header(Field::try_from(place).ok()?, column, title))
}

/// The line that leaves out rows that are no records: these texts under these headers, beside what a mapping says already.
pub fn unless(rule: Option<&TableRule>, rows: &[(String, String)]) -> String {
    let before = rule.iter().flat_map(|rule| &rule.conditions).filter(|condition| !condition.wanted);
    let before =
        before.flat_map(|Condition { header, patterns, .. }| patterns.iter().map(|text| (&header.value, text)));
    let all: Vec<(&String, &String)> = before.chain(rows.iter().map(|(header, text)| (header, text))).collect();
    let mut headers: Vec<&String> = Vec::new();
    all.iter().for_each(|(header, _)| {
        if !headers.contains(header) {
            headers.push(header)
        }
    });
    let of = |header: &&String| {
        let mut texts: Vec<&String> = Vec::new();
        let own = all.iter().filter(|(other, _)| other == header);
        own.for_each(|(_, text)| {
            if !texts.contains(text) {
                texts.push(text)
            }
        });
        format!("{} = {}", quoted(header), one_or_list(&texts))
    };
    format!("unless = {{ {} }}", headers.iter().map(of).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Mapping;

    #[test]
    fn nothing_is_taken_from_the_row_above_in_json() {
        let line = |file: &str| Cure::Down.line(file, Kind::Member, None, Some(("enterprise", "企业")));
        assert_eq!(line("名单.csv").as_deref(), Some("enterprise = { header = \"企业\", down = true }"));
        for file in ["抓取.json", "抓取.jsonl", "夹/抓取.ndjson"] {
            assert_eq!(line(file), None, "{file}");
        }
    }

    fn cured(column: &str, cure: &Cure) -> Option<String> {
        let text = format!("[[table]]\ntable = \"members\"\n[table.columns]\nenterprise = \"名称\"\n{column}\n");
        let mapping = Mapping::parse("m.toml", &text).unwrap();
        let name = column.split(' ').next().unwrap();
        Cure::in_column([cure], mapping.tables[0].columns.iter().find(|rule| rule.column.name == name).unwrap())
    }

    #[test]
    fn a_line_keeps_what_it_said() {
        let region =
            "adcode = { header = \"地址\", values = { \"甲\" = \"340100\" }, take = \"region\" }\nsegment = \"环节\"";
        let expected =
            "adcode = { header = \"地址\", values = { \"甲\" = \"340100\", \"高新区\" = \"…\" }, take = \"region\" }";
        assert_eq!(cured(region, &Cure::value("高新区")).as_deref(), Some(expected));
        let split = cured("segment = \"环节\"", &Cure::Split("、".to_owned()));
        assert_eq!(split.as_deref(), Some("segment = { header = \"环节\", split = \"、\" }"));
    }

    #[test]
    fn what_several_rows_of_a_column_want_is_one_line() {
        let cures = [Cure::Split("、".to_owned()), Cure::value("封测"), Cure::Split("/、".to_owned())];
        let line = Cure::column_line(&cures, "名单.csv", Kind::Member, None, Some(("segment", "环节")));
        let expected = "segment = { header = \"环节\", split = \"、/\", values = { \"封测\" = \"…\" } }";
        assert_eq!(line.as_deref(), Some(expected));
        let cures = [Cure::Misfit, Cure::Number];
        let line = Cure::column_line(&cures, "名单.csv", Kind::Enterprise, None, Some(("employees", "人数")));
        let expected = "employees = { header = \"人数\", take = \"number\", misfit = \"extra\" }";
        assert_eq!(line.as_deref(), Some(expected));
        let ignored = Cure::Ignore(vec!["a".to_owned()]).joined(&Cure::Ignore(vec!["b".to_owned(), "a".to_owned()]));
        assert_eq!(ignored, Some(Cure::Ignore(vec!["a".to_owned(), "b".to_owned()])));
    }

    #[test]
    fn no_line_says_what_a_mapping_may_not() {
        assert_eq!(cured("segment = \"环节\"", &Cure::Misfit), None);
        assert_eq!(cured("segment = { constant = \"a\" }", &Cure::value("b")), None);
        assert_eq!(cured("role = \"作用\"\nsegment = \"环节\"", &Cure::Split("、".to_owned())), None);
    }

    #[test]
    fn rows_that_are_left_out_stand_together() {
        let rows = [("序号", "合计"), ("名称", "注：*"), ("序号", "填表人：*"), ("序号", "合计")];
        let line = unless(None, &rows.map(|(header, text)| (header.to_owned(), text.to_owned())));
        assert_eq!(line, "unless = { \"序号\" = [\"合计\", \"填表人：*\"], \"名称\" = \"注：*\" }");
    }
}
