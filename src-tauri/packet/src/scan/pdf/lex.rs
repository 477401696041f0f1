//! The words PDF is written in.

/// A value, or an operator between values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Object {
    /// `null`, `true`, an operator.
    Word(String),
    /// Any number.
    Number(f64),
    /// `(text)` or `<hex>`.
    String(Vec<u8>),
    /// `/Name`.
    Name(String),
    /// `[…]`.
    Array(Vec<Object>),
    /// `<<…>>`.
    Dict(Vec<(String, Object)>),
    /// `12 0 R`.
    Ref(u32),
}

impl Object {
    /// A field of a dictionary.
    pub(crate) fn get(&self, wanted: &str) -> Option<&Self> {
        match self {
            Self::Dict(fields) => {
                fields.iter().find(|(name, _)| name == wanted).map(|(_, field)| field)
            }
            _ => None,
        }
    }

    /// A field that is a name.
    pub(crate) fn name(&self, wanted: &str) -> Option<&str> {
        match self.get(wanted) {
            Some(Self::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// A field that is a whole number.
    pub(crate) fn number(&self, wanted: &str) -> Option<usize> {
        match self.get(wanted) {
            Some(Self::Number(number)) if *number >= 0.0 => Some(*number as usize),
            _ => None,
        }
    }
}

/// Reads values one after another.
pub(crate) struct Lexer<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) at: usize,
}

/// Deeper than any file of ours.
const DEEPEST: usize = 64;

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The next value; none at the end, or where a list ends.
    pub(crate) fn next(&mut self) -> Option<Object> {
        self.value(0)
    }

    fn value(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        if depth > DEEPEST {
            return None;
        }
        match (self.peek()?, self.bytes.get(self.at + 1)) {
            (b'/', _) => Some(Object::Name(self.name())),
            (b'(', _) => Some(Object::String(self.literal())),
            (b'<', Some(b'<')) => {
                self.at += 2;
                let mut fields = Vec::new();
                while let Some(Object::Name(name)) = self.value(depth + 1) {
                    let Some(field) = self.value(depth + 1) else { break };
                    fields.push((name, field));
                }
                self.skip_space();
                self.at += 2;
                Some(Object::Dict(fields))
            }
            (b'<', _) => Some(Object::String(self.hex())),
            (b'[', _) => {
                self.at += 1;
                let mut items = Vec::new();
                while let Some(item) = self.value(depth + 1) {
                    items.push(item);
                }
                self.skip_space();
                self.at += 1;
                Some(Object::Array(items))
            }
            (b']' | b'>' | b')', _) => None,
            (b'{' | b'}', _) => {
                self.at += 1;
                Some(Object::Word("{".to_owned()))
            }
            _ => Some(self.word()),
        }
    }

    fn name(&mut self) -> String {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            let code = self
                .bytes
                .get(self.at + 1..self.at + 3)
                .and_then(|hex| std::str::from_utf8(hex).ok());
            match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| byte == b'#') {
                Some(code) => {
                    name.push(code);
                    self.at += 3;
                }
                None => {
                    name.push(byte);
                    self.at += 1;
                }
            }
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut depth = 1;
        let mut found = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut found);
                    continue;
                }
                _ => {}
            }
            found.push(byte);
        }
        found
    }

    fn escape(&mut self, found: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => found.push(b'\n'),
            b'r' => found.push(b'\r'),
            b't' => found.push(b'\t'),
            b'b' => found.push(8),
            b'f' => found.push(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                found.push(code.to_le_bytes()[0]);
            }
            other => found.push(other),
        }
    }

    fn hex(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(char::from(byte).to_digit(16));
        }
        digits
            .chunks(2)
            .map(|pair| (pair[0] * 16 + pair.get(1).unwrap_or(&0)).to_le_bytes()[0])
            .collect()
    }

    fn word(&mut self) -> Object {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let word = String::from_utf8_lossy(&self.bytes[start..self.at.max(start)]).into_owned();
        if self.at == start {
            self.at += 1;
        }
        let Ok(number) = word.parse::<f64>() else { return Object::Word(word) };
        let whole = word.bytes().all(|byte| byte.is_ascii_digit());
        if whole && let Some(end) = self.reference() {
            self.at = end;
            return Object::Ref(number as u32);
        }
        Object::Number(number)
    }

    /// Past `0 R`, when that is what follows.
    fn reference(&self) -> Option<usize> {
        let mut ahead = Lexer::new(self.bytes, self.at);
        ahead.skip_space();
        let start = ahead.at;
        while ahead.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            ahead.at += 1;
        }
        if ahead.at == start {
            return None;
        }
        ahead.skip_space();
        let end = ahead.at + 1;
        let ends = ahead.bytes.get(end).is_none_or(|byte| !is_regular(*byte));
        (ahead.peek() == Some(b'R') && ends).then_some(end)
    }
}
