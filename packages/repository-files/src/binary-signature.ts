/** First bytes of binary formats, in hexadecimal: such files need not have a NUL near their beginning. */
const signatures: readonly (readonly [string, string])[] = [
  ["89504e470d0a1a0a", "a PNG image"],
  ["ffd8ff", "a JPEG image"],
  ["504b0304", "a ZIP archive"],
  ["504b0506", "a ZIP archive"],
  ["1f8b08", "gzip data"],
  ["fd377a585a00", "xz data"],
  ["28b52ffd", "Zstandard data"],
  ["377abcaf271c", "a 7z archive"],
  ["526172211a07", "a RAR archive"],
  ["7f454c46", "an ELF program"],
  ["cafebabe", "a Java class or Mach-O program"],
  ["cffaedfe", "a Mach-O program"],
  ["0061736d", "a WebAssembly module"],
  // A document, but none whose bytes are text, even where all of them are printable.
  ["255044462d", "a PDF document"],
];

/** Signatures that a text could begin with: they count when something that is no ASCII text follows. */
const printableSignatures: readonly (readonly [string, string])[] = [
  ["474946383761", "a GIF image"],
  ["474946383961", "a GIF image"],
  ["425a68", "bzip2 data"],
  ["774f4646", "a WOFF font"],
  ["774f4632", "a WOFF2 font"],
  ["4f676753", "an Ogg file"],
  ["664c6143", "a FLAC file"],
  ["38425053", "a Photoshop image"],
  ["50415231", "a Parquet file"],
];

const LONGEST = 8;

/** What binary format a file's first bytes belong to, in words; null when to none that is known. */
export function binarySignature(content: Buffer): string | null {
  const head = content.subarray(0, LONGEST).toString("hex");
  const found = signatures.find(([signature]) => head.startsWith(signature));
  if (found !== undefined) return found[1];
  const possible = printableSignatures.find(([signature]) => head.startsWith(signature));
  return possible === undefined || isAsciiText(content) ? null : possible[1];
}

function isAsciiText(content: Buffer): boolean {
  return content.every((byte) => byte !== 0 && byte < 0x80);
}
