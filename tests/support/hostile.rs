//! Text that would like to be more than text: 300 payloads, the same every time.
//!
//! Each tries to run a script, to ask the network for something, or to break out of the place it
//! is shown in: HTML, Markdown, a template, Typst, a table, a header, SQL, a terminal.

use serde_json::Value;

/// The port nobody may ever hear from.
pub const PORT: u16 = 47_147;

/// Places in which a script might run.
const SCRIPTED: [&str; 30] = [
    "<script>{js}</script>",
    "<img src=x onerror=\"{js}\">",
    "<svg onload=\"{js}\"></svg>",
    "<svg><script>{js}</script></svg>",
    "<svg><animate onbegin=\"{js}\" attributeName=x dur=1s></svg>",
    "<details open ontoggle=\"{js}\"><summary>s</summary></details>",
    "<body onload=\"{js}\">",
    "<iframe src=\"javascript:{js}\"></iframe>",
    "<iframe srcdoc=\"&lt;script&gt;{js}&lt;/script&gt;\"></iframe>",
    "<a href=\"javascript:{js}\" autofocus onfocus=\"{js}\">go</a>",
    "[a plain link](javascript:{js})",
    "![a picture](x\" onerror=\"{js})",
    "<javascript:{js}>",
    "\"><script>{js}</script>",
    "' onmouseover='{js}' x='",
    "</textarea><script>{js}</script>",
    "</title><script>{js}</script>",
    "</style><script>{js}</script>",
    "{{constructor.constructor(\"{js}\")()}}",
    "${(() => { {js} })()}",
    "{@html \"<img src=x onerror='{js}'>\"}",
    "<noscript><p title=\"</noscript><img src=x onerror='{js}'>\">",
    "<!--><img src=x onerror=\"{js}\">-->",
    "<math><mi xlink:href=\"javascript:{js}\">x</mi></math>",
    "<template><script>{js}</script></template>",
    "&lt;script&gt;{js}&lt;/script&gt;",
    "\\u003cscript\\u003e{js}\\u003c/script\\u003e",
    "<form><button formaction=\"javascript:{js}\">send</button></form>",
    "<video><source onerror=\"{js}\"></video>",
    "<input autofocus onfocus=\"{js}\">",
];

/// What the script would do. Each leaves a mark that the window is searched for.
const SCRIPTS: [&str; 8] = [
    "globalThis.hostile=1",
    "alert(1)",
    "document.title='hostile'",
    "document.body.dataset.hostile=1",
    "fetch('http://127.0.0.1:47147/f')",
    "new Image().src='http://127.0.0.1:47147/i'",
    "navigator.sendBeacon('http://127.0.0.1:47147/b')",
    "location='http://127.0.0.1:47147/l'",
];

/// Places from which something might be loaded.
const LOADING: [&str; 12] = [
    "<img src=\"{url}\">",
    "![a chart]({url})",
    "<link rel=stylesheet href=\"{url}\">",
    "<style>@import url({url});</style>",
    "<div style=\"background:url({url})\">x</div>",
    "<object data=\"{url}\"></object>",
    "<embed src=\"{url}\">",
    "<base href=\"{url}\">",
    "<meta http-equiv=refresh content=\"0;url={url}\">",
    "<form action=\"{url}\"><input name=a autofocus></form>",
    "#image(\"{url}\")",
    "=HYPERLINK(\"{url}\";\"look\")",
];

const URLS: [&str; 3] =
    ["http://127.0.0.1:47147/u", "//127.0.0.1:47147/u", "https://127.0.0.1:47147/u"];

/// What breaks out of other places.
const PLAIN: [&str; 24] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "#read(\"/etc/passwd\")",
    "#eval(\"1+1\") $ sum $",
    "#include \"../../secret.typ\"",
    "*bold* _it_ `code` = Heading",
    "]]></w:t><w:instrText>HYPERLINK</w:instrText>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "'; DROP TABLE entry; --",
    "\" OR 1=1 NEAR/2 *",
    "Subject: x%0d%0aBcc: someone@example.org",
    "../../../../etc/passwd",
    "C:\\..\\..\\con",
    "\u{202e}gnp.exe",
    "a\u{200b}b\u{feff}c\u{2066}d",
    "__proto__ constructor toString",
    "\",\"private_note\":\"x",
    "%n%s%x {0} {} %{x}",
    "\u{1f469}\u{200d}\u{1f4bb}\u{20e3}\u{e0041}",
    "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}algo",
    "NULL undefined NaN true",
    "file:///etc/passwd ledgerline://capture?text=x",
    "$$ \\input{/etc/passwd} \\write18{id} $$",
];

/// All of them.
#[must_use]
pub fn payloads() -> Vec<String> {
    let filled = |places: &[&str], mark: &str, with: &[&str]| -> Vec<String> {
        let each = places.iter().flat_map(|place| with.iter().map(move |one| (place, one)));
        each.map(|(place, one)| place.replace(mark, one)).collect()
    };
    let mut all = filled(&SCRIPTED, "{js}", &SCRIPTS);
    all.extend(filled(&LOADING, "{url}", &URLS));
    all.extend(PLAIN.map(str::to_owned));
    all
}

/// A journal's lines of JSON with a payload in the place of everything somebody wrote: of every
/// text that is no id, day or word of the format.
///
/// # Panics
/// A line is no JSON.
#[must_use]
pub fn in_every_field(lines: &str) -> String {
    let mut fields = Fields { payloads: payloads(), given: Vec::new() };
    let mut hostile = String::new();
    for line in lines.lines() {
        let mut value: Value = serde_json::from_str(line).expect("a line of JSON");
        // Rows as they lie in the store are no text that somebody wrote here.
        if value["type"] != "row" && value["type"] != "journal" {
            fields.replace(&mut value);
        }
        hostile.push_str(&value.to_string());
        hostile.push('\n');
    }
    hostile
}

struct Fields {
    payloads: Vec<String>,
    /// What each text was replaced by: one that stands in two places goes on naming one thing.
    given: Vec<(String, String)>,
}

impl Fields {
    fn replace(&mut self, value: &mut Value) {
        match value {
            Value::String(text) if is_written(text) => *text = self.payload(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.replace(item)),
            Value::Object(fields) => fields.values_mut().for_each(|field| self.replace(field)),
            _ => {}
        }
    }

    fn payload(&mut self, text: &str) -> String {
        if let Some((_, payload)) = self.given.iter().find(|(given, _)| given == text) {
            return payload.clone();
        }
        let number = self.given.len();
        // The number keeps two names two names.
        let payload = format!("{} {number}", self.payloads[number % self.payloads.len()]);
        self.given.push((text.to_owned(), payload.clone()));
        payload
    }
}

/// Words of the format are small and in one piece; days and moments begin with a digit.
fn is_written(text: &str) -> bool {
    let first = text.chars().next();
    let capital = first.is_some_and(char::is_uppercase) && text.len() > 3;
    capital || (text.contains(' ') && !first.is_some_and(|first| first.is_ascii_digit()))
}
