import type { EngineLogger } from "../logger.ts";
import type { FunctionStore } from "../store/functions.ts";
import type { FunctionConfig } from "./config.ts";
import { parseConfig } from "./parse-config.ts";
import { createTriggerIndex, type TriggerIndex } from "./triggers.ts";

/** The functions of the file, and which of them this process can call. */
export interface Registry {
  get(slug: string): FunctionConfig | undefined;
  all(): readonly FunctionConfig[];
  readonly triggers: () => TriggerIndex;
  /** Reads the functions again, after a registration. */
  reload(): void;
  /** Notes that this process can call these functions of the app, and no others of it. */
  setLive(appId: string, slugs: readonly string[]): void;
  isLive(slug: string): boolean;
}

/** Loads the functions the file knows, so that events find them even before the app registers again. */
export function createRegistry(store: FunctionStore, logger: EngineLogger): Registry {
  const live = new Map<string, readonly string[]>();
  let liveSlugs = new Set<string>();
  let configs = new Map<string, FunctionConfig>();
  let triggers = createTriggerIndex();

  function reload(): void {
    configs = new Map();
    triggers = createTriggerIndex();
    for (const row of store.active()) {
      const parsed = parseConfig(row.appId, JSON.parse(row.config));
      if ("problems" in parsed) {
        logger.warn("A function kept in the file is not usable until it is registered again.", {
          function: row.slug,
          problems: parsed.problems,
        });
        continue;
      }
      configs.set(row.slug, parsed.config);
      triggers.add(parsed.config);
    }
  }

  reload();
  return {
    get: (slug) => configs.get(slug),
    all: () => [...configs.values()],
    triggers: () => triggers,
    reload,
    setLive(appId, slugs) {
      live.set(appId, slugs);
      liveSlugs = new Set([...live.values()].flat());
    },
    isLive: (slug) => liveSlugs.has(slug),
  };
}
