import { branchKey, commitKey, issueKey, numberKey, pathKey } from "./keys.ts";

/** What an address leads to. */
export interface UrlMeaning {
  /** Keys of what it leads to: the first one that some document has counts. */
  readonly targets: readonly string[];
  readonly detail?: string;
  /** Whether it is an address of a tool that can be synced, and not just any page. */
  readonly isKnown: boolean;
}

/** Parameters that say where a reader came from, not what is read. */
const tracking = /^(?:utm_\w+|gclid|fbclid|mc_[ce]id|pvs|ref_src|source|si)$/;

/** Reads what an address leads to; undefined for what is none of the web, and for one that is too long to be one. */
export function readUrl(text: string): UrlMeaning | undefined {
  if (text.length > 2_000) return undefined;
  const url = URL.parse(text);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;
  const host = url.host.replace(/^www\./, "");
  const segments = url.pathname.split("/").filter((segment) => segment !== "");
  for (const [pattern, read] of hosts) {
    const meaning = pattern.test(host) ? read(url, host, segments) : undefined;
    if (meaning) return meaning;
  }
  return repositoryPage(host, segments) ?? { targets: [pageKey(url, host)], isKnown: false };
}

type Reader = (url: URL, host: string, segments: readonly string[]) => UrlMeaning | undefined;

const hosts: readonly (readonly [RegExp, Reader])[] = [
  [/^github\.com$/, readGitHub],
  [/^linear\.app$/, readLinear],
  [/(?:^|\.)notion\.(?:so|site|com)$/, readNotion],
  [/\.slack\.com$/, readSlack],
  [/\.vercel\.app$/, (_url, host) => ({ targets: [`url:${host}`], isKnown: true })],
  [
    /^vercel\.com$/,
    (url, host, segments) => (segments.length >= 2 ? { targets: [pageKey(url, host)], isKnown: true } : undefined),
  ],
];

function readGitHub(_url: URL, _host: string, segments: readonly string[]): UrlMeaning | undefined {
  const [owner = "", name = "", kind = "", ...rest] = segments;
  const repository = `${owner}/${name}`;
  if (/^(?:issues|pull|discussions)$/.test(kind) && /^[1-9]\d{0,8}$/.test(rest[0] ?? "")) {
    const sha = kind === "pull" && rest[1] === "commits" ? rest[2] : undefined;
    if (sha !== undefined && isSha(sha)) return { targets: [commitKey(sha)], detail: sha.toLowerCase(), isKnown: true };
    return { targets: [numberKey(repository, rest[0] ?? "")], isKnown: true };
  }
  if (/^commits?$/.test(kind) && isSha(rest[0] ?? "")) {
    return { targets: [commitKey(rest[0] ?? "")], detail: (rest[0] ?? "").toLowerCase(), isKnown: true };
  }
  if (/^(?:blob|raw|blame|edit)$/.test(kind) && rest.length >= 2) {
    // A branch may have slashes in its name: where it ends, the address does not say.
    const path = rest.map(decoded);
    const targets = [1, 2, 3].filter((length) => length < path.length);
    return { targets: targets.map((length) => pathKey(repository, path.slice(length).join("/"))), isKnown: true };
  }
  if (kind === "tree" && rest.length > 0) {
    const key = branchKey(rest.map(decoded).join("/"));
    return key === undefined ? undefined : { targets: [key], detail: repository.toLowerCase(), isKnown: false };
  }
  return undefined;
}

/** Pages of GitHub on a host of one's own, without what shows only another part of the same. */
function repositoryPage(
  host: string,
  [owner, name, kind = "", number = ""]: readonly string[],
): UrlMeaning | undefined {
  if (!/^(?:issues|pull|discussions)$/.test(kind) || !/^[1-9]\d{0,8}$/.test(number)) return undefined;
  return { targets: [`url:${host}/${owner}/${name}/${number}`], isKnown: true };
}

function readLinear(_url: URL, host: string, [, kind = "", name = ""]: readonly string[]): UrlMeaning | undefined {
  if (kind === "issue" && /^[a-z][a-z0-9]{0,9}-\d{1,7}$/i.test(name))
    return { targets: [issueKey(name)], isKnown: true };
  const hash = /(?:^|-)([0-9a-f]{8,40})$/.exec(name)?.[1];
  return hash === undefined ? undefined : { targets: [`url:${host}/${kind}/${hash}`], isKnown: true };
}

function readNotion(url: URL, _host: string, segments: readonly string[]): UrlMeaning | undefined {
  const name = url.searchParams.get("p") ?? segments.at(-1) ?? "";
  const hash = /([0-9a-f]{32})$/i.exec(name.replaceAll(/-(?=[0-9a-f-]*$)/gi, ""))?.[1];
  return hash === undefined ? undefined : { targets: [`notion:${hash.toLowerCase()}`], isKnown: true };
}

function readSlack(
  url: URL,
  host: string,
  [kind, channel = "", message = ""]: readonly string[],
): UrlMeaning | undefined {
  if (kind !== "archives" || !/^p\d{10,20}$/.test(message)) return undefined;
  // A reply is part of its thread, which its first message names.
  const thread = url.searchParams.get("thread_ts");
  const first = thread !== null && /^\d{9,11}\.\d{6}$/.test(thread) ? `p${thread.replace(".", "")}` : message;
  return { targets: [`url:${host}/archives/${channel}/${first}`], isKnown: true };
}

/** Any page by its address, without what does not change it. */
function pageKey(url: URL, host: string): string {
  const query = [...url.searchParams]
    .filter(([name]) => !tracking.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const path = decoded(url.pathname).replace(/\/+$/, "");
  return `url:${host}${path}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

function isSha(text: string): boolean {
  return /^[0-9a-f]{7,64}$/i.test(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
