//! Made-up atlases for tests: names long and short, every verdict, every mark.

use crate::draw::kit::DocumentHead;
use crate::draw::{AtlasEdge, AtlasInput, Band, Card, CardFirm, CardList};
use crate::graph::{ChainIx, DrawnKind};
use crate::model::{Direction, Stage, Standing, TargetState, Verdict};

const NAMES: [&str; 8] = [
    "隔膜",
    "正极材料",
    "电池管理系统",
    "高纯度电子级多晶硅与切片",
    "CTP/CTC Battery-to-Chassis Integration",
    "充换电",
    "回收利用与梯次利用服务网络建设运营",
    "芯",
];
const FIRMS: [&str; 6] = [
    "合肥国轩高科动力能源有限公司",
    "蔚来",
    "安徽江淮汽车集团股份有限公司",
    "Contemporary Amperex Technology (Hefei) Co., Ltd.",
    "大众汽车（安徽）零部件有限公司",
    "中国科学院合肥物质科学研究院等离子体物理研究所技术转移与产业化促进中心",
];
/// As sentences write them; those that have no short name of their own have lost their legal form.
const SHORT: [&str; 6] = [
    "国轩高科",
    "蔚来",
    "江淮汽车",
    "Contemporary Amperex Technology (Hefei) Co., Ltd.",
    "大众汽车（安徽）零部件",
    "中国科学院合肥物质科学研究院等离子体物理研究所技术转移与产业化促进中心",
];

/// Cards of every verdict with none, few and many firms.
pub fn odd_cards() -> Vec<Card> {
    (0..48).map(card).collect()
}

fn card(n: usize) -> Card {
    let verdict = Verdict::ALL[n % Verdict::ALL.len()];
    let local = if verdict <= Verdict::Strengthen { n % 11 + 1 } else { 0 };
    let firm = |i: usize| CardFirm {
        name: FIRMS[(n + i) % FIRMS.len()].to_owned(),
        short: SHORT[(n + i) % SHORT.len()].to_owned(),
        standing: Standing::ALL.get((n + i) % 6).copied(),
        unverified: (n + i).is_multiple_of(4),
    };
    let firms: Vec<_> = (0..local).map(firm).collect();
    Card {
        segment: format!("s{n:03}"),
        name: NAMES[n % NAMES.len()].to_owned(),
        parent: (!(n / 4).is_multiple_of(3)).then(|| format!("上级环节{}", n / 4)),
        key: n.is_multiple_of(5),
        verdict,
        computed: Verdict::Build,
        assessed: n.is_multiple_of(7),
        direction: (verdict == Verdict::Extend).then_some(Direction::Upstream),
        unverified: firms.iter().filter(|f| f.unverified).count(),
        firms,
        local,
        unlocated: if n % 5 == 3 { 1 + n % 3 } else { 0 },
        to_verify: n % 10 == 3,
        candidates: n * 3 % 17,
        rank: verdict.lack().map(|_| n / 2 + 1),
        listed: n
            .is_multiple_of(4)
            .then(|| CardList { firms: n % 13 + 1, furthest: TargetState::ALL[n / 4 % TargetState::ALL.len()] }),
        headline: String::new(),
        away: if verdict.is_gap() && !n.is_multiple_of(3) {
            format!("外地可招{}家，先找彤程新材、{}（龙头以上4家，境外1家）", n % 7 + 2, SHORT[n % SHORT.len()])
        } else {
            String::new()
        },
        elsewhere: if n.is_multiple_of(6) {
            vec![(ChainIx::from_position(0), "供给 集成电路·车规级芯片".to_owned())]
        } else {
            Vec::new()
        },
    }
}

/// An atlas of `leaves` cards over the three bands.
pub fn input(leaves: usize, width: f64) -> AtlasInput {
    let band = |s: usize| Band {
        stage: Stage::ALL[s],
        cards: (0..leaves).filter(|n| n * 3 / leaves == s).map(card).collect(),
    };
    let edge = |n: usize| AtlasEdge {
        from: format!("s{n:03}"),
        to: format!("s{:03}", (n * 2 + 1) % leaves),
        kind: [DrawnKind::Feed, DrawnKind::Recycle, DrawnKind::Cycle][n % 3],
    };
    AtlasInput {
        chain: "ev".to_owned(),
        chain_name: "新能源汽车".to_owned(),
        home_name: "合肥市".to_owned(),
        as_of: "2026-11-23".to_owned(),
        any_surveyed: true,
        bands: (0..3).map(band).collect(),
        edges: (0..leaves).map(edge).collect(),
        links: Some("?home=340100".to_owned()),
        width: width as u32,
        height: None,
    }
}

/// A made-up chain of `leaves` leaves with `firms` local firms over them.
pub fn city(leaves: usize, firms: usize) -> AtlasInput {
    let mut input = input(leaves, 1600.0);
    let each = firms.div_ceil(leaves);
    let names = |n: usize| (0..each).map(move |i| format!("虚构{}{}", n * each + i, FIRMS[(n + i) % FIRMS.len()]));
    for (n, card) in input.bands.iter_mut().flat_map(|band| &mut band.cards).enumerate() {
        let firm = |(i, name): (usize, String)| CardFirm {
            short: name.clone(),
            name,
            standing: Standing::ALL.get((n * 7 + i) % 9).copied(),
            unverified: i % 5 == 1,
        };
        card.firms = names(n).enumerate().map(firm).collect();
        (card.local, card.unverified) = (each, card.firms.iter().filter(|f| f.unverified).count());
    }
    input
}

/// What the pages of tests say.
pub fn facts() -> DocumentHead {
    DocumentHead {
        title: "合肥市新能源汽车招商地图".to_owned(),
        as_of: "2026-11-23".to_owned(),
        rules: "1-a1b2c3d4".to_owned(),
        mark: None,
    }
}
