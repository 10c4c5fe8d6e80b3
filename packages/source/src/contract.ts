import type { Document, DocumentReference, SkipReason, SyncMode } from "@tributary/validation";
import type { z } from "zod";
import type { SourceError } from "./error.ts";

/** What a source may write to; structured fields first, as pino has it. Credentials never go here. */
export interface SourceLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What the host gives a source: it reaches the world through nothing else. */
export interface SourceDeps<Credentials = unknown> {
  readonly credentials: Credentials;
  /** Defaults to the global fetch. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since the epoch; defaults to Date.now. */
  readonly now?: () => number;
  readonly logger?: SourceLogger;
}

/** What a person who connects a source reads of its kind; plain sentences. */
export interface SourceAbout {
  /** What is made searchable, in one sentence. */
  readonly summary: string;
  /** Page of the provider about its credentials. */
  readonly documentation?: string;
  /** Steps to get credentials with the exact permissions; none for a kind that signs in nowhere. */
  readonly signIn: readonly string[];
  /** Steps to set its webhooks up at the provider, with an address and a secret the host shows; for kinds that have them. */
  readonly webhook?: readonly string[];
}

/** What a source package exports for hosts. */
export interface SourceDefinition<Config = unknown, Credentials = unknown> {
  readonly specVersion: "v1";
  /** Lower-case name, for example `github`; the first part of every document id. */
  readonly id: string;
  /** Name as people write it, for example `GitHub`. */
  readonly title: string;
  readonly about: SourceAbout;
  /**
   * What to sync. Forms are made from its JSON Schema: every field has a `title` and a `description` in its `.meta()`, and
   * `advanced: true` where few people need it.
   */
  readonly configSchema: z.ZodType<Config>;
  /**
   * How to sign in; values never leave the credential vault except into `create`. Forms are made from it too: secret fields
   * have `writeOnly: true` in their `.meta()`, alternatives are objects of a `z.xor`, each with a `title`.
   */
  readonly credentialsSchema: z.ZodType<Credentials>;
  /** What tells two configured sources of this kind apart: connecting the same key again finds the first. */
  key(config: Config): string;
  create(config: Config, deps: SourceDeps<Credentials>): Source;
}

/** One thing the credentials allow or do not, and what would mend it. */
export interface SourceCapability {
  readonly name: string;
  readonly available: boolean;
  /** Which permission is missing and how to grant it, when not available. */
  readonly problem?: string;
}

/** Who the credentials belong to and what they can see. */
export interface SourceAccount {
  /** For people: who signed in, and where. */
  readonly name: string;
  /** What a source of it is called unless somebody names it: `acme/api`, `Acme Slack`. Without one, its name. */
  readonly title?: string;
  readonly capabilities: readonly SourceCapability[];
}

/** A webhook's own word on what changed: ids only, read again from the source before anything is written. */
export interface ChangeHint {
  readonly references: readonly string[];
}

/** Asks for the next page of changes. */
export interface PullRequest {
  readonly mode: SyncMode;
  /** Null at the beginning; afterwards exactly what the last page returned. */
  readonly cursor: string | null;
  readonly changes?: ChangeHint;
  readonly signal?: AbortSignal;
}

/** One change a pull lists: a whole document, the means to fetch one, or the word that one is gone. */
export type SourceChange =
  | { readonly type: "document"; readonly document: Document }
  | { readonly type: "reference"; readonly reference: DocumentReference }
  | { readonly type: "delete"; readonly id: string };

/** One page of changes. */
export interface PullPage {
  readonly changes: readonly SourceChange[];
  /** JSON-safe. Kept when caught up: the next pull starts here. */
  readonly cursor: string;
  readonly hasMore: boolean;
  /**
   * On the last page of a listing that provably saw everything: only then may absence mean deleted. A source may answer
   * an incremental pull with such a listing (its configuration changed, its cursor lost its meaning).
   */
  readonly complete?: true;
  /** How many changes the whole pull will list, when that is known. */
  readonly total?: number;
}

/** What became of one reference. */
export type FetchResult =
  | { readonly type: "document"; readonly document: Document }
  | { readonly type: "gone"; readonly id: string }
  | {
      readonly type: "skipped";
      readonly id: string;
      readonly version: string;
      readonly reason: SkipReason;
      /** The reason in words, with the numbers that matter. */
      readonly message: string;
    }
  | { readonly type: "failed"; readonly id: string; readonly error: SourceError };

/** A webhook delivery exactly as it arrived. */
export interface WebhookDelivery {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The raw bytes: signatures cover these, not their parsed form. */
  readonly body: Uint8Array;
}

/** What a delivery means: things to read again, a handshake to answer, or nothing. */
export type WebhookOutcome =
  | { readonly type: "changes"; readonly changes: ChangeHint }
  | { readonly type: "challenge"; readonly body: string; readonly contentType: string }
  | { readonly type: "ignored"; readonly reason: string };

/** Pure: the same delivery, secrets and time give the same answer. */
export interface SourceWebhook {
  /** Throws SourceError `invalid-signature` unless one of the secrets signed the raw body. */
  verify(delivery: WebhookDelivery, secrets: readonly string[], now: number): Promise<void>;
  parse(delivery: WebhookDelivery): WebhookOutcome;
}

/**
 * A source, configured and signed in. Holds nothing between calls that a fresh instance would miss: cursors, rate
 * budgets and delivery ids belong to the host. Every method throws SourceError, and on abort the signal's reason.
 */
export interface Source {
  /** Checks that the credentials work and says what they can see. */
  validate(signal?: AbortSignal): Promise<SourceAccount>;
  /** Lists what changed since the cursor, a page at a time. */
  pull(request: PullRequest): Promise<PullPage>;
  /** Fetches documents; one result a reference, in any order. */
  fetch(references: readonly DocumentReference[], signal?: AbortSignal): AsyncIterable<FetchResult>;
  readonly webhook?: SourceWebhook;
  /** Ends helper processes and connections; the instance is not used afterwards. */
  close?(): Promise<void>;
}
