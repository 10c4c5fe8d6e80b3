import { apiErrorSchema } from "@tributary/validation";
import type { z } from "zod";
import { UserError } from "../errors.ts";

/** Talks to a console's API: over the network, or straight into the app of this process. */
export interface ApiClient {
  /** Sends a request and checks the answer; throws UserError with the server's own sentence when it is an error. */
  request<Schema extends z.ZodType>(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    options: { readonly schema: Schema; readonly body?: unknown; readonly signal?: AbortSignal },
  ): Promise<z.infer<Schema>>;
}

/** Builds a client; `fetch` is the global one or an app's. */
export function createApiClient(options: {
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly fetch: (request: Request) => Response | Promise<Response>;
}): ApiClient {
  const { url, apiKey } = options;
  return {
    async request(method, path, { schema, body, signal }) {
      const request = new Request(new URL(path, url), {
        method,
        headers: {
          accept: "application/json",
          ...(apiKey && { authorization: `Bearer ${apiKey}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      });
      let response: Response;
      try {
        response = await options.fetch(request);
      } catch (error) {
        signal?.throwIfAborted();
        const message = `There is no Tributary server at ${url}: start one with \`pnpm tributary serve\`, or unset TRIBUTARY_URL.`;
        throw new UserError("unavailable", message, { cause: error });
      }
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) return schema.parse(answer);
      const failure = apiErrorSchema.safeParse(answer);
      if (failure.success) throw new UserError(failure.data.error.code, failure.data.error.message);
      throw new UserError("invalid-response", `${url} answered ${response.status} and is no Tributary server.`);
    },
  };
}
