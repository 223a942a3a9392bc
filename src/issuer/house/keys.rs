//! Which key sets what.

use super::file::{Table, Value, told};
use super::gathered::Gathered;
use crate::error::{ErrorKind, Expected, Field, Result, Sentence};
use crate::notice::credential::{Credential, Credentials};
use crate::notice::envelope::{EnvelopeWindow, WindowBox};
use crate::notice::template::Template;
use crate::password::policy::{LookAlikes, Policy};
use crate::password::purpose::Purpose;
use crate::reading::ReadingTable;

const ROOT: [&str; 6] =
    ["federation", "window", "fold_marks", "template", "credentials", "readings"];
const CREDENTIAL: [&str; 5] = ["purpose", "label", "pattern", "symbols", "without"];
const READINGS: [&str; 3] = ["table", "classes", "characters"];
const CLASSES: [&str; 4] = ["upper", "lower", "digit", "symbol"];
const WINDOW: [&str; 4] = ["left_mm", "top_mm", "width_mm", "height_mm"];

/// The words of the template, in the order of the page.
const WORDS: [(&str, Sentence); 11] = [
    ("title", Sentence::Title),
    ("date_label", Sentence::DateLabel),
    ("reference_label", Sentence::ReferenceLabel),
    ("introduction", Sentence::Introduction),
    ("login_address_label", Sentence::LoginAddressLabel),
    ("login_address", Sentence::LoginAddress),
    ("validity_label", Sentence::ValidityLabel),
    ("remarks_heading", Sentence::RemarksHeading),
    ("opened_envelope", Sentence::OpenedEnvelope),
    ("contact", Sentence::Contact),
    ("contact_hours", Sentence::ContactHours),
];

/// The keys of the template that are not words of it.
const MANNERS: [&str; 7] =
    ["print", "date_style", "honorific", "valid_until", "cells_in_fours", "remarks", "labels"];

/// What the tables call their contents.
const LABELS: [(&str, Sentence); 4] = [
    ("provider_number", Sentence::ProviderNumberLabel),
    ("provider_name", Sentence::ProviderNameLabel),
    ("login", Sentence::LoginHeading),
    ("user_id", Sentence::UserIdLabel),
];

impl Gathered {
    /// Reads all but what has other `keys` at the root.
    pub(super) fn read(&mut self, root: &Table<'_>, keys: &[&'static str]) {
        root.know(&[&ROOT, keys].concat(), &mut self.errors);
        self.federation = self.value(root, "federation", Value::text).map(str::to_owned);
        self.mark(root, "federation", Field::Federation);
        self.section(root, "template", Self::template);
        self.section(root, "readings", Self::readings);
        self.credentials(root);
        self.window(root);
    }

    fn template(&mut self, table: &Table<'_>) {
        let words = WORDS.map(|(key, _)| key);
        table.know(&[&words[..], &MANNERS].concat(), &mut self.errors);
        self.manners(table);
        self.optional_lines(table);
        self.remarks(table);
        self.words(table, &WORDS);
        self.section(table, "labels", Self::labels);
        self.need(table, "login_address_label", "login_address");
        self.need(table, "validity_label", "valid_until");
    }

    /// How the template is set, whatever its words are.
    fn manners(&mut self, table: &Table<'_>) {
        self.mark(table, "print", Field::Print);
        let print = self.choice(table, "print");
        self.set(print, Template::with_print);
        let date_style = self.choice(table, "date_style");
        self.set(date_style, Template::with_date_style);
        let honorific = self.choice(table, "honorific");
        self.set(honorific, Template::with_honorific);
        if self.value(table, "cells_in_fours", Value::choice) == Some(true) {
            self.change(Template::with_cells_in_fours);
        }
    }

    /// What brings a label of its own with it.
    fn optional_lines(&mut self, table: &Table<'_>) {
        let date = self.value(table, "valid_until", |value| value.day()?.parse());
        self.set(date, Template::with_valid_until);
        let address = self.value(table, "login_address", Value::text);
        self.set(address, Template::with_login_address);
    }

    fn labels(&mut self, table: &Table<'_>) {
        table.know(&LABELS.map(|(key, _)| key), &mut self.errors);
        self.words(table, &LABELS);
    }

    fn change(&mut self, change: impl FnOnce(Template) -> Template) {
        self.template = change(std::mem::take(&mut self.template));
    }

    /// Sets what was found.
    fn set<T>(&mut self, found: Option<T>, with: impl FnOnce(Template, T) -> Template) {
        if let Some(found) = found {
            self.change(|template| with(template, found));
        }
    }

    fn remarks(&mut self, table: &Table<'_>) {
        if let Some(remarks) = self.texts(table, "remarks") {
            self.mark_each(&remarks, 1, |number| Field::Sentence(Sentence::Remark(number)));
            let remarks = remarks.into_iter().map(|remark| remark.text);
            self.change(|template| template.with_remarks(remarks));
        }
    }

    fn words(&mut self, table: &Table<'_>, known: &[(&str, Sentence)]) {
        for (key, sentence) in known {
            if let Some(words) = self.value(table, key, Value::text) {
                self.template.put(*sentence, words.to_owned());
                self.mark(table, key, Field::Sentence(*sentence));
            }
        }
    }

    fn credentials(&mut self, root: &Table<'_>) {
        self.mark(root, "credentials", Field::Credentials);
        let list = self.value(root, "credentials", Value::list);
        let Some(credentials) = list.and_then(|list| self.each_credential(&list)) else {
            return;
        };
        let checked = Credentials::new(credentials).map_err(|error| told(error, &self.spots));
        if let Some(credentials) = self.kept(checked) {
            self.change(|template| template.with_credentials(credentials));
        }
    }

    /// All of them, or nothing: one that could not be read would be missed.
    fn each_credential(&mut self, list: &[Value<'_>]) -> Option<Vec<Credential>> {
        let mut credentials = Vec::new();
        for (index, item) in list.iter().enumerate() {
            let table = self.kept(item.table());
            credentials.push(table.and_then(|table| self.credential(&table, index)));
        }
        credentials.into_iter().collect()
    }

    fn credential(&mut self, table: &Table<'_>, index: usize) -> Option<Credential> {
        table.know(&CREDENTIAL, &mut self.errors);
        if let Some(heading) = Credentials::LABELS.get(index) {
            self.mark(table, "label", Field::Sentence(*heading));
        }
        self.mark(table, "pattern", policy_of(index));
        let purpose = self.choice(table, "purpose").unwrap_or_default();
        let policy = self.policy(table);
        let credential = match self.value(table, "label", Value::text) {
            Some(label) => Some(Credential::new(purpose, label)),
            None => self.usual_credential(table, purpose),
        };
        Some(credential?.with_policy(policy))
    }

    /// With the label that the letter has for its purpose.
    fn usual_credential(&mut self, table: &Table<'_>, purpose: Purpose) -> Option<Credential> {
        match purpose {
            Purpose::Login => Some(Credential::login()),
            Purpose::Certificate => Some(Credential::certificate()),
            Purpose::Other => {
                self.require(table, "label");
                None
            }
        }
    }

    fn policy(&mut self, table: &Table<'_>) -> Policy {
        let policy: Policy = self.choice(table, "pattern").unwrap_or_default();
        let symbols = |value: &Value<'_>| policy.clone().with_symbols(value.text()?);
        let with_symbols = self.value(table, "symbols", symbols);
        let policy = with_symbols.unwrap_or(policy);
        self.left_out(table).into_iter().fold(policy, Policy::without)
    }

    fn left_out(&mut self, table: &Table<'_>) -> Vec<LookAlikes> {
        let mut sets = Vec::new();
        for set in self.value(table, "without", Value::list).unwrap_or_default() {
            let named = set.text().and_then(str::parse::<LookAlikes>);
            sets.extend(self.kept_at(&set.spot, named));
        }
        sets
    }

    fn readings(&mut self, table: &Table<'_>) {
        table.know(&READINGS, &mut self.errors);
        let named = |value: &Value<'_>| ReadingTable::named(value.text()?);
        self.readings = self.value(table, "table", named).unwrap_or_default();
        self.section(table, "classes", Self::classes);
        self.section(table, "characters", |this, characters| {
            characters.each().for_each(|(key, value)| this.reading(key, &value));
        });
    }

    fn classes(&mut self, table: &Table<'_>) {
        table.know(&CLASSES, &mut self.errors);
        for (key, value) in table.each() {
            if let Ok(class) = key.parse() {
                self.classes.push((class, value.spot.clone()));
                self.reads(&value, |table, words| table.with_class_name(class, words));
            }
        }
    }

    fn reading(&mut self, key: &str, value: &Value<'_>) {
        let mut characters = key.chars();
        if let (Some(c), None) = (characters.next(), characters.next()) {
            self.spots.push((Field::Reading(c), value.spot.clone()));
            return self.reads(value, |table, words| table.with_reading(c, words));
        }
        let expected = Expected::Exactly(1);
        let kind = ErrorKind::Length { found: key.chars().count(), expected };
        self.errors.push(value.spot.error(kind));
    }

    fn reads(
        &mut self,
        value: &Value<'_>,
        with: impl FnOnce(ReadingTable, &str) -> Result<ReadingTable>,
    ) {
        let readings = value.text().and_then(|words| with(self.readings.clone(), words));
        if let Some(readings) = self.kept_at(&value.spot, readings) {
            self.readings = readings;
        }
    }

    fn window(&mut self, root: &Table<'_>) {
        self.mark(root, "window", Field::Window);
        let has_marks = self.value(root, "fold_marks", Value::choice) == Some(true);
        let window = match root.get("window") {
            Some(window) if window.is_table() => self.custom_window(&window),
            Some(window) => self.kept_at(&window.spot, named_window(&window)).flatten(),
            None => None,
        };
        if has_marks {
            self.require(root, "window");
        }
        self.window = window.map(|own| if has_marks { own.with_fold_marks() } else { own });
    }

    fn custom_window(&mut self, window: &Value<'_>) -> Option<EnvelopeWindow> {
        let table = self.kept(window.table())?;
        table.know(&WINDOW, &mut self.errors);
        let [left_mm, top_mm, width_mm, height_mm] = WINDOW.map(|key| self.side(&table, key));
        let (left_mm, top_mm) = (left_mm?, top_mm?);
        let place = WindowBox { left_mm, top_mm, width_mm: width_mm?, height_mm: height_mm? };
        self.kept_at(&window.spot, EnvelopeWindow::custom(place))
    }

    fn side(&mut self, table: &Table<'_>, key: &str) -> Option<f64> {
        self.require(table, key);
        self.value(table, key, Value::number)
    }
}

/// What an error about the policy of one password is about.
fn policy_of(index: usize) -> Field {
    if index == 0 { Field::Pattern } else { Field::NthPassword(index + 1) }
}

fn named_window(value: &Value<'_>) -> Result<Option<EnvelopeWindow>> {
    match value.text()? {
        "none" => Ok(None),
        name => EnvelopeWindow::named(name).map(Some),
    }
}
