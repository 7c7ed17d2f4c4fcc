//! One table of the TOML text, read key by key; what is left over is an error.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{At, MappingError};
use super::near::near;

/// The text of a mapping, which knows its lines.
#[derive(Debug, Clone, Copy)]
pub struct MappingText<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

impl MappingText<'_> {
    /// The line of a byte, from 1.
    pub fn line(&self, byte: usize) -> usize {
        1 + self.text.bytes().take(byte).filter(|b| *b == b'\n').count()
    }

    /// An error on a line.
    pub fn error(&self, line: usize, reason: impl Into<String>, suggestion: impl Into<String>) -> MappingError {
        MappingError { file: self.file.to_owned(), line, reason: reason.into(), suggestion: suggestion.into() }
    }
}

/// A table of a mapping.
pub struct MappingSection<'a> {
    pub source: MappingText<'a>,
    pub line: usize,
    table: &'a DeTable<'a>,
    known: Vec<&'static str>,
}

impl<'a> MappingSection<'a> {
    /// The table that begins at `span`.
    pub fn new(source: MappingText<'a>, span: &Range<usize>, table: &'a DeTable<'a>) -> Self {
        Self { source, line: source.line(span.start), table, known: Vec::new() }
    }

    /// Every key with its line and value, where keys are free.
    pub fn entries(&self) -> impl Iterator<Item = (At<String>, &'a Spanned<DeValue<'a>>)> + '_ {
        self.table.iter().map(|(key, value)| {
            let line = self.source.line(key.span().start);
            (At { value: key.get_ref().to_string(), line }, value)
        })
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.table.get(key)
    }

    /// Whether a key is given; it must be read too.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Result<Option<At<String>>, MappingError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        self.source.text_of(key, value).map(Some)
    }

    /// One text or a list of texts.
    pub fn texts(&mut self, key: &'static str) -> Result<Vec<At<String>>, MappingError> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        self.source.texts_of(key, value)
    }

    /// A whole number from 1.
    pub fn number(&mut self, key: &'static str) -> Result<Option<u64>, MappingError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let number = value.get_ref().as_integer().filter(|i| i.radix() == 10).and_then(|i| i.as_str().parse().ok());
        match number.filter(|n| *n > 0) {
            Some(number) => Ok(Some(number)),
            None => Err(self.source.wrong(key, value, "从 1 起的整数")),
        }
    }

    /// `true`, or `false` where it is not given.
    pub fn yes(&mut self, key: &'static str) -> Result<bool, MappingError> {
        let Some(value) = self.get(key) else { return Ok(false) };
        value.get_ref().as_bool().ok_or_else(|| self.source.wrong(key, value, "true 或 false"))
    }

    /// A table of its own.
    pub fn section(&mut self, key: &'static str) -> Result<Option<MappingSection<'a>>, MappingError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        match value.get_ref().as_table() {
            Some(table) => Ok(Some(MappingSection::new(self.source, &value.span(), table))),
            None => Err(self.source.wrong(key, value, "一张表（[…] 或 { … }）")),
        }
    }

    /// A list of tables.
    pub fn sections(&mut self, key: &'static str) -> Result<Vec<MappingSection<'a>>, MappingError> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let wrong = |value| self.source.wrong(key, value, "一张或几张表（[[…]]）");
        let all = value.get_ref().as_array().ok_or_else(|| wrong(value))?;
        let section = |item: &'a Spanned<DeValue<'a>>| {
            let table = item.get_ref().as_table().ok_or_else(|| wrong(item))?;
            Ok(MappingSection::new(self.source, &item.span(), table))
        };
        all.iter().map(section).collect()
    }

    /// Refuses keys that nothing asked for.
    pub fn finish(self) -> Result<(), MappingError> {
        let unknown = self.entries().map(|(key, _)| key).find(|key| !self.known.contains(&key.value.as_str()));
        let Some(key) = unknown else { return Ok(()) };
        let likely = near(&key.value, self.known.iter().copied());
        let hint = if likely.is_empty() { self.known.join("、") } else { likely.join("、") };
        Err(self.source.error(key.line, format!("不认识的键「{}」", key.value), format!("可写：{hint}")))
    }
}

impl MappingText<'_> {
    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) -> MappingError {
        self.error(self.line(value.span().start), format!("{key} 的值不对"), format!("应写{wanted}"))
    }

    /// A text value.
    pub fn text_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<At<String>, MappingError> {
        match value.get_ref().as_str() {
            Some(text) => Ok(At { value: text.to_owned(), line: self.line(value.span().start) }),
            None => Err(self.wrong(key, value, "加引号的文字")),
        }
    }

    /// A text value or a list of them.
    pub fn texts_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<At<String>>, MappingError> {
        match value.get_ref().as_array() {
            Some(all) => all.iter().map(|item| self.text_of(key, item)).collect(),
            None => self.text_of(key, value).map(|text| vec![text]),
        }
    }
}
