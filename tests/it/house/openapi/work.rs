//! What the forms of people's work send: claims, judgements, trips, visits, projects, score sheets.

use super::prepared::{Pairs, Prepared, SQUAD};

impl Prepared {
    /// What the form of an address of people's work sends; none of another address.
    pub(super) fn work(&self, path: &str) -> Option<Pairs> {
        let of =
            |pairs: &[(&'static str, &str)]| pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let who = ("who", "测试");
        Some(match path {
            "/claims/take" => of(&[("enterprise", &self.listed().0), ("squad", SQUAD), who]),
            "/claims/renew" | "/claims/release" => of(&[("enterprise", &self.claimed()), ("squad", SQUAD), who]),
            "/claims/rule" => {
                let ruled = [("ruling", "keep"), ("to", ""), ("reason", "先谈的")];
                of(&[&[("enterprise", &*self.claimed()), who], &ruled[..]].concat())
            }
            "/duplicates/judge" | "/api/v1/judgements" => {
                let (one, other) = (self.firm(), self.firm());
                let said = [("said", "same"), ("reason", "同一个电话"), ("claim", ""), who];
                let chain = [("chain", "ic")];
                let chain = if path == "/duplicates/judge" { &chain[..] } else { &[] };
                of(&[&[("one", &*one), ("other", &*other)], &said[..], chain].concat())
            }
            "/api/v1/match" => of(&[("name", "光刻机")]),
            "/duplicates/unmerge" | "/api/v1/judgements/unmerge" => {
                of(&[("record", &self.merged().0), ("reason", "是另一家"), who])
            }
            "/duplicates/undo" | "/api/v1/judgements/undo" => of(&[("number", &self.merged().1)]),
            "/duplicates/refuse" | "/api/v1/judgements/refuse" => {
                of(&[("one", &self.firm()), ("other", &self.firm()), who])
            }
            "/claims/lead" => {
                let name = format!("{}报来的有限公司", self.firm());
                let said = [("place", "上海"), ("segment", ""), ("products", ""), ("note", ""), ("squad", SQUAD)];
                of(&[&[("chain", "ic"), ("name", name.as_str()), who], &said[..]].concat())
            }
            "/trips/visit" => {
                let said = [("kind", "visited"), ("trip", "t1"), ("result", ""), ("next", ""), ("due", "")];
                let firm = self.firm();
                of(&[&[("enterprise", firm.as_str()), ("date", "2026-06-02"), ("people", "r01"), who], &said[..]]
                    .concat())
            }
            "/projects" => {
                let blank = ["segment", "adcode", "kind", "credit", "squad"].map(|name| (name, ""));
                let firm = self.firm();
                let said = [
                    ("name", "示例项目"),
                    ("enterprise", &*firm),
                    ("chain", "ic"),
                    ("amount", "1亿"),
                    ("sure", "1"),
                    who,
                ];
                of(&[&said[..], &blank[..]].concat())
            }
            "/trips/trip" => {
                let said = [("out_half", "am"), ("back", ""), ("back_half", ""), ("adcodes", "上海"), ("purpose", "")];
                of(&[&[("out", "2026-06-02"), ("people", "r01"), who], &said[..]].concat())
            }
            "/score/freeze" => self.freezing(),
            "/score/frozen/{sheet}/amend" => of(&[who]),
            _ => return None,
        })
    }
}
