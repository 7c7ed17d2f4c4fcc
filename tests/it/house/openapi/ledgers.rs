//! What the forms of ledgers send: a row that is added, one that is corrected, one that is taken out.

use super::prepared::{Pairs, Prepared};

/// What is typed of a row whose `{new}` nobody wrote before, and what it says when it is corrected.
type Typed = (&'static [(&'static str, &'static str)], (&'static str, &'static str));

/// By address.
const LEDGERS: [(&str, Typed); 6] = [
    (
        "/requests",
        (
            &[
                ("enterprise", "{new}"),
                ("date", "2026-01-05"),
                ("matter", "示例诉求{new}"),
                ("by", "d1"),
                ("department", ""),
                ("due", ""),
                ("answered", ""),
                ("closed", ""),
                ("satisfied", ""),
            ],
            ("department", "示例发改委"),
        ),
    ),
    (
        "/bids",
        (
            &[
                ("name", "示例申报{new}"),
                ("level", "national"),
                ("programme", ""),
                ("chain", "ic"),
                ("project", "dp1"),
                ("asked", "500"),
                ("state", ""),
                ("date", "2026-01-05"),
                ("owner", "d1"),
                ("next", ""),
                ("granted", ""),
                ("sure", "1"),
            ],
            ("programme", "示例专项"),
        ),
    ),
    ("/care", (&[("leader", "d1"), ("enterprise", "{new}"), ("since", "")], ("since", "2026-01-01"))),
    (
        "/nominations",
        (&[("chain", "ic"), ("year", "{year}"), ("person", "p01"), ("reason", "")], ("reason", "示例新理由")),
    ),
    (
        "/duties",
        (
            &[("year", "{year}"), ("who", "squad:s-top"), ("least", "10000"), ("chain", ""), ("count", "2")],
            ("count", "3"),
        ),
    ),
    (
        "/race",
        (
            &[
                ("indicator", "示例指标{new}"),
                ("period", "2026Q1"),
                ("who", ""),
                ("unit", ""),
                ("target", "10"),
                ("actual", ""),
                ("last_year", ""),
                ("rank", ""),
                ("of", ""),
                ("direction", ""),
            ],
            ("actual", "7"),
        ),
    ),
];

impl Prepared {
    /// The forms of a ledger.
    pub(super) fn ledgers(&self, path: &str) -> Option<Vec<Pairs>> {
        let (_, typed) = LEDGERS.iter().find(|(known, _)| *known == path)?;
        let added = self.row(typed);
        let (corrected, removed) = (self.kept(path, typed), self.kept(path, typed));
        let (column, value) = typed.1;
        let of = |pairs: &[(&'static str, &str)]| -> Pairs {
            pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
        };
        let mut said = corrected.0;
        said.retain(|(name, _)| *name != column);
        let seen = [("key", corrected.1.as_str()), ("version", &corrected.2), (column, value)];
        Some(vec![
            added,
            [said, of(&seen)].concat(),
            of(&[
                ("form", "remove"),
                ("key", &removed.1),
                ("version", &removed.2),
                ("why", "记错了"),
                ("entered_by", "测试"),
            ]),
        ])
    }

    /// A row that nobody wrote.
    fn row(&self, (said, _): &Typed) -> Pairs {
        let new = self.firm();
        let year = 3000 + new.trim_start_matches("free").parse::<usize>().unwrap();
        let filled = |value: &str| value.replace("{new}", &new).replace("{year}", &year.to_string());
        let said = said.iter().map(|(name, value)| (*name, filled(value)));
        said.chain([("form", "row".to_owned()), ("entered_by", "测试".to_owned())]).collect()
    }

    /// A row that was written, its key, and its version.
    fn kept(&self, path: &str, typed: &Typed) -> (Pairs, String, String) {
        let said = self.row(typed);
        let done = self.send(path, &said);
        assert_eq!(done.status, 303, "{path}: {}", done.body);
        let keys = |page: &str| -> Vec<String> {
            let linked = page.split("?edit=").skip(1).map(|rest| rest.split('#').next().unwrap().to_owned());
            linked.filter(|key| key != "new").collect()
        };
        let text = said.iter().find(|(_, value)| value.contains("free")).map_or("", |(_, value)| value);
        let year = said.iter().find(|(name, _)| *name == "year").map_or("", |(_, value)| value);
        let page =
            self.server.get(&format!("{path}?only=all&text={}&period={year}", super::answers::encoded(text))).body;
        let key = keys(&page).pop().unwrap_or_else(|| panic!("{path}: no row to change: {page}"));
        let open = self.server.get(&format!("{path}?edit={key}")).body;
        let hidden = |name: &str| {
            let written = format!("name=\"{name}\" value=\"");
            open.split(&written).nth(1).expect("a form").split('"').next().unwrap().replace("&#38;", "&")
        };
        (said, hidden("key"), hidden("version"))
    }
}
