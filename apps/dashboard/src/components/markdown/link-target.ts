/** What a link in a document leads to. */
export type LinkTarget =
  | { readonly type: "elsewhere"; readonly url: string }
  | { readonly type: "document"; readonly documentId: string; readonly slug: string }
  | { readonly type: "heading"; readonly slug: string };

/** Where a text with links is from. */
export interface LinkBase {
  readonly url?: string | null | undefined;
  readonly path?: string | null | undefined;
  /** Ids of the documents it has to do with, by path. */
  readonly held?: ReadonlyMap<string, string> | undefined;
}

const allowed = ["http:", "https:", "mailto:"];
const HERE = "here://document/";

/**
 * What an address in a document leads to: a heading of its own, a document that is held, or an address on the web; null for
 * one that leads nowhere from here, and for every scheme but http, https and mailto.
 */
export function linkTarget(address: string, { url, path, held }: LinkBase): LinkTarget | null {
  if (address.startsWith("#")) return address === "#" ? null : { type: "heading", slug: slugIn(address) };
  const absolute = parsed(address);
  if (absolute) return elsewhere(absolute);
  const within = path ? parsed(address, HERE + encodeURI(path)) : null;
  const beside = within?.href.startsWith(HERE) ? within : null;
  if (beside) {
    const documentId = held?.get(decoded(beside.pathname.slice(1)));
    if (documentId !== undefined) return { type: "document", documentId, slug: slugIn(beside.hash) };
  }
  const base = parsed(url ?? "");
  if (!base || !allowed.includes(base.protocol)) return null;
  return elsewhere(address.startsWith("/") && beside ? fromRoot(beside, base, path ?? "") : parsed(address, base.href));
}

function elsewhere(url: URL | null): LinkTarget | null {
  return url && allowed.includes(url.protocol) ? { type: "elsewhere", url: url.href } : null;
}

/** An address from the root of a repository, whose pages on the web end with the path of their file. */
function fromRoot(beside: URL, base: URL, path: string): URL | null {
  const file = encodeURI(path);
  if (!base.pathname.endsWith(`/${file}`)) return parsed(beside.pathname + beside.search + beside.hash, base.href);
  const root = base.pathname.slice(0, -file.length);
  return parsed(root + beside.pathname.slice(1) + beside.search + beside.hash, base.origin);
}

function parsed(address: string, base?: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}

function slugIn(hash: string): string {
  return decoded(hash.replace(/^#(?:user-content-)?/, "")).toLowerCase();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
