//! A list handed out as a file: what a store keeps of it, so that the returned file can be merged.

use sha2::{Digest, Sha256};

use crate::model::{Day, PacketField, Values, ValuesBuilder, ValuesView, hex};

/// A packet as issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// The receiver named in the watermark, or the word for one that was erased.
    pub to: String,
    /// The day it was handed out.
    pub issued: Day,
    /// The last day it is good for; what comes back later is told to be late.
    pub expires: Day,
    /// Whether it holds whom to call.
    pub contacts: bool,
    /// In the order of the file.
    pub rows: Vec<PacketRow>,
}

/// A row of a packet: the record the entry hangs on, and the version that was handed out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PacketRow {
    /// The id that the entry names its enterprise by.
    pub enterprise: String,
    /// The batch that wrote the entry as it was handed out.
    pub version: u64,
}

impl Packet {
    /// The form a store keeps.
    pub fn values(&self) -> Values {
        let mut values = ValuesBuilder::default();
        let mut put = |field: PacketField, text: &str| values.text(field as u8, text);
        put(PacketField::To, &self.to);
        put(PacketField::Issued, &self.issued.to_string());
        put(PacketField::Expires, &self.expires.to_string());
        put(PacketField::Contacts, if self.contacts { "1" } else { "0" });
        put(PacketField::Rows, &serde_json::to_string(&self.rows).unwrap_or_default());
        values.build()
    }

    /// Takes back what a store kept; none where that makes no sense.
    pub fn read(values: ValuesView<'_>) -> Option<Self> {
        let text = |field: PacketField| values.text(field as u8);
        Some(Self {
            to: text(PacketField::To).unwrap_or_default().to_owned(),
            issued: text(PacketField::Issued)?.parse().ok()?,
            expires: text(PacketField::Expires)?.parse().ok()?,
            contacts: text(PacketField::Contacts) == Some("1"),
            rows: serde_json::from_str(text(PacketField::Rows)?).ok()?,
        })
    }
}

/// The key of a row in its file: the packet, the record, and a check that finds what was typed over.
pub fn row_key(packet: &str, enterprise: &str) -> String {
    let digest = Sha256::digest(format!("{packet}\u{0}{enterprise}"));
    format!("{packet}-{}", hex(&digest[..6]))
}

/// The key of a row of a list that was exported: the version that was shown, the chain and the record, and a check that finds
/// what was typed over. Nothing needs to be kept for it.
pub fn list_key(chain: &str, enterprise: &str, version: u64) -> String {
    let check = Sha256::digest(format!("{version}\u{0}{chain}\u{0}{enterprise}"));
    format!("{LISTED}{version}-{}{}", list_mark(chain, enterprise), hex(&check[..3]))
}

/// What begins the key of a row of an exported list; no packet's id does.
const LISTED: char = 'L';
/// Characters of the mark of an entry.
const MARK: usize = 12;

/// What marks an entry in its key, whatever the version.
pub fn list_mark(chain: &str, enterprise: &str) -> String {
    hex(&Sha256::digest(format!("{chain}\u{0}{enterprise}"))[..MARK / 2])
}

/// The version and the mark that the key of an exported row names; none where it is no such key.
pub fn read_list_key(key: &str) -> Option<(u64, &str)> {
    let (version, rest) = key.strip_prefix(LISTED)?.split_once('-')?;
    let mark = rest.get(..MARK).filter(|mark| mark.bytes().all(|b| b.is_ascii_hexdigit()))?;
    Some((version.parse().ok()?, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_is_read_back_as_it_was_issued() {
        let day = |text: &str| text.parse().unwrap();
        let rows = vec![PacketRow { enterprise: "=甲".into(), version: 7 }];
        let packet =
            Packet { to: "王某".into(), issued: day("2026-11-24"), expires: day("2026-12-08"), contacts: true, rows };
        assert_eq!(Packet::read(packet.values().view()), Some(packet));
    }

    #[test]
    fn the_key_of_an_exported_row_names_its_entry_and_version() {
        let key = list_key("ic", "=甲", 41);
        assert_eq!(read_list_key(&key), Some((41, &*list_mark("ic", "=甲"))));
        assert_ne!(list_mark("ic", "=甲"), list_mark("nev", "=甲"));
        for wrong in ["", "L", "L41", "L-1", "Lx-0123456789ab", "L41-甲乙丙丁甲", &row_key("0a", "b")] {
            assert_eq!(read_list_key(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn keys_differ_by_packet_and_by_record() {
        let keys = [row_key("p", "a"), row_key("p", "b"), row_key("q", "a")];
        assert!(keys[0] != keys[1] && keys[0] != keys[2] && keys[1] != keys[2]);
    }
}
