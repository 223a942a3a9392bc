//! Bars across the sheet, one under the other.

use super::taken::Taken;
use crate::layout::length::{Length, Point, Rect, count};
use crate::layout::stamp::Stretch;
use crate::notice::inserter::Bars;
use crate::notice::inserter::sheet::MarkedSheet;

const PLACES: usize = 12;

/// What stays white left and right of the bars; over and under them it is half their pitch.
const BESIDE: Length = Length::mm(3.0);

/// What a length is rounded to: 3.5 µm.
pub(super) const STEP: Length = Length::pt(0.01);

pub(super) fn stretches(sheet: &MarkedSheet, bars: &Bars) -> Vec<Stretch> {
    let [width, height] = [bars.length, bars.thickness].map(|side| steps(side.into()));
    let mut stretches = Vec::with_capacity(PLACES);
    for (place, is_bar) in places(sheet).into_iter().enumerate() {
        if is_bar {
            let top = steps(Length::from(bars.pitch) * count(place));
            stretches.push(Stretch { left: 0, top, width, height });
        }
    }
    stretches
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a bar on a page")]
fn steps(length: Length) -> usize {
    (length.to_pt() / STEP.to_pt()).round().max(0.0) as usize
}

/// Which places have a bar, from the top.
fn places(sheet: &MarkedSheet) -> [bool; PLACES] {
    let [_, run_2, run_1] = bits(sheet.run.number());
    let [envelope_4, envelope_2, envelope_1] = bits(sheet.envelope as u64);
    let [nth_4, nth_2, nth_1] = bits(sheet.nth as u64);
    let last = sheet.is_last();
    let said = [run_2, run_1, envelope_4, envelope_2, envelope_1, nth_4, nth_2, nth_1, last];
    framed(said)
}

/// With a bar at each end, and the parity before the lower.
fn framed(said: [bool; PLACES - 3]) -> [bool; PLACES] {
    let parity = said.iter().filter(|&&is_bar| is_bar).count() % 2 == 1;
    let mut places = [true; PLACES];
    for (place, is_bar) in places.iter_mut().skip(1).zip(said.into_iter().chain([parity])) {
        *place = is_bar;
    }
    places
}

/// The remainder by 8: 4, 2, 1.
fn bits(number: u64) -> [bool; 3] {
    [4, 2, 1].map(|bit| number & bit != 0)
}

pub(super) fn taken(corner: Point, bars: &Bars) -> Taken {
    let pitch = Length::from(bars.pitch);
    let height = pitch * count(PLACES - 1) + bars.thickness.into();
    let ink = Rect::new(corner.x, corner.y, bars.length.into(), height);
    let (width, height) = (ink.size.width + BESIDE * 2.0, height + pitch);
    let whole = Rect::new(corner.x - BESIDE, corner.y - pitch / 2.0, width, height);
    Taken { ink, whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::inserter::sheet::RunNumber;

    fn written(sheet: &MarkedSheet) -> String {
        places(sheet).map(|is_bar| if is_bar { '-' } else { '.' }).iter().collect()
    }

    #[test]
    fn places_say_what_the_table_says() {
        let run = RunNumber::of_digest(&[0, 0, 0, 0, 0, 0, 0, 6]);
        let sheet = MarkedSheet { run, sheet: 9, envelope: 13, nth: 1, of: 2 };
        //                              1 2-3 4-6 7-9 10 11 12
        assert_eq!(written(&sheet), ["-", "-.", "-.-", "..-", ".", ".", "-"].concat());
        let last = MarkedSheet { nth: 10, of: 10, ..sheet };
        assert_eq!(written(&last), ["-", "-.", "-.-", ".-.", "-", "-", "-"].concat());
        let eighth = MarkedSheet { envelope: 16, nth: 8, of: 8, ..sheet };
        assert_eq!(written(&eighth), ["-", "-.", "...", "...", "-", ".", "-"].concat());
    }
}
