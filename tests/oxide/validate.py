"""What pdf_oxide says of each file as PDF/X-4: a line each, "valid" or the errors.

validate.py FILE...
"""

import sys

import pdf_oxide

for name in sys.argv[1:]:
    verdict = pdf_oxide.PdfDocument(name).validate_pdf_x("4")
    print("valid" if verdict["valid"] else "; ".join(verdict["errors"]))
