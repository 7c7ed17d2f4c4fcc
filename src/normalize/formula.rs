//! Texts that a spreadsheet would take for a formula, in files that go out and come back. Some take the full-width signs
//! for the others.

use super::text;

/// A cell as exported tables write it: what a spreadsheet would take for a formula gets a quote in front, and so does what
/// looks like such a cell already. Numbers do not.
pub fn guarded(cell: &str) -> String {
    let number = || cell.parse::<f64>().is_ok_and(f64::is_finite);
    if is_formula(cell.trim_start_matches('\'')) && !number() { format!("'{cell}") } else { cell.to_owned() }
}

/// A cell without outer blanks and without the quote that exported tables put before what looks like a formula.
pub fn unguarded(field: &str) -> &str {
    let field = text::trimmed(field);
    field.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\''))).unwrap_or(field)
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        assert_eq!([guarded("=1+1"), guarded("-3.5"), guarded("@x"), guarded("甲")], ["'=1+1", "-3.5", "'@x", "甲"]);
        assert_eq!(["＝1+1", "＋86", "－3.5", "＠x"].map(guarded), ["'＝1+1", "'＋86", "'－3.5", "'＠x"]);
        assert_eq!(["甲＝乙", "'甲", "(＝1)"].map(guarded), ["甲＝乙", "'甲", "(＝1)"]);
    }

    #[test]
    fn the_guard_of_exported_cells_is_taken_off_again() {
        assert_eq!(["'=1+1", "'甲", " -3 ", "'@x"].map(unguarded), ["=1+1", "'甲", "-3", "@x"]);
        for cell in ["＝1+1", "＋86", "－3.5", "＠x", "'＝1", "''＠"] {
            assert_eq!(unguarded(&guarded(cell)), cell);
        }
    }
}
