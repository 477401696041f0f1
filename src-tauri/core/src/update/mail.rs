//! An update as a mail message: one text part, one HTML part, the same bytes every time.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::{Recipient, forms};
use crate::id::UpdateId;

/// What a message is made of.
pub struct Letter<'a> {
    /// Which update; the message's own id comes from it and from nothing else.
    pub id: UpdateId,
    /// When it is sent.
    pub at: DateTime<FixedOffset>,
    /// The sender, where their address is known.
    pub from: Recipient,
    /// To whom; those without an address are left out.
    pub to: &'a [Recipient],
    /// With a copy to.
    pub cc: &'a [Recipient],
    /// The subject line.
    pub subject: &'a str,
    /// The text part.
    pub plain: &'a str,
    /// The HTML part's fragment.
    pub html: &'a str,
}

/// The message as a file that mail programs open. It names no machine, and the instant is the
/// one given.
///
/// # Errors
/// The bytes could not be put together.
pub fn eml(letter: &Letter<'_>) -> std::io::Result<Vec<u8>> {
    let document = forms::html_document(letter.subject, letter.html);
    let boundary = boundary(letter.id, &[letter.plain, &document]);
    let parts = vec![
        MimePart::new("text/plain", letter.plain),
        MimePart::new("text/html", document.as_str()),
    ];
    let kind = ContentType::new("multipart/alternative").attribute("boundary", boundary.as_str());
    let mut message = MessageBuilder::new().header("X-Unsent", Raw::new("1"));
    if let Some(from) = addresses(std::slice::from_ref(&letter.from)) {
        message = message.from(from);
    }
    if let Some(to) = addresses(letter.to) {
        message = message.to(to);
    }
    if let Some(cc) = addresses(letter.cc) {
        message = message.cc(cc);
    }
    message
        .date(Date::new(letter.at.timestamp()))
        .message_id(format!("{}@ledgerline.invalid", letter.id))
        .subject(one_line(letter.subject))
        .body(MimePart::new(kind, parts))
        .write_to_vec()
}

fn addresses(list: &[Recipient]) -> Option<Address<'_>> {
    let known: Vec<Address<'_>> = list
        .iter()
        .filter(|one| !one.email.trim().is_empty())
        .map(|one| {
            let name = one_line(&one.name);
            let name = Some(name).filter(|name| !name.is_empty()).map(Cow::from);
            Address::new_address(name, one_line(&one.email))
        })
        .collect();
    (!known.is_empty()).then(|| Address::new_list(known))
}

/// A header is one line whatever was typed.
fn one_line(text: &str) -> String {
    ledgerline_packet::plain_line(text)
}

/// A boundary that comes from the update's id and stands in neither part.
fn boundary(id: UpdateId, parts: &[&str]) -> String {
    let mut boundary = format!("ledgerline-{}", id.0.simple());
    while parts.iter().any(|part| part.contains(&boundary)) {
        boundary.push('x');
    }
    boundary
}
