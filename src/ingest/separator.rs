//! What separates the cells of a text file: what its first line says (`sep=;`, as Excel writes it), else what its first
//! rows speak for.

use std::io::Read;

use encoding_rs::Encoding;

use super::decode::Utf8Reader;

/// Bytes of UTF-8 looked at.
const HEAD: u64 = 64 << 10;
/// Rows looked at.
const ROWS: usize = 50;
/// What separates cells; where two fit as well, the first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// What separates the cells of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Separator {
    pub byte: u8,
    /// Its first line says so, and is no row.
    pub said: bool,
}

/// How the first rows fall apart at a separator.
struct Fit {
    /// Rows that have the commonest number of cells above one.
    agreeing: usize,
    rows: usize,
    /// That number.
    width: usize,
    /// The first row has several cells.
    from_the_first: bool,
}

impl Separator {
    /// The separator of a file, of which only the beginning is read.
    pub fn of(file: impl Read, encoding: &'static Encoding) -> std::io::Result<Self> {
        let (head, whole) = head(file, encoding)?;
        Ok(said(&head).unwrap_or_else(|| Self { byte: found(&head, whole).0, said: false }))
    }
}

/// Whether a text file looks like a table: all its first rows fall apart into as many cells, and there are several.
pub fn is_table(file: impl Read, encoding: &'static Encoding) -> std::io::Result<bool> {
    let (head, whole) = head(file, encoding)?;
    let (_, fit) = found(&head, whole);
    Ok(said(&head).is_some() || (fit.rows > 1 && fit.agreeing == fit.rows))
}

/// The beginning of a file, and whether that is all of it.
fn head(file: impl Read, encoding: &'static Encoding) -> std::io::Result<(String, bool)> {
    let mut head = Vec::new();
    Utf8Reader::plain(file, encoding).take(HEAD).read_to_end(&mut head)?;
    let whole = (head.len() as u64) < HEAD;
    Ok((String::from_utf8_lossy(&head).into_owned(), whole))
}

fn said(head: &str) -> Option<Separator> {
    let line = head.lines().next()?;
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let byte = match line.split_at_checked(4)? {
        (word, rest) if word.eq_ignore_ascii_case("sep=") => rest,
        _ => return None,
    };
    match byte.as_bytes() {
        [byte] if !byte.is_ascii_alphanumeric() && *byte != b'"' => Some(Separator { byte: *byte, said: true }),
        _ => None,
    }
}

fn found(head: &str, whole: bool) -> (u8, Fit) {
    let comma = fit(head, whole, b',');
    let others = SEPARATORS[1..].iter().map(|byte| (*byte, fit(head, whole, *byte)));
    let speaks = |fit: &Fit| (fit.agreeing, fit.width);
    others
        .filter(|(byte, fit)| trusted(*byte, fit))
        .fold((b',', comma), |best, next| if speaks(&next.1) > speaks(&best.1) { next } else { best })
}

/// Semicolons and bars stand inside cells too: without a header that has them they speak only where all rows below agree.
fn trusted(byte: u8, fit: &Fit) -> bool {
    byte == b'\t' || fit.from_the_first || (fit.width > 2 && fit.agreeing > 1 && fit.agreeing + 2 >= fit.rows)
}

fn fit(head: &str, whole: bool, byte: u8) -> Fit {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(byte).from_reader(head.as_bytes());
    let read = reader.records().take(ROWS + 1).filter_map(Result::ok);
    let mut widths: Vec<usize> = read.map(|record| record.len()).collect();
    // The last row may be cut off.
    if widths.len() > ROWS || (!whole && widths.len() > 1) {
        widths.pop();
    }
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    let wide = widths.iter().copied().filter(|width| *width > 1);
    let (agreeing, width) = wide.map(|width| (count(width), width)).max().unwrap_or_default();
    Fit { agreeing, rows: widths.len(), width, from_the_first: widths.first().is_some_and(|width| *width > 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (char, bool) {
        let found = Separator::of(text.as_bytes(), encoding_rs::UTF_8).unwrap();
        (char::from(found.byte), found.said)
    }

    #[test]
    fn rows_speak_for_their_separator() {
        let cases = [
            ("a,b\n1,2\n", ','),
            ("a\tb\n1\t2\n", '\t'),
            ("a;b\n1;2\n", ';'),
            ("a|b\n1|2\n", '|'),
            ("name\n甲\n", ','),
            ("", ','),
            // Lists inside cells are none.
            ("name\n甲;乙\n丙;丁\n", ','),
            ("name,aliases\n甲,a;b;c\n乙,d;e;f\n", ','),
            ("name;scope\n甲;研发,生产\n乙;生产,销售\n", ';'),
            ("name\tscope\n甲\t研发,生产;销售\n", '\t'),
            ("name;scope\n\"甲,乙,丙\";\"a\n,b\"\n", ';'),
            // A title stands above.
            ("某市企业名录\nname\tadcode\n甲\t340100\n", '\t'),
            ("某市企业名录\na;b;c\n1;2;3\n4;5;6\n", ';'),
            // As many rows say the one as the other.
            ("a,b;c\n1,2;3\n", ','),
        ];
        for (text, separator) in cases {
            assert_eq!(of(text), (separator, false), "{text:?}");
        }
    }

    #[test]
    fn the_first_line_may_say_it() {
        for (text, separator) in
            [("sep=;\na;b\n", ';'), ("SEP=\t\na\tb\n", '\t'), ("\"sep=,\"\na,b\n", ','), ("sep=^\na^b\n", '^')]
        {
            assert_eq!(of(text), (separator, true), "{text:?}");
        }
        for text in ["sep=\n1\n", "sep=ab\n1\n", "separator\n;\n", "sep=，\n甲，乙\n"] {
            assert!(!of(text).1, "{text:?}");
        }
    }
}
