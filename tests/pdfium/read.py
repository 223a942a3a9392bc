"""The text of each page of each file as pdfium reads it, as NAME.txt beside NAME; none where it cannot be opened.

read.py PASSWORD FILE...
"""

import pathlib
import sys

import pypdfium2

password, *names = sys.argv[1:]
for name in names:
    try:
        document = pypdfium2.PdfDocument(name, password=password)
    except pypdfium2.PdfiumError:
        continue
    pages = [page.get_textpage().get_text_range() for page in document]
    pathlib.Path(name + ".txt").write_bytes("\f".join(pages).encode("utf-8", "surrogatepass"))
