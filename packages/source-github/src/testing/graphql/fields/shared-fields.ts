import { association } from "../../rest/render-issue.ts";
import { webUrl } from "../../rest/schemas.ts";
import { timestamp } from "../../state/clock.ts";
import type { LabelRecord, RepositoryRecord, UserRecord, WrittenRecord } from "../../state/model.ts";
import { nodeId, type nodePrefixes } from "../../state/node-id.ts";
import { byPosition, connection } from "../connection.ts";
import type { Fields, Resolve } from "../context.ts";

/** A record with a place of its own. */
export interface Addressed<Record> {
  repository(record: Record): RepositoryRecord;
  /** Path below the site's address. */
  path(record: Record): string;
}

type Text = WrittenRecord & { readonly kind: keyof typeof nodePrefixes };

/** Fields of everything a person writes. */
export function writtenFields<Record extends Text>(address: Addressed<Record>): Fields<Record> {
  return {
    id: nodeId,
    databaseId: (record) => record.id,
    fullDatabaseId: (record) => String(record.id),
    author: (record) => record.author,
    authorAssociation: (record) => association(address.repository(record), record.author),
    body: (record) => record.body,
    bodyText: (record) => record.body,
    createdAt: (record) => timestamp(record.createdAt),
    updatedAt: (record) => timestamp(record.updatedAt),
    publishedAt: (record) => timestamp(record.createdAt),
    lastEditedAt: (record) => timestamp(record.editedAt),
    editor: (record) => (record.editedAt === null ? null : record.author),
    includesCreatedEdit: (record) => record.editedAt !== null,
    createdViaEmail: () => false,
    isMinimized: () => false,
    minimizedReason: () => null,
    repository: address.repository,
    url: (record) => webUrl + address.path(record),
    resourcePath: address.path,
    reactionGroups: () => [],
    viewerDidAuthor: (record, _, { call }) => call.caller.type === "token" && call.caller.token.user === record.author,
  };
}

/** Labels of a conversation, in the order they were given. */
export const labels: Resolve<{ readonly labels: readonly LabelRecord[] }> = (record, parameters) =>
  connection(record.labels, parameters, { ...byPosition, known: ["orderBy"] });

/** Everybody who wrote in a conversation, each once. */
export function participants(people: readonly (UserRecord | null)[]): UserRecord[] {
  return [...new Set(people.filter((user) => user !== null))];
}

/** Fields of Label. */
export const labelFields: Fields<LabelRecord> = {
  id: nodeId,
  name: (label) => label.name,
  color: (label) => label.color,
  description: (label) => label.description,
  isDefault: () => false,
};
