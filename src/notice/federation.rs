//! The 47 federations (国民健康保険団体連合会), each called after its prefecture.

/// The name of the federation of a prefecture, by its code 1 to 47.
///
/// ```
/// use reissue_notice::federation_of;
/// assert_eq!(federation_of(19).as_deref(), Some("山梨県国民健康保険団体連合会"));
/// assert_eq!(federation_of(48), None);
/// ```
pub fn federation_of(prefecture: u8) -> Option<String> {
    let name = PREFECTURES.get(usize::from(prefecture).checked_sub(1)?)?;
    Some(format!("{name}国民健康保険団体連合会"))
}

/// In the order of their codes (JIS X 0401).
const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];
