//! What the letters of a run are made from, part by part.

use super::message::Message;

/// Something that all letters of a run are made from: where it is another, so are they.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{BatchKey, Clash, ErrorKind, Issuer, Provider, RunPart};
/// # let date = "2026-04-01".parse()?;
/// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
/// # let go_on = |_| std::ops::ControlFlow::Continue(());
/// # let folder = tempfile::tempdir().unwrap();
/// # let batch = |issuer: Issuer| BatchKey::from_bytes(&[7; 32]).map(|key| issuer.batch(key));
/// let first = batch(builder.clone().build()?)?;
/// first.write_directory(&[provider.clone()], folder.path(), go_on)?;
/// let next_day = batch(builder.issued_on("2026-04-02".parse()?).build()?)?;
/// let again = next_day.write_directory(&[provider], folder.path(), go_on);
/// let error = again.unwrap_err();
/// let ErrorKind::OtherRun { reason, .. } = error.kind() else { panic!("{error}") };
/// assert_eq!(reason, &Clash::Part(RunPart::Date));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum RunPart {
    /// The key.
    #[error("key")]
    Key,
    /// How letters are laid into files.
    #[error("kind of run")]
    Form,
    /// Which part of the list.
    #[error("shard")]
    Shard,
    /// 発行日.
    #[error("date")]
    Date,
    /// Who signs.
    #[error("federation")]
    Sender,
    /// Title, sentences and labels.
    #[error("template")]
    Words,
    /// How characters are read.
    #[error("table of readings")]
    Readings,
    /// Pattern and symbols of the password.
    #[error("policy of passwords")]
    Policy,
    /// The faces, and what private-use characters stand for.
    #[error("chain of fonts or gaiji map")]
    Fonts,
    /// How this version of the crate sets the page.
    #[error("version of this crate")]
    Layout,
    /// The providers, their IDs, names and post codes.
    #[error("list of providers")]
    List,
}

impl Message for RunPart {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::Key => "発行鍵",
            Self::Form => "発行形式",
            Self::Shard => "名簿の分割",
            Self::Date => "発行日",
            Self::Sender => "連合会名",
            Self::Words => "文面",
            Self::Readings => "読み仮名表",
            Self::Policy => "仮パスワードの作成規則",
            Self::Fonts => "フォントまたは外字表",
            Self::Layout => "プログラムの版",
            Self::List => "名簿",
        })
    }
}

impl RunPart {
    /// The word by which a journal knows it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Form => "form",
            Self::Shard => "shard",
            Self::Date => "date",
            Self::Sender => "sender",
            Self::Words => "words",
            Self::Readings => "readings",
            Self::Policy => "policy",
            Self::Fonts => "fonts",
            Self::Layout => "layout",
            Self::List => "list",
        }
    }
}
