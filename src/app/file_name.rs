//! What files that leave the house are called.

use crate::model::Day;

/// Characters that some system takes no name with, and the one between the parts.
const FORBIDDEN: &str = "\\/:*?\"<>|_";
/// No part of a name is longer: names of files end at 255 bytes.
const LONGEST: usize = 20;

/// 城市_产业链_内容_日期, without an ending, in characters that every system takes.
pub fn file_name(city: &str, chain: &str, content: &str, day: Day) -> String {
    let fit = |c: char| if c.is_control() || FORBIDDEN.contains(c) { '-' } else { c };
    let part = |part: &str| part.chars().map(fit).take(LONGEST).collect::<String>();
    [part(city), part(chain), part(content), day.to_string()].join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_everywhere() {
        let day = "2026-11-24".parse().unwrap();
        assert_eq!(file_name("合肥市", "a/b\\c\n_d", "招商地图", day), "合肥市_a-b-c--d_招商地图_2026-11-24");
        let longest = "链".repeat(200);
        assert!(file_name(&longest, &longest, &longest, day).len() < 200);
    }
}
