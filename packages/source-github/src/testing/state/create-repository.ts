import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createGitRepository } from "../git/git-repository.ts";
import type { RepositoryRecord } from "./model.ts";
import { isPresentName, type World } from "./world.ts";

/** How a repository begins. */
export interface RepositoryInput {
  /** `owner/name`. */
  readonly name: string;
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly description?: string;
  readonly topics?: readonly string[];
  readonly hasIssues?: boolean;
  readonly hasDiscussions?: boolean;
  /** Whether the owner is an organization; a user by default. */
  readonly organization?: boolean;
}

/** Makes an empty repository in the world, its git data in a folder of its own below the given one. */
export async function createRepositoryRecord(
  world: World,
  folder: string,
  input: RepositoryInput,
): Promise<RepositoryRecord> {
  const [login, name] = input.name.split("/");
  if (!login || !name) throw new Error(`A repository is named "owner/name", not "${input.name}".`);
  const holder = world.repository(input.name);
  if (holder !== null && isPresentName(holder, input.name))
    throw new Error(`There is a repository ${input.name} already.`);
  const id = world.nextId();
  const path = join(folder, `${id}.git`);
  await mkdir(path);
  const defaultBranch = input.defaultBranch ?? "main";
  const now = world.clock.now();
  const repository: RepositoryRecord = {
    kind: "repository",
    id,
    git: await createGitRepository(path, defaultBranch),
    owner: world.user(login, input.organization === true ? "Organization" : "User"),
    name,
    private: input.private ?? false,
    archived: false,
    hasIssues: input.hasIssues ?? true,
    hasDiscussions: input.hasDiscussions ?? true,
    defaultBranch,
    description: input.description ?? null,
    topics: [...(input.topics ?? [])],
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    nextNumber: 1,
    conversations: new Map(),
    departed: new Map(),
    labels: new Map(),
    milestones: new Map(),
    categories: new Map(),
    releases: [],
    collaborators: new Set(),
  };
  world.repositories.set(id, repository);
  world.names.set(input.name.toLowerCase(), id);
  return repository;
}
