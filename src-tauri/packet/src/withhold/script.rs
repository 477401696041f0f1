//! What the fold has to know about scripts.

/// How a letter's script joins letters to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Latin, and everything not told apart here.
    Latin,
    /// Endings change with the case: Cyrillic, Greek, Armenian, Georgian.
    Bending,
    /// Small words are written onto the next one: Arabic, Hebrew.
    Leaning,
    /// No spaces between words: Han, kana, Hangul, Thai and their neighbours.
    Alone,
}

/// The script of a folded letter.
pub(crate) fn of(c: char) -> Script {
    match c {
        '\u{370}'..='\u{58f}' | '\u{10a0}'..='\u{10ff}' => Script::Bending,
        '\u{590}'..='\u{8ff}' => Script::Leaning,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => Script::Alone,
        _ => Script::Latin,
    }
}

/// Characters that nobody sees, and those every format drops.
pub(crate) fn unseen(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => false,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        // Arabic stretches a word with it.
        | '\u{640}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
    }
}

/// Scripts whose vowels are marks: without them too many words would be one.
pub(crate) fn keeps_marks(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// One letter or two.
pub(crate) struct Plain([char; 2], usize);

impl Plain {
    pub(crate) fn as_slice(&self) -> &[char] {
        &self.0[..self.1]
    }
}

/// A lower-case letter as the letter it looks like, so that `Оskar` with a Cyrillic O is `Oskar`.
/// Text and names go through the same table, so a name in its own script still meets itself.
pub(crate) fn plain(c: char) -> Plain {
    let two = match c {
        'ß' => ['s', 's'],
        'æ' => ['a', 'e'],
        'œ' => ['o', 'e'],
        'þ' => ['t', 'h'],
        'ŋ' => ['n', 'g'],
        _ => return Plain([single(c), ' '], 1),
    };
    Plain(two, 2)
}

fn single(c: char) -> char {
    match c {
        'ø' => 'o',
        'ł' | 'ƚ' | 'ɫ' => 'l',
        'đ' | 'ð' | 'ɖ' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' | 'ɩ' | 'ӏ' | '\u{456}' | 'ι' => 'i',
        'ɑ' | '\u{430}' | 'α' => 'a',
        'ɡ' => 'g',
        '\u{435}' | 'ε' => 'e',
        '\u{43e}' | 'ο' | 'օ' => 'o',
        '\u{440}' | 'ρ' => 'p',
        '\u{441}' | 'ϲ' => 'c',
        '\u{443}' | 'υ' | 'γ' => 'y',
        '\u{445}' | 'χ' => 'x',
        '\u{455}' => 's',
        '\u{458}' | 'ϳ' => 'j',
        '\u{43a}' | 'κ' => 'k',
        '\u{43c}' | 'μ' => 'm',
        '\u{442}' | 'τ' => 't',
        '\u{432}' | 'β' => 'b',
        '\u{43d}' | 'η' => 'h',
        'ν' => 'v',
        '\u{501}' => 'd',
        '\u{51b}' => 'q',
        '\u{51d}' => 'w',
        'ζ' => 'z',
        'ς' => 'σ',
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        // Katakana as hiragana.
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => digit(c).unwrap_or(c),
    }
}

/// A digit of any script as ours.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 19] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
        0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
    ];
    let code = u32::from(c);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}
