import { createDeliveries, type FakeSubscription, post } from "@tributary/source-testing/fake";
import { signDelivery } from "./sign.ts";
import type { FakeRecord, FakeType } from "./state/records.ts";
import type { FakeWorkspace } from "./state/workspace.ts";

export type { FakeSubscription };

/** What became of a delivery. */
export interface FakeDelivery {
  readonly type: string;
  readonly action: string;
  readonly id: string;
  /** Status of the answer; null when there was none. */
  readonly status: number | null;
}

/** Types Linear sends webhooks of (WebhookResourceType of its schema), as far as the fake holds them. */
const sent: ReadonlySet<string> = new Set<FakeType>([
  "Attachment",
  "Comment",
  "Cycle",
  "Document",
  "Initiative",
  "InitiativeUpdate",
  "Issue",
  "IssueLabel",
  "Project",
  "ProjectLabel",
  "ProjectUpdate",
  "User",
]);

/** Deliveries to those who subscribed. */
export interface FakeWebhooks {
  readonly workspace: FakeWorkspace;
  readonly deliveries: readonly FakeDelivery[];
  subscribe(subscription: FakeSubscription): () => void;
  /** Waits until everything sent so far has been answered. */
  settled(): Promise<void>;
}

/** Has every change of a workspace delivered, once each, as Linear would the first time. */
export function createWebhooks(
  workspace: FakeWorkspace,
  read: (type: FakeType, id: string) => FakeRecord | undefined,
  now: () => number,
): FakeWebhooks {
  const { toEveryone, ...webhooks } = createDeliveries<FakeDelivery>();
  let made = 0;

  function tell(action: string, type: FakeType, record: FakeRecord): void {
    if (!sent.has(type)) return;
    toEveryone(async ({ url, secret }, note) => {
      made += 1;
      const delivery = `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`;
      const response = await post(url, signDelivery({ action, type, data: record, at: now(), delivery }, secret));
      note({ type, action, id: record.id, status: response?.status ?? null });
    });
  }

  const told = (action: string, type: FakeType, id: string, change: () => void) => {
    const before = read(type, id);
    change();
    const record = read(type, id) ?? before;
    if (record !== undefined) tell(action, type, record);
  };

  return {
    ...webhooks,
    workspace: {
      create(type, fields) {
        const record = workspace.create(type, fields);
        tell("create", type, record);
        return record;
      },
      update(type, id, fields, options) {
        const record = workspace.update(type, id, fields, options);
        tell("update", type, record);
        return record;
      },
      // Linear calls putting into the bin a removal, and says nothing of what is removed for good afterwards.
      trash: (type, id, options) => told("remove", type, id, () => workspace.trash(type, id, options)),
      archive: (type, id) => told("update", type, id, () => workspace.archive(type, id)),
      remove: (type, id) => told("remove", type, id, () => workspace.remove(type, id)),
    },
  };
}
