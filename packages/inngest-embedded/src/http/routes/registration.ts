import { EmbeddedInngestError } from "../../errors.ts";
import { reply } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route } from "../route.ts";

/** `POST /fn/register`: an SDK registers its app on its own (out-of-band sync). */
export const registrationRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/fn\/register$/,
    async handle({ apps }, request) {
      try {
        apps.registerPosted(await readJson(request));
        return reply(200, { ok: true, modified: true });
      } catch (error) {
        if (!(error instanceof EmbeddedInngestError) || error.code !== "invalid-config") throw error;
        return reply(400, { ok: false, modified: false, status: 400, error: error.message });
      }
    },
  },
];
