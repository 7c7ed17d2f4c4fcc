//! Stock codes as people write them: with the exchange before, behind or not at all.

use super::text::folded;

/// Words for the exchanges of the mainland, whose codes have six digits that are nobody else's.
const MAINLAND: &[&str] = &[
    "SH",
    "SZ",
    "BJ",
    "SS",
    "SSE",
    "SZSE",
    "BSE",
    "XSHG",
    "XSHE",
    "NQ",
    "OC",
    "NEEQ",
    "A",
    "A股",
    "沪",
    "深",
    "京",
    "沪市",
    "深市",
    "上证",
    "深证",
    "上交所",
    "深交所",
    "北交所",
    "新三板",
    "科创板",
    "创业板",
    "主板",
];
/// Words for the exchange of Hong Kong: four or five digits.
const HONG_KONG: &[&str] = &["HK", "HKEX", "SEHK", "XHKG", "港股", "港", "港交所"];
/// Words for the exchanges of the United States: letters.
const AMERICAN: &[&str] =
    &["US", "N", "O", "A", "OQ", "NYSE", "NASDAQ", "NSDQ", "AMEX", "XNYS", "XNAS", "美股", "纳斯达克", "纽交所"];
/// Words for other exchanges, behind what they list.
const ABROAD: &[&str] = &[
    "T", "TYO", "TW", "TWO", "TT", "KS", "KQ", "KRX", "L", "LON", "DE", "F", "PA", "AS", "SW", "MI", "SI", "SG", "AX",
    "TO",
];

/// The one form of a stock code: six digits, `00700.HK`, `BABA.US`, or `7203.T`; none where the text does not look like one.
///
/// Bare digits are a code of the mainland where there are six, and one of Hong Kong where there are four or five that begin
/// with the zero that a number would have lost; any others may be either with zeros missing.
pub fn stock_code(text: &str) -> Option<String> {
    const LONGEST: usize = 40;
    let telling = |c: char| c.is_ascii_alphanumeric() || ('０'..='ｚ').contains(&c);
    if text.len() > LONGEST || !text.contains(telling) {
        return None;
    }
    let upper = folded(text).to_uppercase();
    let parts = parts(&upper);
    let (code, exchange) = match parts.as_slice() {
        [code] => (*code, None),
        [x, y] if is_exchange(y) && !(is_exchange(x) && is_digits(y)) && (is_code(x) || !is_code(y)) => (*x, Some(*y)),
        [x, y] if is_exchange(x) => (*y, Some(*x)),
        _ => return None,
    };
    let is = |words: &[&str]| exchange.is_some_and(|word| words.contains(&word));
    let digits = is_digits(code);
    match code.len() {
        6 if digits && (exchange.is_none() || is(MAINLAND)) => Some(code.to_owned()),
        1..=5 if digits && is(HONG_KONG) => Some(format!("{code:0>5}.HK")),
        4 | 5 if digits && exchange.is_none() && code.starts_with('0') => Some(format!("{code:0>5}.HK")),
        1..=6 if is_letters(code) && is(AMERICAN) => Some(format!("{code}.US")),
        1..=8 if !digits || is(ABROAD) => {
            let exchange = exchange.filter(|word| ABROAD.contains(word))?;
            code.bytes().all(|b| b.is_ascii_alphanumeric()).then(|| format!("{code}.{exchange}"))
        }
        _ => None,
    }
}

/// Runs of digits, and what stands between signs.
fn parts(text: &str) -> Vec<&str> {
    let signs = |c: char| matches!(c, '.' | ':' | '-' | '_' | '(' | ')' | '[' | ']' | '/' | '\'') || c.is_whitespace();
    let mut found = Vec::new();
    for run in text.split(signs).filter(|run| !run.is_empty()) {
        match run.find(|c: char| c.is_ascii_digit()) {
            Some(at) if at > 0 && is_exchange(&run[..at]) => found.extend([&run[..at], &run[at..]]),
            Some(0) => {
                let end = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
                found.push(&run[..end]);
                found.extend(Some(&run[end..]).filter(|rest| !rest.is_empty()));
            }
            _ => found.push(run),
        }
    }
    found
}

fn is_exchange(word: &str) -> bool {
    [MAINLAND, HONG_KONG, AMERICAN, ABROAD].iter().any(|words| words.contains(&word))
}

fn is_code(word: &str) -> bool {
    is_digits(word) || is_letters(word)
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_letters(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_however_its_exchange_is_written() {
        for text in [
            "000858",
            "SZ000858",
            "sz000858",
            "000858.SZ",
            "SZ.000858",
            "000858（深交所）",
            "深市000858",
            "０００８５８",
            "SZSE:000858",
            "A股 000858",
        ] {
            assert_eq!(stock_code(text).as_deref(), Some("000858"), "{text}");
        }
        for text in ["00700.HK", "0700.HK", "700.hk", "HK00700", "00700", "0700", "HKEX:0700", "港股00700"] {
            assert_eq!(stock_code(text).as_deref(), Some("00700.HK"), "{text}");
        }
        for text in ["BABA.N", "NYSE:BABA", "BABA.US", "baba (NYSE)"] {
            assert_eq!(stock_code(text).as_deref(), Some("BABA.US"), "{text}");
        }
        assert_eq!(stock_code("005930.KS").as_deref(), Some("005930.KS"), "not the firm 005930 of Shenzhen");
        assert_eq!(stock_code("7203.T").as_deref(), Some("7203.T"));
    }

    #[test]
    fn what_does_not_look_like_one_is_none() {
        for text in [
            "858",
            "1",
            "2594",
            "12345",
            "1234567",
            "BABA",
            "无",
            "/",
            "已上市",
            "科创板",
            "SZ",
            "甲公司",
            "600001.KS1",
            "600001;600002",
            "",
            "3.14",
        ] {
            assert_eq!(stock_code(text), None, "{text}");
        }
    }
}
