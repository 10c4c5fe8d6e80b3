/** How the webhooks of a kind of source arrive. */
export interface WebhookSettings {
  /** Largest body taken, in bytes: what the provider sends at most. */
  readonly maxBytes: number;
  /** Media types the provider sends, in lower case. */
  readonly contentTypes: readonly string[];
  /** Headers that are kept beside the content type, in lower case: those that say what the body is about. */
  readonly headers: readonly string[];
  /** Where the provider puts the delivery's id: in a header, or in a field of a JSON body. */
  readonly deliveryId: { readonly header: string } | { readonly field: string };
  /**
   * Field of an unsigned first delivery in which the provider offers the secret it will sign with (Notion's
   * `verification_token`). Taken only at a source's own address and only while the source has no secret.
   */
  readonly offeredSecret?: string;
  /**
   * Whether each source is given an address of its own at the provider; otherwise one serves every source whose secret
   * signs: a provider that takes one address for an app could tell no second source.
   */
  readonly ownAddress?: true;
}
