//! XMP as text: descriptions of a file, and of the schemas that their names are of.

/// A namespace, and the prefix that its names have.
#[derive(Clone, Copy)]
pub(super) struct Namespace {
    pub(super) prefix: &'static str,
    pub(super) uri: &'static str,
}

/// A schema that PDF/A-2 does not know.
pub(super) struct Schema {
    pub(super) name: &'static str,
    pub(super) namespace: Namespace,
    /// Name, kind and description of each.
    pub(super) properties: &'static [[&'static str; 3]],
}

/// Elements after one another, each a name and what stands in it.
pub(super) fn elements(named: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, inner) in named {
        out.extend(["<", name, ">", inner, "</", name, ">"]);
    }
    out
}

/// What is said of the file in names of these namespaces.
pub(super) fn description(namespaces: &[Namespace], inner: &str) -> String {
    let mut out = "<rdf:Description rdf:about=\"\"".to_owned();
    for Namespace { prefix, uri } in namespaces {
        out.extend([" xmlns:", prefix, "=\"", uri, "\""]);
    }
    out + ">" + inner + "</rdf:Description>"
}

/// Items in no order.
pub(super) fn bag(items: &str) -> String {
    elements(&[("rdf:Bag", items)])
}

/// An item that is made of elements.
pub(super) fn resource(named: &[(&str, &str)]) -> String {
    ["<rdf:li rdf:parseType=\"Resource\">", &elements(named), "</rdf:li>"].concat()
}

impl Schema {
    pub(super) fn described(&self) -> String {
        let properties: String = self.properties.iter().map(described).collect();
        resource(&[
            ("pdfaSchema:schema", self.name),
            ("pdfaSchema:namespaceURI", self.namespace.uri),
            ("pdfaSchema:prefix", self.namespace.prefix),
            ("pdfaSchema:property", &elements(&[("rdf:Seq", &properties)])),
        ])
    }
}

fn described([name, kind, description]: &[&str; 3]) -> String {
    resource(&[
        ("pdfaProperty:name", name),
        ("pdfaProperty:valueType", kind),
        ("pdfaProperty:category", "internal"),
        ("pdfaProperty:description", description),
    ])
}
