//! The keys of the page of instructions.

use super::file::{Table, Value};
use super::gathered::Gathered;
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
const REMINDER: [(&str, GuideWord); 2] =
    [("heading", GuideWord::ReminderHeading), ("words", GuideWord::Reminder)];
const HELP_DESK: [(&str, GuideWord); 4] = [
    ("heading", GuideWord::HelpDeskHeading),
    ("name", GuideWord::HelpDeskName),
    ("telephone", GuideWord::HelpDeskTelephone),
    ("hours", GuideWord::HelpDeskHours),
];

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
    gathered.require(table, "enclosed");
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

impl Reader<'_, '_> {
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
        if let Some(steps) = self.gathered.texts(self.table, "steps") {
            self.gathered.mark_each(&steps, 2, step);
            self.change(|guide| guide.with_steps(steps.into_iter().map(|step| step.text)));
        }
    }

    fn last_steps(&mut self) {
        if let Some(steps) = self.gathered.texts(self.table, "last_steps") {
            self.gathered.mark_each(&steps, self.choice() + 1, step);
            self.change(|guide| guide.with_last_steps(steps.into_iter().map(|step| step.text)));
        }
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
        let words = [
            ("button", GuideWord::Button(number)),
            ("time", GuideWord::Time(number)),
            ("description", GuideWord::Description(number)),
        ];
        self.words(way, &words);
    }

    fn reminder(&mut self) {
        self.part("reminder", &REMINDER, |guide| guide.with_reminder(None));
    }

    fn help_desk(&mut self) {
        self.part("help_desk", &HELP_DESK, |guide| guide.with_help_desk(None));
    }

    /// A part that may be left out.
    fn part(
        &mut self,
        key: &str,
        words: &[(&'static str, GuideWord)],
        left_out: fn(Guide) -> Guide,
    ) {
        let Some(value) = self.table.get(key) else { return };
        if value.text().is_ok_and(|text| text == NONE) {
            self.change(left_out);
        } else if let Some(table) = self.gathered.kept(value.table()) {
            self.words(&table, words);
        }
    }

    fn words(&mut self, table: &Table<'_>, words: &[(&'static str, GuideWord)]) {
        let known: Vec<&str> = words.iter().map(|(key, _)| *key).collect();
        table.know(&known, &mut self.gathered.errors);
        for (key, word) in words {
            self.put(table, key, *word);
        }
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

fn step(number: usize) -> Field {
    Field::GuideWord(GuideWord::Step(number))
}
