import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  type SelectionSetNode,
} from "graphql";
import { DEFAULT_PAGE_SIZE } from "./connection.ts";

/**
 * Points of a query: a property 0.1, an object 1, and a connection its children as often as it may have nodes
 * (linear.app/developers/rate-limiting), rounded up.
 */
export function complexityOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === "FragmentDefinition") fragments.set(definition.name.value, definition);
  }

  function selections(set: SelectionSetNode, parent: GraphQLObjectType): number {
    return set.selections.reduce((sum, selection) => {
      if (selection.kind === "Field") return sum + field(selection, parent);
      const inner = selection.kind === "InlineFragment" ? selection : fragments.get(selection.name.value);
      const type = schema.getType(inner?.typeCondition?.name.value ?? parent.name);
      return inner === undefined || !isObjectType(type) ? sum : sum + selections(inner.selectionSet, type);
    }, 0);
  }

  function field(node: FieldNode, parent: GraphQLObjectType): number {
    const declared = parent.getFields()[node.name.value];
    const type = declared === undefined ? undefined : getNamedType(declared.type);
    if (node.selectionSet === undefined || !isObjectType(type)) return 0.1;
    const inner = selections(node.selectionSet, type);
    return type.name.endsWith("Connection") ? inner * pageSize(node, variables) : 1 + inner;
  }

  const root = schema.getQueryType();
  const total = document.definitions.reduce(
    (sum, definition) =>
      definition.kind === "OperationDefinition" && root ? sum + selections(definition.selectionSet, root) : sum,
    0,
  );
  // Tenths add up with an error in the last place, which must not cost a point.
  return Math.ceil(Math.round(total * 10) / 10);
}

function pageSize(node: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const value = node.arguments?.find(({ name }) => name.value === "first")?.value;
  if (value?.kind === "IntValue") return Number(value.value);
  if (value?.kind === "Variable") return Number(variables[value.name.value] ?? DEFAULT_PAGE_SIZE);
  return DEFAULT_PAGE_SIZE;
}
