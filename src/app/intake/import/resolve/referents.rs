//! References to records: which record each of a draft's references means, or what is wrong with it.

use crate::ingest::{Draft, DraftValue, Fault, Given};
use crate::model::Field;
use crate::resolve::{Dictionary, Lookup, ReferenceError, Referent};

/// The records that a draft's references mean.
#[derive(Debug, Default)]
pub struct Referents {
    /// Of the key references.
    pub key: Vec<Referent>,
    /// Of each field that holds references.
    pub fields: Vec<(Field, Vec<Referent>)>,
    /// Those that no id, code or exact name told, with the text that did.
    pub otherwise: Vec<(String, Referent)>,
}

/// Resolves the references of a draft.
pub fn referents(draft: &Draft, dictionary: &Dictionary, lookup: &Lookup) -> Result<Referents, Fault> {
    let mut otherwise = Vec::new();
    let mut find =
        |given: &Given| find(given, dictionary, lookup, &mut otherwise).map_err(|error| fault(given, &error));
    let key = draft.references.iter().map(&mut find).collect::<Result<Vec<_>, _>>()?;
    let mut fields = Vec::new();
    for (field, value) in &draft.fields {
        if let DraftValue::References(all) = value {
            fields.push((*field, all.iter().map(&mut find).collect::<Result<Vec<_>, _>>()?));
        }
    }
    Ok(Referents { key, fields, otherwise })
}

/// An id of the mapping's own namespace goes before anything the text as given may mean; other names than the exact one
/// come last.
fn find(
    given: &Given,
    dictionary: &Dictionary,
    lookup: &Lookup,
    otherwise: &mut Vec<(String, Referent)>,
) -> Result<Referent, ReferenceError> {
    let own = given.namespaced.as_deref().map(|id| lookup.find(dictionary, given.kinds, id));
    let found = match own {
        Some(Ok(referent)) => return Ok(referent),
        Some(Err(several @ ReferenceError::Several { .. })) => return Err(several),
        Some(Err(ReferenceError::None { .. })) | None => lookup.find(dictionary, given.kinds, &given.text),
    };
    if !matches!(found, Err(ReferenceError::None { .. })) {
        return found;
    }
    let referent = lookup.find_otherwise(dictionary, given.kinds, &given.text)?;
    otherwise.push((given.text.clone(), referent));
    Ok(referent)
}

fn fault(given: &Given, error: &ReferenceError) -> Fault {
    let kinds: Vec<&str> = given.kinds.iter().map(|k| k.zh()).collect();
    let what = kinds.join("或");
    match error {
        ReferenceError::None { near, .. } => {
            let files: Vec<String> = given.kinds.iter().map(|k| format!("{}.csv", k.code())).collect();
            let near = if near.is_empty() { String::new() } else { format!("相近的有：{}。", near.join("、")) };
            let fix =
                format!("{near}请检查拼写，或先导入它（{}）；它若在本次导入中，看那一行是否被拒绝", files.join("、"));
            Fault::new(given.column, &given.text, format!("没有这个{what}"), fix)
        }
        ReferenceError::Several { ids, .. } => {
            let fix = format!("请写明是哪一个：{}", ids.join("、"));
            Fault::new(given.column, &given.text, format!("有 {} 个{what}都叫这个", ids.len()), fix)
        }
    }
}
