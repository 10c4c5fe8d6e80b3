import type { Source } from "@tributary/source";
import type { NotionSourceConfig } from "./config.ts";
import { createContext } from "./context.ts";
import type { NotionSourceDeps } from "./deps.ts";
import { fetchDocuments } from "./fetch.ts";
import { pull } from "./pull/pull.ts";
import { validate } from "./validate.ts";
import { parseDelivery } from "./webhook/parse.ts";
import { verifyDelivery } from "./webhook/verify.ts";

/** Makes a source of one Notion workspace. Throws nothing: what is wrong shows when it is asked. */
export function createNotionSource(config: NotionSourceConfig, deps: NotionSourceDeps): Source {
  const context = createContext(config, deps);
  return {
    validate: (signal) => validate(context, signal),
    pull: (request) => pull(context, request),
    fetch: (references, signal) => fetchDocuments(context, references, signal),
    webhook: {
      async verify(delivery, secrets) {
        verifyDelivery(delivery, secrets);
      },
      parse: parseDelivery,
    },
  };
}
