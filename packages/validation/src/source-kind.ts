import { z } from "zod";
import { problemSchema } from "./error.ts";
import { jsonValueSchema } from "./json.ts";
import { sourceStatusSchema } from "./source.ts";
import { webhookSecretSchema } from "./webhook.ts";

/** A JSON Schema of draft 2020-12, made for a form: every property has a title, a description and a plain type. */
export const formSchemaSchema = z.record(z.string(), jsonValueSchema);

/** A kind of source that can be connected, with what a form to connect one needs. */
export const sourceKindSchema = z
  .object({
    kind: z.string(),
    /** Its name as people write it, for example `GitHub`. */
    name: z.string(),
    summary: z.string(),
    /** Steps to get credentials with the permissions they need, each a sentence. */
    guide: z.array(z.string()),
    /** Where the provider explains its credentials. */
    documentation: z.url().nullable(),
    config: formSchemaSchema,
    /** Null for a kind that signs in nowhere. */
    credentials: formSchemaSchema.nullable(),
    webhooks: z.boolean(),
    /** Steps to set its webhooks up, once it is connected. */
    webhookGuide: z.array(z.string()),
  })
  .meta({ id: "SourceKind" });
export type SourceKindRecord = z.infer<typeof sourceKindSchema>;

/** One thing the credentials allow or do not. */
export const capabilitySchema = z
  .object({
    name: z.string(),
    available: z.boolean(),
    /** Which permission is missing and how to grant it, when not available. */
    problem: z.string().optional(),
  })
  .meta({ id: "Capability" });

/** Body of `POST /v1/source-kinds/:kind/check`. */
export const checkSourceSchema = z.object({
  config: z.record(z.string(), jsonValueSchema),
  /** How to sign in; never answered. */
  credentials: z.record(z.string(), jsonValueSchema).optional(),
  /** A connected source whose credentials are tried when none are given. */
  sourceId: z.string().min(1).max(200).optional(),
});

/** Answer of `POST /v1/source-kinds/:kind/check`: whether a source could be connected so, and what stands against it. */
export const sourceCheckSchema = z
  .object({
    ok: z.boolean(),
    /** Who the credentials belong to; null when that was not found out. */
    account: z.object({ name: z.string(), title: z.string() }).nullable(),
    capabilities: z.array(capabilitySchema),
    /** What is wrong with single fields: `path` begins with `config` or `credentials`. */
    issues: z.array(z.object({ path: z.array(z.string()), message: z.string() })),
    /** Why it cannot be connected; null when it can. */
    problem: problemSchema.nullable(),
    /** The source that is connected to the same place already; connecting this one changes that. */
    existing: z.object({ id: z.string(), name: z.string(), status: sourceStatusSchema }).nullable(),
  })
  .meta({ id: "SourceCheck" });
export type SourceCheck = z.infer<typeof sourceCheckSchema>;

/** Answer of `GET /v1/sources/:id/webhook`: where a provider sends the source's webhooks, and how they arrive. */
export const sourceWebhookSchema = z
  .object({
    supported: z.boolean(),
    /** Address to give to the provider; null without webhooks, or while the console does not know its public address. */
    url: z.url().nullable(),
    /** Path of that address; null without webhooks. */
    path: z.string().nullable(),
    secrets: z.array(webhookSecretSchema),
    /** Steps to set the webhook up at the provider. */
    guide: z.array(z.string()),
    deliveries: z.object({
      /** When the newest delivery arrived, of those kept (30 days). */
      lastAt: z.iso.datetime().nullable(),
      /** How many of those kept could not be worked on. */
      failed: z.number().int().nonnegative(),
    }),
  })
  .meta({ id: "SourceWebhook" });
