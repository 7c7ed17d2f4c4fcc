use super::*;

/// Every `unknown`-th dot has no complexity.
fn input(count: usize, width: u32, unknown: usize) -> PlaneInput {
    let dot = |n: usize| Dot {
        number: n + 1,
        name: format!("环节<{n}>"),
        verdict: Verdict::ALL[n % 6],
        relatedness: (n * 7 % 10) as f64 / 10.0,
        complexity: (!n.is_multiple_of(unknown)).then_some((n * 3 % 11) as f64 / 4.0 - 1.0),
        address: format!("/s/{n}?a=1&b"),
    };
    PlaneInput { title: "图".into(), dots: (0..count).map(dot).collect(), width }
}

#[test]
fn every_segment_is_drawn_and_numbered() {
    for (count, width) in [(0, 600), (1, 360), (28, 366), (28, 700), (400, 1200)] {
        for unknown in [1, 3, 1000] {
            let svg = plane(&input(count, width, unknown));
            let drawn = count.min(DOTS);
            assert_eq!(svg.matches("<a href=").count(), drawn, "{count} in {width}");
            assert_eq!(svg.matches("<circle").count(), drawn - (0..drawn).filter(|n| n % unknown == 0).count());
            assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("环节<"), "{svg}");
            let numbered = (1..=count).all(|n| svg.contains(&format!(">{n}</text>")));
            assert!(numbered || count > 28, "{count} in {width}");
        }
    }
}

#[test]
fn ticks_are_round_and_few() {
    for (from, to) in [(0.0, 1.0), (-1.83, 2.2), (0.31, 0.36), (-3.0, 90.0)] {
        let ticks = Axis { from, to, start: 0.0, end: 1.0 }.ticks();
        assert!((1..=9).contains(&ticks.len()), "{from} to {to}: {ticks:?}");
        assert!(ticks.iter().all(|tick| (from - 1e-6..=to + 1e-6).contains(tick)), "{ticks:?}");
    }
}
