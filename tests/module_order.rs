//! The shape of the source: imports go one way, functions and files stay short.
//!
//! - a module imports only from those before it in [`ORDER`]
//! - no function has over 60 lines, no file over 300 lines of code
//! - the checkers are shown sources that they must fail
//!
//! Comments and test modules are left out: a doc link or a test may look anywhere.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

/// The flow of a letter. Modules of one rank do not import each other.
const ORDER: [&[&str]; 12] = [
    &["error"],
    &["text"],
    &["provider", "date"],
    &["password"],
    &["reading"],
    &["roster"],
    &["notice"],
    &["font"],
    &["layout"],
    &["pdf"],
    &["issuer"],
    &["batch"],
];

const LONGEST_FUNCTION: usize = 60;
const LONGEST_FILE: usize = 300;

#[test]
fn no_module_imports_a_later_one() {
    let offences: Vec<String> = sources()
        .iter()
        .filter(|source| source.module != "lib")
        .flat_map(backward_imports)
        .collect();
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

#[test]
fn no_function_and_no_file_is_long() {
    let offences: Vec<String> = sources().iter().flat_map(long_parts).collect();
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

#[test]
fn the_root_declares_every_module_and_only_modules_of_the_order() {
    let all = sources();
    let root = all.iter().find(|source| source.module == "lib").unwrap();
    let declared: Vec<&str> = root.code.lines().filter_map(declared_module).collect();
    assert!(!declared.is_empty());
    assert!(declared.iter().all(|module| rank(module).is_some()), "{declared:?}");
    let strangers: Vec<_> = all
        .iter()
        .filter(|source| source.module != "lib" && !declared.contains(&source.module.as_str()))
        .map(|source| &source.name)
        .collect();
    assert!(strangers.is_empty(), "{strangers:?} belong to no declared module");
}

#[test]
fn a_backward_import_is_found_in_every_form() {
    for (path, code, offence) in [
        ("date.rs", "use crate::issuer::Issuer;", "date imports issuer"),
        ("date.rs", "use crate::provider::Provider;", "date imports provider"),
        ("provider/name.rs", "fn f() -> crate::pdf::Press { todo() }", "provider imports pdf"),
        (
            "font.rs",
            "use crate::{\n    error::Error,\n    layout::{fit::fit, Copy},\n};",
            "font imports layout",
        ),
        ("font.rs", "use super::layout::Copy;", "font imports layout"),
        ("font/face.rs", "use super::super::pdf::Press;", "font imports pdf"),
        ("font.rs", "use crate::Letter;", "font imports Letter, which is no module of the order"),
        ("stray.rs", "", "stray is no module of the order"),
    ] {
        let found = backward_imports(&Source::new(path, code));
        assert_eq!(found, [format!("src/{path}: {offence}")]);
    }
}

#[test]
fn forward_imports_comments_strings_and_tests_are_no_offence() {
    let code = r#"
        //! See [`crate::batch`].
        use crate::error::{Error, Result};
        use super::face::Face; /* crate::pdf */
        const WORDS: &str = "crate::pdf \" crate::pdf";
        const QUOTE: (char, char) = ('"', '\'');
        fn f<'a>(text: &'a str) -> &'a str { text }
        #[cfg(all(test, feature = "bundled-fonts"))]
        mod tests {
            use crate::issuer::Issuer;
            fn g() { if true { } }
        }
    "#;
    assert_eq!(backward_imports(&Source::new("font/subset.rs", code)), [""; 0]);
    let after = format!("{code}\nuse crate::issuer::Issuer;");
    assert_eq!(
        backward_imports(&Source::new("font/subset.rs", &after)),
        ["src/font/subset.rs: font imports issuer"]
    );
}

#[test]
fn long_functions_and_files_are_found() {
    let body = "    work([0; 4]);\n".repeat(LONGEST_FUNCTION - 2);
    let just = format!("fn just(a: [u8; 4]) {{\n{body}}}\n");
    assert_eq!(long_parts(&Source::new("date.rs", &just)), [""; 0]);
    let over = format!("trait T {{ fn short(&self); }}\nfn over() {{\n{body}\n}}\n");
    assert_eq!(long_parts(&Source::new("date.rs", &over)), ["src/date.rs: over has 61 lines"]);
    let lines = "const A: u8 = 1;\n\n// why\n".repeat(LONGEST_FILE + 1);
    assert_eq!(long_parts(&Source::new("date.rs", &lines)), ["src/date.rs: 301 lines of code"]);
}

/// One file of the source, without comments and tests.
struct Source {
    /// As an offence calls it.
    name: String,
    /// The module of the order that it belongs to.
    module: String,
    /// How many `super` lead from it to the root.
    depth: usize,
    code: String,
}

impl Source {
    /// `path` is relative to `src` and uses `/`.
    fn new(path: &str, text: &str) -> Self {
        let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        Self {
            name: format!("src/{path}"),
            module: parts.first().copied().unwrap_or_default().to_owned(),
            depth: parts.iter().filter(|&&part| part != "mod").count(),
            code: without_tests(&without_comments(text)),
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(files.len() > 10, "found {files:?}");
    let source = |file: &PathBuf| {
        let path = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        Source::new(&path, &fs::read_to_string(file).unwrap())
    };
    files.iter().map(source).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|modules| modules.contains(&module))
}

fn declared_module(line: &str) -> Option<&str> {
    let declaration = line.trim().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
    declaration.strip_prefix("mod ")?.strip_suffix(';')
}

fn backward_imports(source: &Source) -> Vec<String> {
    let Source { name, module, .. } = source;
    let Some(own) = rank(module) else {
        return vec![format!("{name}: {module} is no module of the order")];
    };
    let offence = |import: String| match rank(&import) {
        _ if import == *module => None,
        Some(rank) if rank < own => None,
        Some(_) => Some(format!("{name}: {module} imports {import}")),
        None => Some(format!("{name}: {module} imports {import}, which is no module of the order")),
    };
    imports(source).into_iter().filter_map(offence).collect()
}

/// What follows `crate::`, or enough `super::` to reach the root, singly or in braces.
fn imports(source: &Source) -> Vec<String> {
    let dense: String = source.code.split_whitespace().collect::<Vec<_>>().join(" ");
    let rooted = dense.replace(&"super::".repeat(source.depth), "crate::");
    rooted.split("crate::").skip(1).flat_map(heads).collect()
}

/// The first names of a path, or of each path of a group.
fn heads(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![identifier(path)];
    };
    let (mut heads, mut rest) = (Vec::new(), group);
    loop {
        heads.push(identifier(rest.trim_start()));
        rest = past_path(rest);
        let Some(next) = rest.strip_prefix(',') else { break };
        rest = next;
    }
    // A comma may end the group.
    heads.retain(|head| !head.is_empty());
    heads
}

/// From the comma or brace that ends a path; what it names further says nothing of modules.
fn past_path(rest: &str) -> &str {
    let mut depth = 0_usize;
    for (index, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => return rest.get(index..).unwrap_or_default(),
            '}' => depth -= 1,
            _ => {}
        }
    }
    ""
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect()
}

fn long_parts(source: &Source) -> Vec<String> {
    let lines = source.code.lines().filter(|line| !line.trim().is_empty()).count();
    let file = (lines > LONGEST_FILE).then(|| format!("{}: {lines} lines of code", source.name));
    let long = |(function, lines): (String, usize)| {
        (lines > LONGEST_FUNCTION).then(|| format!("{}: {function} has {lines} lines", source.name))
    };
    functions(&source.code).into_iter().filter_map(long).chain(file).collect()
}

/// Each function with a body, and its lines from the name to the closing brace.
fn functions(code: &str) -> Vec<(String, usize)> {
    let starts = code.match_indices("fn ").filter(|&(at, _)| {
        !code.get(..at).unwrap_or_default().ends_with(|c: char| c.is_alphanumeric() || c == '_')
    });
    let function = |(at, word): (usize, &str)| {
        let name = identifier(code.get(at + word.len()..)?);
        let body = at + body_start(code.get(at..)?)?;
        let end = body + block_length(code.get(body..)?);
        Some((name, code.get(at..end)?.lines().count()))
    };
    starts.filter_map(function).collect()
}

/// The brace that opens the body; none where the signature ends in a semicolon.
fn body_start(signature: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (index, c) in signature.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ';' if depth == 0 => return None,
            '{' if depth == 0 => return Some(index),
            _ => {}
        }
    }
    None
}

/// From an opening brace to past its match.
fn block_length(block: &str) -> usize {
    let mut depth = 0_usize;
    for (index, c) in block.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return index + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    block.len()
}

/// Leaves out modules that only tests compile.
fn without_tests(code: &str) -> String {
    let Some((before, gated)) = ["#[cfg(test)]", "#[cfg(all(test"]
        .iter()
        .filter_map(|gate| code.find(gate))
        .min()
        .and_then(|at| code.split_at_checked(at))
    else {
        return code.to_owned();
    };
    let after = gated.get(item_length(gated)..).unwrap_or_default();
    format!("{before}{}", without_tests(after))
}

/// An item with its attribute, up to its closing brace or semicolon.
fn item_length(gated: &str) -> usize {
    let attribute = gated.find(']').map_or(0, |at| at + 1);
    let item = gated.get(attribute..).unwrap_or_default();
    attribute
        + match body_start(item) {
            Some(body) => body + block_length(item.get(body..).unwrap_or_default()),
            None => item.find(';').map_or(item.len(), |at| at + 1),
        }
}

/// Blanks comments, and fills strings and characters with a letter, so that lines keep their number
/// and braces their match.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (length, filler) = token(rest);
        let taken = rest.get(..length.max(c.len_utf8())).unwrap_or(rest);
        match filler {
            Some(filler) => out.extend(taken.chars().map(|c| if c == '\n' { c } else { filler })),
            None => out.push_str(taken),
        }
        rest = rest.get(taken.len()..).unwrap_or_default();
    }
    out
}

/// How long the comment, string or character at the start is, and with what to fill it.
fn token(rest: &str) -> (usize, Option<char>) {
    const BLANK: Option<char> = Some(' ');
    const FILLED: Option<char> = Some('_');
    let until = |end: &str, from: usize| {
        rest.get(from..)
            .and_then(|tail| tail.find(end))
            .map_or(rest.len(), |at| from + at + end.len())
    };
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), BLANK)
    } else if rest.starts_with("/*") {
        (until("*/", 2), BLANK)
    } else if rest.starts_with("r#\"") {
        (until("\"#", 3), FILLED)
    } else if rest.starts_with('"') {
        (quoted(rest, '"'), FILLED)
    } else if is_character(rest) {
        (quoted(rest, '\''), FILLED)
    } else {
        (0, None)
    }
}

/// A lifetime has a quote too, but none after its first letter.
fn is_character(rest: &str) -> bool {
    let mut chars = rest.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('\''), Some('\\'), _) => true,
        (Some('\''), _, third) => third == Some('\''),
        _ => false,
    }
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return index + 1,
            _ => {}
        }
    }
    rest.len()
}
