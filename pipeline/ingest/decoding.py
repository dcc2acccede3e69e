"""From bytes to text: which encoding a file is in, and whether it is text at all."""

import codecs
import re

from pipeline.ingest.refusals import Refusal

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the one of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "an RTF document"),
)
# A page that declares the one and holds bytes that only the other has (quotation marks, dashes) means the
# other, and browsers read it so. The names are those of Python's codecs.
WINDOWS_BYTES = re.compile(rb"[\x80-\x9f]")
WINDOWS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-2": "cp1250",
    "iso8859-4": "cp1257",
    "iso8859-5": "cp1251",
    "iso8859-6": "cp1256",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
    "tis-620": "cp874",
}
# Names that browsers know and Python does not.
NAMES = {
    "x-mac-roman": "mac_roman",
    "csmacintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ukrainian": "mac_cyrillic",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "dos-874": "cp874",
    "koi8": "koi8-r",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    **{f"x-cp125{number}": f"cp125{number}" for number in range(9)},
}
HALF_PAIR = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # of UTF-16, written as if it were a character
LARGER = {"ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
DECLARED = re.compile(rb"""<meta[^<>]+charset\s*=\s*(?:["']\s*)?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
MAX_CONTROLS = 0.02  # share of control characters above which a content is no text; stray ones are dropped
MAX_MISFITS = (
    0.01  # share of characters that do not fit above which a content is not in the encoding it announces
)
SAMPLE = 65_536


def decode(content: bytes, *, html: bool = False, charset: str | None = None) -> str:
    """The text of a file, without byte order mark. Raises Refusal: empty, binary, undecodable.

    In this order: a byte order mark; UTF-8; UTF-16 without a mark (every other byte is zero); UTF-8 with a
    few bytes that do not fit, each then U+FFFD; for a page the encoding that it declares; else the one that
    charset-normalizer finds most plausible.
    """
    refuse_no_text(content)
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return checked(announced(content[len(mark) :], encoding))
    try:
        return checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    except Refusal:
        if b"\x00" not in content:
            raise
    if wide := utf_16_without_mark(content):
        return checked(announced(content, wide))
    if looks_binary(content):
        raise Refusal("binary", "control bytes throughout, not a text")
    damaged = damaged_utf8(content)
    if damaged is not None:
        return checked(damaged)
    if declared := declared_encoding(content, html=html, charset=charset):
        return checked(content.decode(declared, "replace"))
    return checked(guessed(content))


def refuse_no_text(content: bytes) -> None:
    """Raise Refusal for a content that is empty, or that another format's signature begins."""
    if not content.strip(b" \t\r\n\x00"):
        raise Refusal("empty", "no bytes" if not content else "nothing but white space")
    for signature, what in SIGNATURES:
        if content.startswith(signature):
            raise Refusal("binary", f"{what}, not a text")


def utf_16_without_mark(content: bytes) -> str | None:
    """The byte order of UTF-16 that does not announce itself: every other byte is zero."""
    for encoding, zeros in (("utf-16-le", content[1:SAMPLE:2]), ("utf-16-be", content[0:SAMPLE:2])):
        if zeros.count(0) > 0.6 * len(zeros):
            return encoding
    return None


def declared_encoding(content: bytes, *, html: bool, charset: str | None) -> str | None:
    """The encoding that the server's or the page's declaration means, as browsers read it; None where there
    is none.

    A page in which a declaration in ASCII can be read is in no UTF-16, and it is not UTF-8 either, or it had
    been read.
    """
    declared = DECLARED.search(content[:4096]) if html else None
    try:
        told = charset or (declared[1].decode("ascii") if declared else "utf-8")
        name = codecs.lookup(NAMES.get(told.strip().lower(), told)).name
    except LookupError:
        return None
    if name.startswith(("utf-", "utf_")):
        return None
    if name in WINDOWS and WINDOWS_BYTES.search(content):
        return WINDOWS[name]
    return LARGER.get(name, name)


def damaged_utf8(content: bytes) -> str | None:
    """The text of UTF-8 in which some bytes do not fit or the last character is cut off; None for other
    encodings.

    Another encoding gives sequences that are UTF-8 by chance alone, so there are fewer of them than of those
    that are not.
    """
    content = HALF_PAIR.sub(b"\xff", content)
    text = content.decode("utf-8", "replace")
    misfits = text.count("\ufffd") - content.count("\ufffd".encode())
    whole = sum(character > "\x7f" for character in text) - misfits
    return text if whole >= misfits or cut_off(content) else None


def cut_off(content: bytes) -> bool:
    """Whether UTF-8 fits up to its last character, of which bytes are missing."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        # One byte may as well be a letter at the end of a text in a single-byte encoding.
        return error.reason == "unexpected end of data" and len(content) - error.start > 1
    return False


def announced(content: bytes, encoding: str) -> str:
    """Decode in an encoding that the bytes themselves announce; a few that do not fit become U+FFFD each."""
    text = content.decode(encoding, "replace")
    misfits = text.count("\ufffd")
    if misfits > 1 + MAX_MISFITS * len(text):
        raise Refusal("undecodable", f"announces {encoding.upper()}, but {misfits} characters do not fit")
    return text


def guessed(content: bytes) -> str:
    """Decode in the most plausible single-byte or regional encoding; Windows-1252 wins ties for Western
    texts."""
    if plausible_windows_1252(content):
        return content.decode("cp1252")
    from charset_normalizer import from_bytes  # only contents that say nothing of it wait for its import

    best = from_bytes(content[:SAMPLE], threshold=0.2).best()
    if best is None:
        raise Refusal("undecodable", "neither UTF-8 nor any other encoding that could be recognised")
    try:
        return content.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            "undecodable", f"most like {best.encoding}, but byte {error.start} does not fit"
        ) from error


def plausible_windows_1252(content: bytes) -> bool:
    """Whether the bytes beyond ASCII are few and, in Windows-1252, letters and typographic marks of Western
    texts."""
    high = [byte for byte in content if byte >= 0x80]
    if len(high) > 0.1 * len(content):
        return False
    marks = {
        0x80,
        0x82,
        0x84,
        0x85,
        0x8B,
        0x91,
        0x92,
        0x93,
        0x94,
        0x95,
        0x96,
        0x97,
        0x99,
        0x9B,
        0xA0,
        0xA3,
        0xA7,
        0xA9,
        0xAB,
        0xAE,
        0xB0,
        0xB7,
        0xBB,
        0x8A,
        0x8E,
        0x9A,
        0x9E,
        0x9C,
        0x8C,
    }
    return all(byte in marks or (byte >= 0xC0 and byte not in (0xD7, 0xF7)) for byte in high)


def looks_binary(content: bytes) -> bool:
    """Whether control bytes make up more than MAX_CONTROLS of a sample."""
    sample = content[:SAMPLE]
    return len(CONTROLS.findall(sample.decode("latin-1"))) > MAX_CONTROLS * len(sample)


def checked(text: str) -> str:
    """The text, if it is one. Raises Refusal where control characters say that it is not, or nothing is
    left."""
    if len(CONTROLS.findall(text[:SAMPLE])) > MAX_CONTROLS * min(len(text), SAMPLE):
        raise Refusal("binary", "control characters throughout, not a text")
    if not text.strip("\x00\ufeff \t\r\n"):
        raise Refusal("empty", "nothing but white space")
    return text


def tidy(text: str) -> str:
    """Line ends as '\\n', control characters and byte order marks dropped, lone surrogates replaced; nothing
    else is changed.

    No Unicode normalisation: the text stays what the source wrote, and look-ups normalise on their side.
    """
    ended = text.replace("\r\n", "\n").replace("\r", "\n")
    return LONE_SURROGATE.sub("\ufffd", CONTROLS.sub("", ended).replace("\ufeff", ""))
