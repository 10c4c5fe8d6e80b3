import { type HttpService, reasonIn } from "@tributary/vendor-http";
import { PineconeError, type PineconeErrorCode } from "./error.ts";

/** Words of Pinecone's messages when a project's plan is used up, with any of these; waiting seconds does not help. */
const quotaStatuses = new Set([400, 403, 429]);
const quotaWords =
  /quota|(?:max|maximum|limit).{0,40}(?:indexes|namespaces|storage)|unit limit for the (?:current )?month/i;
/** Words of its messages when a request, a result or a record is too large, with status 400. */
const sizeWords =
  /(?:size|length|bytes).{0,80}(?:exceed|limit|larger|too large)|exceed.{0,80}(?:size|bytes)|too large/i;

/** What is particular to Pinecone. */
export const pineconeService: HttpService<PineconeErrorCode> = {
  name: "Pinecone",

  codesByStatus: new Map([
    [401, "unauthorized"],
    [402, "quota-exceeded"],
    [403, "unauthorized"],
    [404, "not-found"],
    [408, "timeout"],
    [409, "conflict"],
    [413, "too-large"],
    [429, "rate-limited"],
  ]),

  createError: (code, message, details) => new PineconeError(code, message, details),

  readProblem(text, status) {
    // The control plane answers `{ error: { message } }`, the data plane `{ message }`.
    const reason = reasonIn(text, ({ message, error }) => error?.message ?? message);
    if (quotaStatuses.has(status) && quotaWords.test(reason)) return { reason, code: "quota-exceeded" };
    if (status === 400 && sizeWords.test(reason)) return { reason, code: "too-large" };
    return { reason };
  },
};
