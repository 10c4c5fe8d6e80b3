import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fullName, type RepositoryRecord } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { GitHubError } from "./answer.ts";
import { disturb } from "./exchange.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";
import { render, send } from "./send.ts";

/** Addresses of archives that private repositories give out: by token, for a while. */
export interface ArchiveLinks {
  /** The path and query of an archive. */
  link(repository: RepositoryRecord, ref: string, lifeMs: number): string;
  isValid(token: string | null, repository: RepositoryRecord): boolean;
}

/** Makes an empty set of links. */
export function createArchiveLinks(world: World): ArchiveLinks {
  const links = new Map<string, { id: number; endsAt: number }>();
  return {
    link(repository, ref, lifeMs) {
      const path = `/${fullName(repository)}/legacy.tar.gz/${ref}`;
      if (!repository.private) return path;
      const token = randomBytes(15).toString("hex").toUpperCase();
      links.set(token, { id: repository.id, endsAt: world.clock.now() + lifeMs });
      return `${path}?token=${token}`;
    },
    isValid(token, repository) {
      if (!repository.private) return true;
      const known = links.get(token ?? "");
      return known !== undefined && known.id === repository.id && known.endsAt > world.clock.now();
    },
  };
}

/** What the archive server works with. */
export interface ArchiveServerParts {
  readonly world: World;
  readonly links: ArchiveLinks;
  readonly log: RequestLog;
  readonly faults: Faults;
  latency(): number;
}

/** Answers one request for an archive: another server than the API, without limits, which takes no Authorization. */
export async function handleArchive(
  parts: ArchiveServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const method = request.method ?? "GET";
  const add = (status: number, bytes: number) =>
    parts.log.add({
      method,
      path: url.pathname,
      endpoint: "/{owner}/{repo}/legacy.tar.gz/{ref}",
      server: "archive",
      status,
      bytes,
      cost: 0,
      milliseconds: performance.now() - started,
    });
  try {
    const disturbance = { latency: parts.latency(), faults: parts.faults, now: parts.world.clock.now };
    const disturbed = await disturb(disturbance, { method, path: url.pathname, body: "" }, response);
    if (disturbed.answered) {
      add(response.statusCode, 0);
      return;
    }
    const archive = await openArchive(parts, decodeURIComponent(url.pathname), url.searchParams.get("token"));
    add(200, await send(response, archive));
  } catch (error) {
    const status = error instanceof GitHubError ? error.status : 500;
    const raw = status === 500 ? `Refused by the fake, which failed: ${String(error)}` : `${status}: Not Found`;
    add(status, await send(response, render({ status, body: { raw, contentType: "text/plain; charset=utf-8" } })));
  }
}

async function openArchive(parts: ArchiveServerParts, path: string, token: string | null) {
  const [, owner = "", name = "", kind, ...ref] = path.split("/");
  const repository = parts.world.repository(`${owner}/${name}`);
  if (repository === null || kind !== "legacy.tar.gz" || !parts.links.isValid(token, repository)) {
    throw new GitHubError(404, "Not Found");
  }
  const commit = await repository.git.commit(ref.join("/"));
  if (commit === null) throw new GitHubError(404, "Not Found");
  const prefix = `${repository.owner.login}-${repository.name}-${commit.sha.slice(0, 7)}`;
  return render({
    status: 200,
    body: { raw: repository.git.archive(commit.sha, `${prefix}/`), contentType: "application/x-gzip" },
    headers: { "content-disposition": `attachment; filename=${prefix}.tar.gz` },
  });
}
