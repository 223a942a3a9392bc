//! What stands on a finished letter: its rules, and its words with their places, read from its PDF.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object};
use reissue_notice::Letter;

/// One straight rule: its width and both ends, in points from the lower left corner.
pub(crate) struct Rule {
    pub(crate) width: f32,
    pub(crate) ends: [[f32; 2]; 2],
}

/// One line of text: where its baseline starts, its size, and its runs, each of one face (0 or 1).
pub(crate) struct Line {
    pub(crate) at: [f32; 2],
    pub(crate) size: f32,
    pub(crate) runs: Vec<(usize, String)>,
}

#[derive(Default)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) rules: Vec<Rule>,
    pub(crate) lines: Vec<Line>,
}

impl Page {
    pub(crate) fn of(letter: &Letter) -> Self {
        let document = Document::load_mem(letter.pdf()).unwrap();
        let page = document.page_iter().next().unwrap();
        let fonts = document.get_page_fonts(page).unwrap();
        let texts = fonts.into_iter().map(|(name, font)| (name, texts(font, &document)));
        let texts = texts.collect();
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mut reader = Reader { texts, ..Reader::default() };
        content.operations.iter().for_each(|operation| reader.read(operation));
        reader.page.widen(letter);
        reader.page.title = reader.page.lines[0].text();
        reader.page
    }

    /// The number, the user ID and each character of the password stand in full-width forms that
    /// read as ASCII.
    fn widen(&mut self, letter: &Letter) {
        let number = letter.number().to_string();
        for line in &mut self.lines {
            let text = line.text();
            if text.chars().count() == 1 || text == number || text == letter.user_id().as_str() {
                line.runs = vec![(0, text.chars().map(wide).collect())];
            }
        }
    }
}

impl Line {
    pub(crate) fn text(&self) -> String {
        self.runs.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// The text of each code of a font.
type Texts = BTreeMap<Vec<u8>, String>;

/// From a `ToUnicode` map of single codes; lopdf 0.44 fails to read that of a letter's own font.
fn texts(font: &Dictionary, document: &Document) -> Texts {
    let map = font.get_deref(b"ToUnicode", document).unwrap().as_stream().unwrap();
    let map = map.get_plain_content().unwrap();
    let map = str::from_utf8(&map).unwrap();
    let blocks = map.split("beginbfchar").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("endbfchar").next());
    let words: Vec<&str> = blocks
        .flat_map(|block| block.split(['<', '>', '\n', ' ']))
        .filter(|word| !word.is_empty())
        .collect();
    let text = |pair: &[&str]| (bytes(pair[0]), utf16(&bytes(pair[1])));
    words.chunks_exact(2).map(text).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    (0..hex.len()).step_by(2).map(byte).collect()
}

fn utf16(bytes: &[u8]) -> String {
    let unit = |pair: &[u8]| u16::from_be_bytes([pair[0], pair[1]]);
    String::from_utf16(&bytes.chunks_exact(2).map(unit).collect::<Vec<_>>()).unwrap()
}

fn wide(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        _ => c,
    }
}

/// Follows the operators of a content stream.
#[derive(Default)]
struct Reader {
    texts: BTreeMap<Vec<u8>, Texts>,
    font: Vec<u8>,
    width: f32,
    from: [f32; 2],
    page: Page,
}

impl Reader {
    fn read(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "w" => self.width = number(&operands[0]),
            "m" => self.from = pair(operands),
            "l" => {
                self.page.rules.push(Rule { width: self.width, ends: [self.from, pair(operands)] });
            }
            "BT" => self.page.lines.push(Line { at: [0.0; 2], size: 0.0, runs: Vec::new() }),
            "Td" => self.line().at = pair(operands),
            "Tm" => self.line().at = pair(&operands[4..]),
            "Tf" => {
                self.font = operands[0].as_name().unwrap().to_vec();
                self.line().size = number(&operands[1]);
            }
            "Tj" => self.show(operands),
            "TJ" => self.show(operands[0].as_array().unwrap()),
            _ => {}
        }
    }

    fn line(&mut self) -> &mut Line {
        self.page.lines.last_mut().unwrap()
    }

    fn show(&mut self, strings: &[Object]) {
        let texts = &self.texts[&self.font];
        let bytes = strings.iter().filter_map(|object| object.as_str().ok());
        let text: String =
            bytes.flat_map(|bytes| bytes.chunks(2)).map(|code| texts[code].as_str()).collect();
        let face = usize::from(self.font[1] - b'0');
        self.line().runs.push((face, text));
    }
}

fn number(object: &Object) -> f32 {
    object.as_float().unwrap()
}

fn pair(operands: &[Object]) -> [f32; 2] {
    [number(&operands[0]), number(&operands[1])]
}
