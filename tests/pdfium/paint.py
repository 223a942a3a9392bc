"""Each page of each file as pdfium paints it, in gray at 150 dots an inch: NAME.0.gray, NAME.1.gray ... beside NAME.

paint.py FILE...
"""

import pathlib
import sys

import pypdfium2

for name in sys.argv[1:]:
    for number, page in enumerate(pypdfium2.PdfDocument(name)):
        bitmap = page.render(scale=150 / 72, grayscale=True)
        head = f"{bitmap.width} {bitmap.height} {bitmap.stride}\n".encode()
        pathlib.Path(f"{name}.{number}.gray").write_bytes(head + bytes(bitmap.buffer))
