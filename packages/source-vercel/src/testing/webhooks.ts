import { createDeliveries, type FakeSubscription, post } from "@tributary/source-testing/fake";
import { signDelivery } from "./sign.ts";
import type { FakeEvent } from "./state/team.ts";

export type { FakeSubscription };

/** What became of a delivery. */
export interface FakeDelivery {
  readonly type: string;
  readonly id: string;
  /** Status of the answer; null when there was none. */
  readonly status: number | null;
}

/** Deliveries to those who subscribed. */
export interface FakeWebhooks {
  readonly deliveries: readonly FakeDelivery[];
  subscribe(subscription: FakeSubscription): () => void;
  /** Has an event delivered to everyone, once each, as Vercel would the first time. */
  tell(event: FakeEvent): void;
  /** Waits until everything sent so far has been answered. */
  settled(): Promise<void>;
}

/** Makes the webhooks of a team: payloads are the reduced form Vercel sends, without a deployment's state. */
export function createWebhooks(teamId: string, now: () => number): FakeWebhooks {
  const { toEveryone, ...webhooks } = createDeliveries<FakeDelivery>();
  let made = 0;

  function payloadOf(event: FakeEvent): Record<string, unknown> {
    const shared = { team: { id: teamId }, user: { id: "user_ada" } };
    if ("project" in event) return { ...shared, project: { id: event.project.id, name: event.project.name } };
    const { id, name, url, meta, projectId, target, regions } = event.deployment;
    return { ...shared, deployment: { id, name, url, meta }, project: { id: projectId }, target, regions, plan: "pro" };
  }

  return {
    ...webhooks,
    tell(event) {
      made += 1;
      const id = `evt_${String(made).padStart(8, "0")}`;
      const { type } = event;
      toEveryone(async ({ url, secret }, note) => {
        const response = await post(url, signDelivery({ type, payload: payloadOf(event), at: now(), id }, secret));
        note({ type, id, status: response?.status ?? null });
      });
    },
  };
}
