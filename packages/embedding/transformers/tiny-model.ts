import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { embeddingModel, type Table } from "./onnx-model.ts";

/** The model's vocabulary and the row of each of its tokens. That of `[PAD]` is large: it spoils whatever it gets into. */
export const rows = {
  "[PAD]": [100, -100, 100],
  "[UNK]": [0, 0, -2],
  "[CLS]": [1, 0, 0],
  "[SEP]": [0, 1, 0],
  red: [3, 0, 1],
  green: [0, 4, 1],
  blue: [-1, 0, 5],
  passage: [2, 2, 0],
  query: [0, -3, 2],
} as const satisfies Readonly<Record<string, readonly number[]>>;

export type Token = keyof typeof rows;

/** What every token of a first sentence, and a text has only that, gets added. */
export const firstSentence = [0.5, 0.25, -0.5];
const types: Table = [firstSentence, [9, 9, 9]];

/** Tokens the tokenizer itself would cut to: more than any test asks for. */
const longestInput = 64;

/**
 * Writes a model as it would come from the hub: a word a token, `[CLS]` and `[SEP]` around each text. The file for `q8` holds
 * the rows with their signs turned, to tell the two apart.
 */
export function writeTinyModel(folder: string, paddingSide: "left" | "right" = "right"): void {
  const tokens = Object.keys(rows) as Token[];
  const place = (token: Token) => tokens.indexOf(token);
  const specials = tokens.slice(0, 4);
  const special = (token: Token) => ({ id: token, ids: [place(token)], tokens: [token] });
  const around = { single: [aroundToken("[CLS]"), textItself("A", 0), aroundToken("[SEP]")] };
  const tokenizer = {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: specials.map((content) => ({
      id: place(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: "Lowercase" },
    pre_tokenizer: { type: "Whitespace" },
    post_processor: {
      type: "TemplateProcessing",
      single: around.single,
      pair: [...around.single, textItself("B", 1)],
      special_tokens: { "[CLS]": special("[CLS]"), "[SEP]": special("[SEP]") },
    },
    decoder: null,
    model: {
      type: "WordLevel",
      vocab: Object.fromEntries(tokens.map((token) => [token, place(token)])),
      unk_token: "[UNK]",
    },
  };
  const tokenizerConfig = {
    tokenizer_class: "BertTokenizer",
    model_max_length: longestInput,
    padding_side: paddingSide,
    pad_token: "[PAD]",
    unk_token: "[UNK]",
    cls_token: "[CLS]",
    sep_token: "[SEP]",
  };
  const config = { model_type: "bert", hidden_size: 3, vocab_size: tokens.length, num_hidden_layers: 0 };
  const words: Table = Object.values(rows);
  const turned = words.map((row) => row.map((value) => -value));
  mkdirSync(join(folder, "onnx"), { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify(tokenizerConfig));
  writeFileSync(join(folder, "onnx/model.onnx"), embeddingModel(words, types));
  writeFileSync(join(folder, "onnx/model_quantized.onnx"), embeddingModel(turned, types));
}

const aroundToken = (id: Token) => ({ SpecialToken: { id, type_id: 0 } });
const textItself = (id: "A" | "B", type: number) => ({ Sequence: { id, type_id: type } });
