//! The shape of the source: short functions and files, and no tuple where a name belongs.
//!
//! - no function takes a tuple; none has over 60 lines
//! - characters a function (no white space, no comments), which tell how much it says: half of them
//!   have at most [`HALF`], nine in ten at most [`NINE_IN_TEN`]
//! - no file has over 300 lines of code, no line over 100 columns

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, FnArg, Signature, Type};

use super::{Source, sources};

const LONGEST_FUNCTION: usize = 60;
const LONGEST_FILE: usize = 300;
const WIDEST_LINE: usize = 100;

/// Characters of the middle function, by length.
const HALF: usize = 150;
/// Characters that nine functions in ten do not exceed.
const NINE_IN_TEN: usize = 360;

#[test]
fn no_function_and_no_file_is_long_and_no_line_wide() {
    hold(|source| [long_functions(source), long_file(source), wide_lines(source)].concat());
}

#[test]
fn no_function_takes_a_tuple() {
    hold(tuples);
}

#[test]
fn a_function_says_one_thing() {
    let sources = sources();
    let mut lengths: Vec<usize> =
        sources.iter().flat_map(functions).map(|f| f.characters).collect();
    lengths.sort_unstable();
    let of = |share: usize| lengths[lengths.len() * share / 100];
    let found = (of(50), of(90));
    assert!(found.0 <= HALF && found.1 <= NINE_IN_TEN, "p50 and p90 of characters: {found:?}");
}

#[test]
fn each_kind_of_offence_is_found() {
    let offences = |code: &str, check: fn(&Source) -> Vec<String>| {
        check(&Source::new(&["date".to_owned()], code))
    };
    let body = "    work([0; 4]);\n".repeat(LONGEST_FUNCTION - 2);
    let just = format!("fn just(a: [u8; 4]) {{\n{body}}}\n");
    assert_eq!(offences(&just, long_functions), [""; 0]);
    let over = format!("impl T {{ fn over() {{\n{body}\n}} }}\n");
    assert_eq!(offences(&over, long_functions), ["src/date.rs: over has 61 lines"]);
    let lines = "const A: u8 = 1;\n\n// why\n".repeat(LONGEST_FILE);
    let tests = "#[cfg(test)]\nmod tests {\n    fn f() {}\n}\n";
    assert_eq!(offences(&format!("{lines}{tests}"), long_file), [""; 0]);
    let over = format!("{lines}{tests}const B: u8 = 1;");
    assert_eq!(offences(&over, long_file), ["src/date.rs: 301 lines of code"]);
    let wide = format!("// {}", "字".repeat(98));
    assert_eq!(offences(&wide, wide_lines), ["src/date.rs:1: 101 columns"]);
    let tuples_in = |code| offences(code, tuples);
    assert_eq!(tuples_in("fn f((a, b): (u8, u8)) {}"), ["src/date.rs: f takes a tuple"]);
    assert_eq!(tuples_in("trait T { fn f(a: &(u8, u8)); }"), ["src/date.rs: f takes a tuple"]);
    assert_eq!(tuples_in("fn f(a: ()) -> (u8, u8) { g(|(a, b)| a) }"), [""; 0]);
}

fn hold(check: impl Fn(&Source) -> Vec<String>) {
    let offences: Vec<String> = sources().iter().flat_map(check).collect();
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

fn long_functions(source: &Source) -> Vec<String> {
    let long = functions(source).into_iter().filter(|function| function.lines > LONGEST_FUNCTION);
    long.map(|f| format!("{}: {} has {} lines", source.name, f.name, f.lines)).collect()
}

fn tuples(source: &Source) -> Vec<String> {
    let taking = functions(source).into_iter().filter(|function| function.takes_a_tuple);
    taking.map(|f| format!("{}: {} takes a tuple", source.name, f.name)).collect()
}

fn long_file(source: &Source) -> Vec<String> {
    let tests = source.tests.iter().map(|item| item.span().start().line..=item.span().end().line);
    let tests: Vec<_> = tests.collect();
    let is_code = |(number, line): &(usize, &str)| {
        let line = line.trim();
        let for_tests = tests.iter().any(|tests| tests.contains(number));
        !line.is_empty() && !line.starts_with("//") && !for_tests
    };
    let lines = (1..).zip(source.text.lines()).filter(is_code).count();
    let long = lines > LONGEST_FILE;
    long.then(|| format!("{}: {lines} lines of code", source.name)).into_iter().collect()
}

fn wide_lines(source: &Source) -> Vec<String> {
    let widths = (1..).zip(source.text.lines().map(|line| line.chars().count()));
    let wide = widths.filter(|(_, width)| *width > WIDEST_LINE);
    wide.map(|(line, width)| format!("{}:{line}: {width} columns", source.name)).collect()
}

struct Function {
    name: String,
    lines: usize,
    characters: usize,
    takes_a_tuple: bool,
}

fn functions(source: &Source) -> Vec<Function> {
    let mut functions = Functions { text: source.text.lines().collect(), found: Vec::new() };
    functions.visit_file(&source.syntax);
    functions.found
}

struct Functions<'s> {
    text: Vec<&'s str>,
    found: Vec<Function>,
}

impl Functions<'_> {
    fn push(&mut self, signature: &Signature, body: Option<&Block>) {
        let first = signature.span().start().line;
        let last = body.map_or(signature.span(), Spanned::span).end().line;
        let lines = &self.text[first - 1..last];
        let said = lines.iter().filter(|line| !line.trim_start().starts_with("//"));
        self.found.push(Function {
            name: signature.ident.to_string(),
            lines: lines.len(),
            characters: said.flat_map(|line| line.chars()).filter(|c| !c.is_whitespace()).count(),
            takes_a_tuple: signature.inputs.iter().any(is_tuple),
        });
    }
}

fn is_tuple(argument: &FnArg) -> bool {
    let FnArg::Typed(argument) = argument else { return false };
    let mut of = &*argument.ty;
    while let Type::Reference(reference) = of {
        of = &reference.elem;
    }
    matches!(of, Type::Tuple(tuple) if !tuple.elems.is_empty())
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.push(&function.sig, Some(&function.block));
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.push(&function.sig, Some(&function.block));
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        self.push(&function.sig, function.default.as_ref());
        visit::visit_trait_item_fn(self, function);
    }
}
