import { FakeApiError, refuse } from "./fake-error.ts";
import { isObject } from "./fake-filter.ts";
import { createFakeIndex, type FakeIndex, type FakeSettings } from "./fake-index.ts";
import type { FakeShape } from "./fake-record.ts";
import type { FakeRequest } from "./fake-request.ts";

/** Answers the control plane: create, list, describe and delete indexes. */
export function createFakeControlPlane(
  indexes: Map<string, FakeIndex>,
  settings: FakeSettings & { readonly readyDelayMs: number; readonly hostOf: (name: string) => string },
): (request: FakeRequest) => { readonly status: number; readonly body: unknown } {
  const { limits, now, readyDelayMs, hostOf } = settings;

  function describe({ name, shape, cloud, region, readyAt }: FakeIndex): unknown {
    const ready = readyAt <= now();
    return {
      name,
      host: hostOf(name),
      status: { ready, state: ready ? "Ready" : "Initializing" },
      deployment: { deployment_type: "managed", cloud, region, environment: `${region}-${cloud}` },
      read_capacity: { mode: "OnDemand", status: { state: "Ready" } },
      schema: { fields: fieldsOf(shape) },
      deletion_protection: "disabled",
      tags: null,
    };
  }

  function create(body: unknown): unknown {
    const { name, schema, deployment } = isObject(body) ? body : {};
    if (typeof name !== "string" || !/^[a-z0-9]([a-z0-9-]{0,43}[a-z0-9])?$/.test(name)) {
      throw refuse("Name must consist of at most 45 lower case alphanumeric characters or '-'");
    }
    if (indexes.has(name)) throw new FakeApiError(409, `Resource ${name} already exists`);
    if (indexes.size >= limits.indexes) {
      throw new FakeApiError(403, `You've reached the max serverless indexes allowed in project (${limits.indexes}).`);
    }
    const { cloud, region } = isObject(deployment) ? deployment : {};
    if (typeof cloud !== "string" || typeof region !== "string") throw refuse("deployment needs a cloud and a region");
    const shape = shapeOf(isObject(schema) ? schema.fields : undefined, limits.dimensions);
    const index = createFakeIndex({ name, shape, cloud, region, readyAt: now() + readyDelayMs }, settings);
    indexes.set(name, index);
    return describe(index);
  }

  return ({ method, path, body }) => {
    const [, , name] = path.split("/").map(decodeURIComponent);
    if (name === undefined) {
      if (method === "POST") return { status: 201, body: create(body) };
      if (method === "GET") return { status: 200, body: { indexes: [...indexes.values()].map(describe) } };
      throw new FakeApiError(405, "Method not allowed");
    }
    const index = indexes.get(name);
    if (index === undefined) throw new FakeApiError(404, `Resource ${name} not found`);
    if (method === "GET") return { status: 200, body: describe(index) };
    if (method !== "DELETE") throw new FakeApiError(405, "Method not allowed");
    indexes.delete(name);
    return { status: 202, body: {} };
  };
}

/** The API reports a classic dense index with both of its reserved fields. */
function fieldsOf({ dimension, metric }: FakeShape): unknown {
  const sparse = { _sparse_values: { type: "sparse_vector" } };
  return dimension === null ? sparse : { _values: { type: "dense_vector", dimension, metric }, ...sparse };
}

function shapeOf(fields: unknown, longest: number): FakeShape {
  if (!isObject(fields)) throw refuse("schema needs fields");
  const dense = fields._values;
  if (dense === undefined) {
    if (!isObject(fields._sparse_values)) throw refuse("the fake keeps indexes of the Vectors API only");
    return { dimension: null, metric: "dotproduct" };
  }
  const { dimension, metric } = isObject(dense) ? dense : {};
  if (typeof dimension !== "number" || !Number.isInteger(dimension) || dimension < 1 || dimension > longest) {
    throw refuse(`dimension must be a whole number from 1 to ${longest}`);
  }
  if (metric !== "cosine" && metric !== "dotproduct") throw refuse("the fake knows the metrics cosine and dotproduct");
  return { dimension, metric };
}
