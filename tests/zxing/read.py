"""Each Data Matrix that zxing-cpp finds on each page of each file: a line with page, left and top in pixels, and what it says.

read.py FILE... for files in PGM (P5, 8 bits), one a page
"""

import sys

import zxingcpp


def picture(name):
    with open(name, "rb") as file:
        data = file.read()
    magic, width, height, rest = data.split(maxsplit=3)
    assert magic == b"P5" and rest.startswith(b"255"), name
    width, height = int(width), int(height)
    pixels = data[len(data) - width * height :]
    return memoryview(pixels).cast("B", (height, width))


for page, name in enumerate(sys.argv[1:], 1):
    for code in zxingcpp.read_barcodes(picture(name), formats=zxingcpp.BarcodeFormat.DataMatrix):
        corner = code.position.top_left
        print(page, corner.x, corner.y, code.text)
