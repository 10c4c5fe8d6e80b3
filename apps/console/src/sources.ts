import type { SourceBudget, SourceDefinition } from "@tributary/source";
import { gitSource } from "@tributary/source-git";
import { createGitHubBudget, githubSource } from "@tributary/source-github";
import { createLinearBudget, linearSource } from "@tributary/source-linear";
import { createNotionBudget, notionSource } from "@tributary/source-notion";
import { createSlackBudget, slackSource } from "@tributary/source-slack";
import { createVercelBudget, vercelSource } from "@tributary/source-vercel";
import type { WebhookSettings } from "./webhooks/webhook-settings.ts";

const mebibyte = 1024 * 1024;

/** A kind of source, and what the console has to know of it beyond its definition. */
export interface SourceKind {
  readonly definition: SourceDefinition<never, never>;
  /** Makes what all sources of one credential share, given to each as `budget`: its rate limits are theirs together. */
  readonly createBudget?: () => SourceBudget;
  /** How its webhooks arrive; a kind without has none. */
  readonly webhook?: WebhookSettings;
}

// Each definition keeps its own configuration type; hosts meet it only through its schema.
const kinds = [
  { definition: gitSource },
  {
    definition: githubSource,
    createBudget: createGitHubBudget,
    // GitHub caps payloads at 25 MB (docs.github.com/webhooks/webhook-events-and-payloads).
    webhook: {
      maxBytes: 25 * mebibyte,
      contentTypes: ["application/json", "application/x-www-form-urlencoded"],
      headers: ["x-github-event", "x-github-hook-id"],
      deliveryId: { header: "x-github-delivery" },
    },
  },
  {
    definition: linearSource,
    createBudget: createLinearBudget,
    webhook: {
      maxBytes: 5 * mebibyte,
      contentTypes: ["application/json"],
      headers: ["linear-event"],
      deliveryId: { header: "linear-delivery" },
      ownAddress: true,
    },
  },
  {
    definition: notionSource,
    createBudget: createNotionBudget,
    webhook: {
      maxBytes: mebibyte,
      contentTypes: ["application/json"],
      headers: [],
      deliveryId: { field: "id" },
      offeredSecret: "verification_token",
      ownAddress: true,
    },
  },
  {
    definition: slackSource,
    createBudget: createSlackBudget,
    webhook: {
      maxBytes: 4 * mebibyte,
      contentTypes: ["application/json"],
      headers: ["x-slack-retry-num", "x-slack-retry-reason"],
      deliveryId: { field: "event_id" },
    },
  },
  {
    definition: vercelSource,
    createBudget: createVercelBudget,
    webhook: { maxBytes: mebibyte, contentTypes: ["application/json"], headers: [], deliveryId: { field: "id" } },
  },
] as unknown as readonly SourceKind[];

/** Every kind of source this console serves, by id. A new one is one import and one entry above. */
export const sourceKinds: ReadonlyMap<string, SourceKind> = new Map(kinds.map((kind) => [kind.definition.id, kind]));

/** Their definitions, by id. */
export const sourceDefinitions: ReadonlyMap<string, SourceDefinition<never, never>> = new Map(
  kinds.map(({ definition }) => [definition.id, definition]),
);
