//! What changed between two texts, line by line, with the words that differ.

use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices, group_diff_ops};
use unicode_segmentation::UnicodeSegmentation;

use crate::wire::{DiffLine, LineChange, Piece};

/// How many unchanged lines stand around a change.
const AROUND: usize = 2;

/// The changed lines from `before` to `after` with a little around them; none when nothing changed.
#[must_use]
pub fn lines(before: &str, after: &str) -> Vec<DiffLine> {
    let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut found = Vec::new();
    for op in group_diff_ops(ops, AROUND).into_iter().flatten() {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                let same = &old[old_index..old_index + len];
                found.extend(same.iter().map(|line| whole(LineChange::Same, line)));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                let gone = &old[old_index..old_index + old_len];
                found.extend(gone.iter().map(|line| whole(LineChange::Gone, line)));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                let fresh = &new[new_index..new_index + new_len];
                found.extend(fresh.iter().map(|line| whole(LineChange::New, line)));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => replaced(
                &old[old_index..old_index + old_len],
                &new[new_index..new_index + new_len],
                &mut found,
            ),
        }
    }
    found
}

/// A line that is the same, wholly gone or wholly new.
fn whole(change: LineChange, line: &str) -> DiffLine {
    let piece = Piece { text: line.to_owned(), hit: change != LineChange::Same };
    DiffLine { change, pieces: vec![piece] }
}

/// Lines that became others: pair by pair with the words that differ, then those left over.
fn replaced(old: &[&str], new: &[&str], found: &mut Vec<DiffLine>) {
    for (before, after) in old.iter().zip(new) {
        let (gone, fresh) = by_words(before, after);
        found.push(DiffLine { change: LineChange::Gone, pieces: gone });
        found.push(DiffLine { change: LineChange::New, pieces: fresh });
    }
    let paired = old.len().min(new.len());
    found.extend(old[paired..].iter().map(|line| whole(LineChange::Gone, line)));
    found.extend(new[paired..].iter().map(|line| whole(LineChange::New, line)));
}

fn by_words(before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    let old: Vec<_> = before.split_word_bounds().collect();
    let new: Vec<_> = after.split_word_bounds().collect();
    let (mut gone, mut fresh) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        for change in op.iter_changes(&old, &new) {
            match change.tag() {
                ChangeTag::Equal => {
                    add(&mut gone, change.value(), false);
                    add(&mut fresh, change.value(), false);
                }
                ChangeTag::Delete => add(&mut gone, change.value(), true),
                ChangeTag::Insert => add(&mut fresh, change.value(), true),
            }
        }
    }
    (gone, fresh)
}

fn add(pieces: &mut Vec<Piece>, text: &str, hit: bool) {
    match pieces.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), hit }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn side(found: &[DiffLine], without: LineChange) -> Vec<String> {
        let kept = found.iter().filter(|line| line.change != without);
        kept.map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn one_changed_word_is_the_word_that_is_marked() {
        let found = lines("a\nHeld the 12 January date.\nz", "a\nHeld the 19 January date.\nz");
        let changes: Vec<_> = found.iter().map(|line| line.change).collect();
        use LineChange::{Gone, New, Same};
        assert_eq!(changes, [Same, Gone, New, Same], "with what stands around it");
        let hits: Vec<_> =
            found.iter().flat_map(|line| &line.pieces).filter(|piece| piece.hit).collect();
        assert_eq!(hits.len(), 2, "one word gone, one new");
        assert_eq!((hits[0].text.as_str(), hits[1].text.as_str()), ("12", "19"), "those two");
    }

    #[test]
    fn nothing_changed_is_no_line_at_all() {
        assert!(lines("a\nb", "a\nb").is_empty(), "the same text");
        assert_eq!(lines("", "a").len(), 1, "a first line is new");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "[abc\\n ]{0,24}", new in "[abc\\n ]{0,24}") {
            let found = lines(&old, &new);
            let there = |text: &str, line: &String| text.lines().any(|known| known == line);
            for line in side(&found, LineChange::New) {
                prop_assert!(there(&old, &line), "`{line}` was never there");
            }
            for line in side(&found, LineChange::Gone) {
                prop_assert!(there(&new, &line), "`{line}` is not there now");
            }
            prop_assert_eq!(found.is_empty(), old.lines().eq(new.lines()), "lines only for changes");
        }
    }
}
