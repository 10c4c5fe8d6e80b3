import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** Encodings a file may lie beside itself in, best first, with their endings. */
const encodings = [
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
] as const;

/** Headers of every answer that is part of the dashboard: what its pages may load, and that nobody else may frame or embed them. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** What a folder held when it was looked at: nothing else in it, and nothing outside, is served. */
export interface FileListing {
  /** The file of a decoded path such as `/assets/index-1a2b.js`; null when it was not there, or is no longer. */
  answer(path: string, request: Request): Promise<Response | null>;
}

/** Lists a folder. Links are left out, so that none leads elsewhere. Rejects when there is no such folder. */
export async function listFiles(folder: string): Promise<FileListing> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/")}`);
  const listed = new Set(paths);
  // Another build may have taken its place since.
  const read = (path: string) => readFile(join(folder, ...path.split("/"))).catch(() => null);

  return {
    async answer(path, request) {
      if (!listed.has(path)) return null;
      const kept = encodings.filter(({ ending }) => listed.has(path + ending));
      const encoding = kept.find(({ name }) => accepts(request.headers.get("accept-encoding"), name));
      const isHashed = path.startsWith("/assets/");
      const bytes = await read(path + (encoding?.ending ?? ""));
      if (bytes === null) return null;
      const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
      const headers = {
        ...pageHeaders,
        "content-type": types[extname(path)] ?? "application/octet-stream",
        "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
        etag,
        ...(kept.length > 0 && { vary: "accept-encoding" }),
      };
      if (
        request.headers
          .get("if-none-match")
          ?.split(/\s*,\s*/)
          .includes(etag)
      ) {
        return new Response(null, { status: 304, headers });
      }
      const length = { "content-length": String(bytes.length), ...(encoding && { "content-encoding": encoding.name }) };
      return new Response(new Uint8Array(bytes), { headers: { ...headers, ...length } });
    },
  };
}

/** Whether an Accept-Encoding header takes an encoding: named, or by `*`, and not with a weight of zero. */
function accepts(header: string | null, encoding: string): boolean {
  const weights = new Map(
    (header ?? "").split(",").map((part) => {
      const [name = "", ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return [name, Number(weight ?? 1)] as const;
    }),
  );
  return (weights.get(encoding) ?? weights.get("*") ?? 0) > 0;
}

/** When a file was last written, in milliseconds; null when it is not there. */
export async function modifiedAt(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}
