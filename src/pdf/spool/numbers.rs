//! Which object of a spool has which number. All of it follows from how many letters come before:
//! so a reference may be written before what it refers to.
//!
//! After the fixed objects: the head, then for each leaf its nodes and the objects of each of its
//! letters, then the fonts.

/// Letters under one node of the page tree.
pub(super) const LEAF: usize = 64;

/// What PDF/A allows in one file (ISO 19005-2, 6.1.13).
const MOST: usize = 8_388_607;

/// Objects that a file has once. The last two are written where pages are tagged.
#[derive(Clone, Copy, Debug)]
pub(super) enum Head {
    Pages,
    Fonts,
    Outline,
    StructTreeRoot,
    Document,
}

/// Objects that a leaf has once. The last two are written where pages are tagged.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    Pages,
    /// Which elements own the marked sequences of its pages.
    Parents,
    /// Which element has which identifier.
    Identifiers,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    /// Fixed objects.
    pub(super) fixed: usize,
    /// Pages of a letter.
    pub(super) pages: usize,
    /// Objects that a letter's tags take; none where it is not tagged.
    pub(super) tags: usize,
}

impl Numbers {
    pub(super) fn head(&self, head: Head) -> usize {
        self.fixed + 1 + head as usize
    }

    /// A node of the leaf that the letter is on.
    pub(super) fn node(&self, letter: usize, node: Node) -> usize {
        let before = letter / LEAF;
        self.fixed
            + 1
            + self.heads()
            + before * (self.nodes() + LEAF * self.per_letter())
            + node as usize
    }

    pub(super) fn content(&self, letter: usize) -> usize {
        self.node(letter, Node::Pages) + self.nodes() + letter % LEAF * self.per_letter()
    }

    pub(super) fn bookmark(&self, letter: usize) -> usize {
        self.content(letter) + 1
    }

    /// A page of a letter, counted from 0.
    pub(super) fn page(&self, letter: usize, page: usize) -> usize {
        self.bookmark(letter) + 1 + page
    }

    /// An object of a letter's tags, counted from 0.
    pub(super) fn tag(&self, letter: usize, index: usize) -> usize {
        self.page(letter, self.pages) + index
    }

    /// The number after those of so many letters.
    pub(super) fn end(&self, letters: usize) -> usize {
        letters
            .checked_sub(1)
            .map_or(self.fixed + 1 + self.heads(), |last| self.tag(last, self.tags))
    }

    /// How many letters have room in one file, with so many objects after them.
    pub(super) fn most(&self, after: usize) -> usize {
        let upper = MOST / self.per_letter();
        (0..=upper).rev().find(|&letters| self.end(letters) + after <= MOST + 1).unwrap_or(0)
    }

    fn heads(&self) -> usize {
        if self.tags == 0 { Head::Outline as usize + 1 } else { Head::Document as usize + 1 }
    }

    fn nodes(&self) -> usize {
        if self.tags == 0 { Node::Pages as usize + 1 } else { Node::Identifiers as usize + 1 }
    }

    /// Content, bookmark, pages, tags.
    fn per_letter(&self) -> usize {
        2 + self.pages + self.tags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(numbers: Numbers, letters: usize) -> Vec<usize> {
        let tagged = numbers.tags > 0;
        let heads = [Head::Pages, Head::Fonts, Head::Outline, Head::StructTreeRoot, Head::Document];
        let nodes = [Node::Pages, Node::Parents, Node::Identifiers];
        let mut all: Vec<usize> =
            heads.into_iter().take(if tagged { 5 } else { 3 }).map(|h| numbers.head(h)).collect();
        for letter in 0..letters {
            let nodes = nodes.into_iter().take(if tagged { 3 } else { 1 });
            all.extend(nodes.filter(|_| letter % LEAF == 0).map(|node| numbers.node(letter, node)));
            all.extend([numbers.content(letter), numbers.bookmark(letter)]);
            all.extend((0..numbers.pages).map(|page| numbers.page(letter, page)));
            all.extend((0..numbers.tags).map(|index| numbers.tag(letter, index)));
        }
        all
    }

    #[test]
    fn every_number_is_given_once_without_a_gap() {
        for (pages, tags) in [(1, 0), (2, 0), (1, 90), (2, 91)] {
            let numbers = Numbers { fixed: 20, pages, tags };
            for letters in [0, 1, LEAF, 3 * LEAF + 5] {
                let (all, end) = (all(numbers, letters), numbers.end(letters));
                assert_eq!(all, (21..end).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn the_last_letter_that_has_room_ends_at_the_limit() {
        let numbers = Numbers { fixed: 20, pages: 1, tags: 90 };
        let letters = numbers.most(10);
        assert!(numbers.end(letters) + 10 <= MOST + 1);
        assert!(numbers.end(letters + 1) + 10 > MOST + 1);
    }
}
