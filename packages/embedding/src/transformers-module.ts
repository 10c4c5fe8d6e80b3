/** What is used of `@huggingface/transformers` 4: a module with its `pipeline`. */
export interface TransformersModule {
  pipeline(
    task: "feature-extraction",
    model: string,
    options: {
      readonly revision?: string;
      readonly dtype?: string;
      readonly device?: string;
      readonly cache_dir?: string;
      readonly local_files_only?: boolean;
    },
  ): Promise<TransformersPipeline>;
}

/** A loaded model: texts to one tensor of a row a text. */
export interface TransformersPipeline {
  (
    texts: string[],
    options: { readonly pooling: TransformersPooling; readonly normalize: boolean },
  ): Promise<{ readonly dims: readonly number[]; readonly data: ArrayLike<number> }>;
  readonly tokenizer?: { encode(text: string): ArrayLike<number>; readonly padding_side?: string };
}

/** How the vectors of a text's tokens become one: see the model's card. */
export type TransformersPooling = "mean" | "cls" | "last_token";
