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

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use rand::CryptoRng;
use zeroize::Zeroize;

use super::about::claims::encrypted_claim;
use super::tags::NAMESPACE;
use crate::error::{ErrorKind, Result};
use crate::password::mail::MailPassword;
use handler::{FileKey, drawn};

/// The length of the page's content would tell a little of the readings, and so of the password: it
/// is rounded up to this.
const ROUND: usize = 4096;

/// The same document, opened by `password` alone. It is PDF 2.0, which this encryption belongs to,
/// and so PDF/UA-2; it no longer claims to be PDF/A, which forbids encryption.
pub(crate) fn encrypt<R: CryptoRng + ?Sized>(
    pdf: &[u8],
    password: &MailPassword,
    rng: &mut R,
) -> Result<Vec<u8>> {
    let sealed = sealed(pdf, password, rng);
    sealed.map_err(|error| ErrorKind::Defect { reason: error.to_string() }.into())
}

fn sealed<R: CryptoRng + ?Sized>(
    pdf: &[u8],
    password: &MailPassword,
    rng: &mut R,
) -> lopdf::Result<Vec<u8>> {
    let mut plain = Plain(Document::load_mem(pdf)?);
    let document = &mut plain.0;
    renew(document)?;
    hide_length(document)?;
    let key = FileKey::draw(rng);
    document.objects.values_mut().for_each(|object| seal(object, &key, rng));
    let dictionary = document.add_object(key.dictionary(password, rng));
    document.trailer.set("Encrypt", dictionary);
    // The letter's own identifier is a digest of the user ID among others, which could be searched
    // for.
    let id = Object::String(drawn::<16, R>(rng).to_vec(), StringFormat::Hexadecimal);
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
    for object in document.objects.values_mut() {
        name_role(object, namespace);
    }
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

/// Fills what varies of the page's content up to a round length; deflated content is the same in
/// all letters.
fn hide_length(document: &mut Document) -> lopdf::Result<()> {
    let contents: Vec<ObjectId> =
        document.page_iter().flat_map(|page| document.get_page_contents(page)).collect();
    for content in contents {
        let stream = document.get_object_mut(content)?.as_stream_mut()?;
        if stream.dict.get(b"Filter").is_err() {
            let length = stream.content.len().next_multiple_of(ROUND);
            // Not grown in place: moving would leave a copy behind unwiped.
            let mut padded = Vec::with_capacity(length);
            padded.extend_from_slice(&stream.content);
            padded.resize(length, b'\n');
            stream.content.zeroize();
            stream.set_content(padded);
        }
    }
    Ok(())
}

/// Seals every string and the stream of an object, each under an initial vector of its own.
fn seal<R: CryptoRng + ?Sized>(object: &mut Object, key: &FileKey, rng: &mut R) {
    match object {
        Object::String(text, format) => {
            *text = key.seal(text, drawn(rng));
            *format = StringFormat::Hexadecimal;
        }
        Object::Array(items) => items.iter_mut().for_each(|item| seal(item, key, rng)),
        Object::Dictionary(entries) => seal_entries(entries, key, rng),
        Object::Stream(stream) => {
            seal_entries(&mut stream.dict, key, rng);
            let sealed = key.seal(&stream.content, drawn(rng));
            stream.content.zeroize();
            stream.set_content(sealed);
        }
        _ => {}
    }
}

fn seal_entries<R: CryptoRng + ?Sized>(entries: &mut Dictionary, key: &FileKey, rng: &mut R) {
    entries.iter_mut().for_each(|(_, value)| seal(value, key, rng));
}
