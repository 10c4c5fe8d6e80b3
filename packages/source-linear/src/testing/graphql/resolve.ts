import { type GraphQLFieldResolver, getNamedType, isLeafType, isListType, isNonNullType, isObjectType } from "graphql";
import { type FakeRecord, isFakeType } from "../state/records.ts";
import { relatedRecords } from "../state/related.ts";
import type { FakeStore } from "../state/store.ts";
import { type ConnectionArguments, connection } from "./connection.ts";
import { FakeGap, notFound } from "./refusal.ts";

/** What a query runs against. */
export interface QueryContext {
  readonly store: FakeStore;
  readonly viewerId: string;
  readonly organizationId: string;
  /** Throws what Linear answers when the caller may not read a field of Query. */
  permit(field: string): void;
}

/** Answers every field of Linear's schema from the store; throws where the fake has nothing to answer with. */
export const resolveField: GraphQLFieldResolver<unknown, QueryContext> = (source, given, context, info) => {
  const { parentType, fieldName, returnType } = info;
  const named = getNamedType(returnType);
  if (parentType.name === "Query") {
    context.permit(fieldName);
    return resolveRoot(fieldName, named.name, given, context);
  }
  const record = source as FakeRecord;
  // Connections, edges and pages are made whole by connection().
  if (!isFakeType(parentType.name)) return record[fieldName];
  const connected = /^(\w+)Connection$/.exec(named.name)?.[1];
  if (connected !== undefined && isFakeType(connected)) {
    const related = relatedRecords(context.store, parentType.name, record, fieldName);
    if (related === undefined) throw new FakeGap(`The fake does not hold ${parentType.name}.${fieldName}.`);
    return connection(context.store, connected, given as ConnectionArguments, related);
  }
  if (isObjectType(named) && isFakeType(named.name) && !isListType(returnType)) {
    const id = record[`${fieldName}Id`];
    const found = typeof id === "string" ? context.store.get(named.name, id) : undefined;
    return found ?? null;
  }
  const value = record[fieldName];
  if (value === undefined && isNonNullType(returnType)) {
    throw new FakeGap(`The fake has no value for ${parentType.name}.${fieldName}: give one to the record.`);
  }
  if (value === undefined && !isLeafType(named)) return null;
  return value ?? null;
};

function resolveRoot(
  field: string,
  typeName: string,
  given: Readonly<Record<string, unknown>>,
  { store, viewerId, organizationId }: QueryContext,
): unknown {
  if (field === "viewer") return store.get("User", viewerId);
  if (field === "organization") return store.get("Organization", organizationId);
  const connected = /^(\w+)Connection$/.exec(typeName)?.[1];
  if (connected !== undefined && isFakeType(connected)) {
    return connection(store, connected, given as ConnectionArguments);
  }
  if (isFakeType(typeName) && typeof given.id === "string") {
    const found = store.get(typeName, given.id);
    if (found === undefined) throw notFound(typeName);
    return found;
  }
  throw new FakeGap(`The fake does not answer Query.${field}.`);
}
