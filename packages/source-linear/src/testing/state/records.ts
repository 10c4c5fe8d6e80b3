/** A value of a record's field: scalars and lists of them; other records are named by id. */
export type FakeValue = string | number | boolean | null | readonly string[] | Readonly<Record<string, unknown>>;

/** One thing the fake holds, as Linear's schema names its fields; `<field>Id` names another record. */
export interface FakeRecord {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
  readonly [field: string]: FakeValue | undefined;
}

/** What a record is made of: any of its fields. */
export type FakeFields = Readonly<Record<string, FakeValue | undefined>>;

/** The types of Linear's schema the fake holds records of. */
export const fakeTypes = [
  "Attachment",
  "Comment",
  "Cycle",
  "Document",
  "DocumentContent",
  "EntityExternalLink",
  "ExternalUser",
  "Initiative",
  "InitiativeLabel",
  "InitiativeUpdate",
  "Issue",
  "IssueLabel",
  "IssueRelation",
  "Organization",
  "Project",
  "ProjectLabel",
  "ProjectMilestone",
  "ProjectRelation",
  "ProjectStatus",
  "ProjectUpdate",
  "Team",
  "User",
  "WorkflowState",
] as const;
export type FakeType = (typeof fakeTypes)[number];

/** Whether the fake holds records of a type. */
export function isFakeType(name: string): name is FakeType {
  return (fakeTypes as readonly string[]).includes(name);
}
