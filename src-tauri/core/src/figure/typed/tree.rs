//! Tokens put in order: sums of products of quantities, each number with its own unit.
//!
//! A unit belongs to the number before it (`40 h / 4 people` divides forty hours by four people),
//! which is the whole reason for a reader of our own: the calculator alone would divide by four
//! and multiply by people.

use std::collections::BTreeMap;

use super::super::{FigureError, Range};
use super::token::{Placed, Token, value};
use super::units::{Units, Word};

/// The most ranges worked through end by end: each doubles the work.
pub(super) const RANGES: u16 = 5;

/// Arithmetic in order.
#[derive(Clone)]
pub(super) enum Tree {
    /// A number or a range with its unit, and the words it is read back in.
    Quantity { range: Range, units: Units, shown: String },
    /// Something below zero.
    Minus(Box<Tree>),
    /// Two things joined by `+ - * /`.
    Join(char, Box<Tree>, Box<Tree>),
    /// Something in brackets.
    Group(Box<Tree>),
}

/// A whole line: the arithmetic, and the unit it is wanted in.
pub(super) struct Line {
    pub(super) tree: Tree,
    pub(super) wanted: Option<(Units, String)>,
}

/// Puts tokens in order.
pub(super) fn order(tokens: &[Placed], text: &str) -> Result<Line, FigureError> {
    let chars: Vec<char> = text.chars().collect();
    let mut parser = Parser { tokens, at: 0, chars: &chars };
    let tree = parser.sum()?;
    let wanted = if parser.take(Token::To) {
        let from = parser.place();
        let units = parser.units(true);
        if units == Units::default() {
            return Err(parser.incomplete());
        }
        Some((units, parser.shown(from)))
    } else {
        None
    };
    if parser.at < tokens.len() {
        return Err(parser.incomplete());
    }
    if tree.ranges() > usize::from(RANGES) {
        return Err(FigureError::TooManyRanges { limit: RANGES });
    }
    Ok(Line { tree, wanted })
}

struct Parser<'a> {
    tokens: &'a [Placed],
    at: usize,
    chars: &'a [char],
}

impl Parser<'_> {
    fn peek(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.at + ahead).map(|(token, _)| *token)
    }

    fn take(&mut self, wanted: Token) -> bool {
        let found = self.peek(0) == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// The character the next token starts at.
    fn place(&self) -> usize {
        self.tokens.get(self.at).map_or(self.chars.len(), |(_, at)| usize::from(*at))
    }

    fn incomplete(&self) -> FigureError {
        FigureError::Incomplete { at: u16::try_from(self.place()).unwrap_or(u16::MAX) }
    }

    /// What was typed from a character to the next token, with single spaces.
    fn shown(&self, from: usize) -> String {
        let typed: String = self.chars[from..self.place().max(from)].iter().collect();
        let typed = typed.replace(" per ", "/");
        let words: Vec<&str> = typed.split_whitespace().collect();
        words.join(" ").replace(" / ", "/").replace(" /", "/").replace("/ ", "/")
    }

    fn sum(&mut self) -> Result<Tree, FigureError> {
        let mut left = self.product()?;
        while let Some(Token::Op(sign @ ('+' | '-'))) = self.peek(0) {
            self.at += 1;
            left = Tree::Join(sign, Box::new(left), Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Tree, FigureError> {
        let mut left = self.factor()?;
        while let Some(Token::Op(sign @ ('*' | '/'))) = self.peek(0) {
            self.at += 1;
            let right = self.factor()?;
            // Such a divisor may pass through zero, and then its ends say nothing.
            if sign == '/' && right.ranges() > 0 && right.has_sum() {
                return Err(FigureError::RangeInDivisor);
            }
            left = Tree::Join(sign, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn factor(&mut self) -> Result<Tree, FigureError> {
        let minus = self.take(Token::Op('-'));
        let inner = if self.take(Token::Open) { self.group()? } else { self.quantity()? };
        Ok(if minus { Tree::Minus(Box::new(inner)) } else { inner })
    }

    /// Behind an opening bracket. A unit right after the closing one counts for all of it.
    fn group(&mut self) -> Result<Tree, FigureError> {
        let inner = self.sum()?;
        if !self.take(Token::Close) {
            return Err(self.incomplete());
        }
        let group = Tree::Group(Box::new(inner));
        let from = self.place();
        let units = self.units(false);
        if units == Units::default() {
            return Ok(group);
        }
        let shown = format!("1 {}", self.shown(from));
        let one = Tree::Quantity { range: Range::exactly(1.0)?, units, shown };
        Ok(Tree::Join('*', Box::new(group), Box::new(one)))
    }

    fn quantity(&mut self) -> Result<Tree, FigureError> {
        let from = self.place();
        let mut units = Units::default();
        units.above.extend(self.currency_before_number());
        let Some(Token::Number { number: low, size }) = self.peek(0) else {
            return Err(self.incomplete());
        };
        self.at += 1;
        let range = match self.upper_end(units.above.first().copied()) {
            Some((high, upper)) => {
                let shares = size == 1.0 && upper > 1.0 && low < high;
                let low = value(low, if shares { upper } else { size });
                Range::between(low, value(high, upper))?
            }
            None => Range::exactly(value(low, size))?,
        };
        let more = self.units(false);
        units.above.extend(more.above);
        units.below = more.below;
        let shown = self.shown(from);
        Ok(Tree::Quantity { range, units, shown })
    }

    /// A currency that stands before its number, as in `$95`.
    fn currency_before_number(&mut self) -> Option<Word> {
        match (self.peek(0), self.peek(1)) {
            (Some(Token::Word(word @ Word::Currency(_))), Some(Token::Number { .. })) => {
                self.at += 1;
                Some(word)
            }
            _ => None,
        }
    }

    /// The rest of a range: `..28`, `to 28`, `..$28` where the sign repeats the one before the
    /// lower end, or `h..28 h` and `%..90%` where the unit stands at both ends.
    fn upper_end(&mut self, currency: Option<Word>) -> Option<(f64, f64)> {
        let unit = match self.peek(0) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        };
        let mut ahead = usize::from(unit.is_some());
        if !matches!(self.peek(ahead), Some(Token::Dots | Token::To)) {
            return None;
        }
        ahead += 1;
        if currency.is_some() && self.peek(ahead) == currency.map(Token::Word) {
            ahead += 1;
        }
        let Some(Token::Number { number, size }) = self.peek(ahead) else { return None };
        if unit.is_some() && self.peek(ahead + 1) != unit.map(Token::Word) {
            return None;
        }
        self.at += ahead + 1;
        Some((number, size))
    }

    /// Units behind a number: `person hours`, `h/week`, `USD/(person hour)`. In the wanted unit
    /// after `to` a currency may not be mistaken for the start of the next amount, because
    /// nothing follows it.
    fn units(&mut self, wanted: bool) -> Units {
        let mut units = Units::default();
        while let Some(Token::Word(word)) = self.peek(0) {
            let starts_amount = matches!(self.peek(1), Some(Token::Number { .. }));
            if starts_amount && matches!(word, Word::Currency(_)) && !wanted {
                break;
            }
            self.at += 1;
            units.above.push(word);
        }
        if self.peek(0) == Some(Token::Op('/')) {
            units.below = self.below();
        }
        units
    }

    /// Units below a line, where the line is not a division by the next quantity.
    fn below(&mut self) -> Vec<Word> {
        match (self.peek(1), self.peek(2)) {
            (Some(Token::Word(_)), Some(Token::Number { .. })) => Vec::new(),
            (Some(Token::Word(word)), _) => {
                self.at += 2;
                vec![word]
            }
            (Some(Token::Open), Some(Token::Word(_))) => {
                let words: Vec<Word> = self.tokens[self.at + 2..]
                    .iter()
                    .map_while(|(token, _)| match token {
                        Token::Word(word) => Some(*word),
                        _ => None,
                    })
                    .collect();
                if self.peek(words.len() + 2) != Some(Token::Close) {
                    return Vec::new();
                }
                self.at += words.len() + 3;
                words
            }
            _ => Vec::new(),
        }
    }
}

impl Tree {
    /// How many ranges stand in it.
    pub(super) fn ranges(&self) -> usize {
        match self {
            Self::Quantity { range, .. } => usize::from(!range.is_exact()),
            Self::Minus(inner) | Self::Group(inner) => inner.ranges(),
            Self::Join(_, left, right) => left.ranges() + right.ranges(),
        }
    }

    /// The units of time left above and below once equal ones have cancelled; `None` where one is
    /// left more than once, or several on one side.
    pub(super) fn times_left(&self) -> Option<Units> {
        let mut powers = BTreeMap::new();
        self.count_times(1, &mut powers);
        let mut left = Units::default();
        for (word, power) in powers {
            match power {
                0 => {}
                1 => left.above.push(word),
                -1 => left.below.push(word),
                _ => return None,
            }
        }
        (left.above.len() <= 1 && left.below.len() <= 1).then_some(left)
    }

    /// Adds up the powers of every unit of time. Both sides of a sum have the same.
    fn count_times(&self, sign: i32, powers: &mut BTreeMap<Word, i32>) {
        match self {
            Self::Quantity { units, .. } => {
                let above = units.above.iter().map(|word| (word, sign));
                for (word, power) in above.chain(units.below.iter().map(|word| (word, -sign))) {
                    if word.is_time() {
                        *powers.entry(*word).or_default() += power;
                    }
                }
            }
            Self::Minus(inner) | Self::Group(inner) => inner.count_times(sign, powers),
            Self::Join(join, left, right) => {
                left.count_times(sign, powers);
                match join {
                    '*' => right.count_times(sign, powers),
                    '/' => right.count_times(-sign, powers),
                    _ => {}
                }
            }
        }
    }

    fn has_sum(&self) -> bool {
        match self {
            Self::Quantity { .. } => false,
            Self::Minus(inner) | Self::Group(inner) => inner.has_sum(),
            Self::Join(sign, left, right) => {
                matches!(sign, '+' | '-') || left.has_sum() || right.has_sum()
            }
        }
    }

    /// Prints it through `quantity`, which is asked from left to right.
    fn print(&self, out: &mut String, quantity: &mut impl FnMut(&Range, &Units, &str) -> String) {
        match self {
            Self::Quantity { range, units, shown } => {
                out.push('(');
                out.push_str(&quantity(range, units, shown));
                out.push(')');
            }
            Self::Minus(inner) => {
                out.push('-');
                inner.print(out, quantity);
            }
            Self::Join(sign, left, right) => {
                left.print(out, quantity);
                out.push(' ');
                out.push(*sign);
                out.push(' ');
                right.print(out, quantity);
            }
            Self::Group(inner) => {
                out.push('(');
                inner.print(out, quantity);
                out.push(')');
            }
        }
    }

    /// The read-back: every quantity in brackets of its own.
    pub(super) fn shown(&self) -> String {
        let mut out = String::new();
        self.print(&mut out, &mut |_, _, shown| shown.to_owned());
        out
    }

    /// For the calculator, each range replaced by what `pick` makes of it, given its place.
    pub(super) fn inside(&self, pick: impl Fn(usize, &Range) -> f64) -> String {
        let (mut out, mut place) = (String::new(), 0);
        self.print(&mut out, &mut |range, units, _| {
            let number = pick(place, range);
            place += usize::from(!range.is_exact());
            format!("{number} {}", units.inside()).trim_end().to_owned()
        });
        out
    }
}
