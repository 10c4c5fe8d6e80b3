import { z } from "zod";

/** Body of `POST /v1/session`. */
export const signInSchema = z.object({ key: z.string().min(1).max(200) });

/** Who is signed in: the workspace of the key, and the key without its secret part. */
export const sessionSchema = z
  .object({
    workspace: z.object({ id: z.string(), name: z.string() }),
    key: z.object({
      id: z.string(),
      name: z.string(),
      /** The key's first characters. */
      prefix: z.string(),
    }),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof sessionSchema>;

/** Answer of `DELETE /v1/session`. */
export const signedOutSchema = z.object({ signedOut: z.literal(true) });

/** An API key as it is listed; the key itself is shown once, when it is made. */
export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The key's first characters, to tell it from others. */
    prefix: z.string(),
    createdAt: z.iso.datetime(),
    /** Exact to a minute; null while it was never used. */
    lastUsedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    /** Whether the request was made with this key. */
    current: z.boolean(),
    /** Whether it is the key in the data folder, which the console itself and its command line use. */
    ownedByMachine: z.boolean(),
  })
  .meta({ id: "ApiKey" });

/** Body of `POST /v1/keys`. */
export const createApiKeySchema = z.object({ name: z.string().trim().min(1, "a key needs a name").max(200) });

/** Answer of `POST /v1/keys`: the only one that holds the key. */
export const createdApiKeySchema = z
  .object({ id: z.string(), name: z.string(), key: z.string() })
  .meta({ id: "CreatedApiKey" });

/** Query of `DELETE /v1/keys/:id`: the key one is signed in with is revoked only when `confirm` is true. */
export const revokeApiKeySchema = z.object({ confirm: z.stringbool().default(false) });
