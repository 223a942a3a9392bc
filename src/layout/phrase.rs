//! How well a line may end at each place: between phrases rather than inside one.
//!
//! A phrase (文節) of written Japanese begins where kana end and a word of Chinese characters,
//! katakana or Latin letters begins. Names of providers are runs of Chinese characters without any
//! kana between their words: so the words that 28,805 of them are made of are listed.

use crate::font::Glyph;

/// How well a line may end at a place, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Joint {
    AfterSpace,
    BetweenClauses,
    AfterBodyCorporate,
    BetweenPhrases,
    BetweenWords,
    /// Between two characters that no rule knows.
    Unknown,
    WithinWord,
}

/// After one of these another name begins.
const BODIES_CORPORATE: [&str; 22] = [
    "医療法人社団",
    "医療法人財団",
    "社会医療法人",
    "医療法人",
    "社会福祉法人",
    "特定非営利活動法人",
    "社団法人",
    "財団法人",
    "法人",
    "株式会社",
    "有限会社",
    "合同会社",
    "会社",
    "協同組合",
    "組合",
    "財団",
    "社団",
    "機構",
    "社会福祉協議会",
    "協議会",
    "連合会",
    "㈱",
];

/// The words that most names are made of, and longer ones that stay whole before others do.
const WORDS: [&str; 97] = [
    "介護老人保健施設",
    "介護老人福祉施設",
    "老人保健施設",
    "特別養護老人ホーム",
    "有料老人ホーム",
    "老人ホーム",
    "介護医療院",
    "介護付",
    "住宅型",
    "小規模多機能型",
    "小規模多機能",
    "多機能型",
    "多機能",
    "認知症対応型",
    "認知症",
    "対応型",
    "地域密着型",
    "地域包括支援センター",
    "地域包括",
    "地域",
    "サテライト型",
    "居宅介護支援事業所",
    "居宅介護支援",
    "居宅介護",
    "居宅療養管理指導",
    "居宅",
    "介護支援",
    "介護事業所",
    "支援センター",
    "支援",
    "訪問看護",
    "訪問介護",
    "訪問入浴",
    "訪問リハビリテーション",
    "訪問",
    "看護",
    "通所介護",
    "通所リハビリテーション",
    "通所",
    "短期入所生活介護",
    "短期入所療養介護",
    "短期入所",
    "共同生活介護",
    "生活介護",
    "生活",
    "福祉用具貸与",
    "福祉用具",
    "貸与",
    "介護保険",
    "介護",
    "定期巡回",
    "随時対応型",
    "随時対応",
    "事業所",
    "事業団",
    "事業部",
    "事業",
    "営業所",
    "出張所",
    "総合病院",
    "記念病院",
    "中央病院",
    "病院",
    "医院",
    "整形外科",
    "外科",
    "内科",
    "歯科",
    "眼科",
    "診療所",
    "療養所",
    "療養",
    "薬局",
    "施設",
    "保健",
    "福祉",
    "医療",
    "高齢者",
    "老人",
    "指定",
    "特定",
    "特別",
    "附属",
    "併設",
    "在宅",
    "予防",
    "相談",
    "総合",
    "中央",
    "記念",
    "療法",
    "厚生",
    "大学",
    "支店",
    "支社",
    "本社",
    "施設入居者",
];

/// Kinds of institution that are called after what stands before them, such as やまなし会.
const SUFFIXES: &str = "会園苑荘院館寮堂社";

/// Before a word of politeness, ご連絡, お客様, a phrase begins; inside it, none.
const POLITE: &str = "ごお";

/// The joint before each glyph.
pub(super) fn joints(glyphs: &[Glyph]) -> Vec<Joint> {
    let text: Vec<char> = glyphs.iter().map(Glyph::base).collect();
    let mut joints: Vec<Joint> = (0..text.len()).map(|at| joint(&text, at)).collect();
    let mut at = 0;
    while let Some(rest @ [_, ..]) = text.get(at..) {
        at += word(rest).map_or(1, |word| mark_word(&mut joints, at, word));
    }
    joints
}

/// The longest word of those listed that a text begins with.
fn word(text: &[char]) -> Option<&'static str> {
    let listed = BODIES_CORPORATE.iter().chain(&WORDS).copied();
    listed.filter(|word| begins_with(text, word)).max_by_key(|word| word.len())
}

fn begins_with(text: &[char], word: &str) -> bool {
    let mut rest = text.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Says that a word stands at `start`, and gives how long it is.
fn mark_word(joints: &mut [Joint], start: usize, word: &str) -> usize {
    let length = word.chars().count();
    for joint in joints.iter_mut().skip(start + 1).take(length - 1) {
        *joint = Joint::WithinWord;
    }
    for edge in [start, start + length] {
        if let Some(joint @ Joint::Unknown) = joints.get_mut(edge) {
            *joint = Joint::BetweenWords;
        }
    }
    if BODIES_CORPORATE.contains(&word) {
        mark_end_of_body(joints, start + length);
    }
    length
}

fn mark_end_of_body(joints: &mut [Joint], end: usize) {
    if let Some(joint) = joints.get_mut(end) {
        *joint = Joint::AfterBodyCorporate.min(*joint);
    }
}

/// The joint before the character at `at`.
fn joint(text: &[char], at: usize) -> Joint {
    let Some(before) = at.checked_sub(1) else { return Joint::AfterSpace };
    match text.get(before..).unwrap_or_default() {
        [before, after, follows @ ..] if !before.is_whitespace() => {
            between(*before, *after, follows.first().copied())
        }
        _ => Joint::AfterSpace,
    }
}

/// The joint between two characters, by their scripts and what follows.
fn between(before: char, after: char, follows: Option<char>) -> Joint {
    match (Script::of(before), Script::of(after)) {
        (_, Script::Stop) | (Script::Opening, _) => Joint::WithinWord,
        (Script::Stop, Script::Hiragana) if before == '」' => Joint::WithinWord,
        (Script::Stop, _) | (_, Script::Opening) => Joint::BetweenClauses,
        (Script::Hiragana, _) => after_hiragana(before, after, follows),
        (_, Script::Hiragana) => Joint::WithinWord,
        (Script::Katakana, Script::Han) if SUFFIXES.contains(after) => Joint::WithinWord,
        (Script::Han, _) if before == '会' => Joint::BetweenPhrases,
        (Script::Han, Script::Han) => Joint::Unknown,
        (before, after) if before == after => Joint::WithinWord,
        _ => Joint::BetweenWords,
    }
}

fn after_hiragana(before: char, after: char, follows: Option<char>) -> Joint {
    match Script::of(after) {
        Script::Hiragana => between_hiragana(before, after, follows),
        Script::Han if POLITE.contains(before) || SUFFIXES.contains(after) => Joint::WithinWord,
        _ => Joint::BetweenPhrases,
    }
}

/// Before a word of politeness, and in 行って／ください.
fn between_hiragana(before: char, after: char, follows: Option<char>) -> Joint {
    if POLITE.contains(after) {
        polite(follows)
    } else if before == 'て' && after == 'く' {
        Joint::BetweenWords
    } else {
        Joint::WithinWord
    }
}

fn polite(follows: Option<char>) -> Joint {
    let before_han = follows.map(Script::of) == Some(Script::Han);
    if before_han { Joint::BetweenPhrases } else { Joint::WithinWord }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Han,
    /// Stops and closing brackets: a phrase may end after them.
    Stop,
    Opening,
    Other,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '\u{3041}'..='\u{309F}' => Self::Hiragana,
            '\u{30A0}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => Self::Katakana,
            '々'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}' => Self::Han,
            '、' | '。' | '，' | '．' | '）' | '」' | '』' | '】' | ')' => Self::Stop,
            '（' | '「' | '『' | '【' | '(' => Self::Opening,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use super::*;
    use crate::font::FontChain;

    /// The text with a stroke at each joint that is at least as good as `least`.
    fn cut(text: &str, least: Joint) -> String {
        let glyphs = FontChain::bundled().unwrap().shape(text).unwrap().glyphs;
        let mut cut = String::new();
        for (index, (glyph, joint)) in glyphs.iter().zip(joints(&glyphs)).enumerate() {
            if index > 0 && joint <= least {
                cut.push('/');
            }
            cut.extend(glyph.text());
        }
        cut
    }

    #[test]
    fn phrases_begin_where_kana_end() {
        let phrases = |text| cut(text, Joint::BetweenPhrases);
        assert_eq!(
            phrases("下記の通りログイン情報を再発行いたしましたので、ご連絡いたします。"),
            "下記の/通り/ログイン情報を/再発行いたしましたので、/ご連絡いたします。"
        );
        assert_eq!(
            phrases(
                "セキュリティコードをご利用の方は、ユーザ情報変更メニューの「セキュリティコード設定」から再度設定してください"
            ),
            "セキュリティコードを/ご利用の/方は、/ユーザ情報変更メニューの/「セキュリティコード設定」から/再度設定してください"
        );
    }

    #[test]
    fn the_words_of_names_stay_whole() {
        let words = |text| cut(text, Joint::BetweenWords);
        assert_eq!(
            words("医療法人社団秀友会介護老人保健施設サンライフゆもと"),
            "医療法人社団/秀友会/介護老人保健施設/サンライフゆもと"
        );
        assert_eq!(
            words("株式会社やまなし会指定居宅介護支援事業所（北）"),
            "株式会社/やまなし会/指定/居宅介護支援事業所/（北）"
        );
        assert_eq!(
            cut("社会福祉法人山梨県福祉事業団", Joint::AfterBodyCorporate),
            "社会福祉法人/山梨県福祉事業団"
        );
    }
}
