import { sources } from "@tributary/database";
import { type connectSourceSchema, type SourceRecord, sourceSchema } from "@tributary/validation";
import type { z } from "zod";
import { ApiError } from "./error-answers.ts";
import type { Services } from "./services.ts";
import { sourceDefinitions } from "./sources.ts";

/**
 * Connects a source after checking that it can be used: its configuration fits and the adapter reaches it. Connecting
 * the same place again returns the source that is there, with its configuration brought up to date.
 */
export async function connectSource(
  services: Services,
  workspaceId: string,
  request: z.infer<typeof connectSourceSchema>,
): Promise<{ readonly source: SourceRecord; readonly created: boolean }> {
  const { kind } = request;
  const definition = sourceDefinitions.get(kind);
  if (!definition) {
    const known = [...sourceDefinitions.keys()].join(", ");
    throw new ApiError(400, "invalid-config", `There is no source kind "${kind}": this console knows ${known}.`);
  }
  const parsed = definition.configSchema.safeParse(request.config);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `config.${issue.path.join(".")}: ${issue.message}`);
    throw new ApiError(400, "invalid-config", `${issues.join("; ")}.`);
  }
  const source = definition.create(parsed.data, { credentials: null as never, logger: services.logger });
  try {
    const account = await source.validate();
    const connected = await sources.connect(services.database, {
      workspaceId,
      kind,
      key: definition.key(parsed.data),
      name: request.name ?? account.name,
      config: request.config,
    });
    return { source: sourceSchema.parse(connected.source), created: connected.created };
  } finally {
    await source.close?.();
  }
}
