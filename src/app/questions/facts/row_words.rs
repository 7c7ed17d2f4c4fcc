//! What rows of the store say, in Chinese.

use std::fmt::Write;

use crate::app::questions::facts::fact::text;
use crate::graph::{Graph, SegmentIx};
use crate::model::values::B_TO;
use crate::model::{Adcode, CanonicalTable, Kind, SiteKind, Standing, Status, Version};
use crate::normalize::country_name;
use crate::normalize::text::thousands;

/// The segment that a member row names.
pub fn segment_of(graph: &Graph, version: &Version) -> Option<SegmentIx> {
    let to = version.values.as_ref()?.view().node(B_TO).unwrap_or(version.key.b);
    graph.segment_with_node(to)
}

/// What a row of enterprises says.
pub fn enterprise(graph: &Graph, version: &Version) -> String {
    let mut parts: Vec<String> = text(version, "name").into_iter().collect();
    if let Some(adcode) = text(version, "adcode").and_then(|a| a.parse::<Adcode>().ok()) {
        parts.push(format!("注册地：{}", graph.regions.full_name(adcode)));
    }
    if let Some(country) = text(version, "country") {
        parts.push(format!("国别：{}", country_name(&country)));
    }
    if let Some(standing) = text(version, "standing").and_then(|s| s.parse::<Standing>().ok()) {
        parts.push(format!("能级：{}", standing.zh()));
    }
    if text(version, "status").as_deref() == Some(Status::Closed.code()) {
        parts.push("已注销".to_owned());
    }
    if let Some(revenue) = text(version, "revenue") {
        parts.push(format!("营业收入：{}万元", thousands(&revenue)));
    }
    parts.join("，")
}

/// What a member row says; none where its segment is not there.
pub fn member(graph: &Graph, version: &Version) -> Option<String> {
    let segment = segment_of(graph, version)?;
    let mut columns = version.key.rest.columns();
    let (adcode, product) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
    let mut what = format!("属于环节「{}」", graph.segment(segment).name);
    if let Ok(adcode) = adcode.parse::<Adcode>() {
        let _ = write!(what, "，在{}", graph.regions.full_name(adcode));
    }
    if !product.is_empty() {
        let _ = write!(what, "，产品：{product}");
    }
    if let Some(role) = text(version, "role") {
        let _ = write!(what, "，{role}");
    }
    Some(what)
}

/// What a row says in columns that its table does not have; none where it has no such column.
pub fn beside(version: &Version) -> Option<String> {
    let extras = version.values.as_ref()?.view().extras().map(|(name, text)| format!("{name}：{text}"));
    Some(extras.collect::<Vec<_>>().join("；")).filter(|said| !said.is_empty())
}

/// The value of a site's column, which stands in its key where the site has no id.
fn of_site(version: &Version, name: &str, place: usize) -> Option<String> {
    let column = version.key.rest.columns().nth(place).filter(|column| !column.is_empty());
    text(version, name).or(column.map(str::to_owned))
}

/// Region and kind of a site's row.
pub fn site_place(version: &Version) -> (Option<Adcode>, SiteKind) {
    let kind = of_site(version, "kind", 2).and_then(|kind| kind.parse().ok()).unwrap_or(SiteKind::Plant);
    (of_site(version, "adcode", 0).and_then(|adcode| adcode.parse().ok()), kind)
}

/// What a row of sites says, with such of its segments as may be named.
pub fn site(graph: &Graph, version: &Version, is_told: impl Fn(SegmentIx) -> bool) -> Option<String> {
    let values = version.values.as_ref()?.view();
    let (adcode, kind) = site_place(version);
    let place = adcode.map(|adcode| graph.regions.full_name(adcode)).unwrap_or_default();
    let mut what = format!("在{place}{}有{}", of_site(version, "park", 1).unwrap_or_default(), kind.zh());
    if let Some(opened) = text(version, "opened") {
        let _ = write!(what, "，{opened} 投用");
    }
    let listed = values.references(CanonicalTable::of(Kind::Site).field("segments")?);
    let told = listed.iter().filter_map(|r| graph.segment_with_node(r.to)).filter(|segment| is_told(*segment));
    let names: Vec<&str> = told.map(|segment| graph.segment(segment).name.as_str()).collect();
    if !names.is_empty() {
        let _ = write!(what, "，所做环节：{}", names.join("、"));
    }
    Some(what)
}

/// What a row of supplies says of two firms.
pub fn supply(version: &Version, supplier: &str, customer: &str) -> String {
    let product = version.key.rest.columns().next().filter(|product| !product.is_empty());
    let mut what = format!("{supplier} 供应 {customer}");
    product.iter().for_each(|product| what.push_str(&format!("：{product}")));
    if let Some(date) = text(version, "date") {
        let _ = write!(what, "（{date}）");
    }
    what
}

/// What a row of investments says of two parties.
pub fn investment(version: &Version, investor: &str, firm: &str) -> String {
    let mut what = format!("{investor} 投资 {firm}");
    if let Some(date) = version.key.rest.columns().next().filter(|date| !date.is_empty()) {
        let _ = write!(what, "，{date}");
    }
    if let Some(percent) = text(version, "percent") {
        let _ = write!(what, "，持股 {percent}%");
    }
    if let Some(amount) = text(version, "amount") {
        let _ = write!(what, "，{} 万元", thousands(&amount));
    }
    what
}
