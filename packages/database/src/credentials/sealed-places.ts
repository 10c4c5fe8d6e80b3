/** What each kind of sealed value is sealed for: it opens nowhere else. Rotation seals every kind anew. */
export const sealedPlaces = {
  dataKey: (workspaceId: string) => ["data key", workspaceId],
  credentials: ({ workspaceId, sourceId }: SourcePlace) => ["credentials", workspaceId, sourceId],
  webhookSecret: ({ workspaceId, sourceId }: SourcePlace, id: string) => ["webhook secret", workspaceId, sourceId, id],
  slackWebhook: (workspaceId: string) => ["notification preferences", workspaceId, "slack webhook"],
} as const;

interface SourcePlace {
  readonly workspaceId: string;
  readonly sourceId: string;
}
