import type { SdkHandler } from "../driver/sdk-handler.ts";
import { EmbeddedInngestError } from "../errors.ts";
import { isRecord, stringOf } from "../json.ts";
import type { FunctionStore } from "../store/functions.ts";
import type { FunctionConfig } from "./config.ts";
import { parseConfig } from "./parse-config.ts";

/** An app's functions as the SDK reported and the engine accepted them. */
export interface SyncedApp {
  readonly appId: string;
  readonly sdk: string;
  readonly functions: readonly { readonly config: FunctionConfig; readonly raw: string }[];
}

/** The answer of an SDK that was asked to report its functions. */
export type SyncAnswer = Awaited<ReturnType<SdkHandler>>;

/** Asks the SDK at `url` for the app's functions (in-band sync). */
export function askForFunctions(handler: SdkHandler, url: string): Promise<SyncAnswer> {
  return handler({
    method: "PUT",
    path: "/api/inngest",
    headers: { "x-inngest-sync-kind": "in_band", "content-type": "application/json", "x-inngest-server-kind": "dev" },
    body: { url },
  });
}

/** Reads the SDK's answer and checks each function. Throws `invalid-config` with every problem. */
export function readAnswer(response: SyncAnswer): SyncedApp {
  const body = response.status === 200 ? parseJson(response.body) : undefined;
  if (!isRecord(body) || !Array.isArray(body.functions)) {
    throw new EmbeddedInngestError(
      "invalid-config",
      `The SDK did not report its functions (status ${response.status}: ${response.body.slice(0, 200)}). Create the client with isDev: true, and leave INNGEST_ALLOW_IN_BAND_SYNC unset.`,
    );
  }
  return readApp(stringOf(body.app_id) ?? "", stringOf(body.sdk) ?? "", body.functions);
}

/** Checks the functions an app reports. Throws `invalid-config` with every problem. */
export function readApp(appId: string, sdk: string, list: readonly unknown[]): SyncedApp {
  const problems: string[] = [];
  const functions = list.flatMap((raw) => {
    const parsed = parseConfig(appId, raw);
    if ("config" in parsed) return [{ config: parsed.config, raw: JSON.stringify(raw) }];
    const id = isRecord(raw) ? String(raw.id) : "?";
    problems.push(...parsed.problems.map((problem) => `function "${id}": ${problem}`));
    return [];
  });
  if (problems.length > 0) {
    throw new EmbeddedInngestError("invalid-config", `App "${appId}" cannot be registered: ${problems.join("; ")}.`);
  }
  return { appId, sdk, functions };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps the app's functions, and its URL if it is not in this process; archives functions it no longer has. Throws when another app uses one of the slugs. */
export function saveApp(store: FunctionStore, app: SyncedApp, now: number, url: string | null): void {
  for (const { config, raw } of app.functions) {
    const owner = store.owner(config.slug);
    if (owner !== undefined && owner !== app.appId) {
      throw new EmbeddedInngestError(
        "invalid-config",
        `The function "${config.slug}" belongs to app "${owner}" already; rename it in app "${app.appId}".`,
      );
    }
    store.save({ slug: config.slug, appId: app.appId, config: raw });
  }
  const slugs = new Set(app.functions.map(({ config }) => config.slug));
  for (const row of store.active()) {
    if (row.appId === app.appId && !slugs.has(row.slug)) store.archive(row.slug, now);
  }
  store.saveApp(app.appId, app.sdk, now, url);
}
