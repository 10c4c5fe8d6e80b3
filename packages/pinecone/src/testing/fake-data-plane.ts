import { FakeApiError } from "./fake-error.ts";
import type { FakeIndex } from "./fake-index.ts";
import type { FakeLimits } from "./fake-limits.ts";
import { describeNamespaces, describeStats, fetchRecords, listIds, query } from "./fake-reads.ts";
import type { FakeAnswer, FakeRequest } from "./fake-request.ts";
import { objectBody, remove, update, upsert } from "./fake-writes.ts";

/** Answers one request to the data plane of an index. */
export function answerDataPlane(
  index: FakeIndex,
  { method, path, query: parameters, body }: FakeRequest,
  limits: FakeLimits,
  half: boolean,
): FakeAnswer {
  const [, first, second] = path.split("/").map(decodeURIComponent);
  if (first === "namespaces" && method === "GET") return describeNamespaces(index, second, parameters, limits);
  if (first === "namespaces" && method === "DELETE" && second !== undefined) {
    if (!index.deleteNamespace(second)) throw new FakeApiError(404, "Namespace not found");
    return { body: {} };
  }
  switch (`${method} ${path}`) {
    case "POST /vectors/upsert":
      return upsert(index, objectBody(body), limits, half);
    case "POST /vectors/delete":
      return remove(index, objectBody(body), limits);
    case "POST /vectors/update":
      return update(index, objectBody(body), limits);
    case "POST /query":
      return query(index, objectBody(body), limits);
    case "POST /describe_index_stats":
      return describeStats(index, objectBody(body));
    case "GET /vectors/fetch":
      return fetchRecords(index, parameters, limits);
    case "GET /vectors/list":
      return listIds(index, parameters, limits);
    default:
      throw new FakeApiError(404, `The fake does not know ${method} ${path}`);
  }
}
