//! How a verdict looks: a word, a border style and a colour, so that no one of them stands alone.

use crate::model::{Direction, Verdict};

/// The style of a verdict. Every text colour has a contrast of at least 4.5 to its ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VerdictStyle {
    /// Border and badge; white text on it is readable.
    pub ink: &'static str,
    /// The ground of the card.
    pub ground: &'static str,
    pub border: f64,
    /// `stroke-dasharray`; none is a solid line.
    pub dash: Option<&'static str>,
    /// A second line inside the first.
    pub double: bool,
}

/// Text on a card or the page.
pub const TEXT: &str = "#1f2733";
/// Text that may stand back.
pub const QUIET: &str = "#4c5866";

const fn style(ink: &'static str, ground: &'static str, border: f64, dash: Option<&'static str>) -> VerdictStyle {
    VerdictStyle { ink, ground, border, dash, double: false }
}

/// The style of a verdict.
pub fn verdict_style(verdict: Verdict) -> VerdictStyle {
    match verdict {
        Verdict::Strong => style("#12693a", "#f0f8f3", 3.0, None),
        Verdict::Strengthen => style("#8a5200", "#fdf8ec", 1.2, None),
        Verdict::Fill => style("#b3261e", "#fdf3f2", 2.0, Some("7 4")),
        Verdict::Extend => style("#6b3a94", "#f8f4fb", 1.8, Some("9 3 2 3")),
        Verdict::Build => style("#1b5c96", "#f1f6fb", 2.0, Some("2 3")),
        Verdict::Unsurveyed => VerdictStyle { double: true, ..style("#56616f", "#f6f7f8", 1.0, None) },
    }
}

/// The arrow that says which way an extension lies.
pub fn arrow(direction: Direction) -> &'static str {
    match direction {
        Direction::Upstream => "←",
        Direction::Downstream => "→",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_verdicts_share_a_border_style() {
        let all: Vec<_> = Verdict::ALL.iter().map(|&v| verdict_style(v)).collect();
        for (i, a) in all.iter().enumerate() {
            let same = |b: &&VerdictStyle| (b.border, b.dash, b.double) == (a.border, a.dash, a.double);
            assert_eq!(all.iter().skip(i + 1).filter(same).count(), 0);
        }
    }

    fn light(hex: &str) -> f64 {
        let channel = |i: usize| {
            let c = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn every_text_is_readable_on_its_ground() {
        let contrast = |a: &str, b: &str| (light(a).max(light(b)) + 0.05) / (light(a).min(light(b)) + 0.05);
        for &verdict in Verdict::ALL {
            let style = verdict_style(verdict);
            for (text, ground) in
                [(style.ink, style.ground), ("#ffffff", style.ink), (TEXT, style.ground), (QUIET, style.ground)]
            {
                assert!(contrast(text, ground) >= 4.5, "{verdict:?} {text} on {ground}");
            }
        }
    }
}
