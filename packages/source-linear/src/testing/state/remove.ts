import type { FakeType } from "./records.ts";
import type { FakeStore } from "./store.ts";

/** What goes with a thing that is removed: records that name it in these fields. */
const parts: Readonly<Partial<Record<FakeType, readonly (readonly [FakeType, string])[]>>> = {
  Issue: [
    ["Comment", "issueId"],
    ["Attachment", "issueId"],
    ["IssueRelation", "issueId"],
    ["IssueRelation", "relatedIssueId"],
  ],
  Comment: [["Comment", "parentId"]],
  Project: [
    ["Comment", "projectId"],
    ["ProjectMilestone", "projectId"],
    ["ProjectUpdate", "projectId"],
    ["EntityExternalLink", "projectId"],
    ["ProjectRelation", "projectId"],
    ["ProjectRelation", "relatedProjectId"],
  ],
  ProjectUpdate: [["Comment", "projectUpdateId"]],
  Initiative: [
    ["InitiativeUpdate", "initiativeId"],
    ["EntityExternalLink", "initiativeId"],
  ],
  InitiativeUpdate: [["Comment", "initiativeUpdateId"]],
};

/** Removes a record and what cannot be without it. */
export function removeWithParts(store: FakeStore, type: FakeType, id: string): void {
  for (const [part, field] of parts[type] ?? []) {
    for (const record of store.naming(part, field, id)) removeWithParts(store, part, record.id);
  }
  store.remove(type, id);
}
