import { answer, api } from "./client.ts";
import type { components } from "./schema.ts";

/** What a source is connected with. */
export interface Connection {
  readonly config: Record<string, unknown>;
  readonly credentials?: Record<string, unknown>;
  /** A connected source whose credentials are tried when none are given. */
  readonly sourceId?: string;
}

/** Whether a source could be connected so, and what stands against it. */
export type SourceCheck = components["schemas"]["SourceCheck"];

/** Tries whether a source could be connected so. */
export function checkConnection(kind: string, connection: Connection, signal?: AbortSignal): Promise<SourceCheck> {
  return answer(
    api.POST("/v1/source-kinds/{kind}/check", {
      ...(signal && { signal }),
      params: { path: { kind } },
      body: connection,
    }),
  );
}

/** Connects a source and has it synced whole. `created` false: it was connected already, and is now with these settings. */
export function connectSource(kind: string, { config, credentials }: Connection, name?: string) {
  const body = { kind, config, ...(credentials && { credentials }), ...(name && { name }), sync: true };
  return answer(api.POST("/v1/sources", { body }));
}
