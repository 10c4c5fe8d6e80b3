import { syncCrons } from "../cron/schedules.ts";
import { createExchanger } from "../driver/exchange.ts";
import { createHttpHandler } from "../driver/http-handler.ts";
import { EMBEDDED_BASE_URL, type SdkHandler } from "../driver/sdk-handler.ts";
import type { SigningKeys } from "../driver/signing.ts";
import { EmbeddedInngestError, messageOf } from "../errors.ts";
import { isRecord, stringOf } from "../json.ts";
import type { Kernel } from "../kernel.ts";
import { limits } from "../limits.ts";
import { askForFunctions, readAnswer, readApp, type SyncedApp, saveApp } from "./sync.ts";

/** How to call an app, and whether that goes over HTTP. */
export interface AppHandler {
  readonly call: SdkHandler;
  readonly isRemote: boolean;
}

/** The apps this process can call: those in it, and those it reaches over HTTP. */
export interface Apps {
  handlerOf(appId: string): AppHandler | undefined;
  /** Registers an app of this process. */
  registerHere(handler: SdkHandler): Promise<void>;
  /** Asks the app at a URL for its functions and registers it; answers its id. */
  registerUrl(url: string): Promise<string>;
  /** Takes what an SDK posts to `/fn/register` on its own; answers the app's id. */
  registerPosted(body: unknown): string;
}

/** What the apps need of the engine. */
export interface AppsOptions {
  readonly kernel: Kernel;
  readonly signing: SigningKeys | undefined;
  /** Aborts when the engine has stopped. */
  readonly stopped: AbortSignal;
  /** Hears of every registration. */
  readonly onChange: () => void;
}

/** Makes the list of apps, with those of the file that are called over HTTP. */
export function createApps({ kernel, signing, stopped, onChange }: AppsOptions): Apps {
  const { functions } = kernel.store;
  const handlers = new Map<string, AppHandler>();
  // One byte more than allowed, so that a longer answer is known to be one.
  const exchange = createExchanger(limits.responseBytes + 1, stopped);
  const remote = (url: string): AppHandler => ({ call: createHttpHandler({ url, exchange, signing }), isRemote: true });
  let posted = 0;

  function accept(app: SyncedApp, handler: AppHandler, url: string | null): void {
    if (stopped.aborted) throw stopped.reason;
    kernel.transact((transaction) => {
      transaction.onRollback(kernel.registry.reload);
      saveApp(functions, app, transaction.now, url);
      kernel.registry.reload();
      syncCrons(kernel, transaction);
    });
    handlers.set(app.appId, handler);
    const slugs = app.functions.map(({ config }) => config.slug);
    kernel.registry.setLive(app.appId, slugs);
    onChange();
  }

  for (const { appId, url } of functions.apps()) {
    if (url === null) continue;
    handlers.set(appId, remote(url));
    const slugs = functions.active().filter((row) => row.appId === appId);
    kernel.registry.setLive(
      appId,
      slugs.map(({ slug }) => slug),
    );
  }

  return {
    handlerOf: (appId) => handlers.get(appId),
    async registerHere(handler) {
      const app = readAnswer(await askForFunctions(handler, `${EMBEDDED_BASE_URL}/api/inngest`));
      accept(app, { call: handler, isRemote: false }, null);
    },
    async registerUrl(given) {
      const url = readUrl(given);
      const handler = remote(url);
      const postedBefore = posted;
      const answer = await askForFunctions(handler.call, url).catch((error: unknown) => {
        throw new EmbeddedInngestError("unreachable", messageOf(error), { cause: error });
      });
      if (answer.headers["x-inngest-sdk"] === undefined) {
        const message = `${url} is not served by the Inngest SDK (it answered with status ${answer.status}). Give the URL of the serve handler, as in http://127.0.0.1:3000/api/inngest.`;
        throw new EmbeddedInngestError("unreachable", message);
      }
      // An app that allows no in-band sync has answered by registering with the engine on its own.
      const known = functions.apps().find((app) => app.url === url);
      if (answer.headers["x-inngest-sync-kind"] !== "in_band" && posted > postedBefore && known) return known.appId;
      const app = readAnswer(answer);
      accept(app, handler, url);
      return app.appId;
    },
    registerPosted(body) {
      const { appName, functions: list } = isRecord(body) ? body : {};
      const appId = stringOf(appName);
      if (!isRecord(body) || appId === undefined || !Array.isArray(list)) {
        throw new EmbeddedInngestError("invalid-config", "A registration needs an appName, a url and functions.");
      }
      const url = readUrl(stringOf(body.url) ?? "");
      accept(readApp(appId, stringOf(body.sdk) ?? "", list), remote(url), url);
      posted += 1;
      return appId;
    },
  };
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new EmbeddedInngestError("invalid-config", `"${text}" is no http or https URL of an app.`);
  }
  // A deploy's id names that deploy only; calls go to the app.
  url.searchParams.delete("deployId");
  return url.href;
}
