//! Countries as people call them.

/// Codes (ISO 3166-1) of those that firms of industrial chains are often of, with their names.
const NAMES: [(&str, &str); 36] = [
    ("AE", "阿联酋"),
    ("AT", "奥地利"),
    ("AU", "澳大利亚"),
    ("BE", "比利时"),
    ("BR", "巴西"),
    ("CA", "加拿大"),
    ("CH", "瑞士"),
    ("CN", "中国"),
    ("CZ", "捷克"),
    ("DE", "德国"),
    ("DK", "丹麦"),
    ("ES", "西班牙"),
    ("FI", "芬兰"),
    ("FR", "法国"),
    ("GB", "英国"),
    ("HK", "中国香港"),
    ("HU", "匈牙利"),
    ("ID", "印度尼西亚"),
    ("IE", "爱尔兰"),
    ("IL", "以色列"),
    ("IN", "印度"),
    ("IT", "意大利"),
    ("JP", "日本"),
    ("KR", "韩国"),
    ("LU", "卢森堡"),
    ("MO", "中国澳门"),
    ("MX", "墨西哥"),
    ("MY", "马来西亚"),
    ("NL", "荷兰"),
    ("NO", "挪威"),
    ("RU", "俄罗斯"),
    ("SE", "瑞典"),
    ("SG", "新加坡"),
    ("TH", "泰国"),
    ("TW", "中国台湾"),
    ("US", "美国"),
];

/// A country as people call it; one that is not among the known codes as it is written.
pub fn country_name(code: &str) -> &str {
    NAMES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_told_by_its_name_and_what_is_none_as_it_is() {
        for (code, name) in [("JP", "日本"), ("CN", "中国"), ("US", "美国"), ("越南", "越南"), ("ZZ", "ZZ")] {
            assert_eq!(country_name(code), name);
        }
        assert!(NAMES.is_sorted_by_key(|(code, _)| code), "each once, in order");
    }
}
