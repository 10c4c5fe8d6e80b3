import { type Database, sources } from "@tributary/database";
import { isSourceError, type Source, type SourceAccount, type SourceDefinition, SourceError } from "@tributary/source";
import type { SourceCheck } from "@tributary/validation";
import { observeFetch } from "../observability/observed-fetch.ts";
import type { Services } from "../services.ts";
import { type FormIssue, formIssues } from "./form-issues.ts";
import { secretFields, signsIn } from "./form-schema.ts";
import { buildSource } from "./source-pool.ts";

/** How long a provider may take to say whether credentials work, in milliseconds: a person waits. */
const CHECK_MS = 20_000;

/** What is to be tried. */
interface Attempt {
  readonly workspaceId: string;
  readonly definition: SourceDefinition<never, never>;
  readonly config: Readonly<Record<string, unknown>>;
  /** Null when none are given. */
  readonly credentials: unknown;
}

/**
 * Tries whether a source can be connected like this and says what stands against it, by field where that is known.
 * Stores nothing; what the source throws beyond its own errors is thrown.
 */
export async function checkSource(
  { database, logger, telemetry }: Pick<Services, "database" | "logger" | "telemetry">,
  attempt: Attempt,
  options: { readonly timeoutMs?: number } = {},
): Promise<SourceCheck> {
  const { workspaceId, definition, config, credentials } = attempt;
  const { id: kind } = definition;
  const issues = unfitFields(attempt);
  const parsed = definition.configSchema.safeParse(config);
  const existing = parsed.success
    ? await findExisting(database, { workspaceId, kind, key: definition.key(parsed.data) })
    : null;
  const refused = { ok: false, account: null, capabilities: [], existing };
  if (issues.length > 0) {
    const fields = issues.length === 1 ? "field that is" : "fields that are";
    return { ...refused, issues, problem: { code: "invalid-config", message: `Correct the ${fields} marked.` } };
  }
  const fetch = observeFetch(telemetry, { workspaceId, kind });
  const source = buildSource({ kind, config, credentials, logger, fetch });
  try {
    const {
      name,
      title = name,
      capabilities,
    } = await validateInTime(source, definition.title, options.timeoutMs ?? CHECK_MS);
    return {
      ...{ ok: true, account: { name, title }, issues: [], problem: null, existing },
      capabilities: capabilities.map((capability) => ({ ...capability })),
    };
  } catch (error) {
    if (!isSourceError(error)) throw error;
    const { code, message } = error;
    const path = fieldAtFault(error, attempt);
    return { ...refused, issues: path ? [{ path, message }] : [], problem: { code, message } };
  } finally {
    await source.close?.();
  }
}

/** What of an attempt does not fit the kind's schemas. */
function unfitFields({ definition, config, credentials }: Attempt): FormIssue[] {
  const fitting = definition.configSchema.safeParse(config);
  const signIn = definition.credentialsSchema.safeParse(credentials);
  const issues = fitting.success ? [] : formIssues("config", fitting.error);
  if (signIn.success) return issues;
  if (credentials !== null) return [...issues, ...formIssues("credentials", signIn.error)];
  return [...issues, { path: ["credentials"], message: `A ${definition.title} source needs these to sign in with.` }];
}

async function findExisting(
  database: Database,
  place: Parameters<typeof sources.find>[1],
): Promise<SourceCheck["existing"]> {
  const found = await sources.find(database, place);
  return found && { id: found.id, name: found.name, status: found.status };
}

async function validateInTime(source: Source, title: string, timeoutMs: number): Promise<SourceAccount> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await source.validate(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    const message = `${title} did not answer within ${timeoutMs / 1_000} seconds: see that it can be reached from here, and try again.`;
    throw new SourceError("timeout", message, { cause: error });
  }
}

/** The field an error is about: the one it names, or for credentials that are refused, or not allowed enough, the secret that was given. */
function fieldAtFault(error: SourceError, { definition, credentials }: Attempt): string[] | null {
  if (error.setting) return [...error.setting];
  const isRefused = error.code === "unauthorized" || error.code === "forbidden";
  if (!isRefused || !signsIn(definition)) return null;
  const given = typeof credentials === "object" && credentials !== null ? credentials : {};
  const secret = secretFields(definition).find((name) => name in given);
  return secret === undefined ? ["credentials"] : ["credentials", secret];
}
