//! The tag tree as objects of printpdf's tree.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::layout::forme::Forme;
use crate::pdf::structure::{Element, Kids, elements, owners, scope_name};

/// Adds the structure tree of the pages to the document and gives its root.
pub(super) fn add(document: &mut Document, forme: &Forme, pages: &[ObjectId]) -> ObjectId {
    let elements = elements(forme);
    let (root, top) = (document.new_object_id(), document.new_object_id());
    let ids = elements.iter().map(|_| document.new_object_id()).collect();
    let writer = Writer { elements: &elements, top, ids, pages };
    for (index, id) in writer.ids.iter().enumerate() {
        document.objects.insert(*id, Object::Dictionary(writer.dictionary(index)));
    }
    let tops = (0..).zip(&elements).filter(|(_, element)| element.parent.is_none());
    let kids: Vec<Object> = tops.map(|(index, _)| writer.reference(index)).collect();
    let mut element = new_element("Document", Object::Reference(root));
    element.set("K", kids);
    document.objects.insert(top, Object::Dictionary(element));
    let parents = writer.parents(document);
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => Object::Reference(top),
        "ParentTree" => dictionary! { "Nums" => parents },
        "ParentTreeNextKey" => integer(pages.len()),
        "IDTree" => dictionary! { "Names" => writer.names() },
    };
    document.objects.insert(root, Object::Dictionary(tree));
    root
}

/// Elements as the objects of a document.
struct Writer<'a> {
    elements: &'a [Element],
    top: ObjectId,
    ids: Vec<ObjectId>,
    pages: &'a [ObjectId],
}

impl Writer<'_> {
    fn dictionary(&self, index: usize) -> Dictionary {
        let Some(element) = self.elements.get(index) else { return Dictionary::new() };
        let parent =
            element.parent.map_or(Object::Reference(self.top), |parent| self.reference(parent));
        let mut dictionary = new_element(element.role, parent);
        match &element.kids {
            Kids::Elements(kids) => dictionary.set("K", self.references(kids)),
            Kids::Mark { page, mark } => {
                dictionary.set(
                    "Pg",
                    self.pages.get(*page).map_or(Object::Null, |&id| Object::Reference(id)),
                );
                dictionary.set("K", integer(*mark));
            }
        }
        if element.identified {
            dictionary.set("ID", identifier(index));
        }
        if let Some(attributes) = attributes(element) {
            dictionary.set("A", attributes);
        }
        dictionary
    }

    fn reference(&self, index: usize) -> Object {
        self.ids.get(index).map_or(Object::Null, |&id| Object::Reference(id))
    }

    fn references(&self, indices: &[usize]) -> Vec<Object> {
        indices.iter().map(|&index| self.reference(index)).collect()
    }

    /// Page by page, which element owns each marked sequence.
    fn parents(&self, document: &mut Document) -> Vec<Object> {
        let owners = owners(self.elements, self.pages.len()).into_iter().enumerate();
        let entry = |(page, owners): (usize, Vec<usize>)| {
            [integer(page), Object::Reference(document.add_object(self.references(&owners)))]
        };
        owners.flat_map(entry).collect()
    }

    fn names(&self) -> Vec<Object> {
        let identified = (0..).zip(self.elements).filter(|(_, element)| element.identified);
        identified.flat_map(|(index, _)| [identifier(index), self.reference(index)]).collect()
    }
}

fn new_element(role: &str, parent: Object) -> Dictionary {
    dictionary! { "Type" => "StructElem", "S" => role, "P" => parent }
}

/// The attributes of a cell.
fn attributes(element: &Element) -> Option<Dictionary> {
    let mut attributes = Dictionary::new();
    if let Some(scope) = element.scope {
        attributes.set("Scope", scope_name(scope));
    }
    if !element.headers.is_empty() {
        let headers: Vec<Object> = element.headers.iter().map(|&index| identifier(index)).collect();
        attributes.set("Headers", headers);
    }
    if attributes.is_empty() {
        return None;
    }
    attributes.set("O", "Table");
    Some(attributes)
}

/// Readers look identifiers up in a sorted tree: so all have the same length.
fn identifier(index: usize) -> Object {
    Object::string_literal(format!("{index:04}"))
}

fn integer(number: usize) -> Object {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}
