/** What a worker needs to know to start. */
export interface EngineSettings {
  /** The PostgreSQL data directory. */
  readonly directory: string;
}

/** From the main thread to the worker: bytes of PostgreSQL's wire protocol, or the wish to close. */
export type EngineRequest = { readonly type: "bytes"; readonly bytes: Uint8Array } | { readonly type: "close" };

/** From the worker to the main thread. Every `bytes` is answered by one `bytes`, or by `fatal` and the worker's end. */
export type EngineReply =
  | { readonly type: "ready"; readonly durable: boolean; readonly reason?: string }
  | { readonly type: "bytes"; readonly bytes: Uint8Array }
  | { readonly type: "fatal"; readonly message: string; readonly log: string }
  | { readonly type: "closed" };
