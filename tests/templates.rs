//! Words of the user's own: what fits is set, what does not is an error when the issuer is built.

#![cfg(feature = "bundled-fonts")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use reissue_notice::{
    DateStyle, Honorific, Issuer, IssuerBuilder, Labels, Password, Provider, ReadingTable, Template,
};

fn builder() -> IssuerBuilder {
    Issuer::builder()
        .federation("山梨県国民健康保険団体連合会")
        .issued_on("2026-01-06".parse().unwrap())
}

fn sentence(builder: IssuerBuilder) -> String {
    builder.build().unwrap_err().to_string()
}

fn provider(name: &str) -> Provider {
    Provider::new(
        "1971100456".parse().unwrap(),
        "KJ010199999999".parse().unwrap(),
        name.parse().unwrap(),
    )
}

#[test]
fn every_word_can_be_replaced() {
    let labels = Labels::default().provider_number("番号").user_id("ID").password("初期パスワード");
    let template = Template::default()
        .title("電子請求ログイン情報発行通知書")
        .date_label("令和の発行日")
        .date_style(DateStyle::Western)
        .honorific(Honorific::Onchu)
        .introduction("登録が完了しましたので、\nお知らせします。")
        .labels(labels)
        .remarks_heading("注意")
        .remarks(["・一つだけです"])
        .contact("お問い合わせ　TEL 0570-059-402");
    let issuer = builder().template(template).readings(ReadingTable::specimen()).build().unwrap();
    let password: Password = "K3MrRT3H17203902".parse().unwrap();
    assert!(issuer.letter_for(&provider("やまなし会"), password).is_ok());
}

#[test]
fn a_long_federation_wraps_and_one_too_long_is_refused_with_its_widths() {
    let two_lines = "全国の国民健康保険団体連合会を代表する山梨県国民健康保険団体連合会介護福祉課";
    assert!(
        builder().federation(two_lines).build().unwrap().check(&provider("やまなし会")).is_ok()
    );
    assert_eq!(
        sentence(builder().federation("連合会".repeat(20))),
        "federation: the federation is 222.2 mm wide at 10.5 pt, more than 2 lines of 90.0 mm hold"
    );
    assert_eq!(sentence(builder().federation(" ")), "federation: found nothing, expected a name");
}

#[test]
fn remarks_that_run_off_the_page_are_refused_with_where_they_end() {
    let template = Template::default().remarks(["・長い備考です"; 60]);
    assert_eq!(
        sentence(builder().template(template)),
        "template: the remarks would reach from 155.2 to 490.2 mm, expected within 17.0 to 284.0 mm of the top"
    );
    assert!(builder().template(Template::default().remarks(Vec::<String>::new())).build().is_ok());
}

#[test]
fn an_introduction_that_pushes_the_grid_over_a_fold_is_refused() {
    let template = Template::default().introduction("長い文です。\n".repeat(12));
    assert_eq!(
        sentence(builder().template(template)),
        "template: the password grid would reach from 190.6 to 216.6 mm, expected within 104.0 to 193.0 mm of the top"
    );
}

#[test]
fn a_word_that_no_font_has_is_named() {
    let template = Template::default().remarks(["・リハ⁺"]);
    assert_eq!(
        sentence(builder().template(template)),
        "template: '⁺' (U+207A) is in none of the fonts BIZUDGothic-Regular, NotoSansJP-Regular"
    );
}

#[test]
fn what_must_be_given_is_asked_for() {
    assert_eq!(sentence(Issuer::builder()), "federation: not given");
    assert_eq!(sentence(Issuer::builder().federation_by_prefecture()), "date: not given");
}

#[test]
fn a_name_too_wide_is_refused_with_provider_and_widths_and_draws_nothing() {
    let issuer = builder().build().unwrap();
    assert_eq!(
        issuer.check(&provider(&"名".repeat(100))).unwrap_err().to_string(),
        "provider 1971100456, provider name: the addressee's name is 377.8 mm wide at 10.5 pt, more than 2 lines of 170.0 mm hold"
    );
}
