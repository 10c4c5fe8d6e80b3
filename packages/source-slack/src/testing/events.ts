import { createDeliveries, type FakeSubscription, post } from "@tributary/source-testing/fake";
import { eventCallback, signDelivery } from "./sign.ts";

export type { FakeSubscription };

/** What became of an attempt to deliver. */
export interface FakeDelivery {
  readonly id: string;
  readonly type: string;
  /** 0 for the first attempt, 1 to 3 for those after it. */
  readonly attempt: number;
  /** Status of the answer; null when there was none. */
  readonly status: number | null;
}

/** Attempts after the first; Slack makes them at once, after a minute and after five (docs.slack.dev/apis/events-api). */
const RETRIES = [1, 2, 3] as const;

/** Deliveries to those who subscribed. */
export interface FakeEvents {
  readonly deliveries: readonly FakeDelivery[];
  subscribe(subscription: FakeSubscription): () => void;
  /** Sends an event to everybody who subscribed. */
  tell(event: Readonly<Record<string, unknown>>): void;
  /** Waits until everything sent so far has been answered. */
  settled(): Promise<void>;
}

/** Makes them; waits between attempts are left out. */
export function createEvents(team: string, now: () => number): FakeEvents {
  const { toEveryone, ...webhooks } = createDeliveries<FakeDelivery>();
  let made = 0;
  return {
    ...webhooks,
    tell(event) {
      made += 1;
      const id = `Ev${String(made).padStart(10, "0")}`;
      const payload = eventCallback(team, event, id, now());
      toEveryone(async ({ url, secret }, note) => {
        for (const attempt of [0, ...RETRIES] as const) {
          const retry = attempt === 0 ? undefined : ({ number: attempt, reason: "http_error" } as const);
          const response = await post(url, signDelivery(payload, secret, now(), retry));
          note({ id, type: String(event.type), attempt, status: response?.status ?? null });
          if (response?.ok || response?.headers.get("x-slack-no-retry") === "1") return;
        }
      });
    },
  };
}
