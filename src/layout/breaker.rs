//! The best places to break a paragraph, weighed over all of its lines.

use super::justify::{Fitting, Measured};
use super::length::Length;
use super::line_break::{LEAST_AT_END, may_break_before};
use super::phrase::{Joint, joints};
use crate::font::Glyph;

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SetLine {
    pub(super) glyphs: Vec<Glyph>,
    /// What each gap gains, in thousandths of an em.
    pub(super) kerns: Vec<i16>,
}

/// How the right edge of a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "guide"), expect(dead_code, reason = "a guide alone has both"))]
pub(super) enum Edge {
    /// All lines but the last are brought to one width.
    Even,
    /// Lines are as wide as they are: that phrases stay whole comes first.
    Ragged,
}

impl Edge {
    fn cost(self, line: &Fitting<'_>) -> i64 {
        match self {
            Self::Even => line.badness(),
            Self::Ragged => line.badness().min(RAGGED),
        }
    }
}

/// Breaks one paragraph.
pub(super) struct Breaker<'g> {
    text: Measured<'g>,
    /// Whether a line may end before each glyph.
    ends: Vec<bool>,
    joints: Vec<Joint>,
    size: Length,
    room: Length,
    edge: Edge,
}

/// The cheapest way from a place to the end of the paragraph.
#[derive(Clone, Copy)]
struct Way {
    cost: i64,
    /// Where its first line ends.
    end: usize,
}

/// No line more than are needed.
const LINE: i64 = 1_000_000;
/// A last line of too few characters.
const LOST: i64 = 100_000;
/// The most that a short line costs where the edge is ragged: less than a broken word does.
const RAGGED: i64 = 900;

impl<'g> Breaker<'g> {
    pub(super) fn new(glyphs: &'g [Glyph], size: Length, room: Length, edge: Edge) -> Self {
        let ends = (0..=glyphs.len()).map(|at| may_break_before(glyphs, at)).collect();
        Self { text: Measured::new(glyphs), ends, joints: joints(glyphs), size, room, edge }
    }

    /// The lines; none where not even one glyph has room.
    pub(super) fn lines(&self) -> Option<Vec<SetLine>> {
        let ways = self.ways();
        let (mut lines, mut start) = (Vec::new(), 0);
        while start < self.length() {
            let end = ways.get(start).copied().flatten()?.end;
            lines.push(self.line(start, end)?);
            start = end;
        }
        Some(lines)
    }

    /// From each place, found from the end backward.
    fn ways(&self) -> Vec<Option<Way>> {
        let length = self.length();
        let mut ways = vec![None; length];
        ways.push(Some(Way { cost: 0, end: length }));
        for start in (0..length).rev() {
            let way = self.best(start, &ways);
            if let Some(place) = ways.get_mut(start) {
                *place = way;
            }
        }
        ways
    }

    fn best(&self, start: usize, ways: &[Option<Way>]) -> Option<Way> {
        let (mut best, mut longest): (Option<Way>, _) = (None, None);
        for end in start + 1..=self.length() {
            let Some(line) = self.fitting(start, end) else { break };
            let Some(rest) = ways.get(end).copied().flatten() else { continue };
            let way = || Way { cost: rest.cost + self.cost(&line, start, end), end };
            if self.may_end(end) {
                let way = way();
                best = best.filter(|best| best.cost <= way.cost).or(Some(way));
            } else if best.is_none() {
                longest = Some(way());
            }
        }
        // A stretch without any place to break is cut where the room ends.
        best.or(longest)
    }

    fn cost(&self, line: &Fitting<'_>, start: usize, end: usize) -> i64 {
        if end == self.length() {
            let lost = start > 0 && end - start < LEAST_AT_END;
            return LINE + if lost { LOST } else { 0 };
        }
        let joint = self.joints.get(end).copied().map_or(0, cost_of_joint);
        LINE + joint + self.edge.cost(line)
    }

    fn length(&self) -> usize {
        self.text.glyphs().len()
    }

    fn may_end(&self, end: usize) -> bool {
        self.ends.get(end).copied().unwrap_or_default()
    }

    fn fitting(&self, start: usize, end: usize) -> Option<Fitting<'_>> {
        self.text.line(start..end, self.size, self.room)
    }

    /// The last line is not stretched.
    fn line(&self, start: usize, end: usize) -> Option<SetLine> {
        let fitting = self.fitting(start, end)?;
        let inner = end < self.length() && self.edge == Edge::Even;
        let justified = inner || fitting.is_too_wide();
        let kerns = if justified { fitting.kerns() } else { Vec::new() };
        Some(SetLine { glyphs: self.text.glyphs().get(start..end)?.to_vec(), kerns })
    }
}

fn cost_of_joint(joint: Joint) -> i64 {
    match joint {
        Joint::AfterSpace | Joint::BetweenClauses => 0,
        Joint::AfterBodyCorporate | Joint::BetweenPhrases => 4,
        Joint::BetweenWords => 30,
        Joint::Unknown => 1000,
        Joint::WithinWord => 1500,
    }
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::font::FontChain;
    use crate::layout::line_break::inked_width;

    const SIZE: Length = Length::pt(10.0);

    fn broken(text: &str, ems: f64) -> Vec<SetLine> {
        let glyphs = FontChain::bundled().unwrap().shape(text).unwrap().glyphs;
        Breaker::new(&glyphs, SIZE, Length::pt(10.0 * ems), Edge::Even).lines().unwrap()
    }

    fn texts(text: &str, ems: f64) -> Vec<String> {
        let text_of = |line: &SetLine| line.glyphs.iter().flat_map(Glyph::text).collect();
        broken(text, ems).iter().map(text_of).collect()
    }

    /// With what its gaps gain.
    fn width(line: &SetLine) -> Length {
        let gained: f64 = line.kerns.iter().map(|&kern| f64::from(kern)).sum();
        inked_width(&line.glyphs, SIZE) + SIZE * (gained / 1000.0)
    }

    #[test]
    fn lines_end_between_phrases() {
        let remark = "仮パスワードは他に漏洩しないよう管理を行ってください";
        assert_eq!(
            texts(remark, 20.0),
            ["仮パスワードは他に漏洩しないよう管理を", "行ってください"]
        );
    }

    #[test]
    fn a_ragged_edge_keeps_words_whole() {
        let button = "「セキュリティ用メールアドレスを登録済みの場合はこちら」";
        let glyphs = FontChain::bundled().unwrap().shape(button).unwrap().glyphs;
        let breaker = Breaker::new(&glyphs, SIZE, Length::pt(135.0), Edge::Ragged);
        let lines = breaker.lines().unwrap();
        assert!(lines.iter().all(|line| line.kerns.is_empty()), "{lines:?}");
        let text_of = |line: &SetLine| line.glyphs.iter().flat_map(Glyph::text).collect();
        let texts: Vec<String> = lines.iter().map(text_of).collect();
        assert_eq!(texts, ["「セキュリティ用", "メールアドレスを登録済みの", "場合はこちら」"]);
        assert_eq!(self::texts(button, 13.5)[0], "「セキュリティ用メールア");
    }

    #[test]
    fn no_line_of_few_characters_is_last_where_another_break_avoids_it() {
        let remark = "仮パスワードは他に漏洩しないよう管理を行ってください";
        assert_eq!(
            texts(remark, 24.0),
            ["仮パスワードは他に漏洩しないよう管理を行って", "ください"]
        );
        assert_eq!(texts("アアアアアアアアアアア", 10.0), ["アアアアアアア", "アアアア"]);
    }

    #[test]
    fn punctuation_gives_its_blank_before_another_line_is_begun() {
        let lines = broken("「あいう」、「えお」かきく", 12.0);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0].kerns.iter().map(|&kern| i32::from(kern)).sum::<i32>(), -1000);
        assert!(lines[0].kerns.iter().all(|&kern| kern <= 0), "{lines:?}");
    }

    #[test]
    fn a_word_and_a_number_stay_as_tight_as_they_are() {
        let lines = broken("お問い合わせはTEL0570へお願いいたします", 12.2);
        let line = &lines[0];
        let latin = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.base().is_ascii());
        for (at, &kern) in line.kerns.iter().enumerate() {
            let within = latin(line.glyphs.get(at)) && latin(line.glyphs.get(at + 1));
            assert_eq!(kern == 0, within, "{lines:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_too_wide_or_too_loose_and_what_is_justified_is_even(
            text in "[ぁ-ん、。「」ァ-ヴA-Z一二三　]{1,120}",
            ems in 5_u8..40,
        ) {
            let glyphs = FontChain::bundled().unwrap().shape(&text).unwrap().glyphs;
            let lines = broken(&text, f64::from(ems));
            let set: Vec<Glyph> = lines.iter().flat_map(|line| line.glyphs.clone()).collect();
            prop_assert_eq!(set, glyphs);
            let measure = SIZE * f64::from(ems);
            for line in &lines {
                prop_assert!(width(line).fits(measure + Length::pt(0.05)));
                prop_assert!(line.kerns.iter().all(|kern| (-1000..=91).contains(kern)));
                if !line.kerns.is_empty() {
                    prop_assert!((width(line) - measure).to_pt().abs() < 0.05);
                }
            }
        }

        /// As often as a stretch has a place to break.
        #[test]
        fn kinsoku_holds_at_every_line_end(
            text in "([かきくけこ]{1,3}[、。」ーっ]?「?){1,30}[かきくけこ]",
            ems in 8_u8..30,
        ) {
            let lines = broken(&text, f64::from(ems));
            for pair in lines.windows(2) {
                let (before, after) = (&pair[0].glyphs, &pair[1].glyphs);
                prop_assert!(may_break_before(&[&**before, &**after].concat(), before.len()));
            }
        }
    }
}
