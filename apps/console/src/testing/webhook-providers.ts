import { createFakeLinear, signDelivery as signLinear } from "@tributary/source-linear/testing";
import { createFakeNotion, signDelivery as signNotion } from "@tributary/source-notion/testing";
import { createFakeSlack, eventCallback, signDelivery as signSlack } from "@tributary/source-slack/testing";
import { createFakeVercel, signDelivery as signVercel } from "@tributary/source-vercel/testing";
import { onTestFinished } from "vitest";

/** A delivery as a provider sends it. */
export interface SignedDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A provider's webhooks, as far as all providers' are alike. */
export interface WebhookProvider {
  readonly kind: string;
  /** Header with the signature. */
  readonly signature: string;
  /** Header with the delivery's id, where that is not in the body. */
  readonly idHeader?: string;
  /** How far from now a delivery may be signed, in milliseconds; absent where no time is signed. */
  readonly window?: number;
  /** Largest delivery taken, in bytes. */
  readonly maxBytes: number;
  /** Starts a fake with nothing in it; what connects it. */
  start(): Promise<{
    readonly config: Readonly<Record<string, unknown>>;
    readonly credentials: Readonly<Record<string, unknown>>;
  }>;
  /** A delivery that is kept and changes nothing: `text` tells one from another, `id` is the provider's own. */
  sign(content: { readonly text: string; readonly id: string; readonly at: number }, secret: string): SignedDelivery;
}

const mebibyte = 1024 * 1024;

function closing<Fake extends { close(): Promise<void> }>(fake: Fake): Fake {
  onTestFinished(() => fake.close());
  return fake;
}

/** Every provider but GitHub, whose deliveries have a test of their own. */
export const webhookProviders: readonly WebhookProvider[] = [
  {
    kind: "linear",
    signature: "linear-signature",
    idHeader: "linear-delivery",
    window: 60_000,
    maxBytes: 5 * mebibyte,
    async start() {
      const { url, credentials } = closing(await createFakeLinear());
      return { config: { workspace: "acme", apiUrl: url }, credentials: { apiKey: credentials.apiKey } };
    },
    sign: ({ text, id, at }, secret) =>
      signLinear({ action: "create", type: "Reaction", data: { text }, delivery: id, at }, secret),
  },
  {
    kind: "notion",
    signature: "x-notion-signature",
    maxBytes: mebibyte,
    async start() {
      const { url, token } = closing(await createFakeNotion());
      return { config: { workspace: "acme", apiUrl: url }, credentials: { token } };
    },
    sign: ({ text, id }, secret) =>
      signNotion({ type: "view.created", entity: { id: text, type: "view" }, at: 0, id }, secret),
  },
  {
    kind: "slack",
    signature: "x-slack-signature",
    window: 300_000,
    maxBytes: 4 * mebibyte,
    async start() {
      const { url, team, tokens } = closing(await createFakeSlack());
      return { config: { team: team.id, apiUrl: url }, credentials: { token: tokens.bot } };
    },
    sign: ({ text, id, at }, secret) =>
      signSlack(eventCallback("T0FAKE001", { type: "reaction_added", text }, id, 0), secret, at),
  },
  {
    kind: "vercel",
    signature: "x-vercel-signature",
    maxBytes: mebibyte,
    async start() {
      const { url, teamId, token } = closing(await createFakeVercel());
      return { config: { team: teamId, apiUrl: url }, credentials: { token } };
    },
    sign: ({ text, id }, secret) => signVercel({ type: "budget.reached", payload: { text }, at: 0, id }, secret),
  },
];
