import type { IndexDescription, IndexPreview, Rebuild } from "../../../api/search-index.ts";
import { formatCount, formatDuration, formatPlural, formatShare } from "../../../components/format.ts";

const embedders: Readonly<Record<string, string>> = { local: "Built in", cohere: "Cohere", openai: "OpenAI" };

/** Who makes the vectors, as people write it. */
export function embedderName(embedder: string): string {
  return embedders[embedder] ?? embedder;
}

/** What an index is made with, in a few words: `OpenAI text-embedding-3-small, 1,536 dimensions`. */
export function indexName({ embedder, model, dimensions }: IndexDescription): string {
  return `${embedderName(embedder)} ${model}, ${formatCount(dimensions)} dimensions`;
}

/** What a kind of embedder finds. */
export function kindWords(kind: IndexDescription["kind"]): string {
  return kind === "semantic" ? "by meaning and by words" : "by words and parts of words";
}

/** In what two indexes differ, in words. */
export function differences(active: IndexDescription, configured: IndexDescription): string[] {
  return [
    ...(active.model !== configured.model || active.embedder !== configured.embedder
      ? [
          `the model: ${embedderName(active.embedder)} ${active.model} now, ${embedderName(configured.embedder)} ${configured.model} then`,
        ]
      : []),
    ...(active.dimensions !== configured.dimensions
      ? [`the dimensions: ${formatCount(active.dimensions)} now, ${formatCount(configured.dimensions)} then`]
      : []),
    ...(active.chunker !== configured.chunker || JSON.stringify(active.options) !== JSON.stringify(configured.options)
      ? ["how documents are cut into chunks"]
      : []),
    ...(active.analyzer !== configured.analyzer ? ["how words are told apart"] : []),
  ];
}

/** What building would take, in sentences. */
export function previewWords(preview: IndexPreview): string[] {
  const { documents, chunks, embedded, cached, tokens, estimated, cost, seconds } = preview;
  if (documents === 0) return ["There is nothing left to index: building takes a moment."];
  return [
    `${formatPlural(documents, "document")} are cut into ${formatPlural(chunks, "chunk")}.`,
    embedded === 0
      ? "Every text of them is embedded already."
      : `${formatPlural(embedded, "text")} are embedded (${estimated ? "at most " : ""}${formatPlural(tokens, "token")}); ${formatCount(cached)} are known already.`,
    ...(seconds === null ? [] : [`It takes at least ${formatDuration(seconds * 1_000)}.`]),
    costWords(cost),
  ];
}

function costWords(cost: IndexPreview["cost"]): string {
  if (cost === null) return "What it costs is not known: the price of the model is not in the list of this version.";
  if (cost.amount === 0) return "It costs nothing.";
  const amount = new Intl.NumberFormat("en", { style: "currency", currency: cost.currency, minimumFractionDigits: 2 });
  return cost.amount < 0.01
    ? `It costs less than ${amount.format(0.01)}.`
    : `It costs about ${amount.format(cost.amount)}.`;
}

/** How the new index compares with the one that is searched, in a sentence. */
export function qualityWords({ queries, old, new: built, oldByWordsOnly }: NonNullable<Rebuild["quality"]>): string {
  if (queries === 0) return "There was nothing to compare them with: no document has a heading to look for.";
  const found = (recall: number) => formatShare(Math.round(recall * 1_000) / 1_000);
  return (
    `Of ${formatPlural(queries, "document")} looked for by a heading, the new one shows ${found(built.recall)} among the first ten, the old one ${found(old.recall)}` +
    `${oldByWordsOnly ? " (searched by words alone, since its model does not answer any more)" : ""}.`
  );
}
