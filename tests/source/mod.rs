//! The files of `src` as syntax, without what only tests compile; [`shape`] looks at their
//! size, [`ledger`] for those that the ledger of conformance names, [`examples`] for an example of
//! each public item, and [`features`] for what the front page says of the crate.

mod examples;
mod features;
mod ledger;
mod shape;

use std::fs;
use std::path::Path;

use syn::{Attribute, Item, Meta};

/// One file.
pub(crate) struct Source {
    /// From the package, with `/`.
    pub(crate) name: String,
    /// The path of its module from the root, which has an empty one.
    pub(crate) module: Vec<String>,
    pub(crate) text: String,
    /// What only tests compile is left out.
    pub(crate) syntax: syn::File,
    /// What was left out.
    tests: Vec<Item>,
}

impl Source {
    pub(crate) fn new(module: &[String], text: &str) -> Self {
        let name = match module {
            [] => "src/lib.rs".to_owned(),
            _ => format!("src/{}.rs", module.join("/")),
        };
        let mut syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (tests, items) =
            syntax.items.into_iter().partition(|item| is_for_tests(attributes(item)));
        syntax.items = items;
        Self { name, module: module.to_vec(), text: text.into(), syntax, tests }
    }

    /// The modules that it declares and that have files of their own, as it orders them.
    pub(crate) fn children(&self) -> Vec<String> {
        let declared = self.syntax.items.iter().filter_map(|item| match item {
            Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
            _ => None,
        });
        declared.collect()
    }
}

/// Every file that is compiled without tests, parents before their children.
pub(crate) fn sources() -> Vec<Source> {
    let (mut sources, mut modules) = (Vec::new(), vec![Vec::new()]);
    while let Some(module) = modules.pop() {
        let file = Source::new(&module, "").name;
        let source = Source::new(&module, &fs::read_to_string(root().join(file)).unwrap());
        modules.extend(source.children().into_iter().map(|child| [&module[..], &[child]].concat()));
        sources.push(source);
    }
    sources
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder of the package; from the package, with `/`.
pub(crate) fn files(folder: &str) -> Vec<String> {
    let (mut files, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(from_package(&path));
            }
        }
    }
    files.sort();
    files
}

fn from_package(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/")
}

/// Whether only tests compile what has these attributes.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let Meta::List(list) = &attribute.meta else { return attribute.path().is_ident("test") };
        let tokens = list.tokens.to_string();
        let mut words = tokens.split(|c: char| !c.is_alphanumeric());
        list.path.is_ident("cfg") && words.any(|word| word == "test")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
