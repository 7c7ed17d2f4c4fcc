//! Leaves by verdict month by month, a stacked bar a month.

use crate::draw::kit::{Line, QUIET, Rect, Svg, TEXT, number, verdict_style, width};
use crate::model::{Day, Verdict};

/// The room of the picture, in px.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 140.0;
/// Where the bars stand: below the counts, above the months.
const TOP: f64 = 18.0;
const FOOT: f64 = 22.0;
/// The widest a bar becomes.
const WIDEST: f64 = 32.0;
const SIZE: f64 = 12.0;
/// So many bars have their months written out; of more every other one.
const WRITTEN: usize = 7;

/// The picture; above each bar how many leaves are missing.
pub fn trend_picture(months: &[(Day, [(Verdict, usize); 6])]) -> String {
    let mut svg = Svg::default();
    let view = format!("0 0 {} {}", number(WIDTH), number(HEIGHT));
    let (w, h, spoken) = (number(WIDTH), number(HEIGHT), told(months));
    let about = [("width", &*w), ("height", &*h), ("viewBox", &*view), ("class", "trend")];
    svg.open("svg", &[&about[..], &[("role", "img"), ("aria-label", &*spoken)]].concat());
    let most = months.iter().map(|(_, counts)| leaves(counts)).max().unwrap_or(0).max(1) as f64;
    let step = WIDTH / months.len().max(1) as f64;
    for (at, (day, counts)) in months.iter().enumerate() {
        let middle = step * (at as f64 + 0.5);
        let wide = (0.6 * step).min(WIDEST);
        bar(&mut svg, counts, (HEIGHT - TOP - FOOT) / most, middle - wide / 2.0, wide);
        label(&mut svg, middle, TOP - 5.0, missing(counts).to_string(), TEXT);
        let is_last = at + 1 == months.len();
        if is_last || months.len() <= WRITTEN || (months.len() - 1 - at).is_multiple_of(2) {
            label(&mut svg, middle, HEIGHT - 6.0, if is_last { "现在".to_owned() } else { month(*day) }, QUIET);
        }
    }
    svg.close("svg");
    svg.done()
}

fn bar(svg: &mut Svg, counts: &[(Verdict, usize); 6], unit: f64, x: f64, w: f64) {
    let mut y = HEIGHT - FOOT;
    for (verdict, count) in counts.iter().filter(|(_, count)| *count > 0) {
        let h = unit * *count as f64;
        y -= h;
        // A line of ground between two parts, so that they are told apart in grey too.
        svg.rect(Rect { x, y: y + 1.0, w, h: (h - 1.0).max(0.5) }, 0.0, &[("fill", verdict_style(*verdict).ink)]);
    }
}

fn label(svg: &mut Svg, middle: f64, y: f64, text: String, fill: &'static str) {
    let x = middle - width(&text, SIZE) / 2.0;
    svg.line(&Line { x, y, text, size: SIZE, bold: false, fill, title: None });
}

fn month(day: Day) -> String {
    day.to_string()[2..7].to_owned()
}

fn leaves(counts: &[(Verdict, usize); 6]) -> usize {
    counts.iter().map(|(_, count)| count).sum()
}

fn missing(counts: &[(Verdict, usize); 6]) -> usize {
    counts.iter().filter(|(verdict, _)| verdict.lack() == Some("缺失")).map(|(_, count)| count).sum()
}

/// What the picture shows, for whoever does not see it.
fn told(months: &[(Day, [(Verdict, usize); 6])]) -> String {
    let of = |(day, counts): &(Day, [(Verdict, usize); 6])| format!("{day}缺失{}个", missing(counts));
    match (months.first(), months.last()) {
        (Some(first), Some(last)) => format!("各类环节逐月：{}，{}", of(first), of(last)),
        _ => "各类环节逐月".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::boxes::{assert_readable, texts};

    fn counts(strong: usize, fill: usize) -> [(Verdict, usize); 6] {
        std::array::from_fn(|at| match Verdict::ALL[at] {
            Verdict::Strong => (Verdict::Strong, strong),
            Verdict::Fill => (Verdict::Fill, fill),
            other => (other, 0),
        })
    }

    #[test]
    fn bars_say_how_many_are_missing_and_names_of_months_do_not_run_into_each_other() {
        for count in [2_u32, 7, 13] {
            let day = |at: u32| format!("2026-{:02}-28", at % 12 + 1).parse().unwrap();
            let months: Vec<_> = (0..count).map(|at| (day(at), counts(3, at as usize))).collect();
            let picture = trend_picture(&months);
            assert_readable(&picture, 12.0);
            let told: Vec<String> = texts(&picture).into_iter().map(|line| line.text).collect();
            assert!(told.contains(&(count - 1).to_string()) && told.contains(&"现在".to_owned()), "{told:?}");
            // Nothing is drawn of a verdict that no leaf has.
            assert_eq!(picture.matches("<rect").count(), 2 * count as usize - 1);
        }
    }
}
