//! What embedders build with: choices by their words, dates of other crates, providers as maps.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use reissue_notice::{
    CharClass, Column, Columns, Date, DateStyle, Encoding, EnvelopeWindow, Error, Honorific,
    Language, LookAlikes, NameRules, Profile, Provider, Purpose, Repair, SpoolOptions, SpoolOrder,
    Template, UserIdPattern, WindowBox,
};
use serde_json::json;

/// Each choice is read by the word that it is written by, and another word is told by a sentence.
fn assert_written<T>(choices: &[T], sentence: &str)
where
    T: FromStr<Err = Error> + Display + PartialEq + Debug,
{
    for choice in choices {
        assert_eq!(&choice.to_string().parse::<T>().unwrap(), choice);
    }
    assert_eq!("?".parse::<T>().unwrap_err().to_string(), sentence);
}

#[test]
fn every_choice_is_read_by_the_word_that_it_is_written_by() {
    assert_written(
        &[DateStyle::EraPadded, DateStyle::Era, DateStyle::Western],
        "date style: found ?, expected era-padded, era or western",
    );
    assert_written(&[Honorific::Sama, Honorific::Onchu], "honorific: found ?, expected 様 or 御中");
    assert_written(
        &CharClass::ALL,
        "character class: found ?, expected upper, lower, digit or symbol",
    );
    assert_written(
        &[LookAlikes::Common, LookAlikes::ETax],
        "look-alikes: found ?, expected common or e-tax",
    );
    assert_written(
        &[Purpose::Login, Purpose::Certificate, Purpose::Other],
        "purpose: found ?, expected login, certificate or other",
    );
    assert_written(
        &[Profile::A2a, Profile::A2u, Profile::Archive4, Profile::Press, Profile::TaggedPress],
        "profile: found ?, expected a-2a, a-2u, archive4, press or tagged-press",
    );
    assert_written(
        &[SpoolOrder::Number, SpoolOrder::Federation, SpoolOrder::PostCode, SpoolOrder::AsListed],
        "order: found ?, expected number, federation, post-code or as-listed",
    );
    let columns = [
        Column::ProviderNumber,
        Column::UserId,
        Column::ProviderName,
        Column::PostCode,
        Column::Address,
        Column::Building,
        Column::Reference,
    ];
    assert_written(
        &columns,
        "column: found ?, expected provider_number, user_id, name, post_code, address, building or reference",
    );
    assert_written(
        &[Language::English, Language::Japanese],
        "language: found ?, expected ja or en",
    );
}

#[test]
fn what_was_set_can_be_asked_for() {
    let template = Template::default();
    assert_eq!((template.date_style(), template.honorific()), Default::default());
    assert!(template.valid_until().is_none() && !template.has_cells_in_fours());
    let day: Date = "2026-02-06".parse().unwrap();
    let template = Template::large_print()
        .with_valid_until(day)
        .with_cells_in_fours()
        .with_date_style(DateStyle::Western)
        .with_honorific(Honorific::Onchu);
    assert_eq!(template.valid_until(), Some(day));
    assert!(template.has_cells_in_fours() && template.is_large_print());
    let set = (template.date_style(), template.honorific());
    assert_eq!(set, (DateStyle::Western, Honorific::Onchu));
    assert_eq!((day.year(), day.month(), day.day()), (2026, 2, 6));

    let place = WindowBox { left_mm: 22.0, top_mm: 13.0, width_mm: 90.0, height_mm: 45.0 };
    let window = EnvelopeWindow::custom(place).unwrap();
    assert_eq!((window.place(), window.has_fold_marks()), (place, false));
    assert!(window.with_fold_marks().has_fold_marks());

    let options = SpoolOptions::default();
    let set = (options.pages_per_volume().get(), options.order(), options.profile());
    assert_eq!(set, (1000, SpoolOrder::Number, Profile::A2u));
    let options = options.without_counts().without_compression().with_profile(Profile::A2a);
    assert!(!options.is_counted() && !options.is_compressed());
    assert_eq!(options.profile(), Profile::A2a);
}

#[test]
fn how_a_list_is_read_can_be_asked_for() {
    let columns = Columns::default();
    assert_eq!((columns.encoding(), columns.name(Column::UserId)), (None, None));
    assert!(!columns.reads_addresses() && columns.repair() == Repair::default());
    let user_ids = UserIdPattern::new("CM", 8).unwrap();
    assert_eq!((user_ids.prefix(), user_ids.digits()), ("CM", 8));
    let rules = NameRules::default().widen_half_width_kana();
    let columns = columns
        .with_encoding(Encoding::Cp932)
        .with_name(Column::UserId, "ID")
        .with_repair(Repair::default().with_lost_zeros())
        .with_user_ids(user_ids.clone())
        .with_name_rules(rules)
        .with_addresses();
    assert_eq!(columns.encoding(), Some(Encoding::Cp932));
    assert_eq!((columns.name(Column::UserId), columns.user_ids()), (Some("ID"), &user_ids));
    let repair = columns.repair();
    assert!(repair.lost_zeros() && !repair.full_width() && !repair.post_codes());
    let rules = columns.name_rules();
    assert!(rules.widens_half_width_kana() && columns.reads_addresses());
    assert!(!rules.unifies_waves_and_dashes() && !rules.spells_out_abbreviations());
}

#[test]
fn dates_of_other_crates_are_taken_where_an_era_covers_them() {
    let taken = "2026-01-06".parse::<Date>().unwrap();
    assert_eq!(Date::try_from(jiff::civil::date(2026, 1, 6)).unwrap(), taken);
    let chrono = |year, month, day| {
        Date::try_from(chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap())
    };
    assert_eq!(chrono(2026, 1, 6).unwrap(), taken);
    let time = |year, month, day| {
        Date::try_from(time::Date::from_calendar_date(year, month, day).unwrap())
    };
    assert_eq!(time(2026, time::Month::January, 6).unwrap(), taken);
    let refused = |found: &str| {
        format!("date: found \"{found}\", expected a day from 1989-01-08 to 9999-12-31")
    };
    let early = Date::try_from(jiff::civil::date(1989, 1, 7)).unwrap_err();
    assert_eq!(early.to_string(), refused("1989-01-07"));
    assert_eq!(chrono(-44, 3, 15).unwrap_err().to_string(), refused("-0044-03-15"));
    assert_eq!(chrono(10_000, 1, 1).unwrap_err().to_string(), refused("10000-01-01"));
    let early = time(-1, time::Month::March, 15).unwrap_err();
    assert_eq!(early.to_string(), refused("-0001-03-15"));
}

#[test]
fn a_provider_is_a_map_of_texts() {
    let least = json!({
        "provider_number": "1971100456", "user_id": "KJ010199999999", "name": "やまなし会",
    });
    let provider: Provider = serde_json::from_value(least.clone()).unwrap();
    assert_eq!(provider.name().as_str(), "やまなし会");
    assert_eq!(serde_json::to_value(&provider).unwrap(), least);
    let most = json!({
        "provider_number": "1971100456", "user_id": "KJ010199999999", "name": "やまなし会",
        "post_code": "4000031", "address": "山梨県甲府市丸の内1丁目6-1", "building": "別館",
        "reference": "R08-1", "row": 7,
    });
    let text = most.to_string();
    let provider: Provider = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(&provider).unwrap(), most);
    assert_eq!((provider.row(), provider.building().unwrap().as_str()), (Some(7), "別館"));
}

#[test]
fn nothing_of_a_provider_gets_in_unchecked() {
    let wrong = |key: &str, value: &str| {
        let mut map = json!({
            "provider_number": "1971100456", "user_id": "KJ010199999999", "name": "やまなし会",
        });
        map[key] = value.into();
        serde_json::from_value::<Provider>(map).unwrap_err().to_string()
    };
    for (key, value, sentence) in [
        ("provider_number", "19", "provider number: found 2 characters, expected 10"),
        ("user_id", "KI010199999999", "user ID: character 2 is 'I' (U+0049), expected 'J'"),
        (
            "name",
            "やま\u{202E}なし",
            "provider name: character 3 is U+202E: RIGHT-TO-LEFT OVERRIDE, a format control",
        ),
        ("post_code", "4000", "post code: found 4 characters, expected 7"),
        ("address", " ", "address: found nothing, expected words"),
        ("building", "", "building: found nothing, expected words"),
        (
            "reference",
            "é",
            "reference number: character 1 is 'é' (U+00E9), expected a digit 0-9 or a capital A-Z",
        ),
        ("password", "K3MrRT3H17203902", "unknown field `password`"),
    ] {
        let found = wrong(key, value);
        assert!(found.starts_with(sentence), "{key}: {found}");
    }
    // What a list folds is folded.
    let folded = json!({
        "provider_number": "1971100456", "user_id": "KJ010199999999", "name": " 協⽴病院",
    });
    let provider: Provider = serde_json::from_value(folded).unwrap();
    assert_eq!(provider.name().as_str(), "協立病院");
}
