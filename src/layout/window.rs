//! What the window of the envelope shows: address, name and bars; and what else stands beside it.
//!
//! The block keeps so far from the edges of the window, and everything else so far outside them,
//! that neither a slip of the sheet by 5 mm hides the one nor shows the other.

use super::barcode::extent;
use super::forme::{Rule, Slot};
use super::length::{Length, Rect, Size};
use super::setter::Setter;
use crate::error::{Error, ErrorKind, Field, Result};
use crate::notice::envelope::{EnvelopeWindow, FOLD_MM, SLIP_MM, WindowBox};

const SLIP: Length = Length::mm(SLIP_MM);
/// The least for post code and address.
const ADDRESS: Length = Length::mm(12.0);
/// Room for a name on two lines.
const NAME: Length = Length::mm(9.6);
const OVER_NAME: Length = Length::mm(1.0);
/// The clear space that Japan Post asks for around the bars.
const OVER_BARS: Length = Length::mm(2.0);

const MARK_LEFT: Length = Length::mm(4.0);
const MARK_RIGHT: Length = Length::mm(9.0);
const MARK_WIDTH: Length = Length::pt(0.3);

/// The window in the lengths of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window(Rect);

impl Window {
    pub(super) fn new(window: &EnvelopeWindow) -> Self {
        let WindowBox { left_mm, top_mm, width_mm, height_mm } = window.place;
        let [x, y, width, height] = [left_mm, top_mm, width_mm, height_mm].map(Length::mm);
        Self(Rect::new(x, y, width, height))
    }

    /// What is shown however the sheet slips.
    pub(super) fn always(&self) -> Rect {
        self.0.inset(SLIP)
    }

    /// What may be shown when the sheet slips.
    pub(super) fn ever(&self) -> Rect {
        self.0.inset(-SLIP)
    }
}

impl Setter<'_> {
    /// Adds the block of the address, and the marks where the sheet is folded.
    pub(super) fn add_window(&mut self, envelope: &EnvelopeWindow) -> Result<()> {
        let Shown { address, name, bars } = Shown::within(&Window::new(envelope).always())?;
        self.push_slot(Slot::Address, address);
        self.push_slot(Slot::Recipient, name);
        self.part.bars = Some(bars);
        if envelope.fold_marks {
            self.push_rules([1.0, 2.0].map(|fold| mark(Length::mm(FOLD_MM * fold))));
        }
        Ok(())
    }
}

/// What stands in the window, from the top.
struct Shown {
    address: Rect,
    name: Rect,
    bars: Rect,
}

impl Shown {
    fn within(window: &Rect) -> Result<Self> {
        let (left, width, bars) = (window.left(), window.size.width, extent());
        check_room(window.size, bars)?;
        let bars = Rect::new(left, window.bottom() - bars.height, bars.width, bars.height);
        let name = Rect::new(left, bars.top() - OVER_BARS - NAME, width, NAME);
        let address = name.top() - OVER_NAME - window.top();
        let address = Rect::new(left, window.top(), width, address);
        Ok(Self { address, name, bars })
    }
}

fn check_room(shown: Size, bars: Size) -> Result<()> {
    let least = ADDRESS + OVER_NAME + NAME + OVER_BARS + bars.height;
    if bars.width.fits(shown.width) && least.fits(shown.height) {
        return Ok(());
    }
    let [width_mm, height_mm] = [shown.width, shown.height].map(Length::to_mm);
    let [least_width_mm, least_height_mm] = [bars.width, least].map(Length::to_mm);
    let kind = ErrorKind::SmallWindow { width_mm, height_mm, least_width_mm, least_height_mm };
    Err(Error::new(Field::Window, kind))
}

fn mark(y: Length) -> Rule {
    Rule::across(y, [MARK_LEFT, MARK_RIGHT], MARK_WIDTH)
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use super::*;
    use crate::font::FontChain;
    use crate::layout::fill::{Fill, fill};
    use crate::layout::forme::{Forme, Line};
    use crate::layout::job::Job;
    use crate::layout::layout;
    use crate::layout::line_break::inked_width;
    use crate::layout::measures::Measures;
    use crate::notice::Notice;
    use crate::notice::template::Template;
    use crate::notice::wording::Wording;
    use crate::provider::Provider;
    use crate::reading::ReadingTable;

    const FEDERATION: &str = "神奈川県国民健康保険団体連合会";

    fn presets() -> [EnvelopeWindow; 3] {
        let place = WindowBox { left_mm: 18.0, top_mm: 10.0, width_mm: 100.0, height_mm: 47.0 };
        let custom = EnvelopeWindow::custom(place).unwrap();
        [EnvelopeWindow::naga_3_vertical(), EnvelopeWindow::naga_3_horizontal(), custom]
    }

    fn set(window: EnvelopeWindow) -> Result<Forme> {
        let template = Template::default();
        layout(&Job {
            measures: Measures::of(template.print),
            template: &Wording::new(&template, |_| Ok(())).unwrap(),
            fonts: &FontChain::bundled().unwrap(),
            readings: &ReadingTable::standard(),
            issued_on: "2026-01-06".parse().unwrap(),
            window: Some(window),
            guide: None,
            federation: FEDERATION,
        })
    }

    fn filled(forme: &Forme, address: &str, building: &str) -> Result<Fill> {
        let provider = Provider::new(
            "1971100456".parse().unwrap(),
            "KJ010199999999".parse().unwrap(),
            "医療法人社団　秀友会　介護老人保健施設サンライフゆもと".parse().unwrap(),
        );
        let mut provider = provider.with_address(address.parse().unwrap());
        provider = provider.with_post_code("4000031".parse().unwrap());
        if !building.is_empty() {
            provider = provider.with_building(building.parse().unwrap());
        }
        fill(forme, &FontChain::bundled().unwrap(), &Notice::new(&provider, FEDERATION))
    }

    /// The box of a line's ink, if there is any.
    fn box_of(line: &Line) -> Rect {
        let width = inked_width(&line.glyphs, line.size);
        Rect::new(line.at.x, line.at.y - line.size * 0.88, width, line.size)
    }

    fn is_within(inner: &Rect, outer: &Rect) -> bool {
        outer.left().fits(inner.left())
            && outer.top().fits(inner.top())
            && inner.right().fits(outer.right())
            && inner.bottom().fits(outer.bottom())
    }

    /// The boxes of all lines but those of the block, the secret ones among them.
    fn others(forme: &Forme, fill: &Fill) -> Vec<Rect> {
        let cells = forme.columns().flat_map(|column| &column.cells);
        let grid = cells.flat_map(|cell| cell.reading.iter().chain([&cell.printed]));
        let slots = fill.slots.iter();
        let slots = slots.filter(|slot| !matches!(slot.slot, Slot::Address | Slot::Recipient));
        let lines = forme.fixed_lines().chain(slots.flat_map(|slot| &slot.lines)).chain(grid);
        lines.map(box_of).collect()
    }

    #[test]
    fn every_window_shows_the_address_and_nothing_else_however_the_sheet_slips() {
        for envelope in presets() {
            let forme = set(envelope).unwrap();
            let fill =
                filled(&forme, "神奈川県川崎市宮前区南平台1-12", "ビューラー風久保3　1階").unwrap();
            assert_eq!((fill.bars.len(), fill.warnings.len()), (67, 0));
            let window = Window::new(&envelope);
            let (always, ever) = (window.always(), window.ever());
            let own = fill.slots.iter();
            let own = own.filter(|slot| matches!(slot.slot, Slot::Address | Slot::Recipient));
            let own: Vec<Rect> = own.flat_map(|slot| &slot.lines).map(box_of).collect();
            assert!(own.len() >= 4);
            assert!(own.iter().chain(&fill.bars).all(|shown| is_within(shown, &always)));
            for (index, line) in own.iter().enumerate() {
                let rest = own.iter().skip(index + 1).chain(&fill.bars);
                assert!(!rest.into_iter().any(|other| line.overlaps(other)), "{line:?}");
            }
            let others = others(&forme, &fill);
            assert!(others.len() > 500);
            assert_eq!(others.iter().find(|other| other.overlaps(&ever)), None, "{envelope:?}");
            // The first panel is all that a window may show.
            assert!(ever.bottom().fits(Length::mm(FOLD_MM)));
        }
    }

    #[test]
    fn real_addresses_stay_in_their_box() {
        let forme = set(EnvelopeWindow::naga_3_vertical()).unwrap();
        let within = forme.place_of(Slot::Address).unwrap();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/addresses.tsv");
        let addresses = std::fs::read_to_string(file).unwrap();
        let mut refused = Vec::new();
        for line in addresses.lines() {
            let (address, building) = line.split_once('\t').unwrap();
            match filled(&forme, address, building) {
                Ok(letter) => {
                    let slot = letter.slots.iter().find(|filled| filled.slot == Slot::Address);
                    for line in &slot.unwrap().lines {
                        assert!(is_within(&box_of(line), &within), "{}", line.text());
                    }
                }
                Err(error) => refused.push(format!("{address} {building}: {error}")),
            }
        }
        assert_eq!(refused, [""; 0]);
    }

    #[test]
    fn fold_marks_stand_at_99_and_198_mm() {
        let marked = set(EnvelopeWindow::naga_3_vertical().with_fold_marks()).unwrap();
        let at: Vec<f64> = marked.pages[0].rules.iter().map(|rule| rule.from.y.to_mm()).collect();
        assert!((at[0] - 99.0).abs() < 1e-9 && (at[1] - 198.0).abs() < 1e-9, "{at:?}");
        let unmarked = set(EnvelopeWindow::naga_3_vertical()).unwrap();
        assert_eq!(unmarked.pages[0].rules[..], marked.pages[0].rules[2..]);
    }

    #[test]
    fn a_window_without_room_for_the_bars_is_refused() {
        let place = WindowBox { left_mm: 20.0, top_mm: 12.0, width_mm: 80.0, height_mm: 45.0 };
        let error = set(EnvelopeWindow::custom(place).unwrap()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "envelope window: shows 70.0 by 35.0 mm however the sheet slips, expected at least \
             71.8 by 27.8 mm"
        );
    }
}
