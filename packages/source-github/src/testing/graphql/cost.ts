import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { graphqlError } from "./errors.ts";

/** What a query costs. */
export interface QueryCost {
  /** Points of the hourly budget. */
  readonly points: number;
  /** Nodes it may give at most. */
  readonly nodes: number;
}

/** How much a connection may give at once (docs.github.com, rate limits and query limits for the GraphQL API). */
const largestPage = 100;

/**
 * Counts a query as GitHub documents it: every connection is a request for each node of those around it, a hundred
 * requests are a point; nodes are pages multiplied down the query. Throws what GitHub refuses about pages and nodes.
 */
export function countCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  mostNodes: number,
): QueryCost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === "FragmentDefinition") fragments.set(one.name.value, one);
  let requests = 0;
  let nodes = 0;

  function walk(set: SelectionSetNode | undefined, parent: GraphQLNamedType | undefined, times: number): void {
    for (const selection of set?.selections ?? []) {
      const skipped = getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true;
      const included = getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
      if (skipped || !included) continue;
      if (selection.kind === "FragmentSpread") {
        const fragment = fragments.get(selection.name.value);
        walk(fragment?.selectionSet, schema.getType(fragment?.typeCondition.name.value ?? ""), times);
      } else if (selection.kind === "InlineFragment") {
        const condition = selection.typeCondition?.name.value;
        walk(selection.selectionSet, condition === undefined ? parent : schema.getType(condition), times);
      } else countField(selection, parent, times);
    }
  }

  function countField(field: FieldNode, parent: GraphQLNamedType | undefined, times: number): void {
    const name = field.name.value;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const type = definition === undefined ? undefined : getNamedType(definition.type);
    const isConnection =
      definition?.args.some((one) => one.name === "first") === true && type?.name.endsWith("Connection") === true;
    if (definition === undefined || !isConnection) {
      const inner = type !== undefined && (isObjectType(type) || isAbstractType(type)) ? type : undefined;
      walk(field.selectionSet, inner, times);
      return;
    }
    const size = pageSize(name, getArgumentValues(definition, field, variables));
    requests += times;
    nodes += times * size;
    if (nodes > mostNodes) {
      const message = `By the time this query traverses to the ${name} connection, it is requesting up to ${nodes.toLocaleString("en-US")} possible nodes which exceeds the maximum limit of ${mostNodes.toLocaleString("en-US")}.`;
      throw graphqlError("MAX_NODE_LIMIT_EXCEEDED", message);
    }
    walk(field.selectionSet, type, times * size);
  }

  walk(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, 1);
  return { points: Math.max(1, Math.round(requests / 100)), nodes };
}

function pageSize(name: string, { first, last }: Readonly<Record<string, unknown>>): number {
  const sizes = { first, last };
  for (const [argument, size] of Object.entries(sizes)) {
    if (typeof size !== "number") continue;
    if (size < 0)
      throw graphqlError(
        "MISSING_PAGINATION_BOUNDARIES",
        `\`${argument}\` on the \`${name}\` connection cannot be less than zero.`,
      );
    if (size > largestPage) {
      throw graphqlError(
        "EXCESSIVE_PAGINATION",
        `Requesting ${size} records on the \`${name}\` connection exceeds the \`${argument}\` limit of ${largestPage} records.`,
      );
    }
  }
  if (typeof first === "number" && typeof last === "number") {
    throw graphqlError(
      "MISSING_PAGINATION_BOUNDARIES",
      `Passing both \`first\` and \`last\` to paginate the \`${name}\` connection is not supported.`,
    );
  }
  if (typeof first === "number") return first;
  if (typeof last === "number") return last;
  throw graphqlError(
    "MISSING_PAGINATION_BOUNDARIES",
    `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
  );
}
