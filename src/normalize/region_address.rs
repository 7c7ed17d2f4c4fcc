//! Where a name of a region ends in a text that goes on: an address, or a part that is in no table.

use super::region_forms::{NameForm, begins_with_zone, makes_a_road};
use super::region_path::{RegionPath, separates};
use crate::model::Level;

/// A text without the label and the country that may stand before it.
pub fn body(text: &str) -> &str {
    const LABEL: usize = 4;
    let start = text.find(':').filter(|at| text[..*at].chars().count() <= LABEL).map_or(0, |at| at + 1);
    let text = text[start..].trim_start_matches(separates);
    let country = ["中华人民共和国", "中国"].iter().find_map(|country| text.strip_prefix(country));
    country.unwrap_or(text).trim_start_matches(separates)
}

/// The way that reads most of an address; where it means several regions, the one that the others lie in.
pub fn leading(paths: &[RegionPath], address: &str) -> Option<RegionPath> {
    let mut told: Vec<&RegionPath> = paths.iter().filter(|path| is_told(path, address)).collect();
    told.sort_unstable_by_key(|path| (std::cmp::Reverse(path.end), path.form, path.repeats, path.adcode));
    let mut ends = told.chunk_by(|x, y| (x.end, x.form, x.repeats) == (y.end, y.form, y.repeats));
    let one = |same: &&[&RegionPath]| {
        let widest = same[0].adcode;
        same.iter().all(|path| path.adcode == widest || path.adcode.within(widest))
    };
    ends.find(one).map(|same| *same[0])
}

/// Whether the last name on the way is one: roads are called by the names of places, so a name without its end counts
/// only where something else shows it.
fn is_told(path: &RegionPath, address: &str) -> bool {
    let rest = &address[path.end..];
    let county = path.adcode.level() == Level::County;
    match path.last {
        _ if makes_a_road(rest) => false,
        // 矿区, 城区, 东区.
        (_, letters) if county && !path.below && letters < 3 => false,
        (NameForm::Full | NameForm::Usual | NameForm::Former, _) => true,
        (NameForm::Short | NameForm::FormerShort, _) => {
            // A name alone is no address: it is read as a name.
            let apart = rest.starts_with(separates);
            (apart && (path.below || !county)) || begins_with_zone(rest)
        }
    }
}

/// Whether a text is the name of a development zone and nothing else.
pub fn is_zone(text: &str) -> bool {
    begins_with_zone(text) && super::region_forms::unknown_part(text).is_some_and(|part| part.len() == text.len())
}

/// Whether a text is the name of a town and nothing else.
pub fn is_town(text: &str) -> bool {
    let letters = text.chars().count();
    (2..=10).contains(&letters)
        && ["镇", "乡", "街道", "苏木"].iter().any(|end| text.ends_with(end))
        && !text.contains(|c: char| c.is_ascii_digit() || "路号村".contains(c))
}
