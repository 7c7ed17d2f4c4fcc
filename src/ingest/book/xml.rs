//! XML parts of a workbook.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::placed::broken;
use crate::ingest::rows::{FileFault, open_file};

/// The parts of a zip.
pub type Parts = zip::ZipArchive<BufReader<File>>;

/// Opens the zip of a workbook of this kind.
pub fn parts(path: &Path, kind: &str) -> Result<Parts, FileFault> {
    zip::ZipArchive::new(BufReader::new(open_file(path)?)).map_err(|error| broken(kind, &error))
}

/// A reader of a part; an empty element gives a start and an end.
pub fn reader<R: Read>(part: R) -> Reader<BufReader<R>> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    reader
}

/// An attribute of an element, with its entities resolved.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// An attribute that is a number.
pub fn number<N: std::str::FromStr>(element: &BytesStart<'_>, name: &str) -> Option<N> {
    attribute(element, name)?.trim().parse().ok()
}

/// What an entity such as `&amp;` or `&#x4e2d;` stands for; nothing where nobody knows it.
pub fn entity(reference: &BytesRef<'_>) -> String {
    if let Some(known) = resolve_xml_entity(&reference.xml10_content()) {
        return known.to_owned();
    }
    reference.resolve_char_ref().ok().flatten().map(String::from).unwrap_or_default()
}

/// The part that a sheet stands in, by the workbook's list and its relations.
pub fn sheet_part(path: &Path, list: &str, relations: &str, sheet: &str) -> Result<Option<String>, FileFault> {
    let mut parts = parts(path, "XLSX")?;
    let mut id = None;
    each_start(&mut parts, list, |element| {
        if element.local_name().into_inner() == "sheet" && attribute(element, "name").as_deref() == Some(sheet) {
            id = id.take().or_else(|| attribute(element, "r:id"));
        }
    })?;
    let Some(id) = id else { return Ok(None) };
    Ok(targets(&mut parts, relations)?.remove(&id))
}

/// The parts that a workbook's relations name, by their ids.
pub fn targets(parts: &mut Parts, relations: &str) -> Result<BTreeMap<String, String>, FileFault> {
    let mut found = BTreeMap::new();
    each_start(parts, relations, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let whole = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            found.insert(id, whole);
        }
    })?;
    Ok(found)
}

/// Shows the elements of a part, which may be missing.
fn each_start(parts: &mut Parts, part: &str, mut take: impl FnMut(&BytesStart<'_>)) -> Result<(), FileFault> {
    let Ok(part) = parts.by_name(part) else { return Ok(()) };
    let (mut reader, mut buffer) = (reader(part), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| broken("XLSX", &error))? {
            Event::Eof => return Ok(()),
            Event::Start(element) => take(&element),
            _ => {}
        }
    }
}
