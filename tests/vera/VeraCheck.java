// veraPDF's library as a command line checker: one JVM for many files. Made into a class by install.sh beside it.
//
//   java -cp vera.jar:. VeraCheck [-f 2a|2b|2u|ua1]... FILE...     ("-": file names from standard input, one a line)
//
// Prints one JSON line for each file and flavour. Exit code: 0 all conform, 1 some do not, 2 some could not be read.
//
// The jar carries the profiles as XML, but not the JAXB runtime with which veraPDF reads them: they are read here.
import java.io.*;
import java.util.*;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
import org.w3c.dom.*;

public class VeraCheck {
    static String q(String s) {
        if (s == null) return "null";
        StringBuilder b = new StringBuilder("\"");
        for (char c : s.toCharArray()) {
            if (c == '"' || c == '\\') b.append('\\').append(c);
            else if (c < 0x20) b.append(String.format("\\u%04x", (int) c));
            else b.append(c);
        }
        return b.append('"').toString();
    }

    static List<Element> kids(Element e, String name) {
        List<Element> r = new ArrayList<>();
        for (Node n = e.getFirstChild(); n != null; n = n.getNextSibling())
            if (n instanceof Element && n.getLocalName().equals(name)) r.add((Element) n);
        return r;
    }
    static String text(Element e, String name) {
        List<Element> k = kids(e, name);
        return k.isEmpty() ? "" : k.get(0).getTextContent();
    }

    /** The jar carries the profiles as XML, but not the JAXB runtime that reads them: read them here. */
    static ValidationProfile profile(PDFAFlavour fv) throws Exception {
        String res = "org/verapdf/pdfa/validation/" + resource(fv);
        DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
        f.setNamespaceAware(true);
        Element root;
        try (InputStream is = VeraCheck.class.getClassLoader().getResourceAsStream(res)) {
            if (is == null) throw new NoSuchElementException("no profile " + res);
            root = f.newDocumentBuilder().parse(is).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element r : kids(kids(root, "rules").get(0), "rule")) {
            Element id = kids(r, "id").get(0);
            RuleId rid = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
            Element er = kids(r, "error").get(0);
            List<ErrorArgument> args = new ArrayList<>();
            for (Element as : kids(er, "arguments")) for (Element ar : kids(as, "argument"))
                args.add(ErrorArgumentImpl.fromValues(ar.getTextContent(), ar.hasAttribute("name") ? ar.getAttribute("name") : null, null));
            List<Reference> refs = new ArrayList<>();
            Boolean deferred = r.hasAttribute("deferred") ? Boolean.valueOf(r.getAttribute("deferred")) : null;
            rules.add(Profiles.ruleFromValues(rid, r.getAttribute("object"), deferred, r.getAttribute("tags"), text(r, "description"), text(r, "test"),
                Profiles.errorFromValues(text(er, "message"), args), refs));
        }
        Set<Variable> vars = new LinkedHashSet<>();
        for (Element vs : kids(root, "variables")) for (Element v : kids(vs, "variable"))
            vars.add(Profiles.variableFromValues(v.getAttribute("name"), v.getAttribute("object"), text(v, "defaultValue"), text(v, "value")));
        return Profiles.profileFromValues(fv, Profiles.profileDetailsFromValues(fv.toString(), "", "", new Date(0)), "", rules, vars);
    }
    static String resource(PDFAFlavour fv) {
        switch (fv.getId()) {
            case "ua1": return "PDFUA-1.xml";
            case "ua2": return "PDFUA-2-ISO32005.xml";
            case "wt1r": return "WTPDF-1-0-Reuse.xml";
            case "wt1a": return "WTPDF-1-0-Accessibility.xml";
            default: return "PDFA-" + fv.getId().toUpperCase(Locale.ROOT) + ".xml";
        }
    }

    public static void main(String[] a) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        List<String> fl = new ArrayList<>(), files = new ArrayList<>();
        for (int i = 0; i < a.length; i++) {
            if (a[i].equals("-f")) fl.add(a[++i]);
            else if (a[i].equals("-")) { BufferedReader r = new BufferedReader(new InputStreamReader(System.in, "UTF-8")); String l; while ((l = r.readLine()) != null) files.add(l); }
            else files.add(a[i]);
        }
        if (fl.isEmpty()) { fl.add("2a"); fl.add("ua1"); }
        Map<String, ValidationProfile> profs = new HashMap<>();
        for (String s : fl) profs.put(s, profile(PDFAFlavour.byFlavourId(s)));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        int rc = 0;
        for (String f : files) for (String flid : fl) {
            PDFAFlavour fv = PDFAFlavour.byFlavourId(flid);
            long t = System.nanoTime();
            try (PDFAParser p = Foundries.defaultInstance().createParser(new File(f), fv);
                 PDFAValidator v = Foundries.defaultInstance().createValidator(profs.get(flid), false)) {
                ValidationResult r = v.validate(p);
                StringBuilder s = new StringBuilder();
                s.append("{\"file\":").append(q(f)).append(",\"flavour\":").append(q(flid))
                 .append(",\"compliant\":").append(r.isCompliant())
                 .append(",\"status\":").append(q(String.valueOf(r.getJobEndStatus())))
                 .append(",\"rules\":").append(profs.get(flid).getRules().size())
                 .append(",\"checks\":").append(r.getTotalAssertions())
                 .append(",\"ms\":").append((System.nanoTime() - t) / 1000000).append(",\"fails\":[");
                Map<String, TestAssertion> first = new LinkedHashMap<>();
                for (TestAssertion ta : r.getTestAssertions()) {
                    if (ta.getStatus() != TestAssertion.Status.FAILED) continue;
                    RuleId id = ta.getRuleId();
                    first.putIfAbsent(id.getClause() + "-" + id.getTestNumber(), ta);
                }
                int n = 0;
                for (Map.Entry<RuleId, Integer> e : r.getFailedChecks().entrySet()) {
                    String k = e.getKey().getClause() + "-" + e.getKey().getTestNumber();
                    TestAssertion ta = first.get(k);
                    if (n++ > 0) s.append(',');
                    s.append("{\"rule\":").append(q(k)).append(",\"count\":").append(e.getValue())
                     .append(",\"text\":").append(q(ta == null ? null : ta.getMessage()))
                     .append(",\"error\":").append(q(ta == null ? null : ta.getErrorMessage()))
                     .append(",\"at\":").append(q(ta == null ? null : ta.getLocation().getContext())).append('}');
                }
                out.println(s.append("]}"));
                if (!String.valueOf(r.getJobEndStatus()).equals("normal")) rc = 2;
                else if (!r.isCompliant() && rc == 0) rc = 1;
            } catch (Throwable e) {
                out.println("{\"file\":" + q(f) + ",\"flavour\":" + q(flid) + ",\"compliant\":false,\"exception\":" + q(e.toString()) + "}");
                rc = 2;
            }
        }
        System.exit(rc);
    }
}
