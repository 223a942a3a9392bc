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

use super::metadata;
use crate::error::{Error, ErrorKind, Result};
use crate::password::mail::MailPassword;
use handler::{FileKey, drawn};

/// The length of the page's content would tell a little of the readings, and so of the password: it
/// is rounded up to this.
const ROUND: usize = 4096;

/// The same document, opened by `password` alone. It no longer claims to be PDF/A, which forbids
/// encryption; it stays PDF/UA-1.
pub(crate) fn encrypt<R: CryptoRng + ?Sized>(
    pdf: &[u8],
    password: &MailPassword,
    rng: &mut R,
) -> Result<Vec<u8>> {
    let mut plain = Plain(Document::load_mem(pdf).map_err(|error| unreadable(&error))?);
    let document = &mut plain.0;
    disclaim(document)?;
    hide_length(document)?;
    let key = FileKey::draw(rng);
    document.objects.values_mut().for_each(|object| seal(object, &key, rng));
    let dictionary = document.add_object(key.dictionary(password, rng));
    document.trailer.set("Encrypt", Object::Reference(dictionary));
    // The letter's own identifier is a digest of the user ID among others, which could be searched
    // for.
    let id = Object::String(drawn::<16, R>(rng).to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::with_capacity(pdf.len() + pdf.len() / 4);
    document.save_to(&mut bytes).map_err(|error| defect(&error.to_string()))?;
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

/// Takes the claim of PDF/A out of the XMP, and names the extension of PDF 1.7 that brought this
/// encryption.
fn disclaim(document: &mut Document) -> Result<()> {
    let catalog = document.catalog_mut().map_err(|error| unreadable(&error))?;
    catalog.set(
        "Extensions",
        dictionary! { "ADBE" => dictionary! { "BaseVersion" => "1.7", "ExtensionLevel" => 8 } },
    );
    let xmp = catalog
        .get(b"Metadata")
        .and_then(Object::as_reference)
        .map_err(|error| unreadable(&error))?;
    let xmp = stream(document, xmp)?;
    let text = str::from_utf8(&xmp.content).ok().and_then(metadata::without_claim);
    xmp.set_content(text.ok_or_else(|| defect("the metadata claim no PDF/A"))?.into_bytes());
    Ok(())
}

/// Fills what varies of the page's content up to a round length; deflated content is the same in
/// all letters.
fn hide_length(document: &mut Document) -> Result<()> {
    let contents: Vec<ObjectId> =
        document.page_iter().flat_map(|page| document.get_page_contents(page)).collect();
    for content in contents {
        let stream = stream(document, content)?;
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

fn stream(document: &mut Document, id: ObjectId) -> Result<&mut Stream> {
    document.get_object_mut(id).and_then(Object::as_stream_mut).map_err(|error| unreadable(&error))
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

fn unreadable(error: &lopdf::Error) -> Error {
    defect(&error.to_string())
}

fn defect(reason: &str) -> Error {
    ErrorKind::Defect { reason: reason.into() }.into()
}
