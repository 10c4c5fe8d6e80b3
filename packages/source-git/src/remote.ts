import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { type Git, GitFailure, readGit } from "./git-command.ts";
import type { Repository } from "./repository.ts";

/** Where a repository is published: never its user name, password or token. */
export interface Remote {
  readonly host: string;
  /** For example `owner/name`; GitLab groups may add parts. */
  readonly path: string;
}

/** How a repository's files are named and linked. */
export interface Links {
  /** `owner/name` of the remote, or the folder's name. */
  readonly repository: string;
  /** The address of a file at a commit; undefined when there is none (a bare repository without a known remote). */
  url(commit: string, path: string): string | undefined;
}

/** Other names of the hosts below, for ssh where port 22 is closed. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["ssh.github.com", "github.com"],
  ["altssh.gitlab.com", "gitlab.com"],
  ["altssh.bitbucket.org", "bitbucket.org"],
]);

const blobFolders: ReadonlyMap<string, string> = new Map([
  ["github.com", "blob"],
  ["gitlab.com", "-/blob"],
  ["bitbucket.org", "src"],
]);

/** Reads the remotes of a repository: `origin`, or the only one there is. */
export async function readLinks(repository: Repository, signal?: AbortSignal): Promise<Links> {
  const urls = await readRemoteUrls(repository.git, signal);
  const url = urls.get("origin") ?? (urls.size === 1 ? [...urls.values()][0] : undefined);
  const remote = url === undefined ? null : parseRemote(url);
  const blobFolder = remote === null ? undefined : blobFolders.get(remote.host);
  const folder = repository.bare ? undefined : pathToFileURL(repository.root).href;
  return {
    repository: remote?.path ?? basename(repository.root).replace(/(.)\.git$/, "$1"),
    url(commit, path) {
      const name = encodeUrlPath(path);
      if (remote !== null && blobFolder !== undefined) {
        return `https://${remote.host}/${encodeUrlPath(remote.path)}/${blobFolder}/${commit}/${name}`;
      }
      return folder === undefined ? undefined : `${folder}/${name}`;
    },
  };
}

/** Reads host and path out of a remote's address, in any of git's forms; null for one on this machine. */
export function parseRemote(address: string): Remote | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  // `user@host:path`; a single letter before the colon is a Windows drive.
  const short = /^(?:[^@/\s]+@)?([^:/@\s]{2,}):(?!:|\/\/)(.+)$/.exec(address);
  const isNetwork = url !== null && /^(?:https?|ssh|git|git\+ssh):$/.test(url.protocol);
  const host = isNetwork ? url.hostname : short?.[1];
  const rawPath = isNetwork ? decodePercent(url.pathname) : short?.[2];
  if (host === undefined || host === "" || rawPath === undefined) return null;
  const path = rawPath.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
  if (path === "") return null;
  const name = host.toLowerCase();
  return { host: aliases.get(name) ?? name, path };
}

async function readRemoteUrls(git: Git, signal?: AbortSignal): Promise<Map<string, string>> {
  try {
    const output = await readGit(git, ["config", "--null", "--get-regexp", String.raw`^remote\..*\.url$`], signal);
    const urls = new Map<string, string>();
    for (const entry of output.toString("utf8").split("\0")) {
      const [, name, url] = /^remote\.(.*)\.url\n(.*)$/s.exec(entry) ?? [];
      if (name !== undefined && url !== undefined && !urls.has(name)) urls.set(name, url);
    }
    return urls;
  } catch (error) {
    // Git ends with an error when there is no such setting.
    if (error instanceof GitFailure) return new Map();
    throw error;
  }
}

/** Percent-encodes a path, given as a byte string, for a URL. */
function encodeUrlPath(path: string): string {
  return path.replace(/[^A-Za-z0-9\-._~/]/g, (byte) =>
    [...Buffer.from(byte, byte.charCodeAt(0) > 0xff ? "utf8" : "latin1")]
      .map((value) => `%${value.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}

function decodePercent(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
