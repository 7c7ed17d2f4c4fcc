//! How long the atlas of a made-up chain takes: `cargo bench --bench atlas`. The design asks for 60 leaves with 400 firms in
//! 50 ms.

use std::time::Instant;

use liantu::draw::{AtlasEdge, AtlasInput, Band, Card, CardFirm, CardList, Paper, atlas, on_paper};
use liantu::graph::DrawnKind;
use liantu::model::{Stage, Standing, TargetState, Verdict};

const ROUNDS: usize = 21;

fn card(n: usize, firms: usize) -> Card {
    let verdict = Verdict::ALL[n % Verdict::ALL.len()];
    let firm = |i: usize| CardFirm {
        name: format!("虚构第{}精密材料科技{}有限公司", n * firms + i, ["", "（合肥）", "股份"][i % 3]),
        short: format!("虚构第{}精密材料科技", n * firms + i),
        standing: Standing::ALL.get((n * 7 + i) % 9).copied(),
        unverified: i % 5 == 1,
    };
    Card {
        segment: format!("s{n:03}"),
        name: format!("虚构环节{n}材料与装备"),
        parent: Some(format!("上级环节{}", n / 5)),
        key: n.is_multiple_of(6),
        verdict,
        computed: verdict,
        assessed: n.is_multiple_of(9),
        direction: None,
        firms: (0..firms).map(firm).collect(),
        local: firms,
        unverified: firms / 5,
        unlocated: 0,
        to_verify: false,
        candidates: n * 3 % 17,
        rank: verdict.lack().map(|_| n),
        listed: n.is_multiple_of(5).then_some(CardList { firms: n % 9, furthest: TargetState::Visited }),
        headline: String::new(),
        away: "外地可招4家，先找彤程新材、信越化学（龙头以上4家，境外1家）".to_owned(),
        elsewhere: Vec::new(),
    }
}

fn input(leaves: usize, firms: usize) -> AtlasInput {
    let band = |s: usize| {
        let own = (0..leaves).filter(|n| n * 3 / leaves == s);
        Band { stage: Stage::ALL[s], cards: own.map(|n| card(n, firms.div_ceil(leaves))).collect() }
    };
    let edge = |n: usize| AtlasEdge {
        from: format!("s{:03}", n % leaves),
        to: format!("s{:03}", (n * 2 + 1) % leaves),
        kind: DrawnKind::Feed,
    };
    AtlasInput {
        chain: "c".to_owned(),
        chain_name: "虚构产业链".to_owned(),
        home_name: "合肥市".to_owned(),
        as_of: "2026-11-23".to_owned(),
        any_surveyed: true,
        bands: (0..3).map(band).collect(),
        edges: (0..leaves * 2).map(edge).collect(),
        links: Some(String::new()),
        width: 1170,
        height: None,
    }
}

fn median(mut run: impl FnMut() -> usize) -> (f64, usize) {
    let mut bytes = 0;
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            bytes = run();
            started.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (times[ROUNDS / 2], bytes)
}

fn main() {
    for (leaves, firms) in [(60, 400), (200, 3000)] {
        let input = input(leaves, firms);
        let (screen, bytes) = median(|| atlas(&input).svg().len());
        let (paper, _) = median(|| on_paper(input.clone(), Paper::A3).svg().len());
        println!("{leaves} × {firms}: screen {screen:.1} ms ({bytes} bytes), paper {paper:.1} ms");
    }
}
