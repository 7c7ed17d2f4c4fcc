//! A place in an answer, and whether what a document says is there.

use serde_json::Value;

/// The value at a place such as `segments[segment=s1].factors.key` or `range[1]`.
pub fn at<'a>(answer: &'a Value, place: &str) -> &'a Value {
    place.split('.').fold(answer, |value, step| {
        let (name, chosen) = step.split_once('[').map_or((step, None), |(name, rest)| (name, rest.strip_suffix(']')));
        let inside = value.get(name).unwrap_or_else(|| panic!("no {name} in {place}"));
        let Some(chosen) = chosen else { return inside };
        let all = inside.as_array().unwrap_or_else(|| panic!("{name} of {place} is no list"));
        let found = match chosen.split_once('=') {
            Some((key, wanted)) => all.iter().find(|one| one[key] == wanted),
            None => all.get(chosen.parse::<usize>().unwrap()),
        };
        found.unwrap_or_else(|| panic!("no {chosen} in {name} of {place}"))
    })
}

/// Whether an answer's value is what a cell says: a number to the decimals shown, how many a list has or what is in it, a
/// part of a sentence, 是 and 否, 未知.
pub fn says(value: &Value, cell: &str) -> bool {
    match (value, cell.parse::<f64>()) {
        (Value::Number(number), Ok(told)) => is_rounded(number.as_f64().unwrap(), told, cell),
        (Value::Array(all), Ok(told)) => is_rounded(f64::from(u32::try_from(all.len()).unwrap()), told, cell),
        (Value::Array(all), Err(_)) => all.iter().map(|one| one.as_str().unwrap()).eq(cell.split('、')),
        (Value::String(text), _) => text.contains(cell),
        (Value::Bool(yes), _) => cell == if *yes { "是" } else { "否" },
        (Value::Null, _) => cell == "未知",
        _ => false,
    }
}

/// Whether a number is what is told of it in so many decimals.
pub fn is_rounded(number: f64, told: f64, written: &str) -> bool {
    let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (number - told).abs() <= 0.5 * 10f64.powi(-i32::try_from(decimals).unwrap()) + 1e-9
}
