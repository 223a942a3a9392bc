//! The tree of document parts: its levels, its leaves and their pages, and what it says of them.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Faults, entries};

/// A part that is still to be looked at.
struct Part {
    id: ObjectId,
    parent: ObjectId,
    level: usize,
}

/// What was found on the way.
#[derive(Default)]
struct Walk {
    met: BTreeSet<ObjectId>,
    /// The level of each leaf, and the page that it begins with and ends with.
    leaves: Vec<(usize, ObjectId, [ObjectId; 2])>,
    sequence: Vec<String>,
}

pub(super) fn look_at(document: &Document, faults: &mut Faults) {
    let root = document.catalog().and_then(|c| c.get(b"DPartRoot")).and_then(Object::as_reference);
    let Ok(root) = root else { return faults.note("no document parts") };
    let entries = entries(document, root);
    let Ok(top) = entries.get(b"DPartRootNode").and_then(Object::as_reference) else {
        return faults.note("no part that holds all");
    };
    faults.unless(is_type(entries, b"DPartRoot"), "what leads to the parts has another type");
    let walk = walk(document, Part { id: top, parent: root, level: 0 }, faults);
    look_at_levels(entries, &walk, faults);
    look_at_pages(document, &walk, faults);
    for (before, after) in walk.sequence.iter().zip(walk.sequence.iter().skip(1)) {
        let [before, after] = [before, after].map(|text| text.parse::<usize>().unwrap_or(0));
        faults.unless(after == before + 1, &format!("after letter {before} comes {after}"));
    }
}

fn is_type(entries: &Dictionary, kind: &[u8]) -> bool {
    entries.get(b"Type").and_then(Object::as_name).is_ok_and(|found| found == kind)
}

fn walk(document: &Document, top: Part, faults: &mut Faults) -> Walk {
    let (mut walk, mut open) = (Walk::default(), vec![top]);
    while let Some(part) = open.pop() {
        if !walk.met.insert(part.id) {
            faults.note("a part that is met twice");
            continue;
        }
        let node = entries(document, part.id);
        faults.unless(is_type(node, b"DPart"), "a part of another type");
        let parent = node.get(b"Parent").and_then(Object::as_reference);
        faults.unless(parent.is_ok_and(|up| up == part.parent), "a part under another parent");
        match (node.get(b"DParts"), node.get(b"Start")) {
            (Ok(kids), Err(_)) => {
                look_at_job(node, part.level, faults);
                let kids = kids_of(kids, faults).into_iter().rev();
                open.extend(kids.map(|id| Part { id, parent: part.id, level: part.level + 1 }));
            }
            (Err(_), Ok(start)) => look_at_leaf(&part, start, node, &mut walk, faults),
            _ => faults.note("a part with parts and pages, or with neither"),
        }
    }
    walk
}

/// An array of arrays of references.
fn kids_of(arrays: &Object, faults: &mut Faults) -> Vec<ObjectId> {
    let mut kids = Vec::new();
    for array in arrays.as_array().map_or(&[][..], Vec::as_slice) {
        let Ok(array) = array.as_array() else {
            faults.note("DParts is no array of arrays");
            continue;
        };
        faults.unless((1..=8191).contains(&array.len()), "an array of none or too many parts");
        kids.extend(array.iter().filter_map(|kid| kid.as_reference().ok()));
    }
    kids
}

fn look_at_leaf(
    part: &Part,
    start: &Object,
    node: &Dictionary,
    walk: &mut Walk,
    faults: &mut Faults,
) {
    let start = start.as_reference().unwrap_or_default();
    let end = node.get(b"End").and_then(Object::as_reference);
    faults.unless(end.as_ref().ok() != Some(&start), "a part of one page with an End");
    walk.leaves.push((part.level, part.id, [start, end.unwrap_or(start)]));
    let said = path(node, &[b"DPM", b"CIP4_Root", b"CIP4_Recipient"]);
    let number = said.and_then(|said| said.get(b"CIP4_UniqueID").ok()?.as_str().ok());
    let number = number.map(|number| String::from_utf8_lossy(number).into_owned());
    let is_number = |n: &String| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit());
    match number.filter(is_number) {
        Some(number) => walk.sequence.push(number),
        None => faults.note("a letter without a sequence number"),
    }
    let only = |entries: Option<&Dictionary>| entries.is_some_and(|entries| entries.len() == 1);
    let silent =
        only(said) && only(path(node, &[b"DPM", b"CIP4_Root"])) && only(path(node, &[b"DPM"]));
    faults.unless(silent, "a part that says more than its number");
}

fn look_at_job(node: &Dictionary, level: usize, faults: &mut Faults) {
    let said = path(node, &[b"DPM", b"CIP4_Root", b"CIP4_Metadata"]);
    let keys = [b"CIP4_Conformance".as_slice(), b"CIP4_Creator", b"CIP4_JobID"];
    let says = said.is_some_and(|said| said.len() == 3 && keys.iter().all(|key| said.has(key)));
    faults.unless(says || level > 0, "a job that does not say what it is");
}

fn path<'d>(entries: &'d Dictionary, keys: &[&[u8]]) -> Option<&'d Dictionary> {
    let mut found = entries;
    for key in keys {
        found = found.get(key).and_then(Object::as_dict).ok()?;
    }
    Some(found)
}

/// A name for each level, and letters at the level that the root tells.
fn look_at_levels(root: &Dictionary, walk: &Walk, faults: &mut Faults) {
    let depth = walk.leaves.iter().map(|(level, ..)| level + 1).max().unwrap_or(0);
    let names = root.get(b"NodeNameList").and_then(Object::as_array).map_or(0, Vec::len);
    faults.unless(names == depth, &format!("{names} names of {depth} levels"));
    let record = root.get(b"RecordLevel").and_then(Object::as_i64).ok();
    let record = record.and_then(|record| usize::try_from(record).ok());
    let letters = walk.leaves.iter().all(|(level, ..)| Some(*level) == record);
    faults.unless(letters, "RecordLevel is not the level of the letters");
}

/// Every page is in one part, in the order of the parts, and says so.
fn look_at_pages(document: &Document, walk: &Walk, faults: &mut Faults) {
    let mut pages = document.page_iter();
    for (nth, (_, leaf, [start, end])) in walk.leaves.iter().enumerate() {
        let mut page = pages.next();
        faults.unless(page == Some(*start), &format!("part {} begins elsewhere", nth + 1));
        while let Some(id) = page {
            let back = entries(document, id).get(b"DPart").and_then(Object::as_reference);
            faults.unless(
                back.is_ok_and(|back| back == *leaf),
                "a page that knows another part or none",
            );
            page = if id == *end { None } else { pages.next() };
        }
    }
    let beyond = pages.count();
    faults.unless(beyond == 0, &format!("{beyond} pages in no part"));
}
