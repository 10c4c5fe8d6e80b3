import { fingerprint } from "@tributary/repository-files";
import type { SourceLogger } from "@tributary/source";
import type { GitHubApi } from "../api/api.ts";
import type { GitHubSourceConfig } from "../config.ts";
import type { FileListing, FileListingRequest } from "../files/file-listing.ts";
import { openFileListing } from "../files/file-listing.ts";
import { type ConversationKind, conversationKinds } from "./cursor.ts";
import type { At } from "./head.ts";

/** A source at work: its configuration, its access to GitHub, and the listing whose pages are being read. */
export interface Session {
  readonly config: GitHubSourceConfig;
  /** Fingerprint of the configuration; part of every cursor. */
  readonly fingerprint: string;
  readonly api: GitHubApi;
  readonly logger: SourceLogger | undefined;
  readonly pageSize: number;
  /** Which conversations are read, and whether releases are. */
  readonly lists: readonly (ConversationKind | "releases")[];
  readonly files: boolean;
  readonly commits: number;
  readonly branch: At;
  readonly listings: ListingKeeper;
}

/** Keeps one listing of files between calls: another is made, or the same made again, when it is not the one asked for. */
export interface ListingKeeper {
  /** The one kept, when it is of this commit and these rules. */
  kept(commit: string, rules: string, contents: boolean): FileListing | null;
  open(request: FileListingRequest, signal?: AbortSignal): Promise<FileListing>;
  drop(listing: FileListing): void;
  close(): void;
}

/** Makes a session; asks nothing of GitHub. */
export function createSession(
  config: GitHubSourceConfig,
  api: GitHubApi,
  logger: SourceLogger | undefined,
  pageSize: number,
): Session {
  const { repository: _, baseUrl: __, ...choices } = config;
  const lists = [...conversationKinds, "releases" as const].filter((kind) => config[kind] !== false);
  return {
    config,
    fingerprint: fingerprint(Object.entries(choices).sort(([left], [right]) => (left < right ? -1 : 1))),
    api,
    logger,
    pageSize,
    lists,
    files: config.files !== false,
    commits: config.commits ?? 0,
    branch: { branch: config.branch ?? null },
    listings: createKeeper(api, logger),
  };
}

function createKeeper(api: GitHubApi, logger: SourceLogger | undefined): ListingKeeper {
  let current: FileListing | null = null;
  const isOf = ({ request }: FileListing, commit: string, rules: string, contents: boolean) =>
    request.commit === commit && request.rules.fingerprint === rules && request.contents === contents;

  return {
    kept: (commit, rules, contents) => (current !== null && isOf(current, commit, rules, contents) ? current : null),
    async open(request, signal) {
      if (current !== null && isOf(current, request.commit, request.rules.fingerprint, request.contents))
        return current;
      const listing = await openFileListing(api, request, logger, signal);
      current?.release();
      current = listing;
      return listing;
    },
    drop(listing) {
      listing.release();
      if (current === listing) current = null;
    },
    close() {
      current?.close();
      current = null;
    },
  };
}
