/** What each kind of sealed value is sealed for: it opens nowhere else. Rotation seals every kind anew. */
export const sealedPlaces = {
  dataKey: (workspaceId: string) => ["data key", workspaceId],
  credentials: ({ workspaceId, sourceId }: SourcePlace) => ["credentials", workspaceId, sourceId],
  webhookSecret: ({ workspaceId, sourceId }: SourcePlace, id: string) => ["webhook secret", workspaceId, sourceId, id],
  slackWebhook: (workspaceId: string) => ["notification preferences", workspaceId, "slack webhook"],
} as const satisfies Readonly<Record<string, (...given: never[]) => readonly string[]>>;

/** A place of one of these kinds: nothing is sealed for a place that rotation does not know. */
export type SealedPlace = ReturnType<(typeof sealedPlaces)[keyof typeof sealedPlaces]>;

interface SourcePlace {
  readonly workspaceId: string;
  readonly sourceId: string;
}
