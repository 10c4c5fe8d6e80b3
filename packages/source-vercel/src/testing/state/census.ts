import type { FakeStore } from "./model.ts";

/** What an index must hold of one thing. */
export interface FakeCensusEntry {
  readonly type: "project" | "deployment";
  /** Texts its document must hold. */
  readonly texts: readonly string[];
}

/** Everything an index of a team must hold, by Vercel's id. */
export interface FakeCensus {
  readonly documents: ReadonlyMap<string, FakeCensusEntry>;
  /** Values of environment variables: no document, cursor, log line or error may hold one. */
  readonly values: readonly string[];
}

/** Takes a census: independent of how answers are made. */
export function takeCensus({ projects, deployments, variables, checks, aliases }: FakeStore): FakeCensus {
  const documents = new Map<string, FakeCensusEntry>();
  for (const { id, name, buildCommand } of projects.values()) {
    const names = (variables.get(id) ?? []).map(({ key }) => key);
    const texts = [...names.map((key) => `- ${key}`), ...(buildCommand === null ? [] : [buildCommand])];
    documents.set(id, { type: "project", texts: [name, ...texts] });
  }
  for (const deployment of deployments.values()) {
    const { id, state, deleted, meta, errorMessage } = deployment;
    if (state === "DELETED" || deleted !== null) continue;
    const given = [meta.githubCommitMessage, meta.githubCommitRef, meta.githubCommitSha, errorMessage];
    const runs = (checks.get(id) ?? []).map(({ name }) => name);
    const texts = [
      ...given.flatMap((text) => text ?? []),
      ...runs,
      ...(state === "READY" ? (aliases.get(id) ?? []) : []),
    ];
    documents.set(id, { type: "deployment", texts: [deployment.name, state.toLowerCase(), ...texts] });
  }
  const values = [...variables.values()].flat().flatMap(({ value }) => (value === "" ? [] : [value]));
  return { documents, values: [...new Set(values)] };
}
