//! What a file claims to be. All that follows from the claim asks here: marks and tags, header,
//! output intent, what the XMP says.

/// The standards that a file says it follows, and so what is written into it.
///
/// ```
/// use reissue_notice::{Profile, SpoolOptions};
/// let for_a_screen = SpoolOptions::default().profile(Profile::A2a);
/// assert_ne!(for_a_screen, SpoolOptions::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Profile {
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1): tagged, for those who listen. Every
    /// single letter is.
    #[default]
    A2a,
    /// PDF/A-2u (ISO 19005-2): what is seen can be read and searched, and there are no tags. For
    /// paper, which does not show the difference; a spool is several times smaller so.
    A2u,
}

impl Profile {
    /// Whether every content stands in a marked sequence with an element of its own.
    pub(crate) const fn is_tagged(self) -> bool {
        match self {
            Self::A2a => true,
            Self::A2u => false,
        }
    }

    /// The PDF version of the header.
    pub(crate) const fn version(self) -> &'static str {
        match self {
            Self::A2a | Self::A2u => "1.7",
        }
    }

    /// The kind of output intent.
    pub(crate) const fn intent(self) -> &'static str {
        match self {
            Self::A2a | Self::A2u => "GTS_PDFA1",
        }
    }

    /// What the XMP says of archiving.
    pub(super) const fn archival_claim(self) -> &'static str {
        match self {
            Self::A2a => "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
            Self::A2u => "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>",
        }
    }

    /// What the XMP says of accessibility. PDF/A wants its schema described.
    pub(super) const fn accessibility_claim(self) -> &'static str {
        match self {
            Self::A2a => UA_1,
            Self::A2u => "",
        }
    }
}

const UA_1: &str = "\
    <rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfuaid:part>1</pdfuaid:part>\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of PDF/UA that the document conforms to\
    </pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
    </rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";
