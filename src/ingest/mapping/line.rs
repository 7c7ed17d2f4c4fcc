//! Lines of a mapping as they are written: in drafts, and where a message says what a mapping could say.

use super::rule::{ColumnRule, From, LinkPart, Steps, Take, usual_join};

/// A basic string of TOML.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Strings of TOML with commas between.
pub fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// One string, or a list of them.
pub fn one_or_list<T: AsRef<str>>(texts: &[T]) -> String {
    match texts {
        [one] => quoted(one.as_ref()),
        several => format!("[{}]", list(several.iter().map(AsRef::as_ref))),
    }
}

/// The line of a column: its header alone, or with further keys.
pub fn column_line<T: AsRef<str>>(name: &str, headers: &[T], keys: &[String]) -> String {
    let header = one_or_list(headers);
    match keys {
        [] => format!("{name} = {header}"),
        keys => format!("{name} = {{ header = {header}, {} }}", keys.join(", ")),
    }
}

impl ColumnRule {
    /// The line that says this; none of a constant.
    pub fn line(&self) -> Option<String> {
        let From::Headers(headers) = &self.from else { return None };
        let mut keys = self.steps.keys(headers.len() > 1 && self.steps.join != usual_join(self.column));
        keys.extend(self.misfit.then(|| "misfit = \"extra\"".to_owned()));
        keys.extend(self.keep.then(|| "keep = true".to_owned()));
        keys.extend(self.down.then(|| "down = true".to_owned()));
        Some(column_line(self.column.name, headers, &keys))
    }
}

impl Steps {
    fn keys(&self, joins: bool) -> Vec<String> {
        let key = |name: &str, text: &str| format!("{name} = {}", quoted(text));
        let link = self.link.map(|part| match part {
            LinkPart::Url => "url",
            LinkPart::Text => "text",
        });
        let take = self.take.map(|take| match take {
            Take::Number => "number",
            Take::Region => "region",
        });
        let split: String = self.split.iter().collect();
        let values: Vec<String> =
            self.values.iter().map(|(from, to)| format!("{} = {}", quoted(from), quoted(to))).collect();
        let rates: Vec<String> = self.rates.iter().map(|(name, rate)| format!("{} = {rate}", quoted(name))).collect();
        let dates: Vec<String> = self.dates.iter().map(ToString::to_string).collect();
        let table = |name: &str, all: &[String]| format!("{name} = {{ {} }}", all.join(", "));
        let keys = [
            joins.then(|| key("join", &self.join)),
            (!split.is_empty()).then(|| key("split", &split)),
            link.map(|part| key("link", part)),
            (!values.is_empty()).then(|| table("values", &values)),
            take.map(|take| key("take", take)),
            self.unit.map(|unit| key("unit", unit.word())),
            (!rates.is_empty()).then(|| table("rate", &rates)),
            (!dates.is_empty()).then(|| format!("date = {}", one_or_list(&dates))),
            self.hash.then(|| "hash = true".to_owned()),
        ];
        keys.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::Mapping;

    #[test]
    fn a_line_says_what_it_was_read_from() {
        for line in [
            "capital = \"注册资本\"",
            "capital = { header = \"注\\\"册\\\\资本\", unit = \"元\", rate = { \"美元\" = 7.1 } }",
            "revenue = { header = \"营收\", take = \"number\", unit = \"亿元\", misfit = \"extra\", keep = true }",
            "founded = { header = [\"年\", \"月\"], join = \"-\", date = [\"D/M/YYYY\", \"YYYY.MM\"] }",
            "former_names = { header = \"曾用名\", split = \"、/\", down = true }",
            "adcode = { header = \"地址\", values = { \"高新区\" = \"…\" }, take = \"region\" }",
            "website = { header = \"网站\", link = \"url\" }",
        ] {
            let text = format!("[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"名称\"\n{line}\n");
            let mapping = Mapping::parse("m.toml", &text).unwrap_or_else(|error| panic!("{error}"));
            let rule = mapping.tables[0].columns.iter().find(|rule| line.starts_with(rule.column.name)).unwrap();
            assert_eq!(rule.line().as_deref(), Some(line));
        }
    }
}
