//! What the forms of changes in place send: a correction, and each thing that can be added.

use super::prepared::{Pairs, Prepared};

impl Prepared {
    /// The version that a form shows.
    fn version(&self, address: &str) -> String {
        let page = self.server.get(address).body;
        let shown = page.split("name=\"version\" value=\"").nth(1).unwrap_or_else(|| panic!("{address}: {page}"));
        shown.split('"').next().unwrap().to_owned()
    }

    /// The forms of an address where something is changed in place.
    pub(super) fn changes(&self, path: &str, address: &str) -> Option<Vec<Pairs>> {
        let firm = self.firm();
        let name = format!("{firm}所说");
        let member =
            [("enterprise", firm.as_str()), ("segment", "ic-eda"), ("role", ""), ("product", &name), ("adcode", "")];
        Some(match path {
            "/enterprise" => {
                let supply = [("supplier", firm.as_str()), ("customer", "cxmt"), ("product", &name), ("date", "")];
                vec![self.correction(address, "short_name", &name), added("member", &member), added("supply", &supply)]
            }
            "/enterprise/contacts" => {
                vec![grounded(&[
                    ("of", &firm),
                    ("name", &name),
                    ("title", ""),
                    ("phone", "13800000000"),
                    ("email", ""),
                ])]
            }
            "/enterprise/new" => {
                let blank = ["credit_code", "stock_code", "short_name", "adcode", "standing", "revenue", "website"];
                let mut said = vec![("name", name.as_str())];
                said.extend(blank.map(|name| (name, "")));
                vec![grounded(&said)]
            }
            "/chains/{chain}/segments/{segment}" => {
                let feed = [("from", "ic-litho"), ("to", "ic-eda"), ("kind", "")];
                let new = format!("{name}的环节");
                let segment = [("name", new.as_str()), ("stage", "midstream"), ("parent", "")];
                vec![
                    self.correction(address, "name", &name),
                    added("member", &member),
                    added("feed", &feed),
                    added("segment", &segment),
                ]
            }
            "/chains/{chain}/group" => vec![
                self.correction(address, "leader", &name),
                self.tied(address, "fund", "f-nev2"),
                self.tied(address, "squad", "s-top"),
                self.meeting(),
            ],
            "/chains/{chain}/city" => {
                // Somebody else says it each time, so that there is something to write.
                let version = self.version(address);
                let said = [("value", "合肥"), ("version", &*version), ("reason", "年报有误"), ("ground", "走访")];
                let said = said.into_iter().chain([("who", &*firm)]);
                vec![said.map(|(name, value)| (name, value.to_owned())).collect()]
            }
            "/chains/{chain}/squads/new" => {
                vec![grounded(&[("name", name.as_str()), ("kind", "station"), ("adcodes", ""), ("capacity", "")])]
            }
            "/chains/{chain}/meetings/{meeting}" => vec![self.correction(address, "promised", &name)],
            "/chains/{chain}/list/link" => {
                let (firm, version) = self.listed();
                let ticked = ("enterprise", format!("{version}|{firm}"));
                let said = [
                    ("form", "make"),
                    ("columns", "state"),
                    ("contacts", ""),
                    ("squad", ""),
                    ("to", "示例接收人"),
                    ("purpose", "示例用途"),
                    ("basis", ""),
                    ("until", ""),
                    ("passcode", ""),
                    ("openings", ""),
                    ("who", "测试"),
                ];
                let said = said.map(|(name, value)| (name, value.to_owned()));
                vec![vec![ticked.clone()], [ticked].into_iter().chain(said).collect()]
            }
            "/chains/{chain}/links" => {
                let of = |what: &str, value: String| {
                    vec![("what", what.to_owned()), ("value", value), ("who", "测试".to_owned())]
                };
                let (one, _another) = (self.link(), self.link());
                vec![of("one", one), of("chain", String::new())]
            }
            "/edits/{edit}/undo" => vec![vec![("back", "/".to_owned())]],
            _ => return self.changes_of_work(path, address, &name),
        })
    }

    /// The same of what people do: projects with their nodes, trips and visits.
    fn changes_of_work(&self, path: &str, address: &str, name: &str) -> Option<Vec<Pairs>> {
        Some(match path {
            "/projects/{project}" => {
                let said = |pairs: &[(&'static str, &str)]| -> Pairs {
                    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
                };
                let node =
                    [("planned", "2026-08"), ("actual", ""), ("who", "r03"), ("evidence", "示例凭证"), ("by", "测试")];
                let told =
                    [("invested", "500"), ("statistics", ""), ("jobs", ""), ("note", "示例说明"), ("by", "测试")];
                // Another day each time, so that there is something to write.
                let nth: usize = name.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap();
                let date = format!("{}-{:02}-{:02}", 2010 + nth / 336, nth / 28 % 12 + 1, nth % 28 + 1);
                let version = self.version(&format!("{address}?edit=project"));
                let changed = [
                    ("form", "project"),
                    ("version", &*version),
                    ("name", name),
                    ("enterprise", "asml"),
                    ("chain", "ic"),
                    ("amount", "12000"),
                    ("credit", "r03"),
                    ("squad", "s-top"),
                    ("sure", "1"),
                    ("by", "测试"),
                ];
                let blank = ["segment", "adcode", "kind", "dropped", "reason"].map(|name| (name, ""));
                vec![
                    said(&[&[("form", "node"), ("node", "started"), ("sure", "")], &node[..]].concat()),
                    said(&[&[("form", "progress"), ("date", &*date), ("sure", "1")], &told[..]].concat()),
                    said(&[&changed[..], &blank[..]].concat()),
                ]
            }
            "/trips/change" => {
                let said = |of: &str, pairs: &[(&'static str, &str)]| -> Pairs {
                    let version = self.version(&format!("/trips/change?of={of}"));
                    let more = [("of", of), ("version", &*version), ("who", "测试")];
                    pairs.iter().chain(&more).map(|(name, value)| (*name, (*value).to_owned())).collect()
                };
                let visit = [
                    ("enterprise", "asml"),
                    ("date", "2026-01-06"),
                    ("kind", "visited"),
                    ("people", "d1"),
                    ("trip", ""),
                    ("result", name),
                    ("next", ""),
                    ("due", ""),
                ];
                let trip = [
                    ("out", "2026-01-05"),
                    ("out_half", ""),
                    ("back", "2026-01-09"),
                    ("back_half", ""),
                    ("people", "d1；d2"),
                    ("adcodes", "上海"),
                    ("purpose", name),
                ];
                vec![said("visits:dv1", &visit), said("trips:dt1", &trip)]
            }
            _ => return None,
        })
    }

    /// The number of a change that can be taken back.
    pub(super) fn change(&self) -> String {
        let address = "/enterprise?id=cxmt";
        let answer = self.send(address, &self.correction(address, "short_name", &format!("{}改", self.firm())));
        let page = self.server.get(answer.header("location")).body;
        page.split("action=\"/edits/").nth(1).expect("a change").split('/').next().unwrap().to_owned()
    }

    /// A value that is corrected, seen as it stands now.
    fn correction(&self, address: &str, column: &'static str, value: &str) -> Pairs {
        let sign = if address.contains('?') { '&' } else { '?' };
        let page = self.server.get(&format!("{address}{sign}edit={column}")).body;
        let version = page.split("name=\"version\" value=\"").nth(1).expect("a form").split('"').next().unwrap();
        grounded(&[("form", column), ("value", value), ("version", version)])
    }

    /// A meeting of a day of which none was told.
    fn meeting(&self) -> Pairs {
        let told = self.server.get("/chains/ic/group").body;
        let days = (1..=28).map(|day| format!("2026-02-{day:02}"));
        let day = days.into_iter().find(|day| !told.contains(day)).expect("a day");
        added("meeting", &[("date", &day), ("kind", ""), ("promised", "")])
    }

    /// What is tied to the working group, which it was not.
    fn tied(&self, address: &str, what: &'static str, id: &str) -> Pairs {
        self.send(address, &grounded(&[("form", &format!("{what}-off")), (what, id)]));
        grounded(&[("form", what), (what, id)])
    }
}

fn added(form: &str, said: &[(&'static str, &str)]) -> Pairs {
    grounded(&[&[("form", form)], said].concat())
}

/// With the grounds of a change.
fn grounded(said: &[(&'static str, &str)]) -> Pairs {
    let all = said.iter().chain(&[("reason", "年报有误"), ("ground", "走访"), ("who", "测试")]);
    all.map(|(name, value)| (*name, (*value).to_owned())).collect()
}
