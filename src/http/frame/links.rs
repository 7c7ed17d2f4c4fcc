//! Where the pages of things are, with what the reader chose kept in their addresses. Pages link to each other through
//! this file, so that none needs to know another.

use serde::Serialize;

use crate::app::edits::Subject;
use crate::draw::LinkTo;
use crate::http::frame::address::{self, part};
use crate::http::frame::query::{Parameter, Standpoint};
use crate::model::Verdict;

/// What leads from a page about a chain to others.
#[derive(Debug, Clone, Copy)]
pub struct PageLinks<'a> {
    chain: &'a str,
    standpoint: &'a Standpoint,
}

/// The query of the page of an enterprise.
#[derive(Serialize)]
struct ToEnterprise<'a> {
    id: &'a str,
    chain: Parameter<String>,
    #[serde(flatten)]
    standpoint: &'a Standpoint,
}

/// The query of the page of gaps.
#[derive(Serialize)]
struct ToGaps<'a> {
    #[serde(flatten)]
    standpoint: &'a Standpoint,
    verdict: Parameter<Verdict>,
}

/// The query of the page of a target on the list.
#[derive(Serialize)]
struct ToEntry<'a> {
    target: &'a str,
    #[serde(flatten)]
    standpoint: &'a Standpoint,
}

/// The query of the page of a list, of one squad.
#[derive(Serialize)]
struct ToListOf<'a> {
    squad: &'a str,
    #[serde(flatten)]
    standpoint: &'a Standpoint,
}

/// The query of the page of the paths to a target, or from a source.
#[derive(Serialize)]
struct ToPaths<'a> {
    #[serde(flatten)]
    standpoint: &'a Standpoint,
    target: Parameter<String>,
    from: Parameter<String>,
}

impl<'a> PageLinks<'a> {
    /// From a page about a chain, by its id; blank where it is about none.
    pub fn from(chain: &'a str, standpoint: &'a Standpoint) -> Self {
        Self { chain, standpoint }
    }

    /// The page of a thing that a cell of a table leads to, where there is one.
    pub fn to(&self, thing: &LinkTo) -> Option<String> {
        match thing {
            LinkTo::Enterprise(enterprise) => Some(self.enterprise(enterprise)),
            LinkTo::Segment { chain, segment } => Some(PageLinks::from(chain, self.standpoint).segment(segment)),
            LinkTo::Fund(fund) => Some(self.fund(fund)),
            LinkTo::Chain(chain) => Some(PageLinks::from(chain, self.standpoint).atlas()),
            LinkTo::Gaps { chain, verdict } => Some(PageLinks::from(chain, self.standpoint).gaps(*verdict)),
            LinkTo::Source(url) => Some(url.clone()).filter(|url| is_web(url)),
            LinkTo::Row(row) if row.table == "evidence" => Some(evidence(&row.key)),
            LinkTo::Row(row) if row.table == "work" => Some(format!("/trips/change?of={}", part(&row.key))),
            LinkTo::Row(row) if row.table == "projects" => Some(project(&row.key)),
            LinkTo::Place(_) | LinkTo::Row(_) => None,
        }
    }

    /// The page of an enterprise, told of this chain.
    pub fn enterprise(&self, id: &str) -> String {
        let query = ToEnterprise { id, chain: Parameter::of(self.chain), standpoint: self.standpoint };
        format!("/enterprise{}", address::query(&query))
    }

    /// The page of a segment of the chain.
    pub fn segment(&self, segment: &str) -> String {
        format!("/chains/{}/segments/{}{}", part(self.chain), part(segment), self.standpoint.kept())
    }

    /// The funds of the chain.
    pub fn funds(&self) -> String {
        format!("/chains/{}/funds{}", part(self.chain), self.standpoint.kept())
    }

    /// The page of a fund.
    pub fn fund(&self, fund: &str) -> String {
        format!("/chains/{}/funds/{}{}", part(self.chain), part(fund), self.standpoint.kept())
    }

    /// The picture of the chain.
    fn atlas(&self) -> String {
        format!("/chains/{}/atlas{}", part(self.chain), self.standpoint.kept())
    }

    /// The gaps of the chain, or its leaves of a verdict.
    fn gaps(&self, verdict: Option<Verdict>) -> String {
        let verdict = verdict.map_or_else(Parameter::default, |verdict| Parameter::of(verdict.code()));
        let query = ToGaps { standpoint: self.standpoint, verdict };
        format!("/chains/{}/gaps{}", part(self.chain), address::query(&query))
    }

    /// Where the next meeting about the chain is set.
    pub fn next_meeting(&self) -> String {
        format!("{}next-meeting#edit", self.meetings())
    }

    /// Where a meeting about the chain is told: which form follows.
    pub fn meetings(&self) -> String {
        let kept = self.standpoint.kept();
        let between = if kept.is_empty() { '?' } else { '&' };
        format!("/chains/{}/group{kept}{between}edit=", part(self.chain))
    }

    /// The brief of the chain.
    pub fn brief(&self) -> String {
        format!("/chains/{}/brief{}", part(self.chain), self.standpoint.kept())
    }

    /// The target list of the chain.
    pub fn list(&self) -> String {
        format!("/chains/{}/list{}", part(self.chain), self.standpoint.kept())
    }

    /// What a squad has of the list.
    pub fn list_of(&self, squad: &str) -> String {
        let query = ToListOf { squad, standpoint: self.standpoint };
        format!("/chains/{}/list{}", part(self.chain), address::query(&query))
    }

    /// The page of a target on the list, by its record.
    pub fn entry(&self, record: &str) -> String {
        let query = ToEntry { target: record, standpoint: self.standpoint };
        format!("/chains/{}/list/entry{}", part(self.chain), address::query(&query))
    }

    /// The page of the paths to a target.
    pub fn paths_to(&self, target: &str) -> String {
        self.paths(Parameter::of(target), Parameter::default())
    }

    /// The page of what a source reaches.
    pub fn paths_from(&self, source: &str) -> String {
        self.paths(Parameter::default(), Parameter::of(source))
    }

    fn paths(&self, target: Parameter<String>, from: Parameter<String>) -> String {
        let query = ToPaths { standpoint: self.standpoint, target, from };
        format!("/chains/{}/paths{}", part(self.chain), address::query(&query))
    }
}

/// The files that are the evidence of something.
pub fn evidence(of: &str) -> String {
    format!("/evidence?of={}", part(of))
}

/// The page of a project, by its id.
pub fn project(id: &str) -> String {
    format!("/projects/{}", part(id))
}

/// Whether an address that somebody else gave is one of the web: no other becomes a link.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Where the version of a chain's list is asked for, or of one target of it.
pub fn version_of_list(chain: &str, target: &str) -> String {
    format!(
        "/api/v1/chains/{}/list/version{}",
        part(chain),
        address::query(&[("target", Parameter::<String>::of(target))])
    )
}

/// Where the version of a record is asked for.
pub fn version_of(subject: &Subject) -> String {
    let of_chain = |chain: &str, pairs: &[(&str, &String)]| {
        format!("/api/v1/chains/{}/version{}", part(chain), address::query(&pairs))
    };
    match subject {
        Subject::Firm(firm) => format!("/api/v1/enterprise/version{}", address::query(&[("id", firm)])),
        Subject::Chain(chain) => of_chain(chain, &[]),
        Subject::Segment(chain, segment) => of_chain(chain, &[("segment", segment)]),
        Subject::Meeting(chain, meeting) => of_chain(chain, &[("meeting", meeting)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_what_the_reader_chose_and_names_stay_in_their_place() {
        let standpoint = Standpoint { home: Parameter::of("合肥"), ..Standpoint::default() };
        let links = PageLinks::from("c/1", &standpoint);
        let home = "home=%E5%90%88%E8%82%A5";
        assert_eq!(links.enterprise("e&1"), format!("/enterprise?id=e%261&chain=c%2F1&{home}"));
        assert_eq!(links.paths_to("e1"), format!("/chains/c%2F1/paths?{home}&target=e1"));
        assert_eq!(links.paths_from("person:p1"), format!("/chains/c%2F1/paths?{home}&from=person%3Ap1"));
        let segment = LinkTo::Segment { chain: "c2".to_owned(), segment: "s?1".to_owned() };
        assert_eq!(links.to(&segment), Some(format!("/chains/c2/segments/s%3F1?{home}")));
        assert_eq!(links.to(&LinkTo::Fund("f1".to_owned())), Some(format!("/chains/c%2F1/funds/f1?{home}")));
        assert_eq!(links.to(&LinkTo::Chain("c2".to_owned())), Some(format!("/chains/c2/atlas?{home}")));
        let gaps = |verdict| links.to(&LinkTo::Gaps { chain: "c2".to_owned(), verdict });
        assert_eq!(gaps(None), Some(format!("/chains/c2/gaps?{home}")));
        assert_eq!(gaps(Some(Verdict::Fill)), Some(format!("/chains/c2/gaps?{home}&verdict=fill")));
        let source = |url: &str| links.to(&LinkTo::Source(url.to_owned()));
        assert_eq!(source("https://a.example/?x").as_deref(), Some("https://a.example/?x"));
        assert_eq!(source("javascript:alert(1)"), None);
        assert_eq!(links.brief(), format!("/chains/c%2F1/brief?{home}"));
        assert_eq!(links.list(), format!("/chains/c%2F1/list?{home}"));
        assert_eq!(links.list_of("q&1"), format!("/chains/c%2F1/list?squad=q%261&{home}"));
        assert_eq!(links.entry("e&1"), format!("/chains/c%2F1/list/entry?target=e%261&{home}"));
        let nobody = Standpoint::default();
        assert_eq!(PageLinks::from("", &nobody).enterprise("e1"), "/enterprise?id=e1");
    }
}
