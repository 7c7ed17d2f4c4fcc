//! What a file of evidence is called: the last part of what it came as, without what no file may be called, and with the ending
//! of what it is.

use crate::model::EvidenceForm;
use crate::normalize::text;

/// Characters of a name, at most.
const LONGEST: usize = 60;
/// Letters that nobody sees, some of which turn what stands behind them round.
const UNSAID: [char; 16] = [
    '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}',
    '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{feff}', '\u{fffd}',
];
/// What a file is called that came without a name.
const NAMELESS: &str = "依据";

/// The name under which a file is kept.
pub(super) fn name_of(given: &str, form: EvidenceForm) -> String {
    let line = text::one_line(given);
    let last = line.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let may = |c: &char| !c.is_control() && !UNSAID.contains(c) && !r#"<>:"|?*%;"#.contains(*c);
    let stem: String = stem.chars().filter(may).take(LONGEST).collect();
    let stem = stem.trim_matches(['.', ' ']);
    format!("{}.{}", if stem.is_empty() { NAMELESS } else { stem }, form.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_and_says_what_the_file_is() {
        for (given, name) in [
            ("走访照片.JPG", "走访照片.jpg"),
            ("../../etc/passwd", "passwd.jpg"),
            (r"C:\用户\王某\IMG_0001.jpeg", "IMG_0001.jpg"),
            ("/", "依据.jpg"),
            ("", "依据.jpg"),
            ("...", "依据.jpg"),
            ("合同.pdf.exe", "合同.pdf.jpg"),
            ("a\r\nSet-Cookie: x=1.jpg", "a Set-Cookie x=1.jpg"),
            ("a\u{202e}gpj.exe", "agpj.jpg"),
            ("\"><script>.png", "script.jpg"),
        ] {
            assert_eq!(name_of(given, EvidenceForm::Jpeg), name, "{given}");
        }
        assert_eq!(name_of(&"长".repeat(500), EvidenceForm::Pdf).chars().count(), LONGEST + 4);
    }
}
