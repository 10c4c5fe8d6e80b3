/** Tells people that a sync would have deleted so much that it waits for them: an event, the same however often it is made. */
export function heldNotification(
  sync: { readonly workspaceId: string; readonly sourceId: string; readonly jobId: string },
  held: number,
) {
  const { workspaceId, sourceId, jobId } = sync;
  return {
    id: `held:${jobId}`,
    name: "notification.send",
    data: {
      workspaceId,
      topic: "deletions-held",
      subject: `${held} documents are held from being deleted`,
      text:
        `The last sync of ${sourceId} no longer found ${held} documents, more than a quarter of what it had. They stay ` +
        "until another complete sync misses the same ones or you decide: " +
        `\`tributary deletions ${sourceId}\` shows them, \`--release\` deletes them, \`--keep\` keeps them.`,
      path: `/sources/${sourceId}`,
    },
  };
}
