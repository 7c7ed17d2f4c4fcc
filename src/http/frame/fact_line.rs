//! A fact as a page writes it.

use crate::app::Fact;
use crate::http::frame::links::is_web;

/// What a row says, its source and its day.
#[derive(Debug)]
pub struct FactLine {
    pub what: String,
    pub source: String,
    /// Only where it is http or https.
    pub url: Option<String>,
    pub seen: String,
    /// File and row it was imported from.
    pub origin: Option<String>,
    pub unchecked: bool,
}

impl FactLine {
    /// The line of a fact.
    pub fn of(fact: Fact) -> Self {
        let source = fact.source_name();
        let url = fact.source_url.filter(|url| is_web(url));
        let unchecked = !fact.checked;
        let seen = fact.seen.unwrap_or_else(|| "日期未知".to_owned());
        Self { what: fact.what, source, url, seen, origin: fact.origin, unchecked }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(source: &str, url: Option<&str>, checked: bool) -> FactLine {
        let (what, source, source_url) = ("产品".to_owned(), source.to_owned(), url.map(str::to_owned));
        FactLine::of(Fact { what, source, source_url, seen: None, checked, origin: None })
    }

    #[test]
    fn only_web_addresses_become_links_and_what_nobody_looked_up_is_marked() {
        assert!(line("编者所知", None, false).unchecked && !line("年报", None, true).unchecked);
        assert_eq!(line("年报", Some("https://example.com/a"), true).url.as_deref(), Some("https://example.com/a"));
        assert_eq!(line("年报", Some("javascript:alert(1)"), true).url, None);
    }
}
