//! References to records: which record each of a draft's references means, or what is wrong with it.

use crate::ingest::{Advice, Cure, Draft, DraftValue, Fault, Given};
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
    let mut find = |given: &Given| {
        let is_known = |part: &str| lookup.find(dictionary, given.kinds, part).is_ok();
        find(given, dictionary, lookup, &mut otherwise).map_err(|error| fault(given, &error, &is_known))
    };
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

fn fault(given: &Given, error: &ReferenceError, is_known: &dyn Fn(&str) -> bool) -> Fault {
    let kinds: Vec<&str> = given.kinds.iter().map(|k| k.zh()).collect();
    let what = kinds.join("或");
    let value = || Cure::value(&given.text);
    match error {
        ReferenceError::None { near, .. } => {
            if let Some(signs) = several(&given.text, is_known) {
                let fix = Advice::either(
                    "像是一格里写了几个：请每个一行，或让映射按这些符号拆开；仍没有的，请先导入",
                    "像是一格里写了几个：请每个一行，或在“各列是什么”那一列的“细说”里写用什么分开；仍没有的，请先导入",
                );
                let fault = Fault::new(given.column, &given.text, format!("没有这个{what}"), fix);
                return fault.cured_by(Cure::Split(signs));
            }
            let files: Vec<String> = given.kinds.iter().map(|k| format!("{}.csv", k.code())).collect();
            let cure = (!near.is_empty()).then(value);
            let near = if near.is_empty() { String::new() } else { format!("相近的有：{}。", near.join("、")) };
            let fix =
                |first: &str| format!("{near}请检查拼写，或先导入它{first}；它若在本次导入中，看那一行是否被拒绝");
            let fix = Advice::either(fix(&format!("（{}）", files.join("、"))), fix(""));
            Fault::new(given.column, &given.text, format!("没有这个{what}"), fix).cured_by(cure)
        }
        ReferenceError::Several { ids, .. } => {
            let fix = format!("请写明是哪一个：{}", ids.join("、"));
            let fault = Fault::new(given.column, &given.text, format!("有 {} 个{what}都叫这个", ids.len()), fix);
            fault.cured_by(value())
        }
    }
}

/// The signs between several records that one cell names, where at least one of them is known or the signs are those of
/// lists.
fn several(given: &str, is_known: &dyn Fn(&str) -> bool) -> Option<String> {
    // References are folded: a full-width sign stands here as its twin.
    const SIGNS: [char; 5] = ['、', ';', ',', '/', '|'];
    let signs: String = SIGNS.into_iter().filter(|sign| given.contains(*sign)).collect();
    let parts = || given.split(SIGNS).map(str::trim).filter(|part| !part.is_empty());
    let listed = signs.contains(['、', ';']);
    (parts().count() > 1 && (listed || parts().any(is_known))).then_some(signs)
}
