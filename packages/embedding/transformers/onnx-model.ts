import { nested, whole } from "./protobuf.ts";

// Field numbers of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
const [FLOAT, INT64] = [1, 7];

/** A table: a row of numbers for each index. */
export type Table = readonly (readonly number[])[];

/**
 * An ONNX file with the inputs and the output of a BERT encoder: `last_hidden_state` is, for every token, the row of its id
 * in `words` and the row of its type in `types` added up. The attention mask is taken and not used.
 */
export function embeddingModel(words: Table, types: Table): Uint8Array {
  const inputs = ["input_ids", "attention_mask", "token_type_ids"];
  const graph = [
    node("Gather", ["words", "input_ids"], "word_rows"),
    node("Gather", ["types", "token_type_ids"], "type_rows"),
    node("Add", ["word_rows", "type_rows"], "last_hidden_state"),
    nested(2, "tiny"),
    nested(5, tensor("words", words)),
    nested(5, tensor("types", types)),
    ...inputs.map((name) => nested(11, shaped(name, INT64, ["batch", "tokens"]))),
    nested(12, shaped("last_hidden_state", FLOAT, ["batch", "tokens", words[0]?.length ?? 0])),
  ];
  const [format, operators] = [8, 17];
  return Buffer.concat([whole(1, format), nested(7, graph), nested(8, [nested(1, ""), whole(2, operators)])]);
}

function node(operator: string, inputs: readonly string[], output: string): Uint8Array {
  return nested(1, [
    ...inputs.map((name) => nested(1, name)),
    nested(2, output),
    nested(3, output),
    nested(4, operator),
  ]);
}

function tensor(name: string, table: Table): Uint8Array[] {
  const values = Float32Array.from(table.flat());
  const shape = [whole(1, table.length), whole(1, table[0]?.length ?? 0)];
  return [...shape, whole(2, FLOAT), nested(8, name), nested(9, new Uint8Array(values.buffer))];
}

function shaped(name: string, type: number, shape: readonly (string | number)[]): Uint8Array[] {
  const sizes = shape.map((size) => nested(1, [typeof size === "string" ? nested(2, size) : whole(1, size)]));
  return [nested(1, name), nested(2, [nested(1, [whole(1, type), nested(2, sizes)])])];
}
