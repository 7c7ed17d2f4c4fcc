//! The pages that go by a text: those of the service, and those of a chain.

use crate::access::{Right, Scope};
use crate::app::ledgers::Ledger;
use crate::app::{AppError, Desk};
use crate::http::frame::address::part;
use crate::http::frame::query::Standpoint;

/// Pages about a chain: what they are called, and what follows the chain in their address.
const OF_CHAIN: [(&str, &str); 11] = [
    ("简报", "brief"),
    ("全景图", "atlas"),
    ("缺口", "gaps"),
    ("目标企业", "targets"),
    ("目标清单", "list"),
    ("建议派发", "list/suggest"),
    ("引荐路径", "paths"),
    ("基金招商", "funds"),
    ("招商计划", "plan"),
    ("工作组", "group"),
    ("各类环节逐月", "trend"),
];
/// Pages about all: whether they keep home and day.
const OF_ALL: [(&str, &str, bool); 10] = [
    ("今日", "/", true),
    ("招商地图", "/map", true),
    ("怎么算的", "/how", true),
    ("认领", "/claims", false),
    ("数据", "/data", false),
    ("历次导入", "/data/imports", false),
    ("来源", "/data/sources", false),
    ("历史", "/data/history", false),
    ("有何变化", "/data/moved", false),
    ("新建企业", "/enterprise/new", false),
];

/// Pages of dispatch, for whoever sees any of it; its ledgers stand beside.
const OF_DISPATCH: [(&str, &str); 3] = [("成绩单", "/score"), ("项目", "/projects"), ("催办", "/stalled")];

/// A page that goes by a text.
pub struct FoundPage {
    pub name: String,
    /// The chain it is about; blank where it is about all.
    pub about: String,
    pub address: String,
}

/// The pages whose name holds a text; a further word of it may name the chain. On a page of a chain its own come alone.
pub fn pages_called(
    desk: &Desk,
    text: &str,
    near: Option<&str>,
    standpoint: &Standpoint,
) -> Result<Vec<FoundPage>, AppError> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let called = |name: &str, chain: &str| {
        let all = words.iter().all(|word| name.contains(word) || chain.to_lowercase().contains(word));
        all && words.iter().any(|word| name.contains(word))
    };
    let kept = standpoint.kept();
    let mut found = Vec::new();
    let chains = desk.chains()?;
    let here = chains.iter().any(|chain| near == Some(&chain.chain));
    for chain in chains.iter().filter(|chain| !here || near == Some(&chain.chain)) {
        for (name, section) in OF_CHAIN.into_iter().filter(|(name, _)| called(name, &chain.name)) {
            let address = format!("/chains/{}/{section}{kept}", part(&chain.chain));
            found.push(FoundPage { name: name.to_owned(), about: chain.name.clone(), address });
        }
    }
    for (name, path, keeps) in OF_ALL.into_iter().filter(|(name, ..)| called(name, "")) {
        let address = format!("{path}{}", if keeps { &kept } else { "" });
        found.push(FoundPage { name: name.to_owned(), about: String::new(), address });
    }
    if desk.holds(Right::SeeDispatch, Scope::Somewhere) {
        let ledgers = Ledger::ALL.iter().map(|ledger| (ledger.title(), ledger.path()));
        for (name, path) in OF_DISPATCH.into_iter().chain(ledgers).filter(|(name, _)| called(name, "")) {
            found.push(FoundPage { name: name.to_owned(), about: String::new(), address: path.to_owned() });
        }
    }
    Ok(found)
}
