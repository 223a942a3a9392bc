//! Every public item has a runnable example of its own; `unreachable_pub` sees to it that what is
//! `pub` can be reached.

use syn::{Attribute, Expr, ExprLit, ImplItem, Item, Lit, Meta, TraitItem, Visibility};

use super::{Source, sources};

#[test]
fn every_public_item_has_an_example() {
    let sources = sources();
    let public: usize = sources.iter().map(|source| public(source).len()).sum();
    assert!(public > 500, "only {public}");
    let without: Vec<String> = sources.iter().flat_map(without_example).collect();
    assert!(without.is_empty(), "{} have none:\n{}", without.len(), without.join("\n"));
}

#[test]
fn an_item_without_an_example_is_found() {
    let found = |code: &str| without_example(&Source::new(&["date".to_owned()], code));
    let example = "/// A day.\n///\n/// ```\n/// assert!(true);\n/// ```\n";
    let inside = |items: &str| format!("impl<T> Date<T> {{\n{items}\n}}");
    for (code, name) in [
        ("/// A day.\npub struct Date;".to_owned(), "Date"),
        ("/// A day.\n///\n/// ```text\n/// 2026\n/// ```\npub enum Date {}".to_owned(), "Date"),
        (inside("/// A day.\npub const fn day() {}"), "Date::day"),
        (inside("/// A day.\npub const DAY: u8 = 1;"), "Date::DAY"),
        (
            "/// A day.\npub trait Day {\n/// It.\nfn day(); }".replace("/// A day.\n", example),
            "Day::day",
        ),
    ] {
        assert_eq!(found(&code), [format!("src/date.rs: {name}")], "{code}");
    }
    for code in [
        format!("{example}#[derive(Debug)]\npub struct Date;"),
        inside(&format!("{example}pub fn day() {{}}\nfn own() {{}}\npub(crate) fn ours() {{}}")),
        inside("#[doc(hidden)]\npub fn for_benches() {}"),
        "impl Display for Date { fn fmt() {} }\nstruct Own;\npub(crate) enum Ours {}".into(),
    ] {
        assert_eq!(found(&code), [""; 0], "{code}");
    }
}

/// A public item, by its name.
struct Public<'s> {
    name: String,
    attributes: &'s [Attribute],
}

fn without_example(source: &Source) -> Vec<String> {
    let without = public(source).into_iter().filter(|item| !has_example(item.attributes));
    without.map(|item| format!("{}: {}", source.name, item.name)).collect()
}

fn public(source: &Source) -> Vec<Public<'_>> {
    let mut found = Vec::new();
    for item in &source.syntax.items {
        let own = public_item(item);
        let (of, inner) = match item {
            Item::Impl(item) if item.trait_.is_none() => {
                (type_name(&item.self_ty), item.items.iter().filter_map(public_in_impl).collect())
            }
            Item::Trait(item) if own.is_some() => {
                (item.ident.to_string(), item.items.iter().filter_map(in_trait).collect())
            }
            _ => (String::new(), Vec::new()),
        };
        found.extend(own);
        found.extend(inner.into_iter().map(|item| item.inside(&of)));
    }
    found.retain(|item| !is_hidden(item.attributes));
    found
}

impl<'s> Public<'s> {
    fn of(visibility: &Visibility, name: &syn::Ident, attributes: &'s [Attribute]) -> Option<Self> {
        let name = name.to_string();
        matches!(visibility, Visibility::Public(_)).then_some(Self { name, attributes })
    }

    fn inside(self, of: &str) -> Self {
        Self { name: format!("{of}::{}", self.name), ..self }
    }
}

fn public_item(item: &Item) -> Option<Public<'_>> {
    match item {
        Item::Const(item) => Public::of(&item.vis, &item.ident, &item.attrs),
        Item::Enum(item) => Public::of(&item.vis, &item.ident, &item.attrs),
        Item::Fn(item) => Public::of(&item.vis, &item.sig.ident, &item.attrs),
        Item::Struct(item) => Public::of(&item.vis, &item.ident, &item.attrs),
        Item::Trait(item) => Public::of(&item.vis, &item.ident, &item.attrs),
        Item::Type(item) => Public::of(&item.vis, &item.ident, &item.attrs),
        _ => None,
    }
}

fn public_in_impl(item: &ImplItem) -> Option<Public<'_>> {
    match item {
        ImplItem::Const(item) => Public::of(&item.vis, &item.ident, &item.attrs),
        ImplItem::Fn(item) => Public::of(&item.vis, &item.sig.ident, &item.attrs),
        _ => None,
    }
}

fn in_trait(item: &TraitItem) -> Option<Public<'_>> {
    let TraitItem::Fn(item) = item else { return None };
    Some(Public { name: item.sig.ident.to_string(), attributes: &item.attrs })
}

fn type_name(of: &syn::Type) -> String {
    let syn::Type::Path(of) = of else { return String::new() };
    of.path.segments.last().map_or_else(String::new, |last| last.ident.to_string())
}

/// Whether one of its blocks of code is Rust that is run: a fence that says nothing else.
fn has_example(attributes: &[Attribute]) -> bool {
    let lines = attributes.iter().filter_map(doc);
    let fences = lines.filter(|line| line.trim().starts_with("```"));
    fences.step_by(2).any(|fence| fence.trim() == "```")
}

fn doc(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(doc) = &attribute.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) = &doc.value else { return None };
    doc.path.is_ident("doc").then(|| line.value())
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let Meta::List(list) = &attribute.meta else { return false };
        list.path.is_ident("doc") && list.tokens.to_string() == "hidden"
    })
}
