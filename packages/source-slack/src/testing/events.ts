import { eventCallback, signDelivery } from "./sign.ts";

/** Where deliveries go. */
export interface FakeSubscription {
  readonly url: string;
  readonly secret: string;
}

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
  const subscriptions = new Set<FakeSubscription>();
  const deliveries: FakeDelivery[] = [];
  const pending = new Set<Promise<void>>();
  let made = 0;

  async function deliver({ url, secret }: FakeSubscription, event: Readonly<Record<string, unknown>>, id: string) {
    const payload = eventCallback(team, event, id, now());
    for (const attempt of [0, ...RETRIES] as const) {
      const retry = attempt === 0 ? undefined : ({ number: attempt, reason: "http_error" } as const);
      const { headers, body } = signDelivery(payload, secret, now(), retry);
      const response = await fetch(url, { method: "POST", headers, body }).catch(() => null);
      deliveries.push({ id, type: String(event.type), attempt, status: response?.status ?? null });
      if (response?.ok || response?.headers.get("x-slack-no-retry") === "1") return;
    }
  }

  return {
    deliveries,
    subscribe(subscription) {
      subscriptions.add(subscription);
      return () => void subscriptions.delete(subscription);
    },
    tell(event) {
      made += 1;
      const id = `Ev${String(made).padStart(10, "0")}`;
      for (const subscription of subscriptions) {
        const sending = deliver(subscription, event, id);
        pending.add(sending);
        sending.finally(() => pending.delete(sending));
      }
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
