import { readEndpointSlug } from "../endpoints/endpoint-slug.ts";
import type { Database } from "./database.ts";

/** A registered function as kept in the file; `config` is the JSON the SDK reported. */
export interface FunctionRow {
  readonly slug: string;
  readonly appId: string;
  readonly config: string;
}

/** A registered app; `url` is null when it runs in the engine's process. */
export interface AppRow {
  readonly appId: string;
  readonly sdk: string;
  readonly url: string | null;
}

/** One cron trigger and when it fires next. */
export interface CronRow {
  readonly slug: string;
  readonly expression: string;
  readonly jitterMs: number;
  /** The scheduled instant, and the instant after jitter, in milliseconds. */
  readonly tickAt: number;
  readonly fireAt: number;
}

/** Apps, functions and their schedules. */
export interface FunctionStore {
  /** `url` is where the app is called over HTTP; null when it runs in this process. */
  saveApp(appId: string, sdk: string, now: number, url: string | null): void;
  apps(): AppRow[];
  save(row: FunctionRow): void;
  archive(slug: string, now: number): void;
  active(): FunctionRow[];
  owner(slug: string): string | undefined;
  /** The app's and the function's id in a slug, of archived functions too. */
  identify(slug: string): { readonly appId: string; readonly functionId: string };
  /** The slugs a function's id or slug may stand for. */
  slugsOf(functionId: string): string[];
  crons(): CronRow[];
  saveCron(row: CronRow): void;
  deleteCron(slug: string, expression: string): void;
}

/** Prepares the statements on apps, functions and crons. */
export function createFunctionStore(database: Database): FunctionStore {
  const saveApp = database.prepare(
    `INSERT INTO apps (app_id, sdk, synced_at, url) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET sdk = excluded.sdk, synced_at = excluded.synced_at, url = excluded.url`,
  );
  const apps = database.prepare<AppRow>("SELECT app_id AS appId, sdk, url FROM apps ORDER BY app_id");
  const save = database.prepare(
    `INSERT INTO functions VALUES (?, ?, ?, NULL)
     ON CONFLICT DO UPDATE SET app_id = excluded.app_id, config = excluded.config, archived_at = NULL`,
  );
  const archive = database.prepare("UPDATE functions SET archived_at = ? WHERE slug = ?");
  const active = database.prepare<FunctionRow>(
    "SELECT slug, app_id AS appId, config FROM functions WHERE archived_at IS NULL ORDER BY slug",
  );
  const owner = database.prepare<{ appId: string }>("SELECT app_id AS appId FROM functions WHERE slug = ?");
  const slugsOf = database.prepare<{ slug: string }>(
    "SELECT slug FROM functions WHERE slug = ?1 OR slug = app_id || '-' || ?1",
  );
  const crons = database.prepare<CronRow>(
    "SELECT slug, expression, jitter_ms AS jitterMs, tick_at AS tickAt, fire_at AS fireAt FROM crons",
  );
  const saveCron = database.prepare("INSERT OR REPLACE INTO crons VALUES (?, ?, ?, ?, ?)");
  const deleteCron = database.prepare("DELETE FROM crons WHERE slug = ? AND expression = ?");
  const ownerOf = (slug: string): string | undefined => owner.get(slug)?.appId;
  return {
    saveApp: (appId, sdk, now, url) => void saveApp.run(appId, sdk, now, url),
    apps: () => apps.all(),
    save: (row) => void save.run(row.slug, row.appId, row.config),
    archive: (slug, now) => void archive.run(now, slug),
    active: () => active.all(),
    owner: ownerOf,
    identify(slug) {
      const endpoint = readEndpointSlug(slug);
      if (endpoint) return { appId: endpoint.origin, functionId: endpoint.name };
      const appId = ownerOf(slug) ?? "";
      return { appId, functionId: slug.startsWith(`${appId}-`) ? slug.slice(appId.length + 1) : slug };
    },
    slugsOf: (functionId) =>
      readEndpointSlug(functionId) ? [functionId] : slugsOf.all(functionId).map((row) => row.slug),
    crons: () => crons.all(),
    saveCron: (row) => void saveCron.run(row.slug, row.expression, row.jitterMs, row.tickAt, row.fireAt),
    deleteCron: (slug, expression) => void deleteCron.run(slug, expression),
  };
}
