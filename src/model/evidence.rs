//! Evidence: files that show what people's work says: a picture of a visit, a permit of a project.

use std::fmt;
use std::str::FromStr;

use super::words::words;
use super::{Kind, NodeId};

words! {
    /// What a file of evidence is.
    EvidenceForm {
        Pdf = "pdf", "PDF";
        Jpeg = "jpg", "JPEG 图片";
        Png = "png", "PNG 图片";
    }
}

words! {
    /// What was done to a file of evidence.
    EvidenceDeed {
        Add = "add", "附上依据";
        Remove = "remove", "取下依据";
        Take = "take", "取走依据";
    }
}

/// How files begin that are evidence.
const BEGINNINGS: [(EvidenceForm, &[u8]); 3] = [
    (EvidenceForm::Pdf, b"%PDF-"),
    (EvidenceForm::Jpeg, &[0xff, 0xd8, 0xff]),
    (EvidenceForm::Png, &[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]),
];

impl EvidenceForm {
    /// What a content is, whatever its file is called; none where it may be no evidence.
    pub fn of(content: &[u8]) -> Option<Self> {
        BEGINNINGS.iter().find(|(_, begin)| content.starts_with(begin)).map(|(form, _)| *form)
    }
}

/// What a file is the evidence of: a record, or a part of one, whichever source says it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceOf {
    /// Trips, visits, nodes of projects.
    pub kind: Kind,
    /// The id of the trip, the visit, the project; of a visit without one the enterprise.
    pub a: NodeId,
    /// The node of the project, the day and kind of a visit without id; blank of others.
    pub part: String,
}

impl EvidenceOf {
    /// Records that may have evidence.
    pub const KINDS: [Kind; 3] = [Kind::Trip, Kind::Visit, Kind::ProjectNode];
}

/// What the journal says of evidence: nothing that a file says, nor what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceTold {
    /// What was done.
    pub deed: EvidenceDeed,
    /// Id of the file.
    pub evidence: String,
    /// SHA-256 of what is in it, in hexadecimal.
    pub digest: String,
    /// The canonical file of what it is the evidence of.
    pub table: Kind,
    /// What that is known by there.
    pub thing: String,
}

impl fmt::Display for EvidenceTold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { deed, evidence, digest, table, thing } = self;
        write!(f, "{deed} {evidence} {digest} {table} {thing}")
    }
}

impl FromStr for EvidenceTold {
    type Err = ();

    fn from_str(words: &str) -> Result<Self, ()> {
        let mut parts = words.splitn(5, ' ');
        let mut next = || parts.next().ok_or(());
        Ok(Self {
            deed: next()?.parse().map_err(drop)?,
            evidence: next()?.to_owned(),
            digest: next()?.to_owned(),
            table: next()?.parse().map_err(drop)?,
            thing: next()?.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_is_in_it() {
        assert_eq!(EvidenceForm::of(b"%PDF-1.7\n"), Some(EvidenceForm::Pdf));
        assert_eq!(EvidenceForm::of(&[0xff, 0xd8, 0xff, 0xe1, 0]), Some(EvidenceForm::Jpeg));
        assert_eq!(EvidenceForm::of(b"\x89PNG\r\n\x1a\n...."), Some(EvidenceForm::Png));
        for other in [&b""[..], b"<html>", b"PK\x03\x04", b"GIF89a", b"\xff\xd8", b" %PDF-1.7", b"MZ"] {
            assert_eq!(EvidenceForm::of(other), None, "{other:?}");
        }
    }
}
