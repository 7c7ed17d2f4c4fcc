//! Currencies as amounts name them.

/// Words for foreign currencies, the longer before those they hold, with the name that is told.
const WORDS: &[(&str, &str)] = &[
    ("新加坡元", "新加坡元"),
    ("澳大利亚元", "澳元"),
    ("加拿大元", "加元"),
    ("瑞士法郎", "瑞士法郎"),
    ("新台币", "新台币"),
    ("港元", "港元"),
    ("港币", "港元"),
    ("HK$", "港元"),
    ("HKD", "港元"),
    ("US$", "美元"),
    ("USD", "美元"),
    ("美元", "美元"),
    ("美金", "美元"),
    ("EUR", "欧元"),
    ("欧元", "欧元"),
    ("€", "欧元"),
    ("GBP", "英镑"),
    ("英镑", "英镑"),
    ("£", "英镑"),
    ("JPY", "日元"),
    ("日元", "日元"),
    ("日圆", "日元"),
    ("日币", "日元"),
    ("KRW", "韩元"),
    ("韩元", "韩元"),
    ("韩圆", "韩元"),
    ("韩币", "韩元"),
    ("SGD", "新加坡元"),
    ("新币", "新加坡元"),
    ("TWD", "新台币"),
    ("台币", "新台币"),
    ("AUD", "澳元"),
    ("澳元", "澳元"),
    ("CAD", "加元"),
    ("加元", "加元"),
    ("CHF", "瑞士法郎"),
    ("法郎", "法郎"),
    ("MOP", "澳门元"),
    ("澳门元", "澳门元"),
    ("RUB", "卢布"),
    ("卢布", "卢布"),
    ("INR", "卢比"),
    ("卢比", "卢比"),
    ("THB", "泰铢"),
    ("泰铢", "泰铢"),
    ("外币", "外币"),
    ("$", "美元"),
];

/// The words for foreign currencies, in capitals, with the name that is told.
pub(super) fn foreign_words() -> &'static [(&'static str, &'static str)] {
    WORDS
}

/// The foreign currency a folded text names, and the text without it.
pub fn currency(text: &str) -> Option<(&'static str, String)> {
    if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-')) {
        return None;
    }
    let upper = text.to_uppercase();
    let (word, name) = WORDS.iter().find(|(word, _)| upper.contains(word))?;
    Some((name, upper.replacen(word, "", 1)))
}

/// The name under which a mapping's rate is kept.
pub fn currency_name(word: &str) -> Option<&'static str> {
    let upper = word.to_uppercase();
    WORDS.iter().find(|(known, _)| *known == upper).map(|(_, name)| *name)
}
