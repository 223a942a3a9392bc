//! Imports go one way: a file uses only what comes before it.
//!
//! The order stands in the source. Modules build on each other as their parent declares them: in
//! `lib.rs` that is the flow of a letter. A parent comes right after the last of its modules that it
//! uses: before those that add to it. Comments and tests are left out: a doc link or a test may look
//! anywhere.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod source;

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use source::{Source, files, sources};
use syn::visit::{self, Visit};
use syn::{ItemMod, Macro, UseTree};

#[test]
fn no_file_imports_from_a_later_one() {
    let sources = sources();
    assert!(sources.len() > 50, "only {} files", sources.len());
    let offences = backward_imports(&sources);
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

/// What a batch needs of pages and files of letters, the issuer gives it.
#[test]
fn a_batch_talks_to_the_issuer_only() {
    let sources = sources();
    let of_batch = |source: &&Source| source.module.first().is_some_and(|name| name == "batch");
    let batch: Vec<&Source> = sources.iter().filter(of_batch).collect();
    assert!(batch.len() > 20, "only {} files", batch.len());
    for source in batch {
        for path in imports(source) {
            let inner = path.first().is_some_and(|name| INSIDE_ISSUER.contains(&name.as_str()));
            assert!(!inner, "{} imports {}", source.name, path.join("::"));
        }
    }
}

const INSIDE_ISSUER: [&str; 5] = ["reading", "notice", "font", "layout", "pdf"];

#[test]
fn every_file_belongs_to_a_declared_module() {
    let declared: BTreeSet<String> = sources().into_iter().map(|source| source.name).collect();
    let found: BTreeSet<String> = files("src").into_iter().collect();
    assert_eq!(found, declared);
}

#[test]
fn a_backward_import_is_found_in_every_form() {
    for (code, imported) in [
        ("use crate::pdf::Press;", "pdf"),
        ("use crate::pdf;", "pdf"),
        ("use crate::{error::Error, pdf::{codes::Codes, Press}};", "pdf::codes, pdf"),
        ("use super::fit::fit;", "layout::fit"),
        ("use super::Layout;", "layout"),
        ("use super::super::pdf::codes;", "pdf::codes"),
        ("pub(crate) use super::*;", "layout"),
        ("fn f() -> crate::pdf::codes::Codes { todo!() }", "pdf::codes"),
        ("fn f() { super::fit::fit() }", "layout::fit"),
        ("fn f() { println!(\"{}\", [crate::pdf::ZERO][0]) }", "pdf"),
        ("struct S<T: crate::pdf::Write>(T);", "pdf"),
        ("mod inner { use super::super::fit::fit; }", "layout::fit"),
        ("use crate::Letter;", "the root"),
    ] {
        let expected: Vec<String> = imported
            .split(", ")
            .map(|imported| format!("src/layout/length.rs imports {imported}, which comes later"))
            .collect();
        assert_eq!(backward_imports(&tree(code)), expected, "{code}");
    }
}

#[test]
fn forward_imports_comments_strings_and_tests_are_no_offence() {
    let code = r#"
        //! See [`crate::pdf`].
        use crate::error::{Error, Result};
        use std::fmt::{self, super_fast}; /* crate::pdf */
        const WORDS: &str = "crate::pdf \" crate::pdf";
        fn f<'a>(text: &'a str) -> Result<&'a str> { self::g(text) }
        #[cfg(test)]
        mod tests { use crate::pdf::Press; }
        #[cfg(all(test, feature = "bundled-fonts"))]
        mod more_tests { use crate::pdf::Press; }
        #[cfg(test)]
        use crate::pdf::Press;
    "#;
    assert_eq!(backward_imports(&tree(code)), [""; 0]);
}

#[test]
fn a_parent_is_used_by_those_after_what_it_uses() {
    let parent = "mod key; mod run; mod verify; use run::run; fn f() { key::draw() }";
    let child = |own: &str| {
        let uses = |name: &str| if name == own { "use super::Batch;" } else { "" };
        let mut sources =
            vec![source("", "mod issuer; use issuer::Batch;"), source("issuer", parent)];
        sources.extend(
            ["key", "run", "verify"].map(|name| source(&format!("issuer::{name}"), uses(name))),
        );
        backward_imports(&sources)
    };
    assert_eq!(child("verify"), [""; 0]);
    assert_eq!(child("run"), ["src/issuer/run.rs imports issuer, which comes later"]);
    assert_eq!(child("key"), ["src/issuer/key.rs imports issuer, which comes later"]);
}

/// A small tree of modules with `code` in `length`.
fn tree(code: &str) -> Vec<Source> {
    vec![
        source("", "mod error; mod layout; mod pdf; pub use pdf::Press;"),
        source("pdf", "mod codes; use codes::Codes;"),
        source("pdf::codes", "use crate::layout::fit;"),
        source("layout", "mod length; mod fit; use fit::fit;"),
        source("layout::fit", "use super::length::Length;"),
        source("layout::length", code),
        source("error", ""),
    ]
}

fn source(module: &str, code: &str) -> Source {
    let module: Vec<String> = module.split_terminator("::").map(str::to_owned).collect();
    Source::new(&module, code)
}

fn backward_imports(sources: &[Source]) -> Vec<String> {
    let mut order = Vec::new();
    push_in_order(&[], sources, &mut order);
    let place = |module: &[String]| order.iter().position(|source| source.module == module);
    let mut offences = Vec::new();
    for (own, source) in order.iter().enumerate() {
        for path in imports(source) {
            let known = (0..=path.len()).rev().find_map(|length| place(&path[..length]));
            let imported = known.unwrap();
            if imported > own {
                let module = order[imported].module.join("::");
                let module = if module.is_empty() { "the root" } else { &module };
                offences.push(format!("{} imports {module}, which comes later", source.name));
            }
        }
    }
    offences.dedup();
    offences
}

/// A module with its children, itself right after the last of them that it uses.
fn push_in_order<'s>(module: &[String], sources: &'s [Source], order: &mut Vec<&'s Source>) {
    let source = sources.iter().find(|source| source.module == module).unwrap();
    let paths: BTreeSet<Vec<String>> = imports(source).into_iter().collect();
    let children = source.children().into_iter().map(|child| [module, &[child]].concat());
    let children: Vec<Vec<String>> = children.collect();
    let is_used = |child: &Vec<String>| paths.iter().any(|path| path.starts_with(child));
    let own = children.iter().rposition(is_used).map_or(0, |last| last + 1);
    for (index, child) in children.iter().enumerate() {
        if index == own {
            order.push(source);
        }
        push_in_order(child, sources, order);
    }
    if own == children.len() {
        order.push(source);
    }
}

/// Every path that leads to a module of this crate, from the root.
fn imports(source: &Source) -> Vec<Vec<String>> {
    let mut imports =
        Imports { module: source.module.clone(), children: source.children(), found: Vec::new() };
    imports.visit_file(&source.syntax);
    imports.found
}

struct Imports {
    module: Vec<String>,
    children: Vec<String>,
    found: Vec<Vec<String>>,
}

impl Imports {
    /// Takes a path as it is written, unless it leads to another crate or stays in its file.
    fn push(&mut self, path: &[String]) {
        let ups = path.iter().take_while(|name| *name == "super").count();
        match path {
            [first, rest @ ..] if first == "crate" => self.found.push(rest.to_vec()),
            [first, _, ..] if self.children.contains(first) => {
                self.found.push([&self.module, path].concat());
            }
            _ if ups > 0 => {
                let base = &self.module[..self.module.len() - ups];
                self.found.push([base, &path[ups..]].concat());
            }
            _ => {}
        }
    }

    fn push_tree(&mut self, tree: &UseTree, path: &[String]) {
        match tree {
            UseTree::Path(part) => {
                self.push_tree(&part.tree, &[path, &[part.ident.to_string()]].concat());
            }
            UseTree::Name(name) => self.push(&[path, &[name.ident.to_string()]].concat()),
            UseTree::Rename(name) => self.push(&[path, &[name.ident.to_string()]].concat()),
            UseTree::Glob(_) => self.push(path),
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.push_tree(tree, path));
            }
        }
    }

    /// What a macro is given is no syntax yet: names with colons between them are a path.
    fn push_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => path.push(ident.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == ':' => {}
                TokenTree::Group(group) => {
                    self.push(&std::mem::take(&mut path));
                    self.push_tokens(group.stream());
                }
                _ => self.push(&std::mem::take(&mut path)),
            }
        }
        self.push(&path);
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.push_tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.push(&names);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.push_tokens(item.tokens.clone());
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    /// `pub(super)` and `pub(crate)` use nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}
