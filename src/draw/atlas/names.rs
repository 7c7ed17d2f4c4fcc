//! Names of firms as a card can hold them; the full name stands in the card's title.

use crate::draw::kit::{shorten, width};
use crate::normalize::company;

/// The name in at most `room` px: without its legal form; then, if still too wide, without the place it begins with
/// (one of `places`, full or short); then cut.
pub fn fitted(name: &str, places: &[String], size: f64, room: f64) -> String {
    let plain = company::without_form(name);
    if width(plain, size) <= room {
        return plain.to_owned();
    }
    let placeless = places.iter().find_map(|place| plain.strip_prefix(place.as_str()));
    shorten(placeless.filter(|rest| rest.chars().count() >= 4).unwrap_or(plain), size, room)
}

/// A region's name and what is left of it without its ending: 合肥市 and 合肥.
pub fn place_forms(region: &str) -> Vec<String> {
    let stem = ["省", "市", "区", "县"].iter().find_map(|ending| region.strip_suffix(ending));
    let stem = stem.filter(|s| s.chars().count() >= 2).map(str::to_owned);
    std::iter::once(region.to_owned()).chain(stem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legal_form_goes_first_then_the_place_then_the_end() {
        let places = place_forms("合肥市");
        let fit = |name, room| fitted(name, &places, 10.0, room);
        assert_eq!(fit("合肥国轩高科动力能源有限公司", 200.0), "合肥国轩高科动力能源");
        assert_eq!(fit("合肥国轩高科动力能源有限公司", 90.0), "国轩高科动力能源");
        assert_eq!(fit("合肥国轩高科动力能源有限公司", 50.0), "国轩高科…");
        assert_eq!(fit("有限公司", 90.0), "有限公司");
    }
}
