//! Which stretches of a text are to be read as they stand: quotations and backticks.

use std::collections::HashMap;

use super::marks;

/// Finds where a literal stretch closes, in constant time for each question.
pub(super) struct Literals<'a> {
    raw: &'a str,
    /// Start of a run of backticks → where the stretch it opens ends.
    ticks: HashMap<usize, usize>,
    /// Where the closing quotes of each sort stand, in order.
    straight: Vec<usize>,
    curly: Vec<usize>,
}

impl<'a> Literals<'a> {
    pub(super) fn of(raw: &'a str) -> Self {
        let at = |quote| raw.match_indices(quote).map(|(at, _)| at).collect();
        Self { raw, ticks: backticks(raw), straight: at('"'), curly: at('”') }
    }

    /// The end of the literal stretch that opens at `at`, if one does. `line_end` bounds it.
    pub(super) fn end(&self, at: usize, line_end: usize) -> Option<usize> {
        if let Some(end) = self.ticks.get(&at) {
            return Some(*end);
        }
        let before = self.raw[..at].chars().next_back();
        let may_open =
            before.is_none_or(|c| c.is_whitespace() || marks::opens(c) || marks::turns(c));
        if may_open { self.quoted(at, line_end).map(|inner| inner.1) } else { None }
    }

    /// The quotation that opens at `at`: the end of its words, and its own end.
    pub(super) fn quoted(&self, at: usize, line_end: usize) -> Option<(usize, usize)> {
        let (closers, width) = match self.raw[at..].chars().next()? {
            '"' => (&self.straight, 1),
            '“' => (&self.curly, '”'.len_utf8()),
            _ => return None,
        };
        let next = closers.partition_point(|closer| *closer <= at);
        let close = *closers.get(next)?;
        (close < line_end).then_some((close, close + width))
    }
}

/// Pairs runs of backticks of the same length: short ones within a line, fences of three and more
/// across lines. One pass from the end, so that a text of nothing but backticks stays linear.
fn backticks(raw: &str) -> HashMap<usize, usize> {
    let bytes = raw.as_bytes();
    let (mut runs, mut at, mut line) = (Vec::new(), 0, 0_usize);
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && bytes[at] == b'`' {
            at += 1;
        }
        if at > start {
            runs.push((start, at, line));
        } else {
            line += usize::from(bytes[at] == b'\n');
            at += 1;
        }
    }
    let (mut next, mut pairs) = (HashMap::new(), HashMap::new());
    for (start, end, line) in runs.into_iter().rev() {
        let length = end - start;
        if let Some((close, close_line)) = next.insert(length, (end, line))
            && (length > 2 || close_line == line)
        {
            pairs.insert(start, close);
        }
    }
    pairs
}
