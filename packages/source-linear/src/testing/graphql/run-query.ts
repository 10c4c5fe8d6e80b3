import { buildSchema, type DocumentNode, execute, GraphQLError, type GraphQLSchema, parse, validate } from "graphql";
import { linearSchema } from "../schema/linear-schema.ts";
import { complexityOf } from "./complexity.ts";
import { errorBody, FakeGap, type LinearErrorBody } from "./refusal.ts";
import { type QueryContext, resolveField } from "./resolve.ts";

let built: GraphQLSchema | undefined;

/** Linear's schema, built once. */
export function schema(): GraphQLSchema {
  // A test validates the extract; here that would cost every process a quarter of a second.
  built ??= buildSchema(linearSchema, { assumeValidSDL: true, assumeValid: true, noLocation: true });
  return built;
}

/** Queries that were valid, by text: a client sends few different ones. */
const valid = new Map<string, DocumentNode>();

/** A query read and priced, or why Linear would not run it. */
export type PreparedQuery =
  | { readonly document: DocumentNode; readonly name: string; readonly complexity: number }
  | { readonly errors: readonly LinearErrorBody[] };

/** Parses a query, checks it against the schema and adds up its points. */
export function prepareQuery(query: unknown, variables: Readonly<Record<string, unknown>>): PreparedQuery {
  if (typeof query !== "string" || query.trim() === "") {
    return { errors: [errorBody("No query was given.", "graphql error", "BAD_REQUEST", 400)] };
  }
  const refused = (error: GraphQLError, code: string) => errorBody(error.message, "graphql error", code, 400);
  try {
    const document = valid.get(query) ?? parse(query);
    const problems = valid.has(query) ? [] : validate(schema(), document);
    if (problems.length > 0) return { errors: problems.map((error) => refused(error, "GRAPHQL_VALIDATION_FAILED")) };
    valid.set(query, document);
    const operations = document.definitions.filter((definition) => definition.kind === "OperationDefinition");
    const name = operations[0]?.name?.value ?? "";
    return { document, name, complexity: complexityOf(schema(), document, variables) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [refused(error, "GRAPHQL_PARSE_FAILED")] };
    throw error;
  }
}

/** What a query came to. `gaps` are questions the fake has no answer to. */
export interface QueryAnswer {
  readonly data: unknown;
  readonly errors: readonly LinearErrorBody[];
  readonly gaps: readonly string[];
}

/** Runs a prepared query. */
export async function runQuery(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  contextValue: QueryContext,
): Promise<QueryAnswer> {
  const result = await execute({
    schema: schema(),
    document,
    variableValues: variables,
    contextValue,
    fieldResolver: resolveField,
  });
  const errors = (result.errors ?? []).map(({ message, path, extensions }) => ({
    message,
    ...(path && { path }),
    extensions: Object.keys(extensions).length > 0 ? extensions : { type: "graphql error", code: "BAD_USER_INPUT" },
  }));
  const gaps = (result.errors ?? []).flatMap(({ originalError, message }) =>
    originalError instanceof FakeGap ? [message] : [],
  );
  return { data: result.data ?? null, errors, gaps };
}
