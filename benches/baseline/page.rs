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
        let fonts = fonts.into_iter().map(|(name, font)| (name, Font::of(font, &document)));
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mut reader = Reader { fonts: fonts.collect(), ..Reader::default() };
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

/// The text of each code of a font, and the codes that are not as wide as their size.
struct Font {
    texts: BTreeMap<u16, String>,
    widths: Vec<[f32; 3]>,
}

impl Font {
    /// lopdf 0.44 fails to read the `ToUnicode` of a letter's own font.
    fn of(font: &Dictionary, document: &Document) -> Self {
        let map = font.get_deref(b"ToUnicode", document).unwrap().as_stream().unwrap();
        let map = map.get_plain_content().unwrap();
        let ranges = str::from_utf8(&map).unwrap().split("beginbfrange").skip(1);
        let descendants = font.get_deref(b"DescendantFonts", document).unwrap();
        let descendant = descendants.as_array().unwrap()[0].as_reference().unwrap();
        let widths = document.get_dictionary(descendant).unwrap().get(b"W").unwrap();
        let widths = widths.as_array().unwrap().chunks_exact(3);
        let widths = widths.map(|range| [0, 1, 2].map(|index| number(&range[index])));
        Self { texts: ranges.flat_map(range).collect(), widths: widths.collect() }
    }

    /// In ems.
    fn width(&self, code: u16) -> f32 {
        let code = f32::from(code);
        let width = self.widths.iter().find(|range| range[0] <= code && code <= range[1]);
        width.map_or(1.0, |range| range[2] / 1000.0)
    }
}

/// `<first><last>[<text><text>]endbfrange`
fn range(words: &str) -> Vec<(u16, String)> {
    let words = words.split("endbfrange").next().unwrap().split(['<', '>', '[', ']']);
    let words: Vec<Vec<u8>> = words.filter(|word| !word.is_empty()).map(bytes).collect();
    let first = u16::from_be_bytes([words[0][0], words[0][1]]);
    (first..).zip(words[2..].iter().map(|text| utf16(text))).collect()
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
    fonts: BTreeMap<Vec<u8>, Font>,
    font: Vec<u8>,
    /// From the beginning of the line of the text object, in ems.
    pen: f32,
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
            "Td" => self.begin(pair(operands)),
            "Tm" => self.begin(pair(&operands[4..])),
            "Tf" => {
                self.font = operands[0].as_name().unwrap().to_vec();
                self.line().size = number(&operands[1]);
            }
            "Tj" => self.show(operands),
            "TJ" => self.show(operands[0].as_array().unwrap()),
            _ => {}
        }
    }

    fn begin(&mut self, at: [f32; 2]) {
        self.pen = 0.0;
        self.line().at = at;
    }

    fn line(&mut self) -> &mut Line {
        self.page.lines.last_mut().unwrap()
    }

    fn show(&mut self, items: &[Object]) {
        for item in items {
            match item.as_str() {
                Ok(codes) => self.show_codes(codes),
                Err(_) => self.move_by(-number(item) / 1000.0),
            }
        }
    }

    /// What comes after a gap is a line of its own.
    fn move_by(&mut self, ems: f32) {
        self.pen += ems;
        let Line { at: [x, y], size, runs } = self.line();
        let (left, y, size) = (*x, *y, *size);
        if !runs.is_empty() {
            self.page.lines.push(Line { at: [left, y], size, runs: Vec::new() });
        }
        let pen = self.pen * size;
        self.pen = 0.0;
        self.line().at[0] += pen;
    }

    fn show_codes(&mut self, codes: &[u8]) {
        let font = &self.fonts[&self.font];
        let mut text = String::new();
        for code in codes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])) {
            text += &font.texts[&code];
            self.pen += font.width(code);
        }
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
