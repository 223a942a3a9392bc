"""Each page of a file as pdfium paints it, in gray at 150 dots an inch: PGM after PGM on the standard output.

pages.py FILE
"""

import sys

import pypdfium2

for page in pypdfium2.PdfDocument(sys.argv[1]):
    bitmap = page.render(scale=150 / 72, grayscale=True)
    sys.stdout.buffer.write(f"P5\n{bitmap.width} {bitmap.height}\n255\n".encode())
    gray = memoryview(bitmap.buffer)
    for start in range(0, bitmap.height * bitmap.stride, bitmap.stride):
        sys.stdout.buffer.write(gray[start : start + bitmap.width])
