import {
  type DocumentNode,
  execute,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  parse,
  Source,
  validate,
} from "graphql";
import { z } from "zod";
import { type Answer, GitHubError, ok } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { RateLimits } from "../http/rate-limits.ts";
import type { GraphqlContext } from "./context.ts";
import { countCost } from "./cost.ts";
import { graphqlError, refused, renderError } from "./errors.ts";
import { resolveField, resolveType } from "./resolve.ts";
import { githubSchema } from "./schema.ts";

/** What a GraphQL request came to. */
export interface GraphqlResult {
  readonly answer: Answer;
  readonly cost: number;
  readonly operation: string | undefined;
  readonly refusals: readonly string[];
}

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const validated = new Map<string, DocumentNode>();

/** Executes a query on the state, against GitHub's published schema and within its limits. */
export async function runGraphql(call: Call, rates: RateLimits, emptyLists = false): Promise<GraphqlResult> {
  if (call.method !== "POST") throw new GitHubError(404, "Not Found");
  if (call.caller.type === "anonymous") throw new GitHubError(401, "This endpoint requires you to be authenticated.");
  if (call.caller.type === "app")
    throw new GitHubError(
      403,
      "You must authenticate with an installation access token in order to access this resource.",
    );
  const body = bodySchema.safeParse(parseJson(call.body));
  if (!body.success) throw new GitHubError(400, "A query attribute must be specified and must be a string.");
  const { query, variables, operationName } = body.data;
  const schema = githubSchema();

  const document = read(query);
  if (!("kind" in document)) return failed(document, undefined, true);
  const operation = getOperationAST(document, operationName);
  if (operation == null) return failed([new GraphQLError("No operation of this name.")], undefined, true);
  const name = operation.name?.value;
  if (operation.operation !== "query") return failed([refused("it serves queries alone.")], name, true);
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (coerced.errors !== undefined) return failed(coerced.errors, name, true);

  const context: GraphqlContext = { call, rates, cost: { points: 1, nodes: 0 }, emptyLists, objects: 0 };
  try {
    Object.assign(context, { cost: countCost(schema, document, operation, coerced.coerced, call.limits.graphqlNodes) });
  } catch (error) {
    if (error instanceof GraphQLError) return failed([error], name, true);
    throw error;
  }
  try {
    rates.spend(call.caller, "graphql", context.cost.points);
  } catch {
    return failed(
      [graphqlError("RATE_LIMITED", `API rate limit exceeded for user ID ${call.caller.token.user.id}.`)],
      name,
      false,
    );
  }

  const result = await execute({
    schema,
    document,
    operationName: operationName ?? null,
    variableValues: variables ?? {},
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  const errors = result.errors ?? [];
  const refusals = errors.filter(isRefusal).map((error) => error.message);
  const answer = ok({ data: result.data ?? null, ...(errors.length > 0 && { errors: errors.map(renderError) }) });
  return { answer, cost: context.cost.points, operation: name, refusals };
}

// Clients send the same query again and again, with other variables.
function read(query: string): DocumentNode | readonly GraphQLError[] {
  const known = validated.get(query);
  if (known !== undefined) return known;
  try {
    const document = parse(new Source(query, "query"));
    const errors = validate(githubSchema(), document);
    if (errors.length > 0) return errors;
    if (validated.size > 200) validated.clear();
    validated.set(query, document);
    return document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function failed(errors: readonly GraphQLError[], operation: string | undefined, isRefused: boolean): GraphqlResult {
  const answer = ok({ data: null, errors: errors.map(renderError) });
  return { answer, cost: 0, operation, refusals: isRefused ? errors.map((error) => error.message) : [] };
}

// An error of a resolver that is none of GitHub's is a fault of the fake.
function isRefusal(error: GraphQLError): boolean {
  return error.extensions.type === undefined || error.extensions.type === "FAKE_REFUSED";
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new GitHubError(400, "Problems parsing JSON");
  }
}
