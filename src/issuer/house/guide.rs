//! The keys of the page of instructions.

use super::file::{Spot, Table, Value};
use super::keys::Gathered;
use crate::error::{ErrorKind, Field, GuideWord, TomlFault};
use crate::notice::guide::Guide;

pub(super) const KEYS: [&str; 1] = ["guide"];

const GUIDE: [&str; 11] = [
    "enclosed",
    "heading",
    "introduction",
    "opening",
    "address",
    "steps",
    "choice",
    "ways",
    "last_steps",
    "reminder",
    "help_desk",
];
const WAY: [&str; 3] = ["button", "time", "description"];
const REMINDER: [&str; 2] = ["heading", "words"];
const HELP_DESK: [&str; 4] = ["heading", "name", "telephone", "hours"];

/// What stands for a part that is left out.
const NONE: &str = "none";

/// Reads the guide, and takes it where it is enclosed.
pub(super) fn read(gathered: &mut Gathered, root: &Table<'_>) {
    let Some(table) = gathered.value(root, "guide", Value::table) else {
        return;
    };
    table.know(&GUIDE, &mut gathered.errors);
    gathered.mark(root, "guide", Field::Guide);
    let mut reader = Reader { gathered, table: &table, guide: Guide::default() };
    reader.page();
    let guide = reader.guide;
    gathered.guide = is_enclosed(gathered, &table).then_some(guide);
}

fn is_enclosed(gathered: &mut Gathered, table: &Table<'_>) -> bool {
    let is_missing = table.get("enclosed").is_none();
    gathered.errors.extend(is_missing.then(|| table.missing("enclosed")));
    gathered.value(table, "enclosed", Value::choice) == Some(true)
}

/// Whether an error is about the guide.
pub(super) fn is_of_guide(field: Field) -> bool {
    matches!(field, Field::Guide | Field::GuideWord(_))
}

pub(super) fn words(guide: &Guide, field: Field) -> Option<String> {
    let Field::GuideWord(word) = field else { return None };
    guide.clone().word_mut(word).cloned()
}

pub(super) fn with_words(guide: &Guide, field: Field, words: &str) -> Option<Guide> {
    let Field::GuideWord(word) = field else { return None };
    let mut guide = guide.clone();
    words.clone_into(guide.word_mut(word)?);
    Some(guide)
}

struct Reader<'g, 'f> {
    gathered: &'g mut Gathered,
    table: &'g Table<'f>,
    guide: Guide,
}

impl<'f> Reader<'_, 'f> {
    fn page(&mut self) {
        self.address();
        self.steps();
        self.last_steps();
        self.ways();
        self.reminder();
        self.help_desk();
        self.put(self.table, "heading", GuideWord::Heading);
        self.put(self.table, "introduction", GuideWord::Introduction);
        self.put(self.table, "opening", GuideWord::Step(1));
        self.put(self.table, "choice", GuideWord::Step(self.choice()));
    }

    /// The number of the step at which a way is chosen.
    fn choice(&self) -> usize {
        self.guide.steps().count() + 2
    }

    fn address(&mut self) {
        self.gathered.mark(self.table, "address", Field::GuideWord(GuideWord::Address));
        if let Some(address) = self.gathered.choice(self.table, "address") {
            self.change(|guide| guide.with_address(address));
        }
    }

    fn steps(&mut self) {
        if let Some(steps) = self.texts("steps") {
            self.mark_steps(&steps, 2);
            self.change(|guide| guide.with_steps(steps.into_iter().map(|step| step.text)));
        }
    }

    fn last_steps(&mut self) {
        if let Some(steps) = self.texts("last_steps") {
            self.mark_steps(&steps, self.choice() + 1);
            self.change(|guide| guide.with_last_steps(steps.into_iter().map(|step| step.text)));
        }
    }

    fn mark_steps(&mut self, steps: &[Text], first: usize) {
        for (number, step) in (first..).zip(steps) {
            let field = Field::GuideWord(GuideWord::Step(number));
            self.gathered.spots.push((field, step.spot.clone()));
        }
    }

    fn texts(&mut self, key: &str) -> Option<Vec<Text>> {
        let list = self.gathered.value(self.table, key, Value::list)?;
        let mut texts = Vec::new();
        for item in list {
            // One that is no text keeps its number.
            let text = self.gathered.kept(item.text()).unwrap_or("・").to_owned();
            texts.push(Text { text, spot: item.spot });
        }
        Some(texts)
    }

    fn ways(&mut self) {
        let Some(list) = self.gathered.value(self.table, "ways", Value::list) else { return };
        self.refuse_other_count(list.len());
        for (number, way) in (1..).zip(list) {
            if let Some(way) = self.gathered.kept(way.table()) {
                self.way(&way, number);
            }
        }
    }

    fn refuse_other_count(&mut self, found: usize) {
        let expected = self.guide.ways().len();
        let kind = ErrorKind::Toml(TomlFault::Count { found, expected });
        let spot = self.table.get("ways").filter(|_| found != expected).map(|value| value.spot);
        self.gathered.errors.extend(spot.map(|spot| spot.error(kind)));
    }

    fn way(&mut self, way: &Table<'_>, number: usize) {
        way.know(&WAY, &mut self.gathered.errors);
        self.put(way, "button", GuideWord::Button(number));
        self.put(way, "time", GuideWord::Time(number));
        self.put(way, "description", GuideWord::Description(number));
    }

    fn reminder(&mut self) {
        match self.part("reminder") {
            Some(Part::LeftOut) => self.change(|guide| guide.with_reminder(None)),
            Some(Part::Given(reminder)) => {
                reminder.know(&REMINDER, &mut self.gathered.errors);
                self.put(&reminder, "heading", GuideWord::ReminderHeading);
                self.put(&reminder, "words", GuideWord::Reminder);
            }
            None => {}
        }
    }

    fn help_desk(&mut self) {
        match self.part("help_desk") {
            Some(Part::LeftOut) => self.change(|guide| guide.with_help_desk(None)),
            Some(Part::Given(desk)) => {
                desk.know(&HELP_DESK, &mut self.gathered.errors);
                self.put(&desk, "heading", GuideWord::HelpDeskHeading);
                self.put(&desk, "name", GuideWord::HelpDeskName);
                self.put(&desk, "telephone", GuideWord::HelpDeskTelephone);
                self.put(&desk, "hours", GuideWord::HelpDeskHours);
            }
            None => {}
        }
    }

    /// A part that may be left out; nothing where the file does not speak of it.
    fn part(&mut self, key: &str) -> Option<Part<'f>> {
        let value = self.table.get(key)?;
        if value.text().is_ok_and(|text| text == NONE) {
            return Some(Part::LeftOut);
        }
        self.gathered.kept(value.table()).map(Part::Given)
    }

    fn put(&mut self, table: &Table<'_>, key: &str, word: GuideWord) {
        let Some(words) = self.gathered.value(table, key, Value::text) else { return };
        self.gathered.mark(table, key, Field::GuideWord(word));
        if let Some(place) = self.guide.word_mut(word) {
            words.clone_into(place);
        }
    }

    fn change(&mut self, change: impl FnOnce(Guide) -> Guide) {
        self.guide = change(std::mem::take(&mut self.guide));
    }
}

/// A part that may be left out.
enum Part<'f> {
    LeftOut,
    Given(Table<'f>),
}

/// A text of a list, and where it stands.
struct Text {
    text: String,
    spot: Spot,
}
