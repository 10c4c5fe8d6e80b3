import type { CohereClient } from "@tributary/vendor-cohere";
import type { OpenAIClient } from "@tributary/vendor-openai";
import type { Env } from "../env/env.ts";

/**
 * One client a provider, made when it is first needed: whatever uses a key shares its rate budget. Undefined without a key.
 * Their packages are loaded only then, as they would take a good part of a short command's time.
 */
export interface ProviderClients {
  cohere(): Promise<CohereClient> | undefined;
  openai(): Promise<OpenAIClient> | undefined;
}

/** Makes the clients of the providers there are keys for. */
export function createProviderClients({ cohere, openai }: Env["providers"]): ProviderClients {
  let [cohereClient, openaiClient]: [Promise<CohereClient>?, Promise<OpenAIClient>?] = [];
  return {
    cohere() {
      if (cohere === undefined) return undefined;
      cohereClient ??= import("@tributary/vendor-cohere").then(({ createCohereClient }) =>
        createCohereClient(connection(cohere)),
      );
      return cohereClient;
    },
    openai() {
      if (openai === undefined) return undefined;
      openaiClient ??= import("@tributary/vendor-openai").then(({ createOpenAIClient }) =>
        createOpenAIClient(connection(openai)),
      );
      return openaiClient;
    },
  };
}

function connection({ apiKey, baseUrl }: { readonly apiKey: string; readonly baseUrl: string | undefined }) {
  return { apiKey, ...(baseUrl !== undefined && { baseUrl }) };
}
