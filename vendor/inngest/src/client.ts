import { Inngest, type Middleware } from "inngest";

/** What Inngest logs through; pino fits. */
export interface InngestLogger {
  info(...parameters: unknown[]): void;
  warn(...parameters: unknown[]): void;
  error(...parameters: unknown[]): void;
  debug(...parameters: unknown[]): void;
}

/** How to reach the engine: `embedded` through a fetch of its own, `server` at Inngest Cloud, `inngest start` or `dev`. */
export type InngestConnection =
  | { readonly kind: "embedded"; readonly fetch: typeof globalThis.fetch; readonly baseUrl: string }
  | {
      readonly kind: "server";
      readonly eventKey?: string | undefined;
      /** Signs and checks everything between the server and this application; needed unless it is a dev server. */
      readonly signingKey?: string | undefined;
      readonly baseUrl?: string | undefined;
      readonly isDev?: boolean | undefined;
    };

/** Builds the Inngest client of an application. */
export function createInngestClient(options: {
  readonly id: string;
  readonly connection: InngestConnection;
  readonly logger: InngestLogger;
  /** What goes around every call of every function. */
  readonly middleware?: Middleware.Class[];
}): Inngest {
  const { id, connection, middleware = [] } = options;
  // The SDK waits on a timer after every request for a logger that cannot flush.
  const logger = {
    info: options.logger.info.bind(options.logger),
    warn: options.logger.warn.bind(options.logger),
    error: options.logger.error.bind(options.logger),
    debug: options.logger.debug.bind(options.logger),
    flush: async () => {},
  };
  if (connection.kind === "embedded") {
    return new Inngest({ id, logger, middleware, isDev: true, fetch: connection.fetch, baseUrl: connection.baseUrl });
  }
  const { eventKey, signingKey, baseUrl, isDev } = connection;
  return new Inngest({
    id,
    logger,
    middleware,
    ...(eventKey && { eventKey }),
    ...(signingKey && { signingKey }),
    ...(baseUrl && { baseUrl }),
    isDev: isDev ?? false,
  });
}
