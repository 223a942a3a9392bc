//! One value or more of every kind that is told, without a Latin letter in what was found.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

use reissue_notice::{
    Action, BatchKey, BinaryFile, Change, Clash, Concern, Corner, Corrected, Damage, Difference,
    Discrepancy, Encoding, ErrorKind, Expected, Extent, Fault, Field, FontFault, GaijiFault,
    GuideWord, Issuer, IssuerWarning, KeyFault, ListFault, LogColumns, LogFault, MissingColumn,
    Mojibake, NameWarning, NoBarcode, Obstacle, Oddity, PagePart, Plain, Provider, ProviderNumber,
    Repaired, Round, RunPart, Safeguard, Sentence, SheetDamage, SpoolOptions, Surplus, TomlFault,
    TomlType, Unfit, Warning,
};

use super::Told;

pub(super) fn tell_all(told: &mut Told) {
    tell_characters(told);
    tell_places(told);
    tell_things(told);
    tell_faults(told);
    tell_list_faults(told);
    tell_toml_faults(told);
    tell_kinds(told);
    tell_warnings(told);
    tell_differences(told);
    tell_log_faults(told);
    told.tell(discrepancies());
    tell_concerns(told);
}

fn path() -> PathBuf {
    PathBuf::from("/発行/通知書")
}

fn text() -> String {
    "見本".into()
}

fn denied() -> io::Error {
    io::Error::from_raw_os_error(13)
}

fn tell_characters(told: &mut Told) {
    told.tell([
        Unfit::Tab,
        Unfit::Control,
        Unfit::Format,
        Unfit::NamedFormat("ZERO WIDTH SPACE"),
        Unfit::HangulFiller,
        Unfit::Replacement,
        Unfit::LineBreak,
        Unfit::Unassigned,
        Unfit::LoneMark,
        Unfit::NoGaiji,
    ]);
    told.tell([
        Expected::Exactly(10),
        Expected::Between { least: 8, most: 20 },
        Expected::Digits(7),
        Expected::UserId { prefix: "12".into(), digits: 8 },
        Expected::Name,
        Expected::Title,
        Expected::Words,
        Expected::Reading,
        Expected::OneSymbol,
        Expected::OnePassword,
        Expected::This('#'),
        Expected::Digit,
        Expected::DigitOrCapital,
        Expected::CapitalOrDigit,
        Expected::Capital,
        Expected::SmallLetter,
        Expected::PrintableAscii,
        Expected::AsciiSymbol,
        Expected::EachSymbolOnce,
        Expected::PolicySymbol,
        Expected::ClassLetter,
        Expected::Readable,
        Expected::DateForm,
        Expected::Month,
        Expected::DayOfMonth { year: 2026, month: 2, days: 28 },
        Expected::DateRange,
        Expected::NotBefore("2026-04-01".into()),
        Expected::ReadingTable,
        Expected::Window,
        Expected::WebAddress,
        Expected::AddressCharacter,
        Expected::ShardForm,
        Expected::Unsplit,
        Expected::OneOf(["様", "御中", "殿"].into()),
        Expected::Language,
        Expected::InserterMark,
        Expected::Length { least: 300, most: 2000 },
        Expected::Corner { least: 4000, most_left: 197_000, most_top: 284_000 },
    ]);
}

fn tell_places(told: &mut Told) {
    told.tell([
        Sentence::Title,
        Sentence::DateLabel,
        Sentence::Introduction,
        Sentence::ProviderNumberLabel,
        Sentence::ProviderNameLabel,
        Sentence::LoginHeading,
        Sentence::UserIdLabel,
        Sentence::PasswordHeading,
        Sentence::RemarksHeading,
        Sentence::Remark(3),
        Sentence::Contact,
        Sentence::ReferenceLabel,
        Sentence::LoginAddressLabel,
        Sentence::LoginAddress,
        Sentence::ValidityLabel,
        Sentence::OpenedEnvelope,
        Sentence::ContactHours,
        Sentence::SecondPasswordHeading,
        Sentence::ThirdPasswordHeading,
    ]);
    told.tell([
        Field::ProviderNumber,
        Field::UserId,
        Field::ProviderName,
        Field::PostCode,
        Field::Address,
        Field::Building,
        Field::Date,
        Field::LastDay,
        Field::Pattern,
        Field::Symbols,
        Field::Password,
        Field::MailPassword,
        Field::Federation,
        Field::InserterMark,
        Field::Template,
        Field::Sentence(Sentence::Remark(3)),
        Field::DateStyle,
        Field::Honorific,
        Field::CharClass,
        Field::LookAlikes,
        Field::Purpose,
        Field::Profile,
        Field::Print,
        Field::Order,
        Field::Column,
        Field::Readings,
        Field::Reading('#'),
        Field::Font,
        Field::Gaiji,
        Field::Key,
        Field::Shard,
        Field::Round,
        Field::Language,
        Field::Window,
        Field::Log,
        Field::Reference,
        Field::NthPassword(2),
        Field::Credentials,
        Field::Guide,
        Field::GuidePages,
        Field::GuideWord(GuideWord::Step(3)),
    ]);
    told.tell([
        PagePart::Title,
        PagePart::Date,
        PagePart::Addressee,
        PagePart::Federation,
        PagePart::Introduction,
        PagePart::Heading,
        PagePart::Label,
        PagePart::Name,
        PagePart::Reading,
        PagePart::Grid,
        PagePart::Remarks,
        PagePart::Address,
        PagePart::Window,
        PagePart::GuideSentence,
        PagePart::Guide,
    ]);
    told.tell([
        GuideWord::Heading,
        GuideWord::Introduction,
        GuideWord::Step(3),
        GuideWord::Address,
        GuideWord::Button(1),
        GuideWord::Time(1),
        GuideWord::Description(1),
        GuideWord::ReminderHeading,
        GuideWord::Reminder,
        GuideWord::HelpDeskHeading,
        GuideWord::HelpDeskName,
        GuideWord::HelpDeskTelephone,
        GuideWord::HelpDeskHours,
    ]);
}

fn tell_things(told: &mut Told) {
    told.tell([
        RunPart::Key,
        RunPart::Form,
        RunPart::Shard,
        RunPart::Date,
        RunPart::Sender,
        RunPart::Words,
        RunPart::Readings,
        RunPart::Policy,
        RunPart::Fonts,
        RunPart::Layout,
        RunPart::List,
    ]);
    told.tell([
        Action::Create,
        Action::Open,
        Action::Read,
        Action::Write,
        Action::Sync,
        Action::Replace,
        Action::Remove,
        Action::MakePrivate,
    ]);
    told.tell([Plain::File, Plain::Folder]);
    told.tell([
        SheetDamage::LostZero,
        SheetDamage::Scientific,
        SheetDamage::FullWidth,
        SheetDamage::Hyphen,
        SheetDamage::Apostrophe,
        SheetDamage::Decimal,
        SheetDamage::Grouped,
        SheetDamage::Formula,
    ]);
    told.tell([Mojibake::Utf8AsCp932, Mojibake::Utf8AsLatin1, Mojibake::Cp932AsLatin1]);
    told.tell([BinaryFile::Xlsx, BinaryFile::Xls, BinaryFile::Pdf]);
    told.tell([Surplus::NotInList, Surplus::Refused, Surplus::Twice, Surplus::OtherShard]);
    told.tell([
        Change::Trimmed,
        Change::Composed,
        Change::FoldedRadical,
        Change::WidenedKana,
        Change::UnifiedDash,
        Change::SpeltOut,
    ]);
    told.tell([Repaired::LeadingZero, Repaired::HalfWidth, Repaired::PostCodeMarks]);
}

fn tell_faults(told: &mut Told) {
    told.tell([
        Clash::Scheme { found: "1".into(), ours: "2" },
        Clash::Part(RunPart::Date),
        Clash::DamagedJournal,
        Clash::NoJournal { found: text() },
        Clash::Busy,
        Clash::NotInList { found: 2, first: text() },
        Clash::Volumes,
    ]);
    told.tell([
        KeyFault::Exists,
        KeyFault::NotPlain,
        KeyFault::Open { mode: 0o644 },
        KeyFault::Form,
        KeyFault::Check,
        KeyFault::Blank,
    ]);
    told.tell([
        FontFault::Unreadable { face: 0, reason: text() },
        FontFault::VariableOutlines { face: 0 },
        FontFault::DamagedOutlines { face: 0 },
        FontFault::MissingOutlines { face: 0 },
        FontFault::EmbeddingForbidden { face: 0 },
        FontFault::EmbeddingRestricted { face: 0 },
        FontFault::NoCharacterMap { face: 0 },
        FontFault::RepetitiveCharacterMap { face: 0 },
        FontFault::TooManyGlyphs,
        FontFault::GlyphsTooLarge,
        FontFault::ShortLoca,
        FontFault::GlyphOutside,
        FontFault::ShortGlyph,
        FontFault::MissingTable,
        FontFault::ShortTable,
        FontFault::TooManyCodes,
    ]);
    told.tell([
        GaijiFault::Fields,
        GaijiFault::CodePoint { found: "123".into() },
        GaijiFault::NotPrivate { found: "123".into() },
        GaijiFault::Unprintable { found: '\u{E001}' },
        GaijiFault::Length { found: 5, most: 4 },
        GaijiFault::Glyph { found: "1".into() },
        GaijiFault::MissingGlyph { text: text() },
        GaijiFault::NoFace { found: 9, faces: 3 },
        GaijiFault::NoGlyph { face: 1, glyph: 9999 },
        GaijiFault::Repeated { character: '\u{E001}' },
    ]);
}

fn tell_list_faults(told: &mut Told) {
    let missing = |field, word: &str| MissingColumn { field, would_do: vec![word.into()] };
    told.tell([
        ListFault::LineBreakInQuotes,
        ListFault::InsideQuotes { opened: 3 },
        ListFault::TextAfterQuote { found: '会' },
        ListFault::BackslashBeforeQuote,
        ListFault::BlankBeforeQuote,
        ListFault::QuoteInPlainField,
        ListFault::SurplusField { found: 5, expected: 4 },
        ListFault::MissingField { found: 3, expected: 4 },
        ListFault::FieldTooLong { found: 40000, limit: 32767 },
        ListFault::OtherEncoding { list: Encoding::Utf8, reads_as: Some(Encoding::Cp932) },
        ListFault::OtherEncoding { list: Encoding::Utf8, reads_as: None },
        ListFault::Spreadsheet { found: "170500300".into(), damage: SheetDamage::LostZero },
        ListFault::Mojibake { mojibake: Mojibake::Utf8AsCp932, restored: text() },
        ListFault::EmptyList,
        ListFault::MissingColumns {
            missing: vec![
                missing(Field::ProviderNumber, "事業所番号"),
                missing(Field::ProviderName, "事業所名"),
            ],
            found: vec!["施設".into(), "名称".into()],
        },
        ListFault::MissingColumns {
            missing: vec![missing(Field::UserId, "ユーザID")],
            found: vec!["列".into(); 22],
        },
        ListFault::TwoColumns {
            field: Field::ProviderName,
            first: 2,
            first_name: "事業所名".into(),
            second_name: "事業所名称".into(),
        },
        ListFault::Header(Box::new(ListFault::QuoteInPlainField)),
        ListFault::OpenQuote { ended: 30 },
        ListFault::EndlessQuote { seen: 30, limit: 67_108_864 },
        ListFault::EndlessLine { limit: 1_048_576 },
        ListFault::UnsureEncoding { as_utf8: "é".into(), as_cp932: "ﾃｩ".into() },
        ListFault::UnmarkedUtf16,
        ListFault::NoText { kind: BinaryFile::Xlsx },
        ListFault::UnknownEncoding { found: text() },
    ]);
}

fn tell_toml_faults(told: &mut Told) {
    told.tell([
        TomlType::Text,
        TomlType::Number,
        TomlType::Choice,
        TomlType::Date,
        TomlType::List,
        TomlType::Table,
    ]);
    told.tell([
        TomlFault::Syntax { reason: "unclosed table, expected `]`".into() },
        TomlFault::UnknownKey { expected: Expected::OneOf(["標題", "備考"].into()) },
        TomlFault::WrongType { found: TomlType::Number, expected: TomlType::Text },
        TomlFault::Count { found: 3, expected: 2 },
        TomlFault::NoRoom { found: 80, most: 60 },
    ]);
}

fn tell_kinds(told: &mut Told) {
    let expected = || Expected::Exactly(10);
    told.tell([
        ErrorKind::Empty { expected: Expected::Name },
        ErrorKind::Length { found: 9, expected: expected() },
        ErrorKind::Length { found: 7, expected: Expected::Between { least: 8, most: 20 } },
        ErrorKind::Character { position: 9, found: '字', expected: Expected::Digit },
        ErrorKind::Place { position: 3, expected: Expected::Digit },
        ErrorKind::Prefecture { found: "48".into() },
        ErrorKind::Day { found: "2026-02-29".into(), expected: Expected::DateForm },
        ErrorKind::Unprintable { position: 3, found: '\u{202E}', reason: Unfit::Format },
        ErrorKind::Unprintable { position: 3, found: '\u{FFFD}', reason: Unfit::Replacement },
        ErrorKind::Unprintable { position: 3, found: '\u{E000}', reason: Unfit::NoGaiji },
        ErrorKind::MissingGlyph {
            cluster: "か\u{302}".into(), fonts: "明朝、ゴシック".into()
        },
    ]);
    let rooms_mm = vec![150.0, 140.0];
    told.tell([
        ErrorKind::TooWide {
            what: PagePart::Name,
            needed_mm: 301.5,
            floor_pt: 8.0,
            rooms_mm: rooms_mm.clone(),
        },
        ErrorKind::NoBreak { what: PagePart::Title, needed_mm: 301.5, floor_pt: 8.0, rooms_mm },
        ErrorKind::OffPage {
            what: PagePart::Remarks,
            top_mm: 200.0,
            bottom_mm: 300.0,
            from_mm: 10.0,
            to_mm: 287.0,
        },
        ErrorKind::SmallWindow {
            width_mm: 70.0,
            height_mm: 35.0,
            least_width_mm: 71.8,
            least_height_mm: 27.8,
        },
        overlap(Some(Corner { left_mm: 6.0, top_mm: 280.0 })),
        overlap(None),
        ErrorKind::Missing,
        ErrorKind::OddPages { pages: 1 },
        ErrorKind::NotIssued,
        ErrorKind::Log(LogFault::NoText),
        ErrorKind::Altered { path: path() },
        ErrorKind::TooManyRemarks { found: 101, most: 100 },
        ErrorKind::TooManyPasswords { found: 4, most: 3 },
        ErrorKind::SamePurpose { first: 1, second: 3 },
        ErrorKind::PasswordCount { found: 1, expected: 2 },
        ErrorKind::Several { count: 2 },
        ErrorKind::Toml(TomlFault::NoRoom { found: 80, most: 60 }),
        ErrorKind::Duplicate { first_row: 2 },
        ErrorKind::UnusableFont { reason: FontFault::TooManyGlyphs },
        ErrorKind::TooManyFaces { found: 9, most: 8 },
        ErrorKind::GaijiLine { line: 2, reason: GaijiFault::Fields },
        ErrorKind::Range { found: "0".into(), expected: Expected::Between { least: 1, most: 999 } },
        ErrorKind::Defect { reason: text() },
        ErrorKind::FewBits { found: 13.3, fewest: 20.0 },
    ]);
    told.tell([
        ErrorKind::BlankKey,
        ErrorKind::KeyFile { path: path(), fault: KeyFault::Exists },
        ErrorKind::Random { reason: text() },
        ErrorKind::OtherRun { path: path(), reason: Clash::Busy },
        ErrorKind::Planted { path: path(), expected: Plain::File },
        ErrorKind::SharedFolder { path: path(), mode: 0o1777 },
        ErrorKind::Unsupported { path: path(), safeguard: Safeguard::Lock, source: denied() },
        ErrorKind::Unsupported { path: path(), safeguard: Safeguard::FolderSync, source: denied() },
        ErrorKind::Io { action: Action::Create, path: path(), source: denied() },
        ErrorKind::ManifestLine { path: path(), line: 3 },
        ErrorKind::List(ListFault::EmptyList),
        ErrorKind::Read { source: io::ErrorKind::UnexpectedEof.into() },
        ErrorKind::Write { source: io::ErrorKind::StorageFull.into() },
    ]);
}

fn overlap(clear: Option<Corner>) -> ErrorKind {
    let taken = Extent { left_mm: 29.5, top_mm: 264.5, right_mm: 39.5, bottom_mm: 274.5 };
    let at = Extent { left_mm: 20.0, top_mm: 262.1, right_mm: 153.2, bottom_mm: 266.4 };
    ErrorKind::Overlap { page: 1, taken, obstacle: Obstacle::Words(text()), at, clear }
}

fn tell_warnings(told: &mut Told) {
    told.tell([
        Warning::CheckDigit,
        Warning::NoBarcode(NoBarcode::NoNumber),
        Warning::Name(NameWarning::DoubleSpace),
        Warning::MissingVariation { sequence: "葛\u{E0100}".into() },
    ]);
    told.tell([NameWarning::MixedScript { letter: 'Ω' }, NameWarning::DoubleSpace]);
    told.tell([NoBarcode::PostCode, NoBarcode::NoNumber, NoBarcode::InDoubt('区')]);
    told.tell([IssuerWarning::WeakPolicy { bits: 26.6 }]);
    let restored = || Some(text());
    told.tell([
        Damage::QuestionMark,
        Damage::GetaMark,
        Damage::Box,
        Damage::SpreadsheetError { text: "####" },
        Damage::CharacterReference,
        Damage::Mojibake { mojibake: Mojibake::Utf8AsCp932, restored: None },
        Damage::Mojibake { mojibake: Mojibake::Utf8AsCp932, restored: restored() },
    ]);
}

fn tell_differences(told: &mut Told) {
    let number = "1971100456".parse::<ProviderNumber>().unwrap();
    let second = "2".parse::<Round>().unwrap();
    let [folder, file] = [path, path];
    told.tell([
        Difference::OtherRun { folder: folder(), clash: Clash::DamagedJournal },
        Difference::NoRun { folder: folder() },
        Difference::Unfinished { folder: folder() },
        Difference::OtherPart { folder: folder(), part: RunPart::Date },
        Difference::Journal { file: file() },
        Difference::Pulled { number },
        Difference::Line { file: file(), line: 3 },
        Difference::Order { file: file() },
        Difference::Row { file: file(), number },
        Difference::Void { file: file(), number, replaced_by: Some(second) },
        Difference::Void { file: file(), number, replaced_by: None },
        Difference::Missing { number, file: file() },
        Difference::NoRow { number },
        Difference::NotListed { number, file: file() },
        Difference::Altered { file: file() },
        Difference::OtherUserId { number },
        Difference::OtherName { number },
        Difference::Surplus { number, reason: Surplus::Twice },
        Difference::Stray { file: file() },
        Difference::NotPlain { file: file() },
        Difference::Open { file: file(), mode: 0o644 },
        Difference::SplitTwice { counts: vec![4, 8] },
        Difference::ShardTwice { folder: folder(), shard: "0/4".parse().unwrap() },
        Difference::MissingShard { shard: "0/4".parse().unwrap() },
    ]);
}

fn tell_concerns(told: &mut Told) {
    told.tell([
        Fault::Missing,
        Fault::Form,
        Fault::Unprintable,
        Fault::MissingGlyph,
        Fault::NoRoom,
        Fault::Duplicate,
    ]);
    told.tell([Corrected::UserId, Corrected::Name]);
    told.tell([
        Oddity::CheckDigit,
        Oddity::MixedScript,
        Oddity::DoubleSpace,
        Oddity::NoBarcode,
        Oddity::MissingVariation,
    ]);
    told.tell([
        Concern::Refused { field: Field::UserId, fault: Fault::Form },
        Concern::Row,
        Concern::Warned(Oddity::CheckDigit),
        Concern::Changed(Change::Trimmed),
    ]);
}

fn tell_log_faults(told: &mut Told) {
    told.tell([
        Obstacle::Words(text()),
        Obstacle::Varying,
        Obstacle::Frame,
        Obstacle::Code,
        Obstacle::Window,
        Obstacle::Count,
    ]);
    told.tell([
        LogFault::Item { found: text() },
        LogFault::NamesAndPlaces,
        LogFault::Twice { column: text() },
        LogFault::MissingColumn { column: text(), found: text() },
        LogFault::NoText,
        LogFault::Unread { reason: text() },
    ]);
}

/// Of each kind one, from a log that has them all.
fn discrepancies() -> Vec<Discrepancy> {
    let folder = tempfile::tempdir().unwrap();
    let builder = Issuer::builder().federation_by_prefecture();
    let issuer = builder.issued_on("2026-04-01".parse().unwrap()).build().unwrap();
    let batch = issuer.batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let provider = |index: usize| {
        let number = format!("197000000{index}").parse().unwrap();
        let user_id = format!("KJ00000000000{index}").parse().unwrap();
        Provider::new(number, user_id, "やまなし会".parse().unwrap())
    };
    let (providers, options) = ((1..=6).map(provider).collect::<Vec<_>>(), SpoolOptions::default());
    let go_on = |_| ControlFlow::Continue(());
    batch.write_volumes(&providers, folder.path(), options, go_on).unwrap();
    batch.pull(folder.path(), &["1970000002".parse().unwrap()]).unwrap();
    let log = "sheet,envelope,status\n1,1,ok\n1,1,ok\n2,2,ok\n3,3,pulled\n5,4,ok\n4,4,ok\n9,9,ok\n\
               見本,1,ok\n";
    let found = batch.reconcile(folder.path(), [log.as_bytes()], &LogColumns::default()).unwrap();
    found.discrepancies().to_vec()
}
