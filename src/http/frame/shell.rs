//! What is around every page: title, menu, files.

use askama::Template;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::access::{Right, Scope};
use crate::app::{AppError, AssumedLine, Desk, Offers};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, Standpoint};
use crate::http::frame::statics;

/// The frame of a page.
#[derive(Debug)]
pub struct Shell {
    pub title: String,
    /// The chain the page is about.
    pub here: String,
    /// 简报, 全景图, 缺口, 目标企业, 目标清单, 引荐路径, 基金招商, 工作组, 数据 or 今日: which entry of the menu is marked.
    pub section: &'static str,
    /// The query that keeps home and day.
    pub kept: String,
    /// The same as pairs, for forms.
    pub keeps: Vec<(&'static str, String)>,
    /// The moment of knowledge asked about, where it is not now.
    pub known_at: Option<String>,
    pub chains: Vec<MenuChain>,
    /// What the page assumes, or what it was asked to and does not.
    pub assumed: Vec<String>,
    /// Whether it answers under that.
    pub assumes: bool,
    /// The query of the page without it.
    pub as_it_is: String,
    /// Whether all this is the built-in sample.
    pub sample: bool,
    /// What whoever logged in is called.
    pub person: Option<String>,
    /// Whether accounts are theirs to keep.
    pub keeps_accounts: bool,
    /// What the page offers.
    pub may: Offers,
    /// Whether lists, and so claims, are theirs to see.
    pub claims: bool,
    /// Whether they decide which firms are one.
    pub judges: bool,
    /// Whether they write trips and visits down.
    pub trips: bool,
    /// Whether any of dispatch is theirs to see.
    pub dispatch: bool,
    /// Whether they may erase a person.
    pub erases: bool,
    /// Whether the journal is theirs to read.
    pub reads_journal: bool,
    /// Where a program asks for the version of what the page shows, and the one it shows.
    pub watched: Option<(String, u64)>,
    token: String,
}

/// A chain in the menu; `path` is its id as part of a path.
#[derive(Debug)]
pub struct MenuChain {
    pub chain: String,
    pub path: String,
    pub name: String,
}

impl Shell {
    /// The frame of a page about `place`, its chain and section, that keeps what the reader chose in its links.
    pub fn new(
        desk: &Desk,
        title: &str,
        place: Option<(&str, &'static str)>,
        standpoint: &Standpoint,
    ) -> Result<Self, AppError> {
        let (here, section) = place.unwrap_or(("", ""));
        // Whoever keeps accounts, or has no grant yet, may see no chain.
        let sees = desk.holds(Right::SeeChain, Scope::Somewhere);
        let chains = if sees { desk.chains()? } else { Vec::new() }.into_iter();
        let menu = |c: crate::app::ChainLine| MenuChain { path: part(&c.chain), chain: c.chain, name: c.name };
        let assumed = desk.assumed();
        let told = |one: &AssumedLine| format!("{}已落户，做{}", one.name, one.segment_name);
        Ok(Self {
            title: title.to_owned(),
            here: here.to_owned(),
            section,
            kept: standpoint.kept(),
            keeps: standpoint.pairs(),
            known_at: standpoint.known_at.owned(),
            chains: chains.map(menu).collect(),
            assumes: !assumed.is_empty(),
            assumed: if assumed.is_empty() { desk.to_assume().to_vec() } else { assumed.iter().map(told).collect() },
            sample: desk.is_sample(),
            person: desk.person().map(|person| person.name.clone()),
            keeps_accounts: desk.person().is_some() && desk.holds(Right::Users, Scope::City),
            may: desk.offers(here),
            claims: sees && desk.holds(Right::SeeList, Scope::Somewhere),
            judges: desk.holds(Right::Judge, Scope::Somewhere),
            trips: desk.holds(Right::LogWork, Scope::Somewhere),
            dispatch: desk.holds(Right::SeeDispatch, Scope::Somewhere),
            erases: desk.person().is_some() && desk.holds(Right::Erase, Scope::City),
            reads_journal: desk.holds(Right::Journal, Scope::City),
            watched: None,
            token: crate::http::frame::form::token(desk.person()),
            as_it_is: Standpoint { assume: Parameter::default(), ..standpoint.clone() }.kept(),
        })
    }

    /// The same of a page that tells when what it shows has moved: where the version is asked for, and the one it shows.
    #[must_use]
    pub fn watching(self, address: String, version: u64) -> Self {
        let watched = self.known_at.is_none().then_some((address, version));
        Self { watched, ..self }
    }

    /// The address of a static file.
    pub fn file(&self, name: &str) -> String {
        statics::address(name)
    }

    /// The secret that forms carry.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Where a chain's entry in the menu leads: the same section of that chain.
    pub fn leads_to(&self) -> &'static str {
        match self.section {
            "brief" | "gaps" | "targets" | "list" | "paths" | "funds" | "plan" | "group" => self.section,
            _ => "atlas",
        }
    }
}

/// A template as a response.
pub fn page(template: &impl Template) -> Result<Response, Failure> {
    Ok(([(CONTENT_TYPE, "text/html; charset=utf-8")], template.render()?).into_response())
}

#[derive(Template)]
#[template(path = "empty.html")]
struct EmptyPage {
    shell: Shell,
    /// How many firms are there that no chain has yet.
    firms: usize,
    /// Whether there are chains, and the reader may see none of them.
    unseen: bool,
}

/// How to begin, where there is nothing yet.
pub fn empty(desk: &Desk, standpoint: &Standpoint) -> Result<Response, Failure> {
    let shell = Shell::new(desk, "今日", Some(("", "overview")), standpoint)?;
    page(&EmptyPage { shell, firms: desk.firm_count(), unseen: desk.sees_no_chain()? })
}
