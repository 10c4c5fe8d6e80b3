import type { StoryFile } from "./types.ts";

/** The repository of Harbour, who track parcels. */
export const files: readonly StoryFile[] = [
  {
    path: "README.md",
    content: `# Harbour

Tracks parcels across carriers. One address for every shipment, whoever carries it.

## Getting started

    pnpm install
    pnpm dev

The carriers' sandbox keys are in 1Password, vault "Harbour dev". Run \`pnpm seed\` for a hundred made-up shipments.

## Layout

- \`src/carriers\`: one client a carrier, behind one interface
- \`src/webhooks\`: what carriers send us
- \`src/billing\`: plans, invoices, rounding
- \`src/map\`: the map and its tiles
`,
  },
  {
    path: "src/carriers/retry.ts",
    content: `/** Longest wait between two attempts at a carrier, in milliseconds. */
const MAX_BACKOFF_MS = 60_000;

/**
 * Calls a carrier again after a 429 or a 5xx, waiting as long as its Retry-After header says, and otherwise twice as long
 * each time with jitter, so that many workers do not come back at once.
 */
export async function withRetries<T>(call: () => Promise<T>, attempts = 5): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt === attempts || !isTransient(error)) throw error;
      await sleep(retryAfterOf(error) ?? jitter(Math.min(MAX_BACKOFF_MS, 2 ** attempt * 250)));
    }
  }
}
`,
  },
  {
    path: "src/carriers/northwind.ts",
    content: `import { withRetries } from "./retry.ts";

/** Northwind allows 10 requests a second for each account, counted over all our workers. */
export const NORTHWIND_REQUESTS_PER_SECOND = 10;

/** Where a parcel is, as Northwind sees it. */
export async function fetchNorthwindTracking(number: string) {
  return withRetries(() => northwind.get(\`/v2/track/\${number}\`));
}
`,
  },
  {
    path: "src/webhooks/verify-signature.ts",
    content: `import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether a carrier signed a delivery: HMAC-SHA256 over the raw body with any of the secrets in use, so that a secret can
 * be rotated without losing what was signed with the old one.
 */
export function verifySignature(rawBody: Buffer, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature.replace(/^sha256=/, ""), "hex");
  return secrets.some((secret) => {
    const expected = createHmac("sha256", secret).update(rawBody).digest();
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}
`,
  },
  {
    path: "src/billing/round-invoice.ts",
    content: `/** Rounds half to even, on the total only: rounding every line made invoices a cent off. */
export function roundInvoiceTotal(lines: readonly { cents: number }[]): number {
  const total = lines.reduce((sum, { cents }) => sum + cents, 0);
  const floor = Math.floor(total);
  const rest = total - floor;
  if (rest !== 0.5) return Math.round(total);
  return floor % 2 === 0 ? floor : floor + 1;
}
`,
  },
  {
    path: "src/auth/refresh-session.ts",
    content: `const refreshing = new Map<string, Promise<Session>>();

/** Renews a session once, however many tabs ask at the same time: the second refresh would revoke the first one's token. */
export function refreshSession(sessionId: string): Promise<Session> {
  const running = refreshing.get(sessionId);
  if (running) return running;
  const renewal = exchangeRefreshToken(sessionId).finally(() => refreshing.delete(sessionId));
  refreshing.set(sessionId, renewal);
  return renewal;
}
`,
  },
  {
    path: "src/map/tile-cache.ts",
    content: `/** Keeps the tiles seen last, decoded, so that panning back does not decode them again: that froze older phones. */
export class TileCache {
  readonly #tiles = new Map<string, ImageBitmap>();

  constructor(readonly capacity = 128) {}

  get(key: string): ImageBitmap | undefined {
    const tile = this.#tiles.get(key);
    if (tile) {
      this.#tiles.delete(key);
      this.#tiles.set(key, tile);
    }
    return tile;
  }
}
`,
  },
  {
    path: "src/search/autocomplete.ts",
    content: `/** Milliseconds without a keystroke before suggestions are asked for. */
const DEBOUNCE_MS = 150;

/** Suggests shipments while somebody types; an answer that a later keystroke overtook is dropped. */
export function createAutocomplete(suggest: (text: string, signal: AbortSignal) => Promise<string[]>) {
  let controller = new AbortController();
  return debounce((text: string) => {
    controller.abort();
    controller = new AbortController();
    return suggest(text, controller.signal);
  }, DEBOUNCE_MS);
}
`,
  },
  {
    path: "migrations/0042_shipments_carrier_index.sql",
    content: `-- CONCURRENTLY: the plain form locked shipments for eleven minutes on 3 March.
CREATE INDEX CONCURRENTLY IF NOT EXISTS shipments_carrier_status ON shipments (carrier, status);
`,
  },
  {
    path: "src/privacy/erase-customer.ts",
    content: `/** Days after which an erased customer's rows leave the backups as well. */
export const BACKUP_RETENTION_DAYS = 35;

/** Answers a request for erasure (GDPR, article 17): removes the person, keeps the invoices the tax office wants. */
export async function eraseCustomer(customerId: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.delete(addresses).where(eq(addresses.customerId, customerId));
    await tx.update(shipments).set({ recipient: null, phone: null }).where(eq(shipments.customerId, customerId));
    await tx.update(customers).set({ name: "erased", email: null }).where(eq(customers.id, customerId));
  });
}
`,
  },
  {
    path: "src/notifications/send-email.ts",
    content: `/** Sends what the queue holds; a message that failed five times goes to the dead letter queue for a person to look at. */
export async function drainEmailQueue(queue: Queue, mailer: Mailer): Promise<void> {
  for await (const message of queue.receive({ visibilityTimeoutSeconds: 90 })) {
    await mailer.send(message.body);
    await queue.delete(message);
  }
}
`,
  },
  {
    path: "docs/on-call.md",
    content: `# On call

One week, Monday ten to Monday ten. The person on call answers pages within fifteen minutes and hands over in #on-call.

1. Look at the status page of the carrier first: most pages are theirs.
2. Roll back before you debug: \`vercel rollback\` takes twenty seconds.
3. Write the incident up in Notion within two days.
`,
  },
];
