//! The paths to one target as a picture.

use super::{IntroductionPath, IntroductionStep, PathsAnswer};
use crate::draw::{PathsPicture, PictureNode, PicturePath, paths};

impl PathsAnswer {
    /// The picture, `width` px wide; `leads` gives the address of a firm by its id, where it has a page.
    pub fn picture(&self, width: u32, leads: Option<&dyn Fn(&str) -> String>) -> String {
        let title = format!("到{}的 {} 条引荐路径", self.target_name, self.paths.len());
        paths(&PathsPicture { title, paths: self.paths.iter().map(|path| drawn(path, leads)).collect(), width })
    }
}

fn drawn(path: &IntroductionPath, leads: Option<&dyn Fn(&str) -> String>) -> PicturePath {
    let node = |(at, (written, name)): (usize, (&String, &String))| {
        let (kind, id) = written.split_once(':').unwrap_or(("enterprise", written));
        PictureNode {
            kind: kind_of(kind),
            name: name.clone(),
            tie: at.checked_sub(1).map_or_else(String::new, |before| tie(&path.edges[before], &path.nodes[before])),
            address: leads.filter(|_| kind == "enterprise").map(|leads| leads(id)),
        }
    };
    let peer = if path.peer { "　同业，最后再问" } else { "" };
    PicturePath {
        label: format!("强度 {:.3}　先联系 {}{peer}", path.strength, path.call_first.name),
        nodes: path.nodes.iter().zip(&path.names).enumerate().map(node).collect(),
    }
}

fn kind_of(word: &str) -> &'static str {
    ["fund", "manager", "person", "association"].into_iter().find(|kind| *kind == word).unwrap_or("enterprise")
}

/// An edge in a few words, said of the one it is walked to.
fn tie(edge: &IntroductionStep, before: &str) -> String {
    let along = edge.from == before;
    let percent = edge.percent.map_or_else(String::new, |percent| format!(" {percent}%"));
    let word = match (edge.kind, along) {
        ("office", _) if edge.titles.is_empty() => "任职".to_owned(),
        ("office", _) => edge.titles.join("、"),
        ("manages", true) => "所管基金".to_owned(),
        ("manages", false) => "管理人".to_owned(),
        ("supplies", true) => format!("客户 {}", edge.products.join("、")),
        ("supplies", false) => format!("供应商 {}", edge.products.join("、")),
        ("association_member", true) => "会员".to_owned(),
        ("association_member", false) => "所在协会".to_owned(),
        (_, true) => format!("所投企业{percent}"),
        (_, false) => format!("股东{percent}"),
    };
    word.trim_end().to_owned()
}
