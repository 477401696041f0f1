//! Typed arithmetic cut into numbers, units and signs; nothing unknown gets through.

use super::super::range::ungrouped;
use super::super::{FigureError, number::tidy};
use super::units::Word;

/// One piece of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    /// A number as written, and the size word after it.
    Number { number: f64, size: f64 },
    /// A unit.
    Word(Word),
    /// `+ - * /`.
    Op(char),
    /// `(`.
    Open,
    /// `)`.
    Close,
    /// `to`, `in` or `as`: a conversion, or between two numbers a range.
    To,
    /// `..`: a range.
    Dots,
}

/// A token and the character it starts at.
pub(super) type Placed = (Token, u16);

/// The most characters read.
pub(super) const LONGEST: u16 = 200;
/// The most opening brackets read.
pub(super) const BRACKETS: u16 = 20;

/// Cuts `text` into tokens; `dollar` is the currency a bare `$` stands for.
pub(super) fn cut(text: &str, dollar: &'static str) -> Result<Vec<Placed>, FigureError> {
    let chars: Vec<char> = text.chars().take(usize::from(LONGEST) + 1).collect();
    if chars.len() > usize::from(LONGEST) {
        return Err(FigureError::TooLong { limit: LONGEST });
    }
    let mut reader = Reader { chars: &chars, at: 0, dollar };
    let mut tokens = Vec::new();
    while let Some(token) = reader.next()? {
        tokens.push(token);
    }
    let brackets = tokens.iter().filter(|(token, _)| *token == Token::Open).count();
    if brackets > usize::from(BRACKETS) {
        return Err(FigureError::TooManyBrackets { limit: BRACKETS });
    }
    if tokens.is_empty() { Err(FigureError::Empty) } else { Ok(tokens) }
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    dollar: &'static str,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Result<Option<Placed>, FigureError> {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let start = u16::try_from(self.at).unwrap_or(LONGEST);
        let Some(first) = self.peek(0) else { return Ok(None) };
        let token = match first {
            '0'..='9' => self.number(start)?,
            '.' if self.peek(1).is_some_and(|next| next.is_ascii_digit()) => self.number(start)?,
            '.' if self.peek(1) == Some('.') => {
                self.at += if self.peek(2) == Some('.') { 3 } else { 2 };
                Token::Dots
            }
            letter if letter.is_alphabetic() => self.word(start)?,
            sign => {
                self.at += 1;
                self.sign(sign).ok_or(FigureError::UnexpectedSign { at: start })?
            }
        };
        Ok(Some((token, start)))
    }

    fn sign(&self, sign: char) -> Option<Token> {
        Some(match sign {
            '×' | '*' | '·' | '⋅' | '∙' => Token::Op('*'),
            '÷' | '/' | '∕' => Token::Op('/'),
            '−' | '–' | '-' => Token::Op('-'),
            '+' => Token::Op('+'),
            '(' => Token::Open,
            ')' => Token::Close,
            '…' => Token::Dots,
            '%' | '$' | '€' | '£' => {
                Token::Word(Word::read(sign.encode_utf8(&mut [0; 4]), self.dollar)?)
            }
            _ => return None,
        })
    }

    /// A number with its commas and the size word behind it; a `..` ends it.
    fn number(&mut self, start: u16) -> Result<Token, FigureError> {
        let from = self.at;
        while let Some(sign) = self.peek(0) {
            let goes_on = match sign {
                '0'..='9' => true,
                '.' => self.peek(1) != Some('.'),
                ',' => self.peek(1).is_some_and(|next| next.is_ascii_digit()),
                _ => false,
            };
            if !goes_on {
                break;
            }
            self.at += 1;
        }
        let digits: String = self.chars[from..self.at].iter().collect();
        let wrong = |_| FigureError::UnexpectedSign { at: start };
        let digits = ungrouped(&digits).map_err(wrong)?;
        let number: f64 = digits.parse().map_err(|_| FigureError::UnexpectedSign { at: start })?;
        Ok(Token::Number { number, size: self.size() })
    }

    /// `k`, `m` and `bn` count only right behind the digits, the full words anywhere.
    fn size(&mut self) -> f64 {
        let spaces = self.chars[self.at..].iter().take_while(|sign| sign.is_whitespace()).count();
        let word: String =
            self.chars[self.at + spaces..].iter().take_while(|sign| sign.is_alphabetic()).collect();
        let size = match word.to_lowercase().as_str() {
            "k" if spaces == 0 => 1e3,
            "m" | "mn" if spaces == 0 => 1e6,
            "bn" if spaces == 0 => 1e9,
            "thousand" => 1e3,
            "million" => 1e6,
            "billion" => 1e9,
            _ => return 1.0,
        };
        self.at += spaces + word.chars().count();
        size
    }

    fn word(&mut self, start: u16) -> Result<Token, FigureError> {
        let from = self.at;
        while self.peek(0).is_some_and(char::is_alphabetic) {
            self.at += 1;
        }
        let word: String = self.chars[from..self.at].iter().collect();
        Ok(match word.as_str() {
            "x" | "X" | "of" | "times" => Token::Op('*'),
            "per" => Token::Op('/'),
            "to" | "in" | "as" => Token::To,
            word => {
                let unit = Word::read(word, self.dollar);
                Token::Word(unit.ok_or(FigureError::UnknownUnit { at: start })?)
            }
        })
    }
}

/// A number and its size word, multiplied.
pub(super) fn value(number: f64, size: f64) -> f64 {
    if size > 1.0 { tidy(number * size) } else { number }
}
