import type { RepositoryRecord, UserRecord } from "../state/model.ts";
import type { World } from "../state/world.ts";

/** What every change takes: who does it, and when. */
export interface ChangeOptions {
  /** Login of the one who does it. Default the repository's owner. */
  readonly by?: string;
  /** Milliseconds since the epoch. Default the clock's time. */
  readonly at?: number;
}

/** What changes work on. */
export interface ChangeContext {
  readonly world: World;
  readonly repository: RepositoryRecord;
}

/** Who does a change. */
export function actorOf({ world, repository }: ChangeContext, options: ChangeOptions): UserRecord {
  return world.user(options.by ?? repository.owner.login);
}

/** When a change happens, in whole seconds as GitHub keeps time. */
export function timeOf({ world }: ChangeContext, options: ChangeOptions): number {
  return Math.floor((options.at ?? world.clock.now()) / 1000) * 1000;
}

/** A new text of a person. */
export function written(context: ChangeContext, body: string, options: ChangeOptions) {
  const time = timeOf(context, options);
  return {
    id: context.world.nextId(),
    author: actorOf(context, options),
    body,
    createdAt: time,
    updatedAt: time,
    editedAt: null,
  };
}
