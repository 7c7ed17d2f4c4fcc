//! Answers compared with expected ones.

/// Compares JSON: every field of `expected` must be in `found`, numbers to 1e-9; further fields may stand beside.
pub fn assert_matches(found: &serde_json::Value, expected: &serde_json::Value, place: &str) {
    use serde_json::Value;
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, value) in expected {
                let at = format!("{place}.{key}");
                assert_matches(found.get(key).unwrap_or_else(|| panic!("{at} is missing")), value, &at);
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{place}");
            for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
                assert_matches(found, expected, &format!("{place}[{i}]"));
            }
        }
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().expect("a number"), expected.as_f64().expect("a number"));
            assert!((found - expected).abs() <= 1e-9, "{place}: {found} is not {expected}");
        }
        _ => assert_eq!(found, expected, "{place}"),
    }
}
