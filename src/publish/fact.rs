//! The facts of the analysts' graph: nodes with a label, relationships with a type, and their words.

use sha2::{Digest, Sha256};

use super::Properties;
use crate::model::hex;

macro_rules! written {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal, $zh:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $zh] $variant),+ }

        impl $name {
            /// All of them, in the order they are written in.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// As Neo4j knows it.
            pub const fn text(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// What it means.
            pub const fn zh(self) -> &'static str {
                match self { $($name::$variant => $zh),+ }
            }
        }
    };
}

written! {
    /// A label of our nodes, beside `:Liantu`.
    Label {
        Chain = "Chain", "产业链";
        Segment = "Segment", "环节";
        Enterprise = "Enterprise", "企业";
        Site = "Site", "基地";
        Fund = "Fund", "基金";
        Manager = "Manager", "管理人";
        Person = "Person", "人物";
        Association = "Association", "行业协会";
        Region = "Region", "地区";
    }
}

written! {
    /// A type of our relationships.
    Tie {
        OfChain = "OF_CHAIN", "属于产业链";
        Parent = "PARENT", "上级环节";
        Feeds = "FEEDS", "供给（原始）";
        UsableFeed = "USABLE_FEED", "供给（叶环节之间，结论所用）";
        Anchor = "ANCHOR", "链主";
        FundGroup = "FUND_GROUP", "基金招商组";
        Member = "MEMBER", "属于环节（原始）";
        Does = "DOES", "在何处做此环节（推得）";
        SiteOf = "SITE_OF", "基地属于企业";
        Lists = "LISTS", "基地所做环节";
        Supplies = "SUPPLIES", "供应";
        Invests = "INVESTS", "投资";
        Manages = "MANAGES", "管理基金";
        Office = "OFFICE", "任职";
        AssociationMember = "ASSOCIATION_MEMBER", "协会会员";
        Within = "WITHIN", "地区隶属";
    }
}

/// A node: its lid is unique among ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What kind of thing it is.
    pub label: Label,
    /// By it the node is found again at the next publish.
    pub lid: String,
    /// Names and values, those unknown left out.
    pub properties: Properties,
}

/// A relationship: its lid is unique within its type; the ends are lids of nodes.
///
/// The lid is a digest in 24 hexadecimal digits: Neo4j stores so short a text within the relationship, and 96 bits keep
/// even a billion of them apart (one chance in 10¹¹ that any two are the same).
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// What kind of relationship it is.
    pub tie: Tie,
    /// Digest of what makes it this one, the same at every publish.
    pub lid: String,
    /// Lid of the node it leads from.
    pub from: String,
    /// Lid of the node it leads to.
    pub to: String,
    /// Names and values, those unknown left out.
    pub properties: Properties,
}

impl Edge {
    /// A relationship; `key` tells those of its type between the same two nodes apart.
    pub fn new(tie: Tie, from: String, to: String, key: &str, properties: Properties) -> Self {
        let digest = Sha256::new().chain_update(&from).chain_update(b"\0").chain_update(&to).chain_update(b"\0");
        let digest = digest.chain_update(key).finalize();
        Self { tie, lid: hex(&digest[..12]), from, to, properties }
    }
}

/// Everything that is to stand in the graph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PublishedFacts {
    /// In no order that counts.
    pub nodes: Vec<Node>,
    /// Both ends of each are among the nodes.
    pub edges: Vec<Edge>,
}
