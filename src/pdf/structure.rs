//! The tag tree: what each marked sequence is, in reading order. It lies in the fixed bytes, so a letter pays nothing for it.
//!
//! A cell under a column's header names that header as well: over the grid it is the class, which alone tells R from r by ear, and a reader
//! that does not work headers out by `Scope` finds it so.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::layout::forme::{Block, Cell, Forme, Scope};

/// Adds the structure tree of the pages to the document and gives its root.
pub(super) fn add(document: &mut Document, forme: &Forme, pages: &[ObjectId]) -> ObjectId {
    let root = document.new_object_id();
    let top = document.new_object_id();
    let (mut kids, mut numbers, mut identified) = (Vec::new(), Vec::new(), Vec::new());
    for ((index, page), blocks) in (0_i64..).zip(pages).zip([&forme.blocks, &forme.overleaf]) {
        let mut tree = Tree { document, page: *page, owners: Vec::new(), identified: &mut identified };
        kids.extend(blocks.iter().map(|block| tree.block(block, top)));
        let owners: Vec<Object> = tree.owners.into_iter().map(Object::Reference).collect();
        numbers.extend([Object::Integer(index), Object::Reference(document.add_object(owners))]);
    }
    let mut element = element("Document", root);
    element.set("K", kids);
    document.objects.insert(top, Object::Dictionary(element));
    let parents = document.add_object(dictionary! { "Nums" => numbers });
    let next = i64::try_from(pages.len()).unwrap_or(i64::MAX);
    let identified: Vec<Object> = identified.into_iter().flatten().collect();
    let identified = document.add_object(dictionary! { "Names" => identified });
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => Object::Reference(top),
        "ParentTree" => Object::Reference(parents),
        "ParentTreeNextKey" => next,
        "IDTree" => Object::Reference(identified),
    };
    document.objects.insert(root, Object::Dictionary(tree));
    root
}

struct Tree<'d> {
    document: &'d mut Document,
    page: ObjectId,
    /// The element that owns each marked sequence of the page, by its number.
    owners: Vec<ObjectId>,
    /// Identifier and element of each header cell over a column, in the order of the identifiers.
    identified: &'d mut Vec<[Object; 2]>,
}

impl Tree<'_> {
    fn block(&mut self, block: &Block, parent: ObjectId) -> Object {
        match block {
            Block::Title(_) => self.leaf("H1", parent),
            Block::Heading(_) => self.leaf("H2", parent),
            Block::Paragraph(_) => self.leaf("P", parent),
            Block::Table(rows) => self.table(rows, parent),
            Block::List(items) => self.branch("L", parent, items, |tree, item, list| {
                tree.branch("LI", list, std::slice::from_ref(item), |tree, _, item| tree.leaf("LBody", item))
            }),
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>], parent: ObjectId) -> Object {
        let over = rows.first().map(|row| self.identifiers(row)).unwrap_or_default();
        self.branch("Table", parent, rows, |tree, row, table| {
            let cells: Vec<_> = row.iter().zip(&over).collect();
            tree.branch("TR", table, &cells, |tree, (cell, over), row| tree.cell(cell, over.as_ref(), row))
        })
    }

    /// An identifier for each cell of a first row that speaks for its column, going on from those of earlier tables.
    fn identifiers(&self, row: &[Cell]) -> Vec<Option<Object>> {
        let mut number = self.identified.len();
        let identifier = |cell: &Cell| {
            (cell.header == Some(Scope::Column)).then(|| {
                number += 1;
                Object::string_literal(format!("H{number:04}"))
            })
        };
        row.iter().map(identifier).collect()
    }

    /// A cell under a header cell, or that header cell itself where `over` is its own identifier.
    fn cell(&mut self, cell: &Cell, over: Option<&Object>, row: ObjectId) -> Object {
        let (role, attributes) = match (cell.header, over) {
            (None, None) => return self.leaf("TD", row),
            (None, Some(over)) => ("TD", dictionary! { "O" => "Table", "Headers" => vec![over.clone()] }),
            (Some(Scope::Row), _) => ("TH", dictionary! { "O" => "Table", "Scope" => "Row" }),
            (Some(Scope::Column), _) => ("TH", dictionary! { "O" => "Table", "Scope" => "Column" }),
        };
        let leaf = self.leaf(role, row);
        let identifier = over.filter(|_| cell.header == Some(Scope::Column));
        if let Ok(Object::Dictionary(element)) =
            leaf.as_reference().and_then(|id| self.document.get_object_mut(id))
        {
            element.set("A", attributes);
            if let Some(identifier) = identifier {
                element.set("ID", identifier.clone());
                self.identified.push([identifier.clone(), leaf.clone()]);
            }
        }
        leaf
    }

    /// An element whose kids are elements.
    fn branch<T>(
        &mut self,
        role: &str,
        parent: ObjectId,
        of: &[T],
        kid: impl Fn(&mut Self, &T, ObjectId) -> Object,
    ) -> Object {
        let id = self.document.new_object_id();
        let kids = of.iter().map(|item| kid(self, item, id)).collect();
        self.set(id, role, parent, kids);
        Object::Reference(id)
    }

    /// An element that owns the next marked sequence.
    fn leaf(&mut self, role: &str, parent: ObjectId) -> Object {
        let mark = i64::try_from(self.owners.len()).unwrap_or(i64::MAX);
        let mut element = element(role, parent);
        element.set("Pg", Object::Reference(self.page));
        element.set("K", mark);
        let id = self.document.add_object(element);
        self.owners.push(id);
        Object::Reference(id)
    }

    fn set(&mut self, id: ObjectId, role: &str, parent: ObjectId, kids: Vec<Object>) {
        let mut element = element(role, parent);
        element.set("K", kids);
        self.document.objects.insert(id, Object::Dictionary(element));
    }
}

fn element(role: &str, parent: ObjectId) -> Dictionary {
    dictionary! { "Type" => "StructElem", "S" => role, "P" => Object::Reference(parent) }
}
