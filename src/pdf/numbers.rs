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

/// The numbers of a letter in a file of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct LetterNumbers {
    /// Objects before [`Fixed`].
    pub(super) printed: usize,
    pub(super) pages: usize,
    /// Pages with something on them that varies.
    pub(super) contents: usize,
    /// Objects that the tags take but for their root; none where there are no tags.
    pub(super) tags: usize,
}

impl LetterNumbers {
    pub(super) fn page_tree(&self) -> usize {
        Fixed::Members.after(self.printed) + 1
    }

    /// A page, counted from 0.
    pub(super) fn page(&self, page: usize) -> usize {
        self.page_tree() + 1 + page
    }

    pub(super) fn tag_root(&self) -> usize {
        self.page(self.pages)
    }

    /// An object of the tags, counted from 0.
    pub(super) fn tag(&self, index: usize) -> usize {
        self.tag_root() + 1 + index
    }

    /// What varies on a page, counted from 0: the first objects after the fixed ones.
    pub(super) fn content(&self, content: usize) -> usize {
        let first = if self.tags == 0 { self.tag_root() } else { self.tag(self.tags) };
        first + content
    }

    pub(super) fn fonts(&self) -> usize {
        self.content(self.contents)
    }

    /// The first object of the letter's own fonts.
    pub(super) fn own_fonts(&self) -> usize {
        self.fonts() + 1
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

/// The letters under one node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The numbers of a spool.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpoolNumbers {
    /// Fixed objects.
    pub(super) fixed: usize,
    /// Pages of a letter.
    pub(super) pages: usize,
    /// Those with something on them that varies.
    pub(super) contents: usize,
    /// Objects that a letter's tags take; none where it is not tagged.
    pub(super) tags: usize,
    /// Objects that a letter's part takes: one, or none where letters are no parts.
    pub(super) parts: usize,
}

impl SpoolNumbers {
    pub(super) fn head(&self, head: Head) -> usize {
        let absent = match head {
            Head::PartRoot | Head::Job if self.tags == 0 => OF_TAGS,
            _ => 0,
        };
        self.fixed + 1 + head as usize - absent
    }

    /// How many letters are under one node.
    pub(super) fn fan_out(&self) -> usize {
        (MEMBERS / self.per_letter()).max(1)
    }

    /// The first letter of each node.
    pub(super) fn nodes_of(&self, letters: usize) -> impl Iterator<Item = usize> {
        (0..letters).step_by(self.fan_out())
    }

    /// A node that the letter is under.
    pub(super) fn node(&self, letter: usize, node: Node) -> usize {
        let before = letter / self.fan_out();
        self.fixed
            + 1
            + self.heads()
            + before * (self.nodes() + self.fan_out() * self.per_letter())
            + node as usize
    }

    /// What varies on a page of a letter, counted from 0.
    pub(super) fn content(&self, letter: usize, content: usize) -> usize {
        let before = letter % self.fan_out();
        self.node(letter, Node::Members) + self.nodes() + before * self.per_letter() + content
    }

    pub(super) fn bookmark(&self, letter: usize) -> usize {
        self.content(letter, self.contents)
    }

    /// A page of a letter, counted from 0.
    pub(super) fn page(&self, letter: usize, page: usize) -> usize {
        self.bookmark(letter) + 1 + page
    }

    /// An object of a letter's tags, counted from 0.
    pub(super) fn tag(&self, letter: usize, index: usize) -> usize {
        self.page(letter, self.pages) + index
    }

    /// The part that a letter is.
    pub(super) fn part(&self, letter: usize) -> usize {
        self.tag(letter, self.tags)
    }

    /// The number after those of so many letters.
    pub(super) fn end(&self, letters: usize) -> usize {
        letters
            .checked_sub(1)
            .map_or(self.fixed + 1 + self.heads(), |last| self.part(last) + self.parts)
    }

    /// How many letters have room in one file, with so many objects after them.
    pub(super) fn most(&self, after: usize) -> usize {
        let upper = MOST / self.per_letter();
        (0..=upper).rev().find(|&letters| self.end(letters) + after <= MOST + 1).unwrap_or(0)
    }

    fn heads(&self) -> usize {
        let tags = if self.tags == 0 { 0 } else { OF_TAGS };
        let parts = if self.parts == 0 { 0 } else { OF_PARTS };
        Head::Outline as usize + 1 + tags + parts
    }

    fn nodes(&self) -> usize {
        if self.tags == 0 { Node::Pages as usize + 1 } else { Node::Identifiers as usize + 1 }
    }

    /// Contents, bookmark, pages, tags, part.
    fn per_letter(&self) -> usize {
        self.contents + 1 + self.pages + self.tags + self.parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(numbers: SpoolNumbers, letters: usize) -> Vec<usize> {
        let tagged = numbers.tags > 0;
        let nodes = [Node::Members, Node::Pages, Node::Parents, Node::Identifiers];
        let mut heads = vec![Head::Pages, Head::Fonts, Head::Outline];
        if tagged {
            heads.extend([Head::StructTreeRoot, Head::Document]);
        }
        if numbers.parts > 0 {
            heads.extend([Head::PartRoot, Head::Job]);
        }
        let mut all: Vec<usize> = heads.into_iter().map(|head| numbers.head(head)).collect();
        for letter in 0..letters {
            let nodes = nodes.into_iter().take(if tagged { 4 } else { 2 });
            all.extend(
                nodes
                    .filter(|_| letter % numbers.fan_out() == 0)
                    .map(|node| numbers.node(letter, node)),
            );
            all.extend((0..numbers.contents).map(|content| numbers.content(letter, content)));
            all.push(numbers.bookmark(letter));
            all.extend((0..numbers.pages).map(|page| numbers.page(letter, page)));
            all.extend((0..numbers.tags).map(|index| numbers.tag(letter, index)));
            all.extend((numbers.parts > 0).then(|| numbers.part(letter)));
        }
        all
    }

    /// Pages, those with something on them that varies, and tags.
    const COUNTS: [(usize, usize, usize); 6] =
        [(1, 1, 0), (2, 1, 0), (1, 1, 90), (2, 1, 91), (2, 2, 0), (3, 2, 140)];

    #[test]
    fn every_number_is_given_once_without_a_gap() {
        for ((pages, contents, tags), parts) in
            COUNTS.into_iter().flat_map(|counts| [0, 1].map(|parts| (counts, parts)))
        {
            let numbers = SpoolNumbers { fixed: 20, pages, contents, tags, parts };
            for letters in [0, 1, numbers.fan_out(), 3 * numbers.fan_out() + 5] {
                let (all, end) = (all(numbers, letters), numbers.end(letters));
                assert_eq!(all, (21..end).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_letter_numbers_without_a_gap() {
        for (pages, contents, tags) in COUNTS {
            let numbers = LetterNumbers { printed: 5, pages, contents, tags };
            let fixed = [
                Fixed::Metadata,
                Fixed::Profile,
                Fixed::InfoOrNamespace,
                Fixed::Catalog,
                Fixed::Members,
            ];
            let mut all: Vec<usize> = fixed.iter().map(|fixed| fixed.after(5)).collect();
            all.push(numbers.page_tree());
            all.extend((0..pages).map(|page| numbers.page(page)));
            all.extend((tags > 0).then(|| numbers.tag_root()));
            all.extend((0..tags).map(|index| numbers.tag(index)));
            all.extend((0..contents).map(|content| numbers.content(content)));
            all.extend([numbers.fonts(), numbers.own_fonts()]);
            assert_eq!(all, (6..6 + all.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_last_letter_that_has_room_ends_at_the_limit() {
        let numbers = SpoolNumbers { fixed: 20, pages: 1, contents: 1, tags: 90, parts: 0 };
        let letters = numbers.most(10);
        assert!(numbers.end(letters) + 10 <= MOST + 1);
        assert!(numbers.end(letters + 1) + 10 > MOST + 1);
    }
}
