import { type ConversationChanges, changeConversations } from "./fake-conversations.ts";
import { changeFiles, type FileChanges } from "./fake-files.ts";
import { changeLifecycle, type LifecycleChanges } from "./fake-lifecycle.ts";
import { fullName, type RepositoryRecord } from "./state/model.ts";
import type { World } from "./state/world.ts";

/** A repository of the fake, and everything that can happen to it; hooks are told as GitHub would tell them. */
export interface FakeRepository extends FileChanges, ConversationChanges, LifecycleChanges {
  readonly record: RepositoryRecord;
  readonly id: number;
  readonly fullName: string;
}

/** Wraps a record with what can happen to it. */
export function createFakeRepository(world: World, record: RepositoryRecord): FakeRepository {
  const context = { world, repository: record };
  return {
    ...changeFiles(context),
    ...changeConversations(context),
    ...changeLifecycle(context),
    record,
    id: record.id,
    get fullName() {
      return fullName(record);
    },
  };
}
