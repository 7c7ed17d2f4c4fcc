//! The sample behind a server whose log tells which rights were asked for and which fields of a form were read; and for
//! every operation something that reaches what it is for.

use std::cell::Cell;
use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

use super::answers::{VALUES, encoded, sample};
use super::document::Operation;
use crate::accounts::visit::Visit;
use crate::dispatch::served::worked;
use crate::evidence::{files_of, form as evidence_form};
use crate::links::made;
use crate::pages::data::{brought, parts, sent, sent_to, settled, token};
use crate::support::{Answer, City, Server};

/// Fields of a form, in order.
pub type Pairs = Vec<(&'static str, String)>;

/// A squad of the sample, and the file its work is handed back in.
pub(super) const SQUAD: &str = "s-spear";
const RETURNED: &str = "交回.csv";
/// Firms that nobody has on a list.
const FIRMS: usize = 4_000;

/// The sample, served.
pub struct Prepared {
    city: City,
    pub(super) server: Server,
    /// What every form carries.
    token: String,
    firms: Cell<usize>,
    /// Whether this system tells which process holds which file locked.
    tells_locks: bool,
}

impl Prepared {
    pub fn new() -> Self {
        let city = sample();
        let firms = (0..FIRMS).map(|n| format!("free{n},还没有列入的第{n}有限公司,310000\n"));
        let firms = city.write("enterprises.csv", format!("enterprise,name,adcode\n{}", firms.collect::<String>()));
        let members = (0..FIRMS).map(|n| format!("free{n},ic-litho\n")).collect::<String>();
        let members = city.write("members.csv", format!("enterprise,segment\n{members}"));
        city.import(&[&firms, &members]);
        worked(&city);
        let mut command = city.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env("LIANTU_LOG", "off,liantu::access=trace,liantu::form=trace").env("NO_COLOR", "1");
        command.stderr(File::create(city.folder().join("log")).unwrap());
        let server = Server::started(command);
        let prepared = Self { token: token(&server), server, city, firms: Cell::default(), tells_locks: false };
        Self { tells_locks: prepared.holds_the_store(), ..prepared }
    }

    /// What is answered, and the values of a field that the log gives meanwhile: `right` or `field`.
    pub fn told(&self, name: &str, request: impl FnOnce() -> Answer) -> (Answer, Vec<String>) {
        let log = || std::fs::read_to_string(self.city.folder().join("log")).unwrap();
        let before = log().len();
        let answer = request();
        let written = format!(" {name}=\"");
        let log = log();
        let values = log[before..].split(&written).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        (answer, values.collect())
    }

    /// Who answers.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// What every form carries.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// What the store holds, in one digest.
    pub fn digest(&self) -> String {
        self.city.digest()
    }

    /// Asks an operation at one of its addresses, with what its form sends.
    pub fn ask(&self, operation: &Operation, address: &str, form: &Pairs) -> Answer {
        let answer = match (operation.method.as_str(), address) {
            ("get", _) => self.server.get(address),
            (_, "/data") => sent(&self.server, &parts(&self.token, &[("企业.csv", b"enterprise,name\n")])),
            (_, "/data/returned") => {
                let file = form.first().map(|(_, content)| content.as_bytes()).unwrap_or_default();
                sent_to(&self.server, address, "", &parts(&self.token, &[("清单.csv", file)]))
            }
            (_, "/evidence/trips" | "/evidence/projects") => {
                let content = format!("%PDF-1.7 {}", self.firm());
                let file = ("依据.pdf", content.as_bytes());
                sent_to(&self.server, address, "", &evidence_form(&self.token, &form[0].1, file))
            }
            _ => return self.send(address, form),
        };
        self.held(address, answer)
    }

    /// An answer, after which the store must be held as before.
    fn held(&self, address: &str, answer: Answer) -> Answer {
        // A lock may be passed over while others come and go; one that was lost never comes back.
        let held = !self.tells_locks
            || (0..50).any(|nth| {
                std::thread::sleep(Duration::from_millis(nth));
                self.holds_the_store()
            });
        assert!(held, "{address} lets go of the store");
        answer
    }

    /// Whether the server is seen to hold the store and its index, as it must while it serves: whoever opens the store beside one
    /// that does not makes the index anew under it.
    fn holds_the_store(&self) -> bool {
        let locks = std::fs::read_to_string("/proc/locks").unwrap_or_default();
        let process = format!(" {} ", self.server.process());
        let own: Vec<&str> = locks.lines().filter(|lock| lock.contains(&process)).collect();
        let inode = |ending| std::fs::metadata(format!("{}{ending}", self.city.store().display())).unwrap().ino();
        let held = |ending| own.iter().any(|lock| lock.contains(&format!(":{} ", inode(ending))));
        held("") && held("-shm")
    }

    /// The id of a file just added to something; others go, since it takes only so many.
    fn evidence(&self, thing: &str) -> String {
        let room = if thing.starts_with("visits:") { "/evidence/trips" } else { "/evidence/projects" };
        for other in files_of(&self.city, thing) {
            let pairs = vec![("of", thing.to_owned()), ("evidence", other)];
            assert_eq!(self.send(&format!("{room}/out"), &pairs).status, 303);
        }
        let content = format!("%PDF-1.7 {}", self.firm());
        let form = evidence_form(&self.token, thing, ("依据.pdf", content.as_bytes()));
        let done = sent_to(&self.server, room, "", &form);
        assert_eq!(done.status, 303, "{}", done.body);
        done.header("location").rsplit('=').next().unwrap().to_owned()
    }

    /// Sends a form with its token.
    pub fn send(&self, address: &str, pairs: &Pairs) -> Answer {
        let pairs = pairs.iter().map(|(name, value)| format!("&{}={}", name.replace("{n}", "0"), encoded(value)));
        let (own, body) = (self.server.address, format!("token={}{}", self.token, pairs.collect::<String>()));
        let head = format!(
            "POST {address} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nContent-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            body.len()
        );
        self.held(address, self.server.send_with_body(&head, &body))
    }

    /// An address of the operation, of something that it can be asked about, and that it was not yet.
    pub fn address(&self, operation: &Operation) -> String {
        let mut path = operation.path.replace("templates/{name}", "templates/enterprises.csv");
        for (part, value) in [
            ("{chain}", "ic"),
            ("{segment}", "ic-litho"),
            ("{fund}", "f-ic1"),
            ("{name}", "liantu.css"),
            ("{meeting}", "m-ic-10"),
            ("{project}", "j1"),
        ] {
            path = path.replace(part, value);
        }
        if path.contains("{import}") {
            path = path.replace("{import}", &self.import());
        }
        if path.contains("{link}") {
            path = path.replace("{link}", &self.link());
        }
        if path.contains("{evidence}") {
            path = path.replace("{evidence}", &self.evidence("visits:dv1"));
        }
        if path.contains("{edit}") {
            path = path.replace("{edit}", &self.change());
        }
        if path.contains("{protocol}") {
            path = path.replace("{protocol}", &self.erased());
        }
        if path.contains("{sheet}") {
            path = path.replace("{sheet}", &self.frozen());
        }
        if path.contains("{upload}") {
            path = path.replace("/data/uploads/{upload}", &self.upload(&operation.path)).replace("{place}", "0");
        }
        let needed = operation.parameters("query").into_iter().filter(|parameter| {
            // What a page may be without, and show nothing much.
            parameter["required"] == true || ["chain", "text", "thing"].iter().any(|name| parameter["name"] == **name)
        });
        let needed = needed.map(|parameter| parameter["name"].as_str().unwrap()).map(|name| {
            let known = VALUES.iter().find(|(known, _)| *known == name);
            let (_, values) = known.unwrap_or_else(|| panic!("{}: what is `{name}`?", operation.name()));
            format!("{name}={}", encoded(values[0]))
        });
        let query = needed.collect::<Vec<_>>().join("&");
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }

    /// A firm that was not on any list.
    pub(super) fn firm(&self) -> String {
        let next = self.firms.replace(self.firms.get() + 1);
        assert!(next < FIRMS, "more firms are needed");
        format!("free{next}")
    }

    /// A firm that now is, and the version of its entry.
    pub(super) fn listed(&self) -> (String, String) {
        let firm = self.firm();
        let added = self.send("/chains/ic/list/add", &vec![("enterprise", firm.clone())]);
        assert_eq!(added.status, 303, "{}", added.body);
        let page = self.server.get(&format!("/chains/ic/list/entry?target={firm}")).body;
        let version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        (firm, version.to_owned())
    }

    /// A firm on the list that a squad claimed.
    pub(super) fn claimed(&self) -> String {
        let (firm, _) = self.listed();
        let done = self.send("/claims/take", &vec![("enterprise", firm.clone()), ("squad", SQUAD.to_owned())]);
        assert_eq!(done.status, 303, "{}", done.body);
        firm
    }

    /// A record that was judged to be one with another, and the journal number of that.
    pub(super) fn merged(&self) -> (String, String) {
        let (one, other) = (self.firm(), self.firm());
        let pairs = vec![("one", one.clone()), ("other", other), ("said", "same".to_owned())];
        let done = self.send("/api/v1/judgements", &pairs);
        let told: serde_json::Value = serde_json::from_str(&done.body).unwrap();
        (one, told["number"].to_string())
    }

    /// The id of a link just made.
    pub(super) fn link(&self) -> String {
        let (firm, _) = self.listed();
        made(&mut Visit::of(&self.server), &[&firm], &[]).id
    }

    /// The version of what a segment is held to be, as a form of it shows.
    fn judged(&self, form: &str) -> String {
        let page = self.server.get(&format!("/chains/ic/segments/ic-litho?edit={form}")).body;
        page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// The protocol of somebody who was erased.
    fn erased(&self) -> String {
        self.city.run(&["erase", "--person", "示例联系人02", "--yes"]);
        let told = self.city.json(&["journal", "--what", "抹去"])["lines"][0]["told"].as_str().unwrap().to_owned();
        told.rsplit(' ').next().unwrap().to_owned()
    }

    /// What freezes a sheet that nobody froze.
    pub(super) fn freezing(&self) -> Pairs {
        let nth: usize = self.firm().trim_start_matches("free").parse().unwrap();
        let cut_off = format!("{}-{:02}-{:02}", 2020 + nth / 336, 1 + nth / 28 % 12, 1 + nth % 28);
        let said = [("period", "2020-01-01"), ("rows", "squads"), ("cut_off", &cut_off), ("home", ""), ("who", "测试")];
        said.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    }

    /// A frozen sheet of which something was put right since.
    fn frozen(&self) -> String {
        let done = self.send("/score/freeze", &self.freezing());
        assert_eq!(done.status, 303, "{}", done.body);
        let nth = self.firm();
        let trips = format!("trip,people,out,back,adcodes\n{nth},d1,2020-01-01,2020-01-01,310000\n");
        self.city.import(&[&self.city.write("trips.csv", trips)]);
        done.header("location").rsplit('/').next().unwrap().to_owned()
    }

    /// An import that can be taken back.
    fn import(&self) -> String {
        let id = self.firm();
        let file = self.city.write("sites.csv", format!("enterprise,adcode\n{id},340100\n"));
        self.city.import(&[&file]);
        let imports = self.city.json(&["imports"]);
        imports["imports"].as_array().unwrap().last().unwrap()["import"].as_str().unwrap().to_owned()
    }

    /// The address of files that came in, as the operation takes them.
    fn upload(&self, path: &str) -> String {
        let (new, known) = (self.firm(), self.firm());
        let rows = format!("enterprise,name,adcode\nnew-{new},新来{new}有限公司,340100\nbad-{new},坏{new},999999\n");
        let renamed = format!("enterprise,name,adcode\n{known},另有其人有限公司,310000\n");
        let open =
            format!("企业名称,所在地,营业收入,联系人及电话\n新来{new}有限公司,合肥市,5,示例联系人 13800000000\n");
        let at = match path {
            _ if path.ends_with("/return") => brought(&self.server, &[(RETURNED, &self.returned())]),
            _ if path.ends_with("/again") => brought(&self.server, &[("企业.csv", renamed.as_bytes())]),
            _ if path.ends_with("/units") || path.ends_with("/contacts") => {
                brought(&self.server, &[("名录.csv", open.as_bytes())])
            }
            _ => brought(&self.server, &[("企业.csv", rows.as_bytes())]),
        };
        settled(&self.server, &at);
        if path.ends_with("/again") {
            assert_eq!(self.send(&format!("{at}/apply"), &Vec::new()).status, 303);
            settled(&self.server, &at);
        }
        at
    }

    /// Throws files away that came in for an address: only so many may wait.
    pub fn forget(&self, address: &str) {
        if let Some(rest) = address.strip_prefix("/data/uploads/") {
            let upload = rest.split('/').next().unwrap_or_default();
            self.send(&format!("/data/uploads/{upload}/discard"), &Vec::new());
        }
    }

    /// The list as somebody hands it back, with a note of theirs.
    fn returned(&self) -> Vec<u8> {
        let (firm, _) = self.listed();
        let exported = self.city.done(&["list", "show", "--chain", "ic", "--format", "csv"]).out();
        let mut rows = csv::Reader::from_reader(exported.trim_start_matches('\u{feff}').as_bytes());
        let header = rows.headers().unwrap().clone();
        let note = header.iter().position(|name| name == "备注").expect("a note");
        let mut written = csv::Writer::from_writer(Vec::new());
        written.write_record(&header).unwrap();
        for row in rows.records().map(Result::unwrap) {
            let said = format!("交回的话{firm}");
            let cells = row.iter().enumerate().map(|(at, cell)| if at == note { said.as_str() } else { cell });
            written.write_record(cells).unwrap();
        }
        written.into_inner().unwrap()
    }

    /// What the forms of an operation send at an address: together every field that is told of it.
    pub fn forms(&self, operation: &Operation, address: &str) -> Vec<Pairs> {
        let one = || self.work(&operation.path).unwrap_or_else(|| self.form(operation));
        let several = self.ledgers(&operation.path).or_else(|| self.changes(&operation.path, address));
        several.unwrap_or_else(|| vec![one()])
    }

    /// What the only form of an operation sends.
    fn form(&self, operation: &Operation) -> Pairs {
        let of =
            |pairs: &[(&'static str, &str)]| pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let who = ("who", "测试");
        let verb = operation.path.trim_start_matches("/chains/{chain}/").trim_start_matches("/data/uploads/{upload}/");
        match verb {
            "list/add" => of(&[("enterprise", &self.firm()), ("segment", "ic-litho"), ("home", "340100"), who]),
            "list/assign" => {
                let (firm, version) = self.listed();
                of(&[("enterprise", &format!("{version}|{firm}")), ("squad", SQUAD), ("other", SQUAD), who])
            }
            "list/drop" => {
                let (firm, version) = self.listed();
                of(&[("enterprise", &firm), ("version", &version), ("reason", "不合适"), who])
            }
            "list/move" => {
                let (firm, version) = self.listed();
                let to = [("state", "contacted"), ("reason", "约好了")];
                of(&[&[("enterprise", firm.as_str()), ("version", &version), who], &to[..]].concat())
            }
            "list/undo" => {
                let (firm, version) = self.listed();
                of(&[("number", &version), ("target", &firm), who])
            }
            "list/set" => {
                let (firm, version) = self.listed();
                let said = ["amount", "due", "introducer", "leader", "next", "note", "products", "project", "reason"];
                let mut pairs: Pairs = said.iter().map(|name| (*name, String::new())).collect();
                pairs.extend(["recruiter", "segment"].map(|name| (name, String::new())));
                let more: Pairs = of(&[
                    ("enterprise", &firm),
                    ("version", &version),
                    ("squad", ""),
                    ("other", ""),
                    ("state", "listed"),
                    who,
                ]);
                pairs.extend(more);
                pairs
            }
            "list/suggest" => {
                self.listed();
                let page = self.server.get("/chains/ic/list/suggest").body;
                let boxes = page.split("name=\"enterprise\" value=\"").nth(1).expect("a suggestion");
                of(&[("enterprise", boxes.split('"').next().unwrap()), who])
            }
            "list/packet" => {
                self.listed();
                of(&[("squad", SQUAD), ("form", "xlsx"), ("contacts", "1"), ("home", "340100"), ("to", "某人"), who])
            }
            "apply" => of(&[("renames", "1"), ("removals", "1"), ("waiting", "1"), who]),
            "segments" => of(&[
                ("chain", "ic"),
                ("chain_name", "示例新链"),
                ("city", "合肥"),
                ("segment", "upstream:示例新环节"),
                ("rest", "midstream"),
                ("absent", "示例环节甲"),
                who,
            ]),
            "units" => of(&[("unit", "0.0.0.2:亿元")]),
            "files/{place}/leave" => of(&[("leave", "1")]),
            "files/{place}/encoding" => of(&[("encoding", "utf-8")]),
            "files/{place}" => a_reading(),
            "files/{place}/return" => of(&[("take", "x|note"), ("lead", "1"), who]),
            "/data/returned" => of(&[("files", &String::from_utf8(self.returned()).unwrap())]),
            "/data/pasted" => of(&[("text", &String::from_utf8(self.returned()).unwrap())]),
            "segments/{segment}/assess" => {
                let seen = self.judged("assess");
                of(&[("verdict", "fill"), ("reason", "两家都说缺"), ("until", "2099-01-01"), ("version", &seen), who])
            }
            "segments/{segment}/withdraw" => {
                let said: Pairs = of(&[("verdict", "fill"), ("reason", "两家都说缺"), ("until", ""), who]);
                assert_eq!(self.send("/chains/ic/segments/ic-litho/assess", &said).status, 303);
                of(&[("reason", "看错了"), ("ground", "复核"), ("version", &self.judged("withdraw")), who])
            }
            "links/{link}" => of(&[("take", "x|note"), who]),
            "brief" | "list/entry" | "/enterprise/phones" => of(&[who]),
            "/erase" => of(&[("form", "find"), ("names", "没有这个人"), ("logins", "nobody"), ("sure", "1")]),
            "/evidence/trips" => of(&[("of", "visits:dv1")]),
            "/evidence/projects" => of(&[("of", "project_nodes:dp1 signed")]),
            "/evidence/trips/out" => of(&[("of", "visits:dv1"), ("evidence", &self.evidence("visits:dv1")), who]),
            "/evidence/projects/out" => {
                let node = "project_nodes:dp1 signed";
                of(&[("of", node), ("evidence", &self.evidence(node)), who])
            }
            "/data/imports/{import}/undo" => of(&[("evidence", "1")]),
            "again" | "discard" | "files/{place}/anew" | "files/{place}/contacts" | "/data" => Vec::new(),
            other => panic!("what does the form of `{other}` send? tell it here"),
        }
    }
}

/// How a part of a file is read, with all that can be said of it.
fn a_reading() -> Pairs {
    let said = [
        ("part", "1"),
        ("nth", "1"),
        ("from", "1"),
        ("table", "enterprises"),
        ("header_row", "1"),
        ("header_rows", "1"),
        ("to_table", "enterprises"),
        ("to_header_row", "1"),
        ("to_header_rows", "1"),
        ("to_encoding", ""),
        ("blank", "不详"),
        ("c{n}", "enterprise"),
        ("x{n}", "看不懂"),
        ("xc{n}", "0"),
        ("wc{n}", "name"),
        ("kf{n}", "country"),
    ];
    let blank = ["source", "seen", "namespace", "snapshot", "rest", "keep_as", "then", "add"];
    let blank_of_column = [
        "u{n}", "d{n}", "s{n}", "j{n}", "l{n}", "r{n}", "t{n}", "m{n}", "k{n}", "w{n}", "i{n}", "v{n}", "o{n}",
        "wi{n}", "wp{n}", "kv{n}",
    ];
    let said = said.map(|(name, value)| (name, value.to_owned()));
    said.into_iter().chain(blank.into_iter().chain(blank_of_column).map(|name| (name, String::new()))).collect()
}
