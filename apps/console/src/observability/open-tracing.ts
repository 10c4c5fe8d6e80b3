import type { Tracing } from "@tributary/vendor-observability";
import type { Env } from "../env/env.ts";
import { noTracing } from "./no-tracing.ts";

/** Tracing as configured. Its packages are loaded only then, as they would take a good part of a short command's time. */
export async function openTracing({ tracing }: Env, process: "console" | "workflows"): Promise<Tracing> {
  if (!tracing) return noTracing;
  const { createTracing } = await import("@tributary/vendor-observability");
  return createTracing({ ...tracing, attributes: { "service.instance.id": process } });
}
