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

/** Asks the SDK for the app's functions (in-band sync) and checks each. Throws `invalid-config` with every problem. */
export async function syncApp(handler: SdkHandler): Promise<SyncedApp> {
  const response = await handler({
    method: "PUT",
    path: "/api/inngest",
    headers: { "x-inngest-sync-kind": "in_band", "content-type": "application/json", "x-inngest-server-kind": "dev" },
    body: { url: "http://inngest-embedded.internal/api/inngest" },
  });
  const body: unknown = response.status === 200 ? JSON.parse(response.body) : undefined;
  if (!isRecord(body) || !Array.isArray(body.functions)) {
    throw new EmbeddedInngestError(
      "invalid-config",
      `The SDK did not report its functions (status ${response.status}: ${response.body.slice(0, 200)}). Create the client with isDev: true, and leave INNGEST_ALLOW_IN_BAND_SYNC unset.`,
    );
  }
  const appId = stringOf(body.app_id) ?? "";
  const problems: string[] = [];
  const functions = body.functions.flatMap((raw: unknown) => {
    const parsed = parseConfig(appId, raw);
    if ("config" in parsed) return [{ config: parsed.config, raw: JSON.stringify(raw) }];
    const id = isRecord(raw) ? String(raw.id) : "?";
    problems.push(...parsed.problems.map((problem) => `function "${id}": ${problem}`));
    return [];
  });
  if (problems.length > 0) {
    throw new EmbeddedInngestError("invalid-config", `App "${appId}" cannot be registered: ${problems.join("; ")}.`);
  }
  return { appId, sdk: stringOf(body.sdk) ?? "", functions };
}

/** Keeps the app's functions and archives those it no longer has. Throws when another app uses one of the slugs. */
export function saveApp(store: FunctionStore, app: SyncedApp, now: number): void {
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
  store.saveApp(app.appId, app.sdk, now);
}
