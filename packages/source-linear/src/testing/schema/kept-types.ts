/** Things of a workspace whose text is searched, and what they are described by. */
const entities = new Set([
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
  "ProjectAttachment",
  "ProjectLabel",
  "ProjectMilestone",
  "ProjectRelation",
  "ProjectStatus",
  "ProjectUpdate",
  "Team",
  "User",
  "WorkflowState",
]);

const others = new Set(["ActorBot", "Node", "PageInfo", "Query"]);

/**
 * Whether a type of Linear's schema is in the extract: an entity, a connection of such, a filter of such, a comparator,
 * or the arguments of a field of such.
 */
export function isKept(name: string): boolean {
  if (entities.has(name) || others.has(name) || /Comparator$/.test(name)) return true;
  const connected = /^(\w+?)s?(?:Connection|Edge)$/.exec(name)?.[1];
  if (connected !== undefined) return entities.has(connected);
  const filtered = /^(?:Nullable)?(\w+?)(?:s?Collection)?Filter$/.exec(name)?.[1];
  if (filtered !== undefined) return entities.has(filtered);
  if (!name.endsWith("Args")) return false;
  return [...entities, "Query"].some((entity) => name.startsWith(entity) && /^[A-Z]/.test(name.slice(entity.length)));
}
