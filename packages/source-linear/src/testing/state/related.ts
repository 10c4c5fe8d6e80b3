import type { FakeRecord, FakeType } from "./records.ts";
import type { FakeStore } from "./store.ts";

type Relation = (store: FakeStore, record: FakeRecord) => readonly FakeRecord[];

/** Records that name this one in a field. */
const naming =
  (type: FakeType, field: string): Relation =>
  (store, { id }) =>
    store.naming(type, field, id);

/** Records this one names in a list of ids. */
const listed =
  (type: FakeType, field: string): Relation =>
  (store, record) => {
    const ids = record[field];
    return Array.isArray(ids) ? ids.flatMap((id: string) => store.get(type, id) ?? []) : [];
  };

const initiativesOf: Relation = (store, { id }) =>
  store.all("Initiative").filter(({ projectIds }) => Array.isArray(projectIds) && projectIds.includes(id));

const teamsOfInitiative: Relation = (store, record) =>
  listed("Project", "projectIds")(store, record).flatMap((project) => listed("Team", "teamIds")(store, project));

const commentsOfDocument: Relation = (store, { documentContentId }) =>
  typeof documentContentId === "string" ? store.naming("Comment", "documentContentId", documentContentId) : [];

const relations: Readonly<Record<string, Readonly<Record<string, Relation>>>> = {
  Issue: {
    attachments: naming("Attachment", "issueId"),
    children: naming("Issue", "parentId"),
    comments: naming("Comment", "issueId"),
    documents: naming("Document", "issueId"),
    inverseRelations: naming("IssueRelation", "relatedIssueId"),
    labels: listed("IssueLabel", "labelIds"),
    relations: naming("IssueRelation", "issueId"),
  },
  Comment: { children: naming("Comment", "parentId") },
  Project: {
    accessibleTeams: listed("Team", "teamIds"),
    comments: naming("Comment", "projectId"),
    documents: naming("Document", "projectId"),
    externalLinks: naming("EntityExternalLink", "projectId"),
    initiatives: initiativesOf,
    inverseRelations: naming("ProjectRelation", "relatedProjectId"),
    issues: naming("Issue", "projectId"),
    labels: listed("ProjectLabel", "labelIds"),
    members: listed("User", "memberIds"),
    projectMilestones: naming("ProjectMilestone", "projectId"),
    projectUpdates: naming("ProjectUpdate", "projectId"),
    relations: naming("ProjectRelation", "projectId"),
    teams: listed("Team", "teamIds"),
  },
  ProjectUpdate: { comments: naming("Comment", "projectUpdateId") },
  Initiative: {
    documents: naming("Document", "initiativeId"),
    initiativeUpdates: naming("InitiativeUpdate", "initiativeId"),
    labels: listed("InitiativeLabel", "labelIds"),
    links: naming("EntityExternalLink", "initiativeId"),
    projects: listed("Project", "projectIds"),
    subInitiatives: naming("Initiative", "parentInitiativeId"),
    teams: teamsOfInitiative,
  },
  InitiativeUpdate: { comments: naming("Comment", "initiativeUpdateId") },
  Document: { comments: commentsOfDocument },
  Team: { issues: naming("Issue", "teamId"), states: naming("WorkflowState", "teamId") },
};

/** What a field that holds many leads to; undefined when the fake does not know it. */
export function relatedRecords(
  store: FakeStore,
  type: string,
  record: FakeRecord,
  field: string,
): readonly FakeRecord[] | undefined {
  return relations[type]?.[field]?.(store, record);
}

/** Fields whose name does not say which type they lead to. */
const targets: Readonly<Record<string, FakeType>> = {
  assignee: "User",
  creator: "User",
  delegate: "User",
  externalUserCreator: "ExternalUser",
  lead: "User",
  leadTeam: "Team",
  owner: "User",
  relatedIssue: "Issue",
  relatedProject: "Project",
  state: "WorkflowState",
  status: "ProjectStatus",
  updatedBy: "User",
  resolvingUser: "User",
};

/** The record a filter's field leads to: undefined when the record names none. */
export function namedRecord(
  store: FakeStore,
  type: string,
  record: FakeRecord,
  field: string,
): { readonly type: FakeType; readonly record: FakeRecord } | undefined {
  const id = record[`${field}Id`];
  if (typeof id !== "string") return undefined;
  const own = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const target = field === "parent" ? (type as FakeType) : (targets[field] ?? (own as FakeType));
  const found = store.get(target, id);
  return found === undefined ? undefined : { type: target, record: found };
}
