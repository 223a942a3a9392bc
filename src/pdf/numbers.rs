//! Which object has which number, in a letter's file and in a spool: all of it follows from counts,
//! so a reference may be written before what it refers to.
//!
//! A file begins with the fixed content of its pages and the fonts of that, then [`Fixed`]. A
//! letter goes on with its pages and its tags, which are fixed as well, then with what varies: its
//! contents, the fonts of its pages, its own fonts. A spool goes on with the head, then for each
//! node its own objects and those of each of its letters, then the fonts. Last is the object stream
//! of what came after the last other one.

/// Objects that every file has after the fixed content of pages and its fonts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fixed {
    Metadata,
    Profile,
    /// The information dictionary; in PDF 2.0, which has none, the namespace of the tags.
    InfoOrNamespace,
    Catalog,
    /// The object stream of all that are fixed.
    Members,
}

impl Fixed {
    /// The number after so many before.
    pub(super) fn after(self, printed: usize) -> usize {
        printed + 1 + self as usize
    }
}

/// How many objects each letter has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    pub(super) pages: usize,
    /// Pages with something on them that varies.
    pub(super) contents: usize,
    /// Objects that the tags take but for their root; none where there are no tags.
    pub(super) tags: usize,
}

/// The numbers of one letter's objects, and of those that they refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The node of the page tree.
    pub(super) node: usize,
    /// The fonts of all pages.
    pub(super) fonts: usize,
    /// The first of what varies on pages.
    pub(super) contents: usize,
    /// The first page.
    pub(super) pages: usize,
    /// The key of that page in the parent tree.
    pub(super) key: usize,
    /// What the letter's elements are under.
    pub(super) root: usize,
    /// The first object of its tags.
    pub(super) tags: usize,
    /// The document part that it is, where it goes to a press.
    pub(super) part: Option<usize>,
}

impl Place {
    /// That of a letter in a file of its own, with so many objects before [`Fixed`].
    pub(super) fn alone(printed: usize, counts: Counts) -> Self {
        let node = Fixed::Members.after(printed) + 1;
        let pages = node + 1;
        let root = pages + counts.pages;
        let tags = root + 1;
        let contents = if counts.tags == 0 { root } else { tags + counts.tags };
        let fonts = contents + counts.contents;
        Self { node, fonts, contents, pages, key: 0, root, tags, part: None }
    }

    /// The node of the parent tree that the page after all letters has to itself.
    pub(super) fn parents(&self) -> usize {
        self.tags - 1
    }

    /// An element of the tags, counted from 0: what holds them all comes before.
    pub(super) fn element(&self, index: usize) -> usize {
        self.tags + 1 + index
    }
}

/// Objects that one object stream is to hold: a reader unpacks all of them for one.
const MEMBERS: usize = 512;

/// What PDF/A allows in one file (ISO 19005-2, 6.1.13).
const MOST: usize = 8_388_607;

/// Objects that a spool has once: those of tags where pages are tagged, those of parts where
/// letters are parts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Head {
    Pages,
    Fonts,
    Outline,
    StructTreeRoot,
    Document,
    /// What leads to the parts.
    PartRoot,
    /// The part that holds all letters.
    Job,
}

/// How many heads are of tags.
const OF_TAGS: usize = 2;
/// How many are of parts.
const OF_PARTS: usize = 2;

/// Objects that there are once for the letters under one node. The last two are written where pages
/// are tagged.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    /// The object stream of all the others, and of what its letters have.
    Members,
    Pages,
    /// Of the parent tree.
    Parents,
    /// Of the ID tree.
    Identifiers,
}

/// The numbers of a spool.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpoolNumbers {
    /// Fixed objects.
    pub(super) fixed: usize,
    pub(super) counts: Counts,
    /// Objects that a letter's part takes: one, or none where letters are no parts.
    pub(super) parts: usize,
}

impl SpoolNumbers {
    pub(super) fn head(&self, head: Head) -> usize {
        let absent = match head {
            Head::PartRoot | Head::Job if self.counts.tags == 0 => OF_TAGS,
            _ => 0,
        };
        self.fixed + 1 + head as usize - absent
    }

    /// How many letters are under one node.
    pub(super) fn fan_out(&self) -> usize {
        (MEMBERS / self.per_letter()).max(1)
    }

    /// This node of all letters.
    pub(super) fn nodes(&self, letters: usize, node: Node) -> impl Iterator<Item = usize> {
        (0..letters).step_by(self.fan_out()).map(move |letter| self.node(letter, node))
    }

    /// A node that the letter is under.
    pub(super) fn node(&self, letter: usize, node: Node) -> usize {
        self.group(letter) + node as usize
    }

    /// The first object of the letters that are under one node.
    fn group(&self, letter: usize) -> usize {
        let of_group = self.node_kinds() + self.fan_out() * self.per_letter();
        self.fixed + 1 + self.heads() + letter / self.fan_out() * of_group
    }

    /// What varies of a letter, then its bookmark, pages, tags and part.
    pub(super) fn place(&self, letter: usize) -> Place {
        let before = letter % self.fan_out();
        let contents = self.group(letter) + self.node_kinds() + before * self.per_letter();
        let pages = contents + self.counts.contents + 1;
        let tags = pages + self.counts.pages;
        Place {
            node: self.node(letter, Node::Pages),
            contents,
            pages,
            key: letter * self.counts.pages,
            tags,
            part: self.part(tags + self.counts.tags),
            ..self.heads_of_all()
        }
    }

    pub(super) fn bookmark(&self, letter: usize) -> usize {
        self.place(letter).pages - 1
    }

    /// The page after so many letters, then its node of the parent tree, its tags and its part.
    pub(super) fn tail(&self, letters: usize, counts: Counts) -> Place {
        let (pages, key) = (self.end(letters), letters * self.counts.pages);
        let part = self.part(pages + self.tail_count(counts) - 1);
        Place { pages, key, tags: pages + 2, part, ..self.heads_of_all() }
    }

    /// How many objects that page takes.
    pub(super) fn tail_count(&self, counts: Counts) -> usize {
        let tags = if counts.tags == 0 { 0 } else { 1 + counts.tags };
        1 + tags + self.parts
    }

    /// What all pages refer to, and nothing of any.
    fn heads_of_all(&self) -> Place {
        let [node, fonts, root] = [Head::Pages, Head::Fonts, Head::Document].map(|h| self.head(h));
        Place { node, fonts, contents: 0, pages: 0, key: 0, root, tags: 0, part: None }
    }

    fn part(&self, number: usize) -> Option<usize> {
        (self.parts > 0).then_some(number)
    }

    /// The number after those of so many letters.
    pub(super) fn end(&self, letters: usize) -> usize {
        match letters.checked_sub(1) {
            Some(last) => self.place(last).contents + self.per_letter(),
            None => self.fixed + 1 + self.heads(),
        }
    }

    /// How many letters have room in one file, with so many objects after them.
    pub(super) fn most(&self, after: usize) -> usize {
        let upper = MOST / self.per_letter();
        (0..=upper).rev().find(|&letters| self.end(letters) + after <= MOST + 1).unwrap_or(0)
    }

    fn heads(&self) -> usize {
        let tags = if self.counts.tags == 0 { 0 } else { OF_TAGS };
        let parts = if self.parts == 0 { 0 } else { OF_PARTS };
        Head::Outline as usize + 1 + tags + parts
    }

    /// How many kinds of nodes there are.
    fn node_kinds(&self) -> usize {
        if self.counts.tags == 0 {
            Node::Pages as usize + 1
        } else {
            Node::Identifiers as usize + 1
        }
    }

    /// Contents, bookmark, pages, tags, part.
    fn per_letter(&self) -> usize {
        let Counts { pages, contents, tags } = self.counts;
        contents + 1 + pages + tags + self.parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(numbers: &SpoolNumbers) -> Vec<usize> {
        let mut heads = vec![Head::Pages, Head::Fonts, Head::Outline];
        if numbers.counts.tags > 0 {
            heads.extend([Head::StructTreeRoot, Head::Document]);
        }
        if numbers.parts > 0 {
            heads.extend([Head::PartRoot, Head::Job]);
        }
        heads.into_iter().map(|head| numbers.head(head)).collect()
    }

    fn all(numbers: &SpoolNumbers, letters: usize) -> Vec<usize> {
        let nodes = [Node::Members, Node::Pages, Node::Parents, Node::Identifiers];
        let nodes = &nodes[..if numbers.counts.tags > 0 { 4 } else { 2 }];
        let mut all = heads(numbers);
        for letter in 0..letters {
            if letter.is_multiple_of(numbers.fan_out()) {
                all.extend(nodes.iter().map(|&node| numbers.node(letter, node)));
            }
            let place = numbers.place(letter);
            all.extend((0..numbers.counts.contents).map(|content| place.contents + content));
            all.push(numbers.bookmark(letter));
            all.extend((0..numbers.counts.pages).map(|page| place.pages + page));
            all.extend((0..numbers.counts.tags).map(|index| place.tags + index));
            all.extend(place.part);
        }
        all
    }

    const fn counts(pages: usize, contents: usize, tags: usize) -> Counts {
        Counts { pages, contents, tags }
    }

    const COUNTS: [Counts; 6] = [
        counts(1, 1, 0),
        counts(2, 1, 0),
        counts(1, 1, 90),
        counts(2, 1, 91),
        counts(2, 2, 0),
        counts(3, 2, 140),
    ];

    #[test]
    fn every_number_is_given_once_without_a_gap() {
        for (counts, parts) in COUNTS.into_iter().flat_map(|counts| [(counts, 0), (counts, 1)]) {
            let numbers = SpoolNumbers { fixed: 20, counts, parts };
            for letters in [0, 1, numbers.fan_out(), 3 * numbers.fan_out() + 5] {
                let (all, end) = (all(&numbers, letters), numbers.end(letters));
                assert_eq!(all, (21..end).collect::<Vec<_>>());
                let tail = numbers.tail(letters, Counts { pages: 1, contents: 0, ..counts });
                assert_eq!(tail.pages, end);
                let tags = if counts.tags > 0 { tail.tags + counts.tags } else { end + 1 };
                assert_eq!(tail.part, (parts > 0).then_some(tags));
            }
        }
    }

    #[test]
    fn a_letter_numbers_without_a_gap() {
        for counts in COUNTS {
            let place = Place::alone(5, counts);
            let fixed = [
                Fixed::Metadata,
                Fixed::Profile,
                Fixed::InfoOrNamespace,
                Fixed::Catalog,
                Fixed::Members,
            ];
            let mut all: Vec<usize> = fixed.iter().map(|fixed| fixed.after(5)).collect();
            all.push(place.node);
            all.extend((0..counts.pages).map(|page| place.pages + page));
            all.extend((counts.tags > 0).then_some(place.root));
            all.extend((0..counts.tags).map(|index| place.tags + index));
            all.extend((0..counts.contents).map(|content| place.contents + content));
            all.push(place.fonts);
            assert_eq!(all, (6..6 + all.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_last_letter_that_has_room_ends_at_the_limit() {
        let numbers = SpoolNumbers { fixed: 20, counts: counts(1, 1, 90), parts: 0 };
        let letters = numbers.most(10);
        assert!(numbers.end(letters) + 10 <= MOST + 1);
        assert!(numbers.end(letters + 1) + 10 > MOST + 1);
    }
}
