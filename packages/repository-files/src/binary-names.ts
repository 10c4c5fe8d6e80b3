/** Endings of formats that are never text. Endings that text files share (`.ts`, `.db`, `.a`, `.bin`) are left to the content. */
const binaryEndings = new Set(
  [
    "7z apk avif avi bmp br bz2 class cur dll dmg doc docx dylib ear eot epub exe flac gif gz heic icns ico iso jar",
    "jpeg jpg keystore lz4 m4a m4v mkv mov mp3 mp4 mpeg mpg node npz odp ods odt ogg otf parquet pdf png ppt pptx",
    "psd pyc pyd rar so sqlite sqlite3 tar tgz tif tiff ttc ttf war wasm wav webm webp woff woff2 xls xlsx xz zip zst",
  ].flatMap((line) => line.split(" ")),
);

/** Whether a name ends as only binary formats do. */
export function isBinaryName(path: string): boolean {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") && binaryEndings.has(path.slice(dot + 1).toLowerCase());
}
