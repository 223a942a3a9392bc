//! How far two words are from each other.

/// How many letters must be put in, taken out or changed to make one word the other.
pub(crate) fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, c) in one.chars().enumerate() {
        row = under(&row, index + 1, other.iter().map(|&d| usize::from(c != d)));
    }
    row.last().copied().unwrap_or_default()
}

/// The next row of the table of distances; `changes`: 1 where the letters differ.
fn under(row: &[usize], first: usize, changes: impl Iterator<Item = usize>) -> Vec<usize> {
    let (mut next, mut left) = (vec![first], first);
    for ((above_left, above), change) in row.iter().zip(row.iter().skip(1)).zip(changes) {
        left = (above_left + change).min(above + 1).min(left + 1);
        next.push(left);
    }
    next
}

/// The known word that a misspelt one most likely means, if any.
#[cfg(feature = "toml")]
pub(crate) fn nearest(word: &str, known: &[&'static str]) -> Option<&'static str> {
    let most = (word.chars().count() / 3).max(2);
    let near = known.iter().copied().map(|known| (edits(word, known), known));
    near.filter(|(distance, _)| *distance <= most).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_count_letters() {
        assert_eq!(edits("ケー", "キュー"), 2);
        assert_eq!(edits("キー", "キュー"), 1);
        assert_eq!(edits("エム", "エヌ"), 1);
        assert_eq!(edits("ゼロ", "ゼロ"), 0);
        assert_eq!(edits("", "イチ"), 2);
    }

    #[test]
    #[cfg(feature = "toml")]
    fn a_misspelt_word_is_near_the_one_that_it_means_and_to_no_other() {
        let known = ["title", "date_label", "remarks"];
        assert_eq!(nearest("titel", &known), Some("title"));
        assert_eq!(nearest("date-label", &known), Some("date_label"));
        assert_eq!(nearest("password", &known), None);
    }
}
