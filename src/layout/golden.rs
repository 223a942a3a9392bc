//! The set page as readable text, compared with golden files; `UPDATE_GOLDEN=1` accepts what is
//! new.

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use std::fmt::Write as _;
    use std::fs;
    use std::path::PathBuf;

    use crate::error::Result;
    use crate::font::FontChain;
    use crate::layout::fill::fill;
    use crate::layout::forme::{Block, Content, Forme, GridCell, GridColumn, Line, Rule};
    use crate::layout::job::Job;
    use crate::layout::layout;
    use crate::layout::length::Length;
    use crate::layout::line_break::inked_width;
    use crate::layout::measures::{GridMeasures, Measures};
    use crate::notice::Notice;
    use crate::notice::credential::{Credential, Credentials};
    use crate::notice::guide::Guide;
    use crate::notice::template::{Print, Template};
    use crate::notice::wording::Wording;
    use crate::password::purpose::Purpose;
    use crate::provider::Provider;
    use crate::reading::ReadingTable;

    fn mm(length: Length) -> String {
        format!("{:.1}", length.to_mm())
    }

    fn line(out: &mut String, line: &Line) {
        let (x, y) = (mm(line.at.x), mm(line.at.y));
        let kerns: i32 = line.kerns.iter().map(|&kern| i32::from(kern)).sum();
        let spread = if kerns == 0 { String::new() } else { format!("  {kerns:+}/1000 em") };
        let (size, text) = (line.size.to_pt(), line.text());
        writeln!(out, "    {x:>6} {y:>6}  {size:>4} pt  {text}{spread}").unwrap();
    }

    fn content(out: &mut String, content: &Content) {
        match content {
            Content::Fixed(lines) => lines.iter().for_each(|each| line(out, each)),
            Content::Slot(place) => writeln!(out, "    {:?}", place.slot).unwrap(),
            Content::Marks(marks) => writeln!(out, "    {} rectangles", marks.len()).unwrap(),
        }
    }

    fn rule(out: &mut String, rule: &Rule) {
        let [from, to] =
            [rule.from, rule.to].map(|point| format!("{} {}", mm(point.x), mm(point.y)));
        writeln!(out, "  {from} to {to}, {} pt", rule.width.to_pt()).unwrap();
    }

    fn dump(forme: &Forme) -> String {
        let mut out = "millimetres from the upper left corner, on the baseline\n".to_owned();
        for (number, page) in (1..).zip(forme.all_pages()) {
            for block in &page.blocks {
                writeln!(out, "page {number}, {}", kind(block)).unwrap();
                block.contents().for_each(|each| content(&mut out, each));
            }
            if !page.rules.is_empty() {
                writeln!(out, "page {number}, rules").unwrap();
                page.rules.iter().for_each(|each| rule(&mut out, each));
            }
        }
        out
    }

    fn kind(block: &Block) -> &'static str {
        match block {
            Block::Title(_) => "title",
            Block::Heading(_) => "heading",
            Block::Paragraph(_) => "paragraph",
            Block::Table(_) => "table",
            Block::List(_) => "list",
            Block::Steps(_) => "steps",
            Block::Choice(_) => "choice",
            Block::Figure(_) => "figure",
        }
    }

    const FEDERATION: &str = "山梨県国民健康保険団体連合会";

    fn set(template: &Template, pattern: &str, fonts: &FontChain) -> Forme {
        set_in(Measures::of(template.print), template, pattern, fonts).unwrap()
    }

    fn set_in(
        measures: Measures,
        template: &Template,
        pattern: &str,
        fonts: &FontChain,
    ) -> Result<Forme> {
        set_with(None, measures, template, pattern, fonts)
    }

    fn set_with(
        guide: Option<&Guide>,
        measures: Measures,
        template: &Template,
        pattern: &str,
        fonts: &FontChain,
    ) -> Result<Forme> {
        let template = template.clone().with_first_policy(pattern.parse().unwrap());
        let job = Job {
            measures,
            template: &Wording::new(&template, |_| Ok(())).unwrap(),
            fonts,
            readings: &ReadingTable::standard(),
            issued_on: "2026-01-06".parse().unwrap(),
            window: None,
            guide,
            federation: FEDERATION,
        };
        layout(&job)
    }

    /// Sets a page and fills it with one letter.
    fn page(pattern: &str, password: &str, name: &str) -> String {
        page_of(&Template::default(), pattern, password, name)
    }

    fn page_of(template: &Template, pattern: &str, password: &str, name: &str) -> String {
        pages_of(template, pattern, &[password], name)
    }

    fn pages_of(template: &Template, pattern: &str, passwords: &[&str], name: &str) -> String {
        let fonts = FontChain::bundled().unwrap();
        let forme = set(template, pattern, &fonts);
        let provider = Provider::new(
            "1999999999".parse().unwrap(),
            "KJ010199999999".parse().unwrap(),
            name.parse().unwrap(),
        );
        let provider = provider.with_reference("R08-0012345".parse().unwrap());
        let filled = fill(&forme, &fonts, &Notice::new(&provider, FEDERATION)).unwrap();
        let mut out = dump(&forme);
        writeln!(out, "filled").unwrap();
        filled.lines().for_each(|each| line(&mut out, each));
        let places: Vec<u8> = passwords.iter().flat_map(|password| password.bytes()).collect();
        assert_eq!(forme.columns().count(), places.len());
        for (column, c) in forme.columns().zip(places) {
            let cell = column.cells.iter().find(|cell| cell.character == c).unwrap();
            cell.reading.iter().chain([&cell.printed]).for_each(|each| line(&mut out, each));
        }
        out
    }

    fn compare(name: &str, found: &str) {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/layout/golden").join(name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, found).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        assert!(golden == found, "{name} differs from its golden file:\n{found}");
    }

    #[test]
    fn the_specimen_is_set_as_before() {
        compare("specimen.txt", &page("UDULUUDUDDDDDDDD", "K3MrRT3H17203902", "主たる事業所名称"));
    }

    #[test]
    fn a_long_name_moves_nothing_else() {
        let name = "おおい町社会福祉協議会　小規模多機能ホームやすらぎサテライト型事業所小規模多機能ホームかんよもん";
        let long = page("UDULUUDUDDDDDDDD", "K3MrRT3H17203902", name);
        let specimen = page("UDULUUDUDDDDDDDD", "K3MrRT3H17203902", "主たる事業所名称");
        assert_eq!(long.split("filled").next(), specimen.split("filled").next());
        compare("long_name.txt", &long);
    }

    #[test]
    fn the_longest_policy_with_the_longest_readings_fits() {
        compare(
            "twenty_symbols.txt",
            &page(&"S".repeat(20), "!#$%&*+-=?@!#$%&*+-=", "主たる事業所名称"),
        );
    }

    #[test]
    fn a_heavier_rule_stands_after_every_four_cells_of_each_band() {
        let fonts = FontChain::bundled().unwrap();
        for (template, places, heavy) in [
            (Template::default(), 16, vec![4, 8, 12]),
            (Template::default(), 10, vec![4, 8]),
            (Template::large_print(), 20, vec![4, 8, 12, 16]),
        ] {
            let forme = set(&template.clone().with_cells_in_fours(), &"D".repeat(places), &fonts);
            let plain = set(&template, &"D".repeat(places), &fonts);
            let rules = |forme: &Forme| -> Vec<Rule> {
                let rules = forme.pages.iter().flat_map(|page| page.rules.clone());
                rules.collect()
            };
            let mut changed = 0;
            for (grouped, plain) in rules(&forme).iter().zip(rules(&plain)) {
                if *grouped != plain {
                    assert_eq!((grouped.from, grouped.to), (plain.from, plain.to));
                    assert_eq!((grouped.width, plain.width), (Length::pt(1.5), Length::pt(0.5)));
                    changed += 1;
                }
            }
            assert_eq!(changed, heavy.len(), "{places} places");
            let columns: Vec<_> = forme.columns().collect();
            let left = |place: usize| columns[place].cells[0].printed.at.x;
            let stands = |place: &usize| {
                let mut heavy =
                    rules(&forme).into_iter().filter(|rule| rule.width == Length::pt(1.5));
                heavy
                    .any(|rule| rule.from.x.fits(left(*place)) && left(place - 1).fits(rule.from.x))
            };
            assert!(heavy.iter().all(stands), "{places} places");
        }
    }

    /// The lines that other letters with credentials have.
    fn with_every_line(template: Template) -> Template {
        template
            .with_reference_label("整理番号")
            .with_login_address("http://www.e-seikyuu.jp/")
            .with_valid_until("2026-02-06".parse().unwrap())
            .with_opened_envelope(Template::OPENED_ENVELOPE)
            .with_contact("お問い合わせ　介護電子請求ヘルプデスク　TEL 0570-059-402")
            .with_contact_hours(
                "毎月1日～10日　平日10時～19時、土曜10時～17時\n11日以降　平日10時～17時",
            )
    }

    #[test]
    fn every_line_that_may_stand_on_the_page_fits_it() {
        let template = with_every_line(Template::default());
        let page = page_of(&template, "UDULUUDUDDDDDDDD", "K3MrRT3H17203902", "主たる事業所名称");
        compare("every_line.txt", &page);
    }

    #[test]
    fn large_print_stands_in_two_bands_and_on_two_pages() {
        let name = "おおい町社会福祉協議会　小規模多機能ホームやすらぎサテライト型事業所小規模多機能ホームかんよもん";
        compare(
            "large_print.txt",
            &page_of(&Template::large_print(), "UDULUUDUDDDDDDDD", "K3MrRT3H17203902", name),
        );
    }

    #[cfg(feature = "guide")]
    #[test]
    fn the_guide_is_a_page_of_its_own_and_set_as_before() {
        for (template, name) in
            [(Template::default(), "guide.txt"), (Template::large_print(), "guide_large_print.txt")]
        {
            let (fonts, pattern) = (FontChain::bundled().unwrap(), "UDULUUDUDDDDDDDD");
            let (measures, guide) = (Measures::of(template.print), Guide::default());
            let guided = set_with(Some(&guide), measures, &template, pattern, &fonts).unwrap();
            let plain = set(&template, pattern, &fonts);
            assert_eq!(guided.pages, plain.pages);
            compare(name, &dump(&Forme { pages: Vec::new(), ..guided }));
        }
    }

    const TWO: [&str; 2] = ["K3MrRT3H17203902", "R7TkWB2N58306149"];

    #[test]
    fn the_first_issue_is_set_as_before() {
        let page = pages_of(&Template::first_issue(), "UDULUUDUDDDDDDDD", &TWO, "主たる事業所名称");
        compare("first_issue.txt", &page);
    }

    #[test]
    fn the_first_issue_in_large_print_is_set_on_two_pages_as_before() {
        let name = "おおい町社会福祉協議会　小規模多機能ホームやすらぎサテライト型事業所小規模多機能ホームかんよもん";
        let template = Template::first_issue().with_large_print();
        let pages = pages_of(&template, "UDULUUDUDDDDDDDD", &TWO, name);
        compare("first_issue_large_print.txt", &pages);
    }

    /// However long the passwords are; and no two grids of a page lie over each other.
    #[test]
    fn three_grids_keep_to_the_panels_of_their_pages() {
        let fonts = FontChain::bundled().unwrap();
        let mut pages = Vec::new();
        let (standard, large) = (Print::Standard, Print::Large);
        for (print, class, places) in [(standard, "S", 8), (standard, "S", 20), (large, "U", 20)] {
            let pattern = class.repeat(places);
            let forme = set(&three(print, &pattern), &pattern, &fonts);
            assert_eq!(forme.columns().count(), 3 * places);
            let (panel, mut under) = (forme.measures.grid.panel, (0, Length::ZERO));
            for grid in forme.grids() {
                let (top, bottom) = extent(grid.columns);
                assert!(panel.top.fits(top) && bottom.fits(panel.bottom), "{places} places");
                assert!(grid.page > under.0 || under.1.fits(top), "{places} places");
                under = (grid.page, bottom);
            }
            pages.push(forme.pages.len());
        }
        assert_eq!(pages, [2, 2, 3]);
    }

    fn three(print: Print, pattern: &str) -> Template {
        let credential =
            |purpose| Credential::new(purpose, "パスワード").with_policy(pattern.parse().unwrap());
        let purposes = [Purpose::Login, Purpose::Certificate, Purpose::Other];
        let credentials = Credentials::new(purposes.map(credential)).unwrap();
        let template = Template::default().with_credentials(credentials);
        if print == Print::Large { template.with_large_print() } else { template }
    }

    /// From where the highest reading begins to where the lowest character ends.
    fn extent(columns: &[GridColumn]) -> (Length, Length) {
        let cells = columns.iter().flat_map(|column| &column.cells);
        let lines = cells.flat_map(|cell| cell.reading.iter().chain([&cell.printed]));
        let (mut top, mut bottom) = (Length::mm(297.0), Length::ZERO);
        for line in lines {
            top = top.min(line.at.y - line.size * 0.88);
            bottom = bottom.max(line.at.y + line.size * 0.12);
        }
        (top, bottom)
    }

    #[test]
    fn large_print_has_no_room_for_the_standard_gaps_or_padding() {
        let (template, fonts) = (Template::large_print(), FontChain::bundled().unwrap());
        let (large, standard) =
            (Measures::of(template.print), Measures::of(Template::default().print));
        let pages = |measures: Measures| {
            set_in(measures, &template, "UDULUUDUDDDDDDDD", &fonts).unwrap().pages.len()
        };
        let grid = GridMeasures { padding: standard.grid.padding, ..large.grid };
        // The grid goes overleaf, and the remarks after it.
        assert_eq!(pages(large), 2);
        assert_eq!(pages(Measures { gaps: standard.gaps, ..large }), 3);
        assert_eq!(pages(Measures { grid, ..large }), 3);
    }

    #[test]
    fn every_length_of_every_class_fits_the_panel() {
        let fonts = FontChain::bundled().unwrap();
        for class in ["U", "L", "D", "S"] {
            for places in 8..=20 {
                let forme = set(&Template::default(), &class.repeat(places), &fonts);
                let edges = column_edges(&forme);
                assert_eq!((forme.columns().count(), edges.len()), (places, places + 1), "{class}");
                for (column, edges) in forme.columns().zip(edges.windows(2)) {
                    assert!(!column.cells.is_empty());
                    column.cells.iter().for_each(|cell| check_cell(cell, edges, &forme.measures));
                }
            }
        }
    }

    #[test]
    fn class_words_leave_0_8_mm_to_their_rules_where_the_columns_allow() {
        let fonts = FontChain::bundled().unwrap();
        for places in 8..=16 {
            let forme = set(&Template::default(), &"U".repeat(places), &fonts);
            let edges = column_edges(&forme);
            let words: Vec<&Line> =
                forme.fixed_lines().filter(|line| line.text() == "大文字").collect();
            assert_eq!(words.len(), places);
            for (word, edges) in words.into_iter().zip(edges.windows(2)) {
                let right = word.at.x + inked_width(&word.glyphs, word.size);
                let beside = [word.at.x - edges[0], edges[1] - right].map(Length::to_mm);
                assert!(beside.iter().all(|&mm| mm > 0.799), "{places} places: {beside:?} mm");
            }
        }
    }

    /// Where the rules between the columns of the grid stand, from the left: they begin lowest.
    fn column_edges(forme: &Forme) -> Vec<Length> {
        let rules = forme.pages.iter().flat_map(|page| &page.rules);
        let down: Vec<&Rule> = rules.filter(|rule| rule.from.x == rule.to.x).collect();
        let top = down.iter().map(|rule| rule.from.y).fold(Length::ZERO, Length::max);
        down.into_iter().filter(|rule| rule.from.y == top).map(|rule| rule.from.x).collect()
    }

    /// Reads as its character does, and stays between the rules beside it and within the panel.
    fn check_cell(cell: &GridCell, edges: &[Length], measures: &Measures) {
        let character = char::from(cell.character);
        let reading: String = cell.reading.iter().map(Line::text).collect();
        assert_eq!(Some(reading.as_str()), ReadingTable::standard().read(character));
        assert_eq!(cell.printed.text(), character.to_string());
        let panel = measures.grid.panel;
        for line in cell.reading.iter().chain([&cell.printed]) {
            let right = line.at.x + inked_width(&line.glyphs, line.size);
            let (top, bottom) = (line.at.y - line.size * 0.88, line.at.y + line.size * 0.12);
            assert!(edges[0].fits(line.at.x) && right.fits(edges[1]), "{reading}: over a rule");
            assert!(panel.top.fits(top) && bottom.fits(panel.bottom), "{reading}: off the panel");
        }
    }
}
