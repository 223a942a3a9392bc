//! A letter under a password, for handing it over by mail: AES-256 as ISO 32000-2 has it (revision
//! 6), printing allowed and no more.
//!
//! - [`handler`]: keys, and what the encryption dictionary says
//! - here: every string and stream sealed, and nothing outside them that tells of what is inside
//!
//! lopdf encrypts too, but draws from a generator of its own, so no file would come out the same
//! twice, and leaves out the key length without which poppler cannot read the file. All randomness
//! here is the caller's.

mod handler;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use rand::CryptoRng;
use zeroize::Zeroize;

use super::about::claims::encrypted_claim;
use super::tags::NAMESPACE;
use crate::error::{Error, Result};
use crate::password::mail::MailPassword;
use handler::{Handler, hex};

/// The length of the page's content would tell a little of the readings, and so of the password: it
/// is rounded up to this.
const ROUND: usize = 4096;

/// The same document, opened by `password` alone. It is PDF 2.0, which this encryption belongs to,
/// and so PDF/UA-2; it no longer claims to be PDF/A, which forbids encryption.
pub(crate) fn encrypt<R: CryptoRng + ?Sized>(
    pdf: &[u8],
    password: &MailPassword,
    mut rng: &mut R,
) -> Result<Vec<u8>> {
    let sealed = sealed(pdf, password, Handler::new(&mut rng));
    sealed.map_err(|error| Error::defect(error.to_string()))
}

fn sealed(pdf: &[u8], password: &MailPassword, mut by: Handler<'_>) -> lopdf::Result<Vec<u8>> {
    let mut plain = Plain(Document::load_mem(pdf)?);
    let document = &mut plain.0;
    renew(document)?;
    hide_lengths(document)?;
    document.objects.values_mut().for_each(|object| seal(object, &mut by));
    let dictionary = document.add_object(by.dictionary(password));
    document.trailer.set("Encrypt", dictionary);
    // The letter's own identifier is a digest of the user ID among others, which could be searched
    // for.
    let id = hex(&by.draw::<16>());
    document.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::with_capacity(pdf.len() + pdf.len() / 4);
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

/// A document whose streams are wiped, whether or not they were sealed before something failed.
struct Plain(Document);

impl Drop for Plain {
    fn drop(&mut self) {
        for object in self.0.objects.values_mut() {
            if let Object::Stream(stream) = object {
                stream.content.zeroize();
            }
        }
    }
}

/// Makes PDF 2.0 of a letter: no information dictionary, roles in a namespace, and in the XMP the
/// claim that goes with it.
fn renew(document: &mut Document) -> lopdf::Result<()> {
    "2.0".clone_into(&mut document.version);
    if let Some(Object::Reference(info)) = document.trailer.remove(b"Info") {
        document.objects.remove(&info);
    }
    renew_claim(document)?;
    match document.catalog()?.get(b"StructTreeRoot").and_then(Object::as_reference) {
        Ok(root) => name_roles(document, root),
        Err(_) => Ok(()),
    }
}

fn renew_claim(document: &mut Document) -> lopdf::Result<()> {
    let xmp = document.catalog()?.get(b"Metadata")?.as_reference()?;
    let xmp = document.get_object_mut(xmp)?.as_stream_mut()?;
    let text = encrypted_claim(&String::from_utf8_lossy(&xmp.content));
    xmp.set_content(text.into_bytes());
    Ok(())
}

/// Names the namespace of each role, unless the letter has it.
fn name_roles(document: &mut Document, root: ObjectId) -> lopdf::Result<()> {
    if document.get_dictionary(root)?.has(b"Namespaces") {
        return Ok(());
    }
    let name = Object::string_literal(NAMESPACE);
    let namespace = document.add_object(dictionary! { "Type" => "Namespace", "NS" => name });
    document.get_dictionary_mut(root)?.set("Namespaces", vec![namespace.into()]);
    document.objects.values_mut().for_each(|object| name_role(object, namespace));
    Ok(())
}

/// Nothing in a letter but an element has both a role and a parent.
fn name_role(object: &mut Object, namespace: ObjectId) {
    if let Object::Dictionary(element) = object
        && element.has(b"S")
        && element.has(b"P")
    {
        element.set("NS", namespace);
    }
}

/// Fills what varies of pages up to a round length.
fn hide_lengths(document: &mut Document) -> lopdf::Result<()> {
    let contents: Vec<ObjectId> =
        document.page_iter().flat_map(|page| document.get_page_contents(page)).collect();
    for content in contents {
        hide_length(document.get_object_mut(content)?.as_stream_mut()?);
    }
    Ok(())
}

/// Deflated content is the same in all letters.
fn hide_length(stream: &mut Stream) {
    if stream.dict.has(b"Filter") {
        return;
    }
    let length = stream.content.len().next_multiple_of(ROUND);
    // Not grown in place: moving would leave a copy behind unwiped.
    let mut padded = Vec::with_capacity(length);
    padded.extend_from_slice(&stream.content);
    padded.resize(length, b'\n');
    replace(stream, padded);
}

fn replace(stream: &mut Stream, content: Vec<u8>) {
    stream.content.zeroize();
    stream.set_content(content);
}

/// Seals every string and the stream of an object.
fn seal(object: &mut Object, by: &mut Handler<'_>) {
    match object {
        Object::String(text, format) => {
            (*text, *format) = (by.seal(text), StringFormat::Hexadecimal);
        }
        Object::Array(items) => items.iter_mut().for_each(|item| seal(item, by)),
        Object::Dictionary(entries) => seal_entries(entries, by),
        Object::Stream(stream) => {
            seal_entries(&mut stream.dict, by);
            let sealed = by.seal(&stream.content);
            replace(stream, sealed);
        }
        _ => {}
    }
}

fn seal_entries(entries: &mut Dictionary, by: &mut Handler<'_>) {
    entries.iter_mut().for_each(|(_, value)| seal(value, by));
}
