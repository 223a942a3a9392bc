//! What a federation sets of its own, from one TOML file: all of it checked, all faults told at
//! once.
//!
//! - [`file`]: values with line and key
//! - [`gathered`]: what is said so far, and what is wrong with it
//! - [`keys`]: which key sets what; `guide`: the same of the page of instructions
//! - [`trial`]: a page set, to see what finds no room
//! - here: the finished value

mod file;
mod gathered;
mod keys;
#[cfg(feature = "guide")]
mod guide;
#[cfg(not(feature = "guide"))]
mod no_guide;
mod trial;

use toml::de::DeTable;

use super::sender::Sender;
use crate::date::Date;
use crate::error::{Error, ErrorKind, Field, ForField, Result, TomlFault};
use crate::font::FontChain;
use crate::notice::credential::Credentials;
use crate::notice::envelope::EnvelopeWindow;
use crate::notice::guide::Guide;
use crate::notice::template::Template;
use crate::notice::wording::Wording;
use crate::reading::ReadingTable;
use file::{Lines, Table, told};
use gathered::Gathered;
#[cfg(not(feature = "guide"))]
use no_guide as guide;
use trial::Trial;

/// Words, passwords, readings, window and page of instructions of a federation's own: what its
/// letters have in common, whoever they go to and whenever.
///
/// [`House::DEFAULT_FILE`] has every key with its default. What a file leaves out stays as it is
/// there.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{FontChain, House, Issuer};
/// let fonts = FontChain::bundled()?;
/// let file = "
///     federation = \"山梨県国民健康保険団体連合会\"
///     [template]
///     title = \"電子請求ログイン情報発行通知書\"
///     [readings.characters]
///     0 = \"レイ\"
/// ";
/// let house = House::read(file, &fonts)?;
/// assert_eq!(house.readings().read('0'), Some("レイ"));
/// let issuer = Issuer::builder().house(house).issued_on("2026-01-06".parse()?).build()?;
///
/// let error = House::read("[template]\ntitel = \"通知書\"\nhonorific = 3", &fonts).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "2 faults\n  \
///      line 2, template.titel: no such key, expected title\n  \
///      line 3, template.honorific: found a number, expected a text"
/// );
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct House {
    pub(super) template: Template,
    pub(super) readings: ReadingTable,
    window: Option<EnvelopeWindow>,
    pub(super) guide: Option<Guide>,
    federation: Option<String>,
}

impl House {
    /// A file with a comment on every key and its default; the letters of what is read from it are
    /// those of [`House::default`].
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{FontChain, House};
    /// assert_eq!(House::read(House::DEFAULT_FILE, &FontChain::bundled()?)?, House::default());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub const DEFAULT_FILE: &str = include_str!("house/default.toml");

    /// Reads a file, and sets a page with these fonts to see that everything in it finds room.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{FontChain, Honorific, House};
    /// let fonts = FontChain::bundled()?;
    /// let house = House::read("[template]\nhonorific = \"御中\"", &fonts)?;
    /// assert_eq!(house.template().honorific(), Honorific::Onchu);
    /// let error = House::read("[template]\nhonorific = \"殿\"", &fonts).unwrap_err();
    /// let sentence = "line 2, template.honorific: found 殿, expected 様 or 御中";
    /// assert_eq!(error.to_string(), sentence);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// Each with line and key, all at once as [`ErrorKind::Several`] where there is more than one:
    /// [`ErrorKind::Toml`] for a line that is not TOML, an unknown key, a value of a wrong type,
    /// and words that the page has no room for; for a value that its own type refuses, what that
    /// says; [`ErrorKind::MissingGlyph`] for a character that no font has.
    pub fn read(text: &str, fonts: &FontChain) -> Result<Self> {
        let lines = Lines::of(text);
        let (root, unread) = DeTable::parse_recoverable(text);
        let unread: Vec<Error> = unread.iter().map(|error| syntax(error, &lines)).collect();
        let mut house = Gathered::default();
        let root = Table::root(root.get_ref(), &lines);
        house.read(&root, &guide::KEYS);
        guide::read(&mut house, &root);
        house.errors.retain(|error| !is_stray(error, &unread));
        house.errors.extend(unread);
        house.check(fonts);
        house.finished()
    }

    /// The words of the letter.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{FontChain, House, Sentence};
    /// let house = House::read("[template]\ntitle = \"通知書\"", &FontChain::bundled()?)?;
    /// assert_eq!(house.template().words_of(Sentence::Title), "通知書");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// How characters are read.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{FontChain, House};
    /// let house = House::read("[readings.characters]\n0 = \"レイ\"", &FontChain::bundled()?)?;
    /// assert_eq!(house.readings().read('0'), Some("レイ"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn readings(&self) -> &ReadingTable {
        &self.readings
    }

    /// The window of the envelope, if it has one.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{EnvelopeWindow, FontChain, House};
    /// let house = House::read("window = \"vertical\"", &FontChain::bundled()?)?;
    /// assert_eq!(house.window(), Some(&EnvelopeWindow::naga_3_vertical()));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn window(&self) -> Option<&EnvelopeWindow> {
        self.window.as_ref()
    }

    /// The page of instructions, where it is enclosed.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{FontChain, Guide, House};
    /// let file = "[guide]\nenclosed = true\nheading = \"手順\"";
    /// let house = House::read(file, &FontChain::bundled()?)?;
    /// assert_eq!(house.guide().map(Guide::heading), Some("手順"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[cfg(feature = "guide")]
    pub fn guide(&self) -> Option<&Guide> {
        self.guide.as_ref()
    }

    /// Who signs, where the file says so.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{FontChain, House};
    /// let file = "federation = \"山梨県国民健康保険団体連合会\"";
    /// let house = House::read(file, &FontChain::bundled()?)?;
    /// assert_eq!(house.federation(), Some("山梨県国民健康保険団体連合会"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn federation(&self) -> Option<&str> {
        self.federation.as_deref()
    }
}

/// Whether an error is of a key whose table's own line could not be read.
fn is_stray(error: &Error, unread: &[Error]) -> bool {
    let is_bare = error.key().is_some_and(|key| !key.contains('.'));
    is_bare && unread.iter().any(|unread| unread.line() < error.line())
}

fn syntax(error: &toml::de::Error, lines: &Lines) -> Error {
    let at = error.span().map_or(0, |span| span.start);
    let reason = error.message().to_owned();
    Error::from(ErrorKind::Toml(TomlFault::Syntax { reason })).at_line(lines.line(at))
}

impl Gathered {
    fn finished(mut self) -> Result<House> {
        if self.errors.is_empty() {
            let Self { template, readings, window, guide, federation, .. } = self;
            return Ok(House { template, readings, window, guide, federation });
        }
        self.errors.sort_by_key(Error::line);
        Err(Error::several(self.errors))
    }

    /// Finds what fonts and page refuse.
    fn check(&mut self, fonts: &FontChain) {
        let refused = self.unprintable(fonts);
        // What is refused already is left out of the trial.
        refused.iter().filter_map(Error::field).for_each(|field| self.leave_out(field));
        let mut errors: Vec<_> =
            refused.into_iter().map(|error| told(error, &self.spots)).collect();
        errors.extend(self.without_room(fonts));
        self.errors.extend(errors);
    }

    fn unprintable(&self, fonts: &FontChain) -> Vec<Error> {
        let printable = |words: &str| fonts.shape(words).map(drop);
        let mut refused = Wording::new(&self.template, printable).err().unwrap_or_default();
        refused.extend(self.template.credentials.weaknesses());
        let guide = self.guide.clone().map(|guide| guide.admitted(printable));
        refused.extend(guide.and_then(Result::err).unwrap_or_default());
        refused.extend(self.unreadable(printable));
        let signed = self.sender().admitted().and_then(|sender| printable(sender.widest()));
        refused.extend(signed.for_field(Field::Federation).err());
        refused
    }

    fn unreadable(&self, printable: impl Fn(&str) -> Result<()>) -> Vec<Error> {
        let mut refused = Vec::new();
        for (field, _) in &self.spots {
            if let Field::Reading(c) = field {
                let printed = printable(self.readings.read(*c).unwrap_or_default());
                refused.extend(printed.for_field(*field).err());
            }
        }
        for (class, spot) in &self.classes {
            let printed = printable(self.readings.class_name(*class)).for_field(Field::Readings);
            refused.extend(printed.err().map(|error| spot.error(error)));
        }
        refused
    }

    fn without_room(&self, fonts: &FontChain) -> Vec<Error> {
        // Any day of two digits in month and day is as wide as another.
        let Ok(issued_on) = Date::new(2028, 12, 28) else { return Vec::new() };
        let sender = self.sender();
        let trial = Trial {
            template: self.template.clone(),
            readings: self.readings.clone(),
            window: self.window,
            guide: self.guide.clone(),
            federation: sender.widest(),
            fonts,
            issued_on,
        };
        trial.faults(&self.spots)
    }

    fn sender(&self) -> Sender {
        self.federation.as_deref().map_or_else(Sender::by_prefecture, Sender::named)
    }

    fn leave_out(&mut self, field: Field) {
        match field {
            Field::Sentence(sentence) => self.template.put(sentence, "・".into()),
            Field::Federation => self.federation = None,
            Field::Pattern | Field::NthPassword(_) => {
                let template = self.template.clone();
                self.template = template.with_credentials(Credentials::default());
            }
            _ if guide::is_of_guide(field) => self.leave_out_of_guide(field),
            _ => self.readings = ReadingTable::default(),
        }
    }
    fn leave_out_of_guide(&mut self, field: Field) {
        let guide = self.guide.take();
        self.guide = guide.and_then(|guide| guide::with_words(&guide, field, "・"));
    }
}
