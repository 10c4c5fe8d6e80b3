import type { AppRecord, TokenRecord } from "../auth/model.ts";
import type { HookEvents } from "../webhooks/model.ts";
import type { FakeClock } from "./clock.ts";
import { fullName, type RepositoryRecord, type UserRecord } from "./model.ts";

/** Everything the fake holds. */
export interface World {
  readonly clock: FakeClock;
  /** A number no record had before. */
  nextId(): number;
  readonly users: Map<string, UserRecord>;
  readonly repositories: Map<number, RepositoryRecord>;
  /** Full names in lower case, former ones included, to repository ids. */
  readonly names: Map<string, number>;
  readonly apps: Map<number, AppRecord>;
  readonly tokens: Map<string, TokenRecord>;
  readonly hooks: HookEvents;
  /** Commits a push event lists at most. */
  readonly pushCommits: number;
  /** The user of this login, made when new. */
  user(login: string, type?: UserRecord["type"]): UserRecord;
  /** The repository of this full name, also a former one; null when there is none. */
  repository(name: string): RepositoryRecord | null;
}

/** Makes an empty world. */
export function createWorld(clock: FakeClock, hooks: HookEvents, limits: { readonly pushCommits: number }): World {
  let last = 1000;
  const nextId = () => {
    last += 1;
    return last;
  };
  const users = new Map<string, UserRecord>();
  const names = new Map<string, number>();
  const repositories = new Map<number, RepositoryRecord>();
  return {
    clock,
    nextId,
    users,
    repositories,
    names,
    apps: new Map(),
    tokens: new Map(),
    hooks,
    get pushCommits() {
      return limits.pushCommits;
    },
    user(login, type = "User") {
      const key = login.toLowerCase();
      const known = users.get(key);
      if (known !== undefined) return known;
      const id = nextId();
      const email = `${id}+${login}@users.noreply.github.com`;
      const user: UserRecord = { kind: "user", id, login, name: null, type, email, createdAt: clock.now() };
      users.set(key, user);
      return user;
    },
    repository(name) {
      const id = names.get(name.toLowerCase());
      return (id !== undefined && repositories.get(id)) || null;
    },
  };
}

/** Whether a full name is the repository's present one. */
export function isPresentName(repository: RepositoryRecord, name: string): boolean {
  return fullName(repository).toLowerCase() === name.toLowerCase();
}
